import { expect, test } from "vitest";
import { teamSizeText, whyNotAsk, whyNotLeave, whyNotTakeIn, whyNotThisSize } from "~/teams/members/membership";

const limits = { minTeam: 2, maxTeam: 3 };
const crew = { size: 2, hasHandedIn: false, isDissolved: false };

test("a team takes people in until it is as large as the challenge allows", () => {
  expect(whyNotTakeIn(crew, limits)).toBeNull();
  expect(whyNotTakeIn({ ...crew, size: 3 }, limits)?.message).toBe(
    "The team is full: a team on this challenge has at most 3 people.",
  );
  expect(whyNotTakeIn({ size: 0, isDissolved: true }, limits)?.code).toBe("dissolved");
});

test("a captain leaves only when alone, and the last of a team that handed in stays", () => {
  const limits = { minTeam: 1 };
  expect(whyNotLeave(crew, false, limits)).toBeNull();
  expect(whyNotLeave(crew, true, limits)?.code).toBe("captain");
  expect(whyNotLeave({ ...crew, size: 1 }, true, limits)).toBeNull();
  expect(whyNotLeave({ ...crew, size: 1, hasHandedIn: true }, true, limits)?.code).toBe("handed-in");
  const two = { ...crew, size: 2, hasHandedIn: true };
  expect(whyNotLeave(two, false, { minTeam: 2 })?.code).toBe("too-small");
  expect(whyNotLeave({ ...two, size: 3 }, false, { minTeam: 2 })).toBeNull();
  expect(whyNotLeave({ ...two, hasHandedIn: false }, false, { minTeam: 2 })).toBeNull();
});

test("only a team that looks for people can be asked", () => {
  expect(whyNotAsk({ ...crew, isLooking: false }, limits)?.code).toBe("not-looking");
  expect(whyNotAsk({ ...crew, isLooking: true }, limits)).toBeNull();
  expect(whyNotAsk({ ...crew, size: 3, isLooking: true }, limits)?.code).toBe("full");
});

test("a team hands in from the smallest to the largest size, both included", () => {
  expect([1, 2, 3, 4].map((size) => whyNotThisSize(size, limits)?.code ?? null)).toEqual([
    "too-small",
    null,
    null,
    "too-large",
  ]);
});

test("sizes are said in words", () => {
  expect(teamSizeText({ minTeam: 1, maxTeam: 4 })).toBe("up to 4 people");
  expect(teamSizeText({ minTeam: 2, maxTeam: 4 })).toBe("2 to 4 people");
  expect(teamSizeText({ minTeam: 1, maxTeam: 1 })).toBe("1 person");
});
