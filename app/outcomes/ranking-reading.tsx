import { METHOD } from "~/judging/ranking/weighted-mean";
import { count, list } from "~/kernel/text";
import { paths } from "~/paths";
import { Forest, type ForestRow } from "~/ui/forest";
import { DotRows } from "~/ui/plots";
import type { EntryName, RankingRows } from "./ranking.server";

type Named = Pick<EntryName, "number" | "title" | "team">;
type Awarded = { submission: { number: number }; prize: { title: string } | null };
type Rubric = { id: string; round?: number; title: string; weight: number; levels: { value: number }[] }[];

/** The criteria of one round; what names no round is of the first. */
export const rubricIn = <C extends { round?: number }>(rubric: C[], round: number): C[] =>
  rubric.filter((criterion) => (criterion.round ?? 1) === round);

/** Groups of entries that share a rank, best first. */
export const tiesOf = (rows: RankingRows): number[][] => {
  const groups = new Map<number, number[]>();
  for (const { rank, entry } of rows) if (rank !== null) groups.set(rank, [...(groups.get(rank) ?? []), entry]);
  return [...groups.values()].filter((group) => group.length > 1);
};

/** Neighbours in the order that are no tie and whose lines overlap, the better one first, by entry numbers. */
export const nearPairs = (rows: RankingRows): [number, number][] =>
  neighbours(rows).flatMap(([above, below]): [number, number][] =>
    above.low <= below.high && below.low <= above.high ? [[above.entry, below.entry]] : [],
  );

/** Ranked rows in pairs of one and the next, those of one rank left out. */
function neighbours(rows: RankingRows) {
  const ranked = rows.flatMap(({ entry, rank, low, high }) =>
    rank === null || low === null || high === null ? [] : [{ entry, rank, low, high }],
  );
  return ranked.slice(1).flatMap((below, i) => {
    const above = ranked[i];
    return above && above.rank !== below.rank ? [[above, below] as const] : [];
  });
}

const MOST_PAIRS = 6;

/** The near pairs in one sentence; where that would be nearly every row, that it is every row. Empty without any. */
export function nearText(rows: RankingRows, titleOf: (entry: number) => string): string {
  const pairs = nearPairs(rows);
  if (pairs.length === 0) return "";
  if (pairs.length > 2 && pairs.length === neighbours(rows).length)
    return "All neighbours are within each other’s spread (≈): their lines overlap, and the order between one and the next says little.";
  const named = pairs.slice(0, MOST_PAIRS).map(([above, below]) => `“${titleOf(above)}” and “${titleOf(below)}”`);
  const more = pairs.length - named.length;
  return `Within each other’s spread (≈), so that the order between them says little: ${named.join("; ")}${more > 0 ? `; and ${count(more, "more pair", "more pairs")}` : ""}.`;
}

/** Whether the order goes by calibrated scores. */
const isCalibrated = (rows: RankingRows): boolean => rows.some(({ calibrated }) => calibrated !== null);

/** What the order is called wherever it is shown. */
export const methodOf = (rows: RankingRows): string => (isCalibrated(rows) ? "Calibrated scores" : METHOD);

/** What an entry is ranked by: its calibrated score, or its raw mean where that stands. */
const scoreOf = ({ calibrated, mean }: RankingRows[number]): number | null => calibrated ?? mean;

/** The score as it is shown: "72.4". */
export const scoreText = (row: RankingRows[number]): string => scoreOf(row)?.toFixed(1) ?? "no score";

/** Groups of entries that cannot be told apart, best first: near-ties of calibrated scores, or equal raw means. */
const groupsOf = (rows: RankingRows): number[][] => {
  if (!isCalibrated(rows)) return tiesOf(rows);
  const bands = new Map<number, number[]>();
  for (const { band, entry } of rows) if (band !== null) bands.set(band, [...(bands.get(band) ?? []), entry]);
  return [...bands.values()].filter((band) => band.length > 1);
};

