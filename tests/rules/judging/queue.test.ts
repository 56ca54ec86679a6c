import { expect, test } from "vitest";
import type { QueueItem } from "~/judging/desk/desk.server";
import { nextToScore } from "~/judging/desk/queue";

const item = (number: number, state: QueueItem["state"], conflict: string | null = null): QueueItem => ({
  number,
  title: `Entry ${number}`,
  state,
  isWarmUp: false,
  conflict,
});

test("after an entry comes the next one that is open, in the queue's order and not the numbers'", () => {
  const queue = [item(7, "draft"), item(2, "handed_in"), item(5, "handed_in"), item(3, "none")];
  expect(nextToScore(queue, 2)?.number).toBe(3);
  expect(nextToScore(queue, 7)?.number).toBe(3);
});

test("past the end the queue begins again, and an entry does not follow itself", () => {
  const queue = [item(7, "draft"), item(2, "handed_in"), item(3, "none")];
  expect(nextToScore(queue, 3)?.number).toBe(7);
  expect(nextToScore([item(1, "draft")], 1)).toBeNull();
});

test("what is handed in or taken away by a conflict is not next", () => {
  const queue = [item(1, "handed_in"), item(2, "none", "Conflict declared"), item(3, "handed_in")];
  expect(nextToScore(queue, 1)).toBeNull();
});
