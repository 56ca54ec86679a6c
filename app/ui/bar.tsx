import type { CSSProperties, ReactNode } from "react";

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

type FollowedProps = { id: string; while: boolean; children: ReactNode };

/**
 * A part of a page that tells how far some long work is. While it is under way public/palio.js asks for the page again
 * and puts the new part in the old one's place; without JavaScript a link does. Only when the work has ended is the
 * whole page loaded anew, and not while somebody is in a form on it (WCAG 2.2.1).
 */
export function Followed({ id, while: isUnderWay, children }: FollowedProps) {
  return (
    <div id={id} className="stack" data-follow={isUnderWay ? "" : undefined}>
      {children}
    </div>
  );
}

/** Says how the part is followed; `href` is the page itself. */
export function FollowedNote({ href, children }: { href: string; children?: ReactNode }) {
  return (
    <p className="why">
      {children} <a href={href}>Look now</a>
    </p>
  );
}
