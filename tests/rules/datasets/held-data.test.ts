import { expect, test } from "vitest";
import { pageAsked, slugAsked, wordsAsked } from "~/datasets/asked";
import type { CatalogueDistribution } from "~/datasets/catalogue/model";
import { copyState, whyNotAskForCopy } from "~/datasets/copy-state";
import {
  changesOf,
  distributionPlan,
  type HeldDistribution,
  statedIn,
} from "~/datasets/importing/catalogue-differences";
import { statedLicence } from "~/datasets/known-licence";
import { licenceWords, needsLicence } from "~/datasets/licence-words";
import { columnSentence, missingShare } from "~/datasets/page/column-words";
import type { ColumnFacts } from "~/datasets/reading/table";

const file = (url: string | null, title = "CSV"): CatalogueDistribution => ({
  ...{ title, url, isDownload: url !== null, accessUrl: null, format: "CSV", mediaType: null },
  ...{ byteSize: null, licenceRaw: "", fields: [] },
});
const held = (position: number, url: string | null, isKept = false): HeldDistribution => ({
  ...file(url),
  ...{ id: `id-${position}`, position, isKept },
});

test("files that are the same in the same order need no plan", () => {
  expect(distributionPlan([held(0, "a"), held(1, "b")], [file("a"), file("b")])).toBeNull();
});

test("a file is known again by its address when its title or place changes", () => {
  expect(distributionPlan([held(0, "a"), held(1, "b")], [file("b", "Better"), file("a")])).toEqual({
    keep: [
      { id: "id-1", position: 0, to: file("b", "Better") },
      { id: "id-0", position: 1, to: file("a") },
    ],
    add: [],
    remove: [],
  });
});

test("a file that left goes, unless a copy of it is held: then it stands last, once and for all", () => {
  expect(distributionPlan([held(0, "a"), held(1, "b")], [file("b")])?.remove).toEqual(["id-0"]);
  const plan = distributionPlan([held(0, "a", true), held(1, "b")], [file("b")]);
  expect(plan).toMatchObject({
    keep: [
      { id: "id-1", position: 0 },
      { id: "id-0", position: 1 },
    ],
    remove: [],
  });
  expect(distributionPlan([held(0, "b"), held(1, "a", true)], [file("b")])).toBeNull();
});

test("files without an address are told apart by everything else", () => {
  expect(
    distributionPlan([held(0, null), { ...held(1, null), title: "Other" }], [file(null), file(null, "Other")]),
  ).toBeNull();
});

test("a confirmed licence is no difference, a returned dataset is one", () => {
  const dataset = {
    ...{
      externalId: "a",
      title: "A",
      description: "",
      publisher: "",
      contactName: "",
      contactEmail: "",
      landingPage: null,
    },
    ...{ spatial: "", temporalStart: null, temporalEnd: null, accessRights: "", languages: [] },
    ...{ keywords: [], themes: [], issued: null, modified: null, frequency: null, bbox: [] as [] },
    ...{ licenceRaw: "CC-BY-4.0", distributions: [] },
  };
  const stated = statedIn(dataset);
  expect(stated).toMatchObject({ licenceId: "CC-BY-4.0", licenceOpen: true });
  const same = { ...stated, state: "present" as const, licenceConfirmedAt: null, distributions: [] };
  expect(changesOf(same, stated)).toBeNull();
  expect(changesOf({ ...same, licenceId: null }, stated)).toEqual({ licenceId: "CC-BY-4.0" });
  expect(changesOf({ ...same, licenceId: null, licenceConfirmedAt: new Date() }, stated)).toBeNull();
  expect(changesOf({ ...same, state: "missing" }, stated)).toEqual({ state: "present" });
});

