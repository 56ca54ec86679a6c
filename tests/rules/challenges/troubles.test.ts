import { expect, test } from "vitest";
import { reasonFor, standsSentence, type TiedFile, troubleSentence, troublesIn } from "~/challenges/reading/troubles";
import { ExtendForm, reasonAsked } from "~/challenges/running/running.schema";
import { changesBetween } from "~/datasets/health/changes";

const file: TiedFile = {
  ...{ datasetId: "1", dataset: "Drains", file: "CSV", isPinned: true },
  ...{ failingSince: null, newest: null },
};
const column = (name: string) => ({ name, type: "text" as const, min: null, max: null, top: [] });
const copy = (rowCount: number, ...names: string[]) => ({ rowCount, columns: names.map(column) });
const later = (changes: ReturnType<typeof changesBetween>) => ({
  fetchedAt: new Date("2026-05-04T10:00:00Z"),
  changes,
});

test("data that answers in the shape that was pinned is no trouble, however many rows it has now", () => {
  expect(troublesIn([file, { ...file, newest: later(changesBetween(copy(1, "id"), copy(9, "id"))) }])).toEqual([]);
});

test("a file that fails and one whose columns changed are told with their day, the oldest first", () => {
  const drifted = { ...file, newest: later(changesBetween(copy(2, "id", "street"), copy(2, "id"))), isPinned: false };
  const failing = { ...file, failingSince: new Date("2026-05-03T10:00:00Z") };
  const troubles = troublesIn([drifted, failing]);
  expect(troubles.map((trouble) => troubleSentence(trouble, "Europe/Rome"))).toEqual([
    "CSV has not answered at its address since 3 May 2026.",
    "CSV has other columns at its source since 4 May 2026. Without the column “street”.",
  ]);
  expect(troubles.map(standsSentence)).toEqual([
    "The pinned copy stands, and it is what counts.",
    "No copy of it was pinned.",
  ]);
});

test("the reason that is proposed for more time is one that the form takes, however many datasets are in trouble", () => {
  const failing = { ...file, failingSince: new Date("2026-05-03T10:00:00Z") };
  expect(reasonFor(troublesIn([failing]), "Europe/Rome")).toBe(
    "Files of “Drains” have not answered at their source. There has been trouble with the data since 3 May 2026: everyone gets more time.",
  );
  const many = Array.from({ length: 80 }, (_, n) => ({ ...failing, dataset: `A dataset with a long name ${n}` }));
  const reason = reasonFor(troublesIn(many), "Europe/Rome");
  expect(ExtendForm.safeParse({ reason }).success).toBe(true);
  expect(reasonAsked(`\0${"x".repeat(5_000)}`)).toHaveLength(1_000);
});
