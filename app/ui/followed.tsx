import type { ReactNode } from "react";

type FollowedProps = { id: string; while: boolean; children: ReactNode };

/**
 * A part of a page that tells how far some long work is. While it is under way public/palio.js asks for the page again
 * and puts the new part in the old one's place; without JavaScript a link does. The page is never sent off by itself:
 * a reader who is slow, or is filling in a form, stays where they are (WCAG 2.2.1).
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