test("a copy is being fetched from asking until the next try, at most one at a time", () => {
  const [early, late] = [new Date(1), new Date(2)];
  const facts = {
    ...{ url: "https://example.org", copyAskedAt: null, copyTriedAt: null, copyError: null, heldSince: null },
    ...{ copyStage: null, copyDone: 0n, copyTotal: null },
  };
  expect(copyState(facts)).toEqual({ is: "none" });
  expect(copyState({ ...facts, copyAskedAt: early })).toEqual({ is: "fetching", stage: "waiting", done: 0, of: null });
  const again = { ...facts, copyAskedAt: late, copyTriedAt: early, copyError: "x" };
  expect(copyState({ ...again, copyStage: "profiling", copyDone: 5n, copyTotal: 9n })).toEqual({
    ...{ is: "fetching", stage: "profiling", done: 5, of: 9 },
  });
  expect(copyState({ ...facts, copyAskedAt: early, copyTriedAt: late, copyError: "x", heldSince: early })).toEqual({
    is: "failed",
    why: "x",
  });
  expect(copyState({ ...facts, copyAskedAt: early, copyTriedAt: early, heldSince: late })).toEqual({
    is: "held",
    since: late,
  });
  expect(whyNotAskForCopy(facts)).toBeNull();
  expect(whyNotAskForCopy({ ...facts, url: null })?.code).toBe("no-address");
  expect(whyNotAskForCopy({ ...facts, copyAskedAt: early })?.code).toBe("fetching");
});

test("a licence is good news when it is open, or when somebody answers for it", () => {
  const facts = { licenceRaw: "", licenceId: null, licenceOpen: null, licenceConfirmedAt: null };
  expect(licenceWords(facts)).toMatchObject({
    short: "Unclear",
    tone: "warn",
    sentence: "the source states no licence",
  });
  expect(licenceWords({ ...facts, licenceRaw: "Ask us" }).sentence).toBe("the source says: Ask us");
  expect(licenceWords({ ...facts, licenceId: "CC-BY-4.0", licenceOpen: true })).toMatchObject({ tone: "good" });
  expect(licenceWords({ ...facts, licenceId: "CC-BY-NC-4.0", licenceOpen: false })).toMatchObject({ tone: "warn" });
  expect(licenceWords({ ...facts, licenceOpen: false, licenceConfirmedAt: new Date() })).toMatchObject({
    short: "Own terms",
    tone: "good",
  });
  expect(needsLicence(facts)).toBe(true);
  expect(needsLicence({ ...facts, licenceOpen: false })).toBe(true);
  expect(needsLicence({ ...facts, licenceOpen: true })).toBe(false);
  expect(needsLicence({ ...facts, licenceOpen: false, licenceConfirmedAt: new Date() })).toBe(false);
});

test("a person may state a licence of the list or the publisher's own terms, and nothing else", () => {
  expect(statedLicence("CC0-1.0")).toEqual({ licenceId: "CC0-1.0", licenceOpen: true });
  expect(statedLicence("own-terms")).toEqual({ licenceId: null, licenceOpen: false });
  expect(statedLicence("made-up")).toBeNull();
});

test("a column says how many values it has, what is missing and what does not fit", () => {
  const column: ColumnFacts = {
    ...{ name: "a", type: "integer", missing: 0, distinct: 3, min: 1, max: 3, misfits: 0, top: [] },
    ...{ isDistinctEstimated: false, mean: null, spread: null, outliers: 0 },
  };
  expect(columnSentence(column, 3)).toBe("3 values, each once.");
  expect(columnSentence({ ...column, mean: 2 }, 3)).toBe("3 values, each once. Mean 2.");
  expect(columnSentence({ ...column, distinct: 1 }, 1)).toBe("1 different value.");
  expect(columnSentence({ ...column, missing: 61, misfits: 1 }, 1914)).toBe(
    "3 different values. 61 missing, 3.2%. 1 cell does not fit the type.",
  );
  expect(columnSentence({ ...column, distinct: 12_345, isDistinctEstimated: true }, 20_000)).toBe(
    "About 12,000 different values.",
  );
  expect(columnSentence({ ...column, type: "empty", missing: 3, distinct: 0 }, 3)).toBe("Every cell is empty.");
  expect(columnSentence({ ...column, type: "empty", distinct: 0 }, 0)).toBe("No row, so no value.");
  expect(missingShare({ missing: 1 }, 10_000)).toBe("under 0.1%");
  expect(missingShare({ missing: 0 }, 0)).toBeNull();
});

test("what an address asks for is taken as far as it has the right shape", () => {
  expect([slugAsked("storm-drains-2"), slugAsked("a\0b"), slugAsked("A"), slugAsked(null)]).toEqual([
    "storm-drains-2",
    undefined,
    undefined,
    undefined,
  ]);
  expect([pageAsked("3"), pageAsked("0"), pageAsked("-1"), pageAsked("1e9"), pageAsked(null)]).toEqual([3, 1, 1, 1, 1]);
  expect(wordsAsked(" a\0b ")).toBe("ab");
});
