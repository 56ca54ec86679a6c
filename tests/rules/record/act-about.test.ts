import { expect, test } from "vitest";
import { actAbout, submissionsIn } from "~/record/act-about";
import type { Act } from "~/record/entry";

const line = (type: Act, facts: object) => ({ type, leaf: JSON.stringify({ v: 1, type, ...facts }) });
const numberOf = (id: string) => (id === "s-4" ? 4 : undefined);

test.each<[Act, object, string]>([
  ["submission.received", { submission: "s-4", version: 2 }, "Entry 4, version 2"],
  ["submission.sealed", { submission: "s-9", version: 1 }, "Version 1"],
  ["score.sealed", { submission: "s-4", juror: "j-1" }, "Entry 4"],
  ["score.revealed", { submission: "s-9", juror: "j-1" }, ""],
  ["draw.committed", { entry: 6 }, "Entry 6"],
  ["draw.announced", { draw: "d", version: "0.2.0" }, ""],
  ["rules.changed", { version: 3 }, "Version 3"],
  ["question.answered", { question: 3 }, "Question 3"],
  ["correction", { question: 1, correction: "c" }, "Question 1"],
  ["jury.pool", { juror: "j-1", number: 2 }, "Juror 2"],
  ["jury.assigned", { pairs: [[1, 1]] }, "1 review"],
  ["round.opened", { entries: [1, 3] }, "2 entries"],
  ["redaction", { lines: ["a", "b"] }, "2 lines"],
  ["calendar.changed", { changes: [{ field: "closes_at" }, { field: "results_due_at" }] }, "Closes, results due"],
  ["result.published", { result: "a", missing: [] }, ""],
])("what %s is about, of %j: %s", (type, facts, about) => {
  expect(actAbout(line(type, facts), numberOf)).toBe(about);
});

test.each(["nonsense", "null", "7", '{"changes":[null]}', '{"entries":7,"changes":"x"}'])(
  "of a line that was spoilt, %s, nothing is said",
  (leaf) => {
    for (const type of ["calendar.changed", "round.opened"]) expect(actAbout({ type, leaf }, numberOf)).toBe("");
  },
);

test("the entries that lines name are asked for once for all", () => {
  const lines = [line("score.sealed", { submission: "s-4" }), line("pledge.signed", {}), line("award.decided", {})];
  expect(submissionsIn(lines)).toEqual(["s-4"]);
});
