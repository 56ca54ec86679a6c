import { count } from "~/kernel/text";
import { Note } from "~/ui/layout";
import type { Problem } from "./validate";

/** What is wrong with a team's publiccode.yml, line by line: errors first, then what would be better otherwise. */
export function PubliccodeReading({ problems }: { problems: Problem[] }) {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  if (problems.length === 0) return <p className="good">The file follows the standard.</p>;
  return (
    <div className="stack">
      <Note tone={errors.length > 0 ? "warn" : undefined}>{summary(errors.length, warnings.length)}</Note>
      <ul className="bulleted">
        {[...errors, ...warnings].map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed anew with each page
          <li key={i}>
            <b>Line {problem.line}</b>
            {problem.key && (
              <>
                , <code>{problem.key}</code>
              </>
            )}
            : {problem.message}
            {problem.severity === "warning" && errors.length > 0 && <small> Advice</small>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function summary(errors: number, warnings: number): string {
  const advice = count(warnings, "piece of advice", "pieces of advice");
  if (errors === 0) return `The file follows the standard, with ${advice}.`;
  const wrong = `${count(errors, "thing")} to put right before the file follows the standard`;
  return warnings === 0 ? `${wrong}.` : `${wrong}, and ${advice}.`;
}
