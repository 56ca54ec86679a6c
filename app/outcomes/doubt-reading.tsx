import { count, list } from "~/kernel/text";
import { KeyValues, Note } from "~/ui/layout";
import type { EntryName, RankingRows, ToldAnalysis } from "./ranking.server";
import { chanceText, rubricIn, titleIn } from "./ranking-reading";

type Names = Pick<EntryName, "number" | "title" | "team">[];
type Rubric = { id: string; round?: number; title: string; weight: number }[];
export type Doubted = { analysis: ToldAnalysis; names: Names; rubric: Rubric };

/** A sentence of the analysis with titles where it says "no. 3". */
const withTitles = (text: string, names: Names): string =>
  text.replace(/no\. (\d+)/g, (_, number) => `“${titleIn(names, Number(number))}”`);

const titlesOf = (entries: number[], names: Names): string =>
  list(entries.map((entry) => `“${titleIn(names, entry)}”`));

/** Which figures the order goes by, and why. */
export function orderText({ order, refusal, efficiency }: ToldAnalysis, names: Names): string {
  if (order === "raw") return `The order goes by raw means. ${withTitles(refusal ?? "", names)}`;
  return `The order goes by calibrated scores, because the panel hangs together: of what equally strict jurors would tell about the difference that is hardest to see, this panel tells ${chanceText(efficiency)}.`;
}

/** Who would have come first without each of the jurors. */
export function withoutText({ leaveOneOut }: ToldAnalysis, first: number[], names: Names): string {
  if (leaveOneOut === null) return "The jury is too large to leave out each juror in turn.";
  const others = leaveOneOut.filter(({ winners }) => winners.join() !== first.join());
  const cases = `${others.length} of ${count(leaveOneOut.length, "case")}`;
  if (leaveOneOut.length < 2) return "One juror scored, so that none can be left out.";
  if (others.length === 0)
    return `Leave out any one of the ${count(leaveOneOut.length, "juror")}, and ${titlesOf(first, names)} still ${first.length === 1 ? "comes" : "come"} first.`;
  const told = others.slice(0, 5).map(({ juror, winners }) => `without juror ${juror}, ${titlesOf(winners, names)}`);
  const more = others.length > told.length ? ", and so on" : "";
  return `Leave out one juror, and in ${cases} somebody else comes first: ${told.join("; ")}${more}.`;
}

/** How far a criterion's weight could have been moved before somebody else had come first; empty where nobody would. */
export function weightTexts({ weightChanges }: ToldAnalysis, { names, rubric }: Omit<Doubted, "analysis">): string[] {
  return weightChanges.flatMap(({ criterion, share, below, above }) => {
    const turns = [
      below && `below ${chanceText(below.share)} ${titlesOf(below.winners, names)} would come first`,
      above && `above ${chanceText(above.share)} ${titlesOf(above.winners, names)} would`,
    ].filter((turn) => turn !== null);
    const title = rubric.find(({ id }) => id === criterion)?.title ?? "A criterion";
    return turns.length === 0 ? [] : [`“${title}” counts ${chanceText(share)}; ${list(turns)}.`];
  });
}

/** How the sheets of two rounds became one ranking, in one sentence. */
export function pooledText({ order, pooled }: ToldAnalysis): string | null {
  if (!pooled) return null;
  const { effect, sd, entries, sheets, jurors } = pooled;
  const points = `${Math.abs(effect).toFixed(1)} points`;
  const by = effect < 0 ? `${points} lower` : `${points} higher`;
  const sure = sd === null ? "" : `, with a standard error of ${sd.toFixed(1)}`;
  const told =
    order === "calibrated"
      ? "as one model of entries, jurors and rounds tells"
      : "as the entries that stood in both tell";
  return `Both rounds are pooled: ${count(entries, "entry was", "entries were")} scored once more, by ${count(jurors, "juror")} on ${count(sheets, "sheet")}, where scores lie ${by} in all (${told}${sure}); that is taken off, and what an entry showed in the first round still counts.`;
}

/** A figure under its label; nothing where it cannot be computed, as the sentence above it says. */
const figure = (label: string, value: number | null, more = "") =>
  value === null ? [] : [{ label, value: `${value.toFixed(2)}${more}` }];

/** What the order goes by, and what would change it, a sentence to each. */
export function doubtTexts({ analysis, names, rubric, rows }: Doubted & { rows: RankingRows }): string[] {
  const first = rows.flatMap(({ rank, entry }) => (rank === 1 ? [entry] : [])).sort((a, b) => a - b);
  return [
    orderText(analysis, names),
    pooledText(analysis) ?? "",
    ...analysis.warnings.map((warning) => withTitles(warning, names)),
    withoutText(analysis, first, names),
    ...weightTexts(analysis, { names, rubric }),
  ];
}

