import type { CSSProperties } from "react";

/** How much of a whole, from 0 to 100. It is drawn only; the figure always stands beside it. */
export function Bar({ value, tone }: { value: number; tone?: "good" | "warn" | "bad" }) {
  const share = Math.min(100, Math.max(0, value));
  return (
    <span className={tone ? `bar ${tone}` : "bar"} style={{ "--v": share } as CSSProperties} aria-hidden="true">
      <i />
    </span>
  );
}

/** How far some long work is: a bar with the words that say it. */
export function Progress({ done, of, label }: { done: number; of: number; label: string }) {
  const share = of <= 0 ? 0 : Math.min(100, Math.max(0, (done / of) * 100));
  return (
    <div
      className="measured"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={done}
      aria-valuetext={label}
    >
      <span>{label}</span>
      <Bar value={share} />
    </div>
  );
}
