import { type CSSProperties, Fragment, type ReactNode } from "react";
import { Bar } from "./bar";

/** The most frequent values with their shares, in per cent. */
export function TopValues({ values }: { values: { value: ReactNode; share: number }[] }) {
  return (
    <div className="tops">
      {values.map(({ value, share }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed anew with each page
        <Fragment key={i}>
          <span>{value}</span>
          <Bar value={share} />
          <span className="num">{Math.round(share)}%</span>
        </Fragment>
      ))}
    </div>
  );
}

/** Small bars side by side, the highest as high as the plot; the words say what they show. */
export function Histogram({ counts, label }: { counts: number[]; label: string }) {
  const highest = Math.max(1, ...counts);
  const width = 100 / Math.max(1, counts.length);
  const bars = counts.flatMap((times, i) => {
    // What is there at all can be seen.
    const height = times === 0 ? 0 : Math.max(0.8, (times / highest) * 29);
    return height === 0
      ? []
      : [`M${(i * width + 0.35).toFixed(2)} 30v${(-height).toFixed(2)}h${(width - 0.7).toFixed(2)}V30z`];
  });
  return (
    <svg viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={bars.join("")} fill="var(--accent)" />
      <path d="M0 30H100" stroke="var(--rule-2)" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/**
 * A small line for a multiple. Points are in the units of the axes; several curves that are to be compared are given
 * the same `width` and `height`, and a gridline at each of `grid`.
 */
export function Curve({
  points,
  width,
  height,
  grid = [],
  label,
}: {
  points: { x: number; y: number }[];
  width: number;
  height: number;
  grid?: number[];
  label: string;
}) {
  const x = (value: number): string => ((value / (width || 1)) * 120).toFixed(1);
  const y = (value: number): string => (72 - (value / (height || 1)) * 66).toFixed(1);
  const last = points[points.length - 1];
  const d = points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point.x)} ${y(point.y)}`).join("");
  return (
    <svg viewBox="0 0 130 80" preserveAspectRatio="none" role="img" aria-label={label}>
      <path
        d={[0, ...grid].map((value) => `M0 ${y(value)}H120`).join("")}
        stroke="var(--rule)"
        vectorEffect="non-scaling-stroke"
      />
      <path d={d} fill="none" stroke="var(--accent)" strokeWidth={2} vectorEffect="non-scaling-stroke" />
      {last && (
        <path
          d={`M${x(last.x)} ${y(last.y)}h.01`}
          stroke="var(--accent)"
          strokeWidth={8}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

/** Rows of dots on a short scale, one dot for each score, equal ones on top of one another. */
export function DotRows({
  rows,
  min,
  max,
}: {
  rows: { label: ReactNode; note?: ReactNode; scores: number[]; mean: number }[];
  min: number;
  max: number;
}) {
  const ticks = Array.from({ length: max - min + 1 }, (_, i) => (i / Math.max(1, max - min)) * 200);
  return (
    <div className="dots">
      {rows.map(({ label, note, scores, mean }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed anew with each page
        <Fragment key={i}>
          <span>
            {label}
            {note && (
              <>
                <br />
                <small className="quiet">{note}</small>
              </>
            )}
          </span>
          <div>
            <svg
              viewBox="-8 0 216 36"
              preserveAspectRatio="none"
              role="img"
              aria-label={`Scores ${scores.join(", ")}; mean ${mean.toFixed(2)}`}
            >
              <path
                d={`M0 33H200${ticks.map((x) => `M${x.toFixed(1)} 30v6`).join("")}`}
                stroke="var(--rule-2)"
                vectorEffect="non-scaling-stroke"
              />
              <path
                d={dotsOf(scores, min, max)}
                stroke="var(--accent)"
                strokeWidth={8.5}
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
              />
            </svg>
            <span className="levels num" aria-hidden="true">
              {figuresOf(min, max).map((value) => (
                <span key={value} style={{ "--x": figurePlace(value, min, max) } as CSSProperties}>
                  {value}
                </span>
              ))}
            </span>
          </div>
          <b className="num">{mean.toFixed(2)}</b>
        </Fragment>
      ))}
    </div>
  );
}

/** The levels whose figures stand under the ticks: all of a short scale, of a long one about ten and the last. */
export function figuresOf(min: number, max: number): number[] {
  const step = Math.max(1, Math.ceil((max - min) / 10));
  const values = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  return values.filter((value) => value === max || ((value - min) % step === 0 && max - value >= step));
}

/** Where a level is across the plot, in per cent: the scale takes 200 of the drawing's 216 units, and 8 stand before it. */
const figurePlace = (value: number, min: number, max: number): number =>
  ((8 + ((value - min) / Math.max(1, max - min)) * 200) / 216) * 100;

function dotsOf(scores: number[], min: number, max: number): string {
  return scores
    .map((score, i) => {
      const below = scores.slice(0, i).filter((other) => other === score).length;
      return `M${(((score - min) / Math.max(1, max - min)) * 200).toFixed(1)} ${25 - 10 * below}h.01`;
    })
    .join("");
}
