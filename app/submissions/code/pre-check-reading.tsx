import { Checklist } from "~/ui/checklist";
import { type Check, checksText } from "./pre-check";

/** The code held against the rules: what does not pass on top, with what puts it right. */
export function PreCheckReading({ checks }: { checks: Check[] }) {
  const order = [...checks].sort((a, b) => RANK[a.is] - RANK[b.is]);
  return (
    <div className="stack">
      <p>
        <b>{checksText(checks)}.</b> Nothing here stands in the way of a hand-in; the jury sees the same facts.
      </p>
      <Checklist
        doneLabel={checks.every(({ is }) => is === "pass") ? "All that the rules ask" : "What passes"}
        items={order.map(({ title, is, why, fix }) => ({
          title,
          done: is === "pass",
          waiting: is === "unknown",
          note: (
            <>
              {is !== "pass" && (
                <b className={is === "fail" ? "bad" : "warn"}>{is === "fail" ? "Fails. " : "Not known. "}</b>
              )}
              {why} {fix}
            </>
          ),
        }))}
      />
    </div>
  );
}

const RANK = { fail: 0, unknown: 1, pass: 2 };