type Agreement = ToldAnalysis["agreement"];

const figuresOf = ({ icc2, icc2k, icc2Interval: interval, alpha, kendallW }: Agreement) => [
  ...figure(
    "One juror’s score (ICC2)",
    icc2,
    interval ? `, 95% from ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)}` : "",
  ),
  ...figure("The mean of all jurors (ICC2k)", icc2k),
  ...figure("Krippendorff’s α, for distances", alpha),
  ...figure("Kendall’s W, for ranks", kendallW),
];

const CriterionMeaning = ({ of, rubric }: { of: Agreement["criteria"][number]; rubric: Rubric }) => (
  <li>
    <b>{rubric.find(({ id }) => id === of.criterion)?.title}.</b> {of.meaning}
  </li>
);

/** How far the order may be trusted: what it goes by, what would change it, and how far the jurors agree. */
export function Doubt({ analysis, names, rubric, rows }: Doubted & { rows: RankingRows }) {
  const first = rows.flatMap(({ rank, entry }) => (rank === 1 ? [entry] : [])).sort((a, b) => a - b);
  const { agreement, model, order, warnings, pooled } = analysis;
  const pooling = pooledText(analysis);
  const turns = weightTexts(analysis, { names, rubric });
  return (
    <div className="stack">
      <Note tone={order === "raw" ? "warn" : undefined}>
        <p>{orderText(analysis, names)}</p>
      </Note>
      {pooling && <p>{pooling}</p>}
      {warnings.map((warning) => (
        <p className="quiet" key={warning}>
          {withTitles(warning, names)}
        </p>
      ))}
      <p>{withoutText(analysis, first, names)}</p>
      {turns.length === 0 ? (
        <p>Whatever one criterion had counted, the others keeping their proportions, the same entry comes first.</p>
      ) : (
        turns.map((turn) => <p key={turn}>{turn}</p>)
      )}
      <p>
        {pooled && "In the first round: "}
        {agreement.meaning}
      </p>
      <KeyValues
        items={[
          ...figuresOf(agreement),
          ...(model && order === "calibrated"
            ? [
                {
                  label: "Standard deviations",
                  value: `entries ${model.entry.toFixed(1)}, jurors ${model.juror.toFixed(1)}, the rest ${model.residual.toFixed(1)}`,
                },
              ]
            : []),
        ]}
      />
      <ul className="rows">
        {agreement.criteria.map((one) => (
          <CriterionMeaning key={one.criterion} of={one} rubric={rubric} />
        ))}
      </ul>
      {pooled && (
        <>
          <p>In the second round: {pooled.agreement.meaning}</p>
          <KeyValues items={figuresOf(pooled.agreement)} />
          <ul className="rows">
            {pooled.agreement.criteria.map((one) => (
              <CriterionMeaning key={one.criterion} of={one} rubric={rubric} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** "Warns 60 and Explains 40; in the second round On stage 10". */
const weightsText = (rubric: Rubric): string =>
  [rubricIn(rubric, 1), rubricIn(rubric, 2)]
    .filter((criteria) => criteria.length > 0)
    .map((criteria) => list(criteria.map(({ title, weight }) => `${title} ${weight}`)))
    .join("; in the second round ");

/** How the order was made, for somebody who has never scored anything: a sentence or some to a paragraph. */
export const methodTexts = ({ rubric, analysis }: { rubric: Rubric; analysis: ToldAnalysis | null }): string[] => [
  `On each sheet, the level given for a criterion becomes a share of the way from its lowest level to its highest; the shares are weighed as the criteria are (${weightsText(rubric)}) and added up to a figure from 0 to 100. The raw mean of an entry is the plain mean over its sheets${analysis?.pooled ? ", once what the second round scores higher or lower in all is taken off its own" : ""}.`,
  analysis?.order === "calibrated"
    ? "Some jurors are strict and some are kind, and an entry may be lucky in whom it drew. The calibrated score takes that luck out: it estimates how strict each juror was from the entries they share with others, corrects for it, and draws entries with few sheets towards the middle. What the sheets cannot tell is drawn as a line; entries whose difference may be chance are a near-tie. Where a panel does not hang together well enough for this, raw means stand, and it is said why."
    : "This is a weighted mean of raw scores, and nothing more: no juror’s scores were adjusted for being strict or kind. With few sheets an entry, a difference smaller than the lines are long says little about which entry is better.",
  "Entries whose scores are equal to one decimal are a tie. The jury decides the awards, and writes its reasons where it departs from the order.",
];

export const Method = (of: { rubric: Rubric; analysis: ToldAnalysis | null }) =>
  methodTexts(of).map((text) => <p key={text}>{text}</p>);
