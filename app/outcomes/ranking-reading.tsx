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

/** "Entries 2 and 5 share a rank." for each tie. */
export const tiesText = (rows: RankingRows): string =>
  tiesOf(rows)
    .map((group) => `Entries ${list(group.map(String))} are tied: what is shown of their means is equal.`)
    .join(" ");

type RankingPlotProps = { slug: string; rows: RankingRows; names: Named[]; awards: Awarded[] };

/** The ranking as a table with each entry's spread drawn: the dot is the mean, the line from its lowest to its highest sheet. */
export function RankingPlot({ slug, rows, names, awards }: RankingPlotProps) {
  const [tied = []] = tiesOf(rows);
  const plotted = rows.flatMap(({ rank, mean, low, high, entry, sheets }): ForestRow[] => {
    const name = names.find(({ number }) => number === entry);
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
        label: name?.title ?? `Entry ${entry}`,
        href: `${paths.entry(slug, entry)}#scores`,
        near: tied.includes(entry),
        extra: sheets,
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
        nearNote={
          tied.length > 0 ? (
            <>
              <b>Tie.</b> Entries {list(tied.map(String))} have the same mean to the digit that is shown.
            </>
          ) : undefined
        }
      />
      <p className="why">
        {METHOD}, 0 to 100. The dot is the mean of an entry’s sheets, filled where it was awarded; the line runs from
        the lowest sheet to the highest. {tiesText(rows)}
      </p>
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
