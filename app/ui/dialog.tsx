import type { ReactNode } from "react";

/**
 * A confirmation that needs no script: the first press opens the question, and the form inside (`children`, with the
 * real submit button) does the act. Pressing the summary again closes it.
 */
export function Confirm({
  summary,
  main = false,
  risky = false,
  small = false,
  open = false,
  children,
}: {
  summary: ReactNode;
  main?: boolean;
  risky?: boolean;
  small?: boolean;
  /** Open from the start, where the form inside came back with an error. */
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className={risky ? "confirm risky" : "confirm"} open={open}>
      <summary className={["btn", main && "main", risky && "risky", small && "small"].filter(Boolean).join(" ")}>
        {summary}
      </summary>
      <div className="asked">{children}</div>
    </details>
  );
}
