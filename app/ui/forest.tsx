import type { CSSProperties, ReactNode } from "react";

export type ForestRow = {
  rank: number;
  label: string;
  /** Where a click on the name or the dot leads: the reasons. */
  href?: string;
  mean: number;
  low: number;
  high: number;
  /** Awarded rows have a filled dot and this beneath their name. */
  award?: string;
  /** Which group of rows that cannot be told apart it belongs to, as an index into the notes; none where it stands alone. */
  group?: number;
  /** The row above lies within its spread: a mark beside the rank, with these words for those who do not see it. */
  closeWords?: string;
  raw?: number;
  /** A further figure in words, such as a chance: "46%". */
  extra?: ReactNode;
};

type ForestProps = {
  rows: ForestRow[];
  /** The ends of the axis, and the values that get a gridline and a figure. */
  min: number;
  max: number;
  axis: number[];
  caption?: ReactNode;
  /** Names of the columns. A column without any value is left out. */
  names?: { label: ReactNode; raw: ReactNode; mean: ReactNode; extra: ReactNode };
  /** What stands beneath each group of rows that cannot be told apart. */
  groupNotes?: ReactNode[];
  digits?: number;
};

const NAMES = { label: "Name", raw: "Raw mean", mean: "Score", extra: "Chance of being best" };

/** Dots with intervals beside the figures they stand for: a table whose last column is a plot. */
export function Forest({ rows, min, max, axis, caption, names = NAMES, groupNotes = [], digits = 2 }: ForestProps) {
  const place = (value: number): number => Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100));
  const hasRaw = rows.some((row) => row.raw !== undefined);
  const hasExtra = rows.some((row) => row.extra !== undefined);
  const wide = 3 + Number(hasRaw) + Number(hasExtra);
  const plotOf = (group: number | undefined): Plot => ({ place, band: bandOf(rows, group, place), axis });
  return (
    <table className="t forest">
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Rank</span>
          </th>
          <th scope="col">{names.label}</th>
          {hasRaw && (
            <th scope="col" className="n raw">
              {names.raw}
            </th>
          )}
          <th scope="col" className="n">
            {names.mean}
          </th>
          {hasExtra && (
            <th scope="col" className="n">
              {names.extra}
            </th>
          )}
          <th scope="col" className="plot">
            <span className="visually-hidden">Interval</span>
            <span className="axis num" aria-hidden="true">
              {axis.map((value) => (
                <span key={value} style={{ "--x": place(value) } as CSSProperties}>
                  {value}
                </span>
              ))}
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.flatMap((row, i) => {
          const plot = plotOf(row.group);
          const isLast = row.group !== undefined && rows[i + 1]?.group !== row.group;
          return [
            <Row key={row.label} row={row} hasRaw={hasRaw} hasExtra={hasExtra} digits={digits} plot={plot} />,
            isLast && groupNotes[row.group ?? -1] && (
              <tr className="near" key={`near-${row.group}`}>
                <td colSpan={wide}>{groupNotes[row.group ?? -1]}</td>
                <td className="plot" aria-hidden="true">
                  <Interval {...plot} />
                </td>
              </tr>
            ),
          ];
        })}
      </tbody>
    </table>
  );
}

type Plot = { place: (value: number) => number; band: { from: number; to: number } | null; axis: number[] };
type RowProps = { row: ForestRow; hasRaw: boolean; hasExtra: boolean; digits: number; plot: Plot };

function Row({ row, hasRaw, hasExtra, digits, plot }: RowProps) {
  const interval = `${row.low.toFixed(digits)} to ${row.high.toFixed(digits)}`;
  return (
    <tr className={row.award ? "has-award" : undefined}>
      <td className="rk num">
        {row.rank}
        {row.closeWords && (
          <span className="close" title={row.closeWords}>
            <span aria-hidden="true">≈</span>
            <span className="visually-hidden">, {row.closeWords}</span>
          </span>
        )}
      </td>
      <th scope="row">
        {row.href ? <a href={row.href}>{row.label}</a> : row.label}
        {row.award && <span className="award">{row.award}</span>}
      </th>
      {hasRaw && <td className="n raw">{row.raw?.toFixed(digits)}</td>}
      <td className="n">
        <b>{row.mean.toFixed(digits)}</b>
      </td>
      {hasExtra && <td className="n">{row.extra}</td>}
      <td className="plot">
        <span className="visually-hidden">{interval}</span>
        <Interval {...plot} row={row} title={`${row.label}: ${row.mean.toFixed(digits)}, ${interval}`} />
      </td>
    </tr>
  );
}

function Interval({ row, title, place, band, axis }: Plot & { row?: ForestRow; title?: string }) {
  const custom: Record<string, number> = {};
  if (band) Object.assign(custom, { "--n0": band.from, "--n1": band.to });
  if (row) Object.assign(custom, { "--lo": place(row.low), "--hi": place(row.high), "--x": place(row.mean) });
  if (row?.raw !== undefined) custom["--r"] = place(row.raw);
  const dot = row?.award ? "dot" : "dot rest";
  return (
    <span className={band ? "iv banded" : "iv"} style={custom as CSSProperties}>
      {axis.map((value) => (
        <b key={value} className="tick" style={{ "--at": place(value) } as CSSProperties} />
      ))}
      {row && <i />}
      {row?.raw !== undefined && <s />}
      {row &&
        (row.href ? (
          // The name leads to the same place, so the dot stays out of the order of tabs.
          // biome-ignore lint/a11y/useAnchorContent: hidden from assistive technology, which has the name
          <a className={dot} href={row.href} title={title} aria-hidden="true" tabIndex={-1} />
        ) : (
          <span className={dot} title={title} />
        ))}
    </span>
  );
}

/** From the lowest to the highest mean of the rows that cannot be told apart, with a little room on either side. */
function bandOf(rows: ForestRow[], group: number | undefined, place: Plot["place"]): Plot["band"] {
  const near = group === undefined ? [] : rows.filter((row) => row.group === group).map((row) => place(row.mean));
  return near.length < 2
    ? null
    : { from: Math.max(0, Math.min(...near) - 2), to: Math.min(100, Math.max(...near) + 2) };
}
