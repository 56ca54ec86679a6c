import { expect, test } from "vitest";
import { type Standing, whyNotErase } from "~/personal-data/erasing";

const NOW = new Date("2027-03-01T00:00:00Z");
const open = { title: "Drains", closesAt: new Date("2027-04-01T00:00:00Z"), resultsPublishedAt: null };
const closed = { ...open, closesAt: new Date("2027-02-01T00:00:00Z") };
const over = { ...closed, resultsPublishedAt: new Date("2027-02-20T00:00:00Z") };
const FREE: Standing = { isAdministrator: false, soleOwnerOf: [], chairOf: [], jurorOf: [], teams: [] };
const team = { name: "Buckets", isCaptain: true, members: 1, hasEntry: true, challenge: open };
const codeOf = (changes: Partial<Standing>) => whyNotErase({ ...FREE, ...changes }, NOW)?.code ?? null;

test("what others rely on is handed over or ended before a person is erased", () => {
  expect(codeOf({})).toBeNull();
  expect(codeOf({ isAdministrator: true })).toBe("administrator");
  expect(codeOf({ soleOwnerOf: ["Prova"] })).toBe("sole-owner");
  expect(codeOf({ chairOf: [closed] })).toBe("chair");
  expect(codeOf({ jurorOf: [open] })).toBe("juror");
  expect(codeOf({ teams: [team] })).toBe("entry");
  expect(codeOf({ teams: [{ ...team, challenge: closed }] })).toBe("judged");
  expect(codeOf({ teams: [{ ...team, members: 2 }] })).toBe("captain");
});

test("nothing is in the way of who is not relied on", () => {
  expect(codeOf({ chairOf: [over], jurorOf: [over] })).toBeNull();
  expect(codeOf({ teams: [{ ...team, challenge: over }] })).toBeNull();
  expect(codeOf({ teams: [{ ...team, hasEntry: false }] })).toBeNull();
  expect(codeOf({ teams: [{ ...team, members: 2, isCaptain: false }] })).toBeNull();
});

test("the sentence names what is in the way", () => {
  expect(whyNotErase({ ...FREE, soleOwnerOf: ["Prova", "Bassano"] }, NOW)?.message).toBe(
    "You are the only owner of Prova and Bassano. Have another owner named first.",
  );
});
