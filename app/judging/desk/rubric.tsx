import type { Rubric } from "./sheet";

/** "60 of 100": a criterion's share of the whole, in the parts that the rubric is written in. */
const shareText = (weight: number, rubric: Rubric): string =>
  `${weight} of ${rubric.reduce((sum, criterion) => sum + criterion.weight, 0)}`;

/** Every criterion with a sentence for each level, to choose from. Nothing is chosen until the juror chooses. */
export function RubricFields({
  rubric,
  scores,
}: {
  rubric: Rubric;
  scores: Record<string, number | string | undefined>;
}) {
  return rubric.map(({ id, title, description, weight, levels }) => (
    <fieldset className="rub" key={id} data-criterion={id}>
      <legend>
        {title} <span>{shareText(weight, rubric)}</span>
      </legend>
      {description && <p className="quiet">{description}</p>}
      <div className="levels">
        {levels.map(({ value, sentence }) => (
          <label className="level" key={value}>
            <input
              type="radio"
              name={`scores.${id}`}
              value={value}
              defaultChecked={scores[id] !== undefined && String(scores[id]) === String(value)}
            />
            <b>{value}</b>
            <span>{sentence}</span>
          </label>
        ))}
      </div>
    </fieldset>
  ));
}

/** A rubric that is read only: the level that was chosen, with its sentence. */
export function ChosenLevels({ rubric, scores }: { rubric: Rubric; scores: Record<string, number> }) {
  return rubric.map(({ id, title, weight, levels }) => {
    const level = levels.find(({ value }) => value === scores[id]);
    return (
      <div className="rub" key={id}>
        <p className="lg">
          {title} <span>{shareText(weight, rubric)}</span>
        </p>
        {level ? (
          <p className="chosen">
            <b>{level.value}</b>
            <span>{level.sentence}</span>
          </p>
        ) : (
          <p className="quiet">Not scored. Zero is a score; empty is not.</p>
        )}
      </div>
    );
  });
}
