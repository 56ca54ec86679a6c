import { expect, test } from "vitest";
import type { Calendar } from "~/challenges/phase";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { DAY } from "~/kernel/time";
import { entryContent } from "~/submissions/content";
import { differences, EMPTY_DRAFT } from "~/submissions/draft/draft";
import { imageType } from "~/submissions/draft/image";
import {
  type EntryFacts,
  entryChecklist,
  scoredEntry,
  whyNotSubmit,
  whyNotThisAddress,
  whyNotWithdraw,
} from "~/submissions/ready-entry";

const opensAt = new Date("2026-10-01T16:00:00Z");
const closesAt = new Date("2026-10-30T17:00:00Z");
const calendar: Calendar = {
  timeZone: "Europe/Rome",
  publishedAt: new Date(opensAt.getTime() - DAY),
  opensAt,
  closesAt,
  judgingEndsAt: new Date(closesAt.getTime() + DAY),
  resultsDueAt: new Date(closesAt.getTime() + 2 * DAY),
  decisionDueAt: new Date(closesAt.getTime() + 3 * DAY),
  judgingClosedAt: null,
  resultsPublishedAt: null,
  decidedAt: null,
};
const facts: EntryFacts = {
  draft: { ...EMPTY_DRAFT, title: "Leaky buckets", pitch: "A bucket with a leak.", description: "d".repeat(100) },
  repositoryUrl: "https://github.com/a/b",
  whyNotCommit: null,
  teamSize: 2,
  limits: { minTeam: 1, maxTeam: 3 },
  rules: { newest: 2, accepted: 2 },
};
const before = new Date(closesAt.getTime() - 1);

test("a finished entry is taken from the opening up to, but not at, the deadline", () => {
  expect(whyNotSubmit(facts, calendar, before)).toBeNull();
  expect(whyNotSubmit(facts, calendar, opensAt)).toBeNull();
  expect(whyNotSubmit(facts, calendar, new Date(opensAt.getTime() - 1))?.code).toBe("not-open-yet");
  expect(whyNotSubmit(facts, calendar, closesAt)?.code).toBe("closed");
});

test("an untouched draft is told everything that it lacks", () => {
  const todo = entryChecklist({
    ...facts,
    draft: EMPTY_DRAFT,
    repositoryUrl: null,
    teamSize: 4,
    rules: { newest: 2, accepted: 1 },
  });
  expect(todo.filter((item) => item.todo).map(({ code }) => code)).toEqual([
    "title",
    "pitch",
    "description",
    "where",
    "team",
    "rules",
  ]);
});

test("a pitch of 300 characters stands, one of 301 does not; an emoji is one character", () => {
  const pitched = (pitch: string) => whyNotSubmit({ ...facts, draft: { ...facts.draft, pitch } }, calendar, before);
  expect(pitched("x".repeat(300))).toBeNull();
  expect(pitched("🪣".repeat(300))).toBeNull();
  expect(pitched("x".repeat(301))?.message).toBe("Shorten the pitch by 1 character: it has 301 of 300.");
});

test("a demo stands in for a repository only if its address can be opened", () => {
  const demo = (demoUrl: string) =>
    whyNotSubmit({ ...facts, repositoryUrl: null, draft: { ...facts.draft, demoUrl } }, calendar, before)?.code;
  expect(demo("https://buckets.example.org")).toBeUndefined();
  expect(demo("javascript:alert(1)")).toBe("where");
});

test("nobody hands in under rules that the team has not accepted", () => {
  const under = (accepted: number | null) =>
    whyNotSubmit({ ...facts, rules: { newest: 2, accepted } }, calendar, before);
  expect(under(1)?.message).toBe("The rules changed: your team accepted version 1. Accept version 2.");
  expect(under(null)?.message).toBe("Accept rules version 2 for the team.");
});

test.each([
  ["https://example.org/x", null],
  ["", null],
  ["ftp://example.org", "Only addresses"],
  ["javascript:alert(1)", "Only addresses"],
  ["example.org", "That is not an address"],
  ["https://localhost", "cannot be opened"],
])("the address “%s” is judged", (typed, expected) => {
  const why = whyNotThisAddress(typed);
  if (expected === null) expect(why).toBeNull();
  else expect(why).not.toBeNull();
});