/** A chance in words; one that is not quite 0 or 1 is never shown as that. */
export function chanceText(chance: number): string {
  if (chance > 0 && chance < 0.01) return "under 1%";
  if (chance > 0.99 && chance < 1) return "over 99%";
  return `${Math.round(100 * chance)}%`;
}

/** A chance that was counted from draws: one that never came up is small, and not nothing. */
const drawnText = (chance: number): string => chanceText(chance === 0 ? Number.MIN_VALUE : chance);

/** The part of the scale that is drawn: all of it, or by tens where the lines need less than half. */
function axisOf(rows: { low: number; high: number }[]): { min: number; max: number; axis: number[] } {
  const min = Math.max(0, Math.floor(Math.min(...rows.map(({ low }) => low)) / 10) * 10);
  const max = Math.min(100, Math.ceil(Math.max(...rows.map(({ high }) => high)) / 10) * 10);
  if (rows.length === 0 || max - min > 50 || max <= min) return { min: 0, max: 100, axis: [0, 25, 50, 75, 100] };
  return { min, max, axis: Array.from({ length: (max - min) / 10 + 1 }, (_, i) => min + 10 * i) };
}

const TIED = {
  priority: "the criterion that was declared for ties sets them apart",
  direct: "the jurors who scored both set them apart",
  draw: "lots set them apart",
  shared: "they share the rank",
} as const;

/** For each group of equal scores what became of the tie; nothing where a note in the plot says it. */
export function tieTexts(rows: RankingRows, titleOf: (entry: number) => string): string[] {
  const equals = new Map<number, RankingRows>();
  for (const row of rows) {
    const score = scoreOf(row);
    if (row.tie !== null && score !== null) equals.set(score, [...(equals.get(score) ?? []), row]);
  }
  return [...equals.values()].flatMap((group) => {
    const steps = [...new Set(group.map(({ tie }) => tie ?? "shared"))];
    if (!isCalibrated(rows) && steps.join() === "shared") return [];
    const names = list(group.map(({ entry }) => `“${titleOf(entry)}”`));
    return [`${names} have the same score to the digit that is shown; ${list(steps.map((step) => TIED[step]))}.`];
  });
}

type RankingPlotProps = { slug: string; rows: RankingRows; names: Named[]; awards: Awarded[] };

/** The rows as they are drawn: with the interval of the calibrated score, or from the lowest sheet to the highest. */
function plottedRows({ slug, rows, names, awards }: RankingPlotProps): ForestRow[] {
  const groups = groupsOf(rows);
  const close = new Set(isCalibrated(rows) ? [] : nearPairs(rows).map(([, below]) => below));
  return rows.flatMap((row): ForestRow[] => {
    const { rank, entry, mean, interval } = row;
    const [score, low, high] = [scoreOf(row), interval?.[0] ?? row.low, interval?.[1] ?? row.high];
    if (rank === null || score === null || low === null || high === null) return [];
    const group = groups.findIndex((near) => near.includes(entry));
    const titles = awards.flatMap(({ submission, prize }) =>
      submission.number === entry ? [prize?.title ?? "Honourable mention"] : [],
    );
    return [
      {
        ...{ rank, mean: score, low, high, label: titleIn(names, entry), href: paths.scores(slug, entry) },
        extra: row.pBest === null ? row.sheets : drawnText(row.pBest),
        ...(row.calibrated !== null && mean !== null ? { raw: mean } : {}),
        ...(group >= 0 ? { group } : {}),
        ...(close.has(entry) ? { closeWords: "within the spread of the entry above" } : {}),
        ...(titles.length > 0 ? { award: list(titles) } : {}),
      },
    ];
  });
}

export const titleIn = (names: Named[], entry: number): string =>
  names.find(({ number }) => number === entry)?.title ?? `Entry ${entry}`;

