import { expect, test } from "vitest";
import type { Evidence } from "~/platform/github/proof.server";
import { proofIn, provenSentence, provenText, waysText } from "~/teams/proof";
import { isSameRepository } from "~/teams/repository-address";
import { eventsBetween, eventsOfSilence, eventText } from "~/teams/repository-events";

const WORD = "palio-0123456789ab";
const nothing: Evidence = { topics: [], file: null, pushers: [], installers: [], spent: [] };

test("a member's own right is named before the word that anyone may have put there", () => {
  expect(proofIn(nothing, WORD)).toBeNull();
  expect(proofIn({ ...nothing, topics: ["water", WORD] }, WORD)).toEqual({ proof: "topic", byId: null });
  expect(proofIn({ ...nothing, topics: [WORD], file: WORD }, WORD)).toEqual({ proof: "file", byId: null });
  expect(proofIn({ ...nothing, installers: ["ada"], file: WORD }, WORD)).toEqual({
    proof: "installation",
    byId: "ada",
  });
  expect(proofIn({ ...nothing, pushers: ["ada"], file: WORD }, WORD)).toEqual({ proof: "permission", byId: "ada" });
});

test("the word of another team, or more than the word, shows nothing", () => {
  expect(proofIn({ ...nothing, topics: ["palio-ba9876543210"] }, WORD)).toBeNull();
  expect(proofIn({ ...nothing, topics: [`${WORD}0`], file: `${WORD}\nand more` }, WORD)).toBeNull();
});

test("a team reads by whom it was shown, everyone else only how", () => {
  const of = { proof: "permission" as const, provenById: "ada", provenAt: new Date("2026-10-03T08:00:00Z") };
  const zone = "Europe/Rome";
  expect(provenText(of, { by: "Ada Bianchi", zone })).toMatch(
    /^GitHub says that Ada Bianchi may push to it, as of Sat 3 Oct/,
  );
  expect(provenSentence(of, zone)).toMatch(
    /^The team proved .*: GitHub says that a member may push to it, as of Sat 3 Oct/,
  );
  const none = { proof: "none" as const, provenById: null, provenAt: null };
  expect(provenText(none, { by: "Ada Bianchi", zone })).toBeNull();
  expect(provenSentence(none, zone)).toContain("has not proven");
});

test("the ways are those that the site has, and always the word", () => {
  expect(waysText({ word: WORD, hasSignIn: false, hasApp: false })).not.toMatch(/Settings|App/);
  expect(waysText({ word: WORD, hasSignIn: true, hasApp: true })).toMatch(/Settings.*App.*palio-0123456789ab.*\.palio/);
});

const before = { owner: "ada", name: "buckets", isArchived: false, isPrivate: false };
const kinds = (after: Partial<typeof before>, isGone = false) =>
  eventsBetween(before, { ...before, ...after }, { isGone }).map(({ kind }) => kind);

test("what became of a repository is told once, a new owner's new name included", () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ name: "drains" })).toEqual(["renamed"]);
  expect(kinds({ owner: "bruno", name: "drains" })).toEqual(["transferred"]);
  expect(kinds({ isArchived: true, isPrivate: true })).toEqual(["archived", "made_private"]);
  expect(kinds({}, true)).toEqual(["returned"]);
  expect(eventsOfSilence({ isGone: false }).map(eventText)).toEqual([
    "GitHub shows it no more: it was deleted, or hidden from Palio.",
  ]);
  expect(eventsOfSilence({ isGone: true })).toEqual([]);
  expect(eventsBetween(before, { ...before, name: "drains" }, { isGone: false }).map(eventText)).toEqual([
    "Renamed from ada/buckets to ada/drains; it is the same repository by GitHub’s number.",
  ]);
});

test("two are one repository by GitHub's number, and by name while there is none", () => {
  const one = { owner: "Ada", name: "Buckets", githubId: null };
  expect(isSameRepository(one, { owner: "ada", name: "buckets", githubId: 7n })).toBe(true);
  expect(isSameRepository({ ...one, githubId: 7n }, { owner: "x", name: "y", githubId: 7n })).toBe(true);
  expect(isSameRepository({ ...one, githubId: 7n }, { ...one, githubId: 8n })).toBe(false);
});