test("an entry is withdrawn only while entries are open, and once", () => {
  expect(whyNotWithdraw(false, calendar, before)).toBeNull();
  expect(whyNotWithdraw(true, calendar, before)?.code).toBe("withdrawn");
  expect(whyNotWithdraw(false, calendar, closesAt)?.message).toContain("stays with the jury");
});

test("a team is led to its scores once results are published, and not by a withdrawn entry", () => {
  const published = { resultsPublishedAt: closesAt };
  expect(scoredEntry({ number: 4, withdrawnAt: null }, published)).toBe(4);
  expect(scoredEntry({ number: 4, withdrawnAt: null }, calendar)).toBeNull();
  expect(scoredEntry({ number: 4, withdrawnAt: before }, published)).toBeNull();
  expect(scoredEntry(null, published)).toBeNull();
});

test("what is handed in is trimmed, keeps only the challenge's datasets that are used, and is in one order", () => {
  const draft = {
    ...facts.draft,
    title: " Leaky buckets ",
    demoUrl: " ",
    datasets: [
      { datasetId: "c", how: "The rain." },
      { datasetId: "b", how: " " },
      { datasetId: "x", how: "Not tied." },
      { datasetId: "a", how: "The drains." },
    ],
  };
  const tied = ["c", "b", "a"].map((id) => ({ id, files: [] }));
  const content = entryContent(draft, { repositoryUrl: null, commitSha: null, tied });
  expect(content).toMatchObject({ title: "Leaky buckets", demoUrl: null });
  expect(content.datasets).toEqual([
    { datasetId: "a", how: "The drains." },
    { datasetId: "c", how: "The rain." },
  ]);
});

test("two drafts are compared field by field, and only where they differ", () => {
  const mine = { ...facts.draft, title: "Mine", datasets: [{ datasetId: "a", how: "So", distributionId: "f" }] };
  const files = [{ id: "f", name: "Heights (CSV)" }];
  const tied = [{ id: "a", slug: "drains", title: "Storm drains", files }];
  const found = differences(mine, { ...facts.draft, title: "Theirs" }, tied);
  expect(found).toEqual([
    { name: "Title", mine: "Mine", theirs: "Theirs" },
    { name: "How “Storm drains” is used", mine: "So", theirs: "" },
    { name: "Which file of “Storm drains”", mine: "Heights (CSV)", theirs: "" },
  ]);
});

test("the file that is used is handed in with the use, unless it is another dataset's or gone", () => {
  const used = (distributionId?: string) => {
    const draft = { ...facts.draft, datasets: [{ datasetId: "a", how: "The drains.", distributionId }] };
    const tied = [
      { id: "a", files: [{ id: "csv" }, { id: "geojson" }] },
      { id: "b", files: [{ id: "other" }] },
    ];
    return entryContent(draft, { repositoryUrl: null, commitSha: null, tied }).datasets;
  };
  expect(used("geojson")).toEqual([{ datasetId: "a", how: "The drains.", distributionId: "geojson" }]);
  for (const none of [undefined, "", "other", "gone"])
    expect(canonicalJson(used(none) as unknown as Json)).toBe('[{"datasetId":"a","how":"The drains."}]');
});

test("pictures are told by their first bytes, whatever they are called", () => {
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  expect(imageType(bytes("\x89PNG\r\n\x1a\n…"))).toBe("image/png");
  expect(imageType(bytes("\xff\xd8\xff\xe0"))).toBe("image/jpeg");
  expect(imageType(bytes("GIF89a"))).toBe("image/gif");
  expect(imageType(bytes("RIFF\x00\x00\x00\x00WEBP"))).toBe("image/webp");
  expect(imageType(bytes("<svg xmlns='http://www.w3.org/2000/svg'>"))).toBeNull();
  expect(imageType(bytes("<!doctype html><script>"))).toBeNull();
  expect(imageType(new Uint8Array())).toBeNull();
});