/** A few by their titles; many by how many they are. */
const namesIn = (names: Named[], entries: number[]): string =>
  entries.length > MOST_PAIRS
    ? `These ${entries.length} entries`
    : list(entries.map((entry) => `“${titleIn(names, entry)}”`));

/** The ranking as a table with each entry's doubt drawn beside its figures. */
export function RankingPlot({ slug, rows, names, awards }: RankingPlotProps) {
  const titleOf = (entry: number): string => titleIn(names, entry);
  const calibrated = isCalibrated(rows);
  const plotted = plottedRows({ slug, rows, names, awards });
  const near = calibrated ? "" : nearText(rows, titleOf);
  return (
    <>
      <Forest
        rows={plotted}
        {...axisOf(calibrated ? plotted : [])}
        digits={1}
        names={{
          ...{ label: "Entry", raw: "Raw mean" },
          mean: calibrated ? "Calibrated" : "Mean",
          extra: calibrated ? "Chance of being best" : "Sheets",
        }}
        groupNotes={groupsOf(rows).map((group) =>
          calibrated ? (
            <>
              <b>Near-tie.</b> {namesIn(names, group)} cannot be told apart: none of them is below the first of them
              with a chance of 95%.
            </>
          ) : (
            <>
              <b>Tie.</b> {list(group.map((entry) => `“${titleOf(entry)}”`))} have the same mean to the digit that is
              shown.
            </>
          ),
        )}
      />
      {calibrated ? (
        <p className="why">
          Scores go from 0 to 100. The dot is the calibrated score, filled where the entry was awarded; the line is the
          interval that holds it with a chance of 95%, and the short grey line the raw mean.
        </p>
      ) : (
        <p className="why">
          {METHOD}, 0 to 100. The dot is the mean of an entry’s sheets, filled where it was awarded; the line runs from
          the lowest sheet to the highest.
        </p>
      )}
      {near && <p className="quiet">{near}</p>}
      {tieTexts(rows, titleOf).map((text) => (
        <p className="quiet" key={text}>
          {text}
        </p>
      ))}
      {rows.some(({ tie }) => tie === "draw") && (
        <p>
          <a href={paths.challengeDraws(slug)}>How the lots were drawn</a>
        </p>
      )}
    </>
  );
}

/** One entry's levels by criterion: a dot for each juror, the mean beside them; those of a second round under its name. */
export function CriterionDots({ row, rubric }: { row: RankingRows[number]; rubric: Rubric }) {
  const late = rubricIn(rubric, 2);
  const isLate = row.criteria.some(({ id, mean }) => mean !== null && late.some((criterion) => criterion.id === id));
  return (
    <>
      <RubricDots row={row} rubric={rubricIn(rubric, 1)} />
      {isLate && (
        <section className="below">
          <h3>The second round</h3>
          <RubricDots row={row} rubric={late} />
        </section>
      )}
    </>
  );
}

function RubricDots({ row, rubric }: { row: RankingRows[number]; rubric: Rubric }) {
  const values = rubric.flatMap(({ levels }) => levels.map(({ value }) => value));
  const total = rubric.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <DotRows
      min={Math.min(...values)}
      max={Math.max(...values)}
      rows={rubric.flatMap(({ id, title, weight }) => {
        const scored = row.criteria.find((criterion) => criterion.id === id);
        if (!scored || scored.mean === null) return [];
        return [{ label: title, note: `${weight} of ${total}`, scores: scored.scores, mean: scored.mean }];
      })}
    />
  );
}

export function rankText(row: RankingRows[number], of: number): string {
  if (row.rank === null || row.mean === null) return "Not ranked.";
  const mean = row.mean.toFixed(1);
  const score =
    row.calibrated === null
      ? `a mean of ${mean}`
      : `a calibrated score of ${row.calibrated.toFixed(1)} (raw mean ${mean})`;
  return `Rank ${row.rank} of ${of}, with ${score} from ${count(row.sheets, "sheet")}.`;
}
