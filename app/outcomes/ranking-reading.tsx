import { METHOD } from "~/judging/ranking/weighted-mean";
import { count, list } from "~/kernel/text";
import { paths } from "~/paths";
import { Forest, type ForestRow } from "~/ui/forest";
import { DotRows } from "~/ui/plots";
import type { EntryName, RankingRows } from "./ranking.server";

type Named = Pick<EntryName, "number" | "title" | "team">;
type Awarded = { submission: { number: number }; prize: { title: string } | null };
type Rubric = { id: string; title: string; weight: number; levels: { value: number }[] }[];

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

type RankingPlotProps = { slug: string; rows: RankingRows; names: Named[]; awards: Awarded[] };

/** The ranking as a table with each entry's spread drawn: the dot is the mean, the line from its lowest to its highest sheet. */
export function RankingPlot({ slug, rows, names, awards }: RankingPlotProps) {
  const ties = tiesOf(rows);
  const titleOf = (entry: number): string => names.find(({ number }) => number === entry)?.title ?? `Entry ${entry}`;
  const close = new Set(nearPairs(rows).map(([, below]) => below));
  const near = nearText(rows, titleOf);
  const plotted = rows.flatMap(({ rank, mean, low, high, entry, sheets }): ForestRow[] => {
    const group = ties.findIndex((tied) => tied.includes(entry));
    if (rank === null || mean === null || low === null || high === null) return [];
    const titles = awards.flatMap(({ submission, prize }) =>
      submission.number === entry ? [prize?.title ?? "Honourable mention"] : [],
    );
    return [
      {
        rank,
        mean,
        low,
        high,
        label: titleOf(entry),
        href: paths.scores(slug, entry),
        extra: sheets,
        ...(group >= 0 ? { group } : {}),
        ...(close.has(entry) ? { closeWords: "within the spread of the entry above" } : {}),
        ...(titles.length > 0 ? { award: list(titles) } : {}),
      },
    ];
  });
  return (
    <>
      <Forest
        rows={plotted}
        min={0}
        max={100}
        axis={[0, 25, 50, 75, 100]}
        digits={1}
        names={{ label: "Entry", raw: "", mean: "Mean", extra: "Sheets" }}
        groupNotes={ties.map((tied) => (
          <>
            <b>Tie.</b> {list(tied.map((entry) => `“${titleOf(entry)}”`))} have the same mean to the digit that is
            shown.
          </>
        ))}
      />
      <p className="why">
        {METHOD}, 0 to 100. The dot is the mean of an entry’s sheets, filled where it was awarded; the line runs from
        the lowest sheet to the highest.
      </p>
      {near && <p className="quiet">{near}</p>}
    </>
  );
}

/** One entry's levels by criterion: a dot for each juror, the mean beside them. */
export function CriterionDots({ row, rubric }: { row: RankingRows[number]; rubric: Rubric }) {
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

/** How the order was made, for somebody who has never scored anything. */
export function Method({ rubric }: { rubric: Rubric }) {
  return (
    <>
      <p>
        This is a weighted mean of raw scores, and nothing more: no juror’s scores were adjusted for being strict or
        kind. On each sheet, the level given for a criterion becomes a share of the way from its lowest level to its
        highest; the shares are weighed as the criteria are (
        {list(rubric.map(({ title, weight }) => `${title} ${weight}`))}) and added up to a figure from 0 to 100.
      </p>
      <p>
        An entry’s mean is the plain mean over its sheets. Entries whose means are equal to one decimal share a rank.
        With few sheets an entry, a difference smaller than the lines are long says little about which entry is better;
        that is why the jury decides the awards, and writes its reasons where it departs from the order.
      </p>
    </>
  );
}

export const rankText = (row: RankingRows[number], of: number): string =>
  row.rank === null || row.mean === null
    ? "Not ranked."
    : `Rank ${row.rank} of ${of}, with a mean of ${row.mean.toFixed(1)} from ${count(row.sheets, "sheet")}.`;
