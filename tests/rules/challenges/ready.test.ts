import { expect, test } from "vitest";
import { placeOf } from "~/challenges/desk/staff-desk";
import { type Draft, EMPTY } from "~/challenges/draft";
import { whatIsKept, whyNotPublish } from "~/challenges/drafting/draft-desk";
import { checklist, readyChallenge } from "~/challenges/drafting/ready";
import type { NamedDataset } from "~/challenges/drafting/ready-item";

const now = new Date("2026-10-01T10:00:00Z");
const drains: NamedDataset = {
  id: "0198a6a0-0000-7000-8000-000000000001",
  slug: "drains",
  title: "Storm drains",
  licenceOpen: true,
  licenceConfirmed: false,
  isPresent: true,
  isHeld: true,
  organisation: "Acqua Alta",
  mayEdit: true,
};
const whole: Draft = {
  basics: {
    title: "Drains that warn",
    summary: "Say an hour ahead which drains will overflow in the rain.",
    brief: "Rain fills the sewers. ".repeat(10),
    theme: "water",
    contact: "drains@example.org",
  },
  data: { datasets: [{ datasetId: drains.id, role: "required", note: "" }] },
  prizes: { prizes: [{ title: "First", kind: "money", amount: "10,000", currency: "EUR", inKind: "" }] },
  rules: {
    text: "Entries are judged on the sealed storms. ".repeat(3),
    eligibility: "Anyone of age.",
    rights: "team-keeps",
    code: EMPTY.rules.code,
    ties: EMPTY.rules.ties,
    minTeam: "1",
    maxTeam: "5",
  },
  criteria: {
    reviewsPerEntry: "3",
    criteria: [
      { title: "Warns", description: "", weight: "100", levels: [{ sentence: "Late." }, { sentence: "In time." }] },
    ],
    second: EMPTY.criteria.second,
  },
  calendar: {
    timeZone: "Europe/Rome",
    opensAt: "2026-10-05T09:00",
    closesAt: "2026-11-30T18:00",
    judgingEndsAt: "2026-12-15T18:00",
    resultsDueAt: "2026-12-20T18:00",
    decisionDueAt: "2027-01-31T18:00",
  },
  pledge: {
    ownerName: "Livia Fontana",
    ownerRole: "Director of Water",
    upkeep: "All are kept up.",
    upkeepUntil: "2027-12-31",
    decision: "Adopt or decline.",
    money: "Resolution 214.",
    path: "A pilot at Porta Molino.",
    signedByName: "Livia Fontana",
    signedById: "0198a6a0-0000-7000-8000-000000000002",
    signedAt: "2026-09-30T10:00:00.000Z",
  },
};
const todos = (draft: Draft, named = [drains]) =>
  checklist(draft, named, now).flatMap(({ title, todo }) => (todo ? [`${title}: ${todo}`] : []));

test("a whole draft has nothing to do and is ready", () => {
  expect(todos(whole)).toEqual([]);
  expect(readyChallenge(whole, [drains], now)).toMatchObject({ title: "Drains that warn", maxTeam: 5 });
});

test("an empty draft is asked for every part, the pledge included", () => {
  const sections = new Set(checklist(EMPTY, [], now).flatMap(({ section, todo }) => (todo ? [section] : [])));
  expect([...sections]).toEqual(["basics", "data", "prizes", "rules", "criteria", "calendar", "pledge"]);
  expect(readyChallenge(EMPTY, [], now)).toBeNull();
});

test.each<[string, Partial<Draft>, string]>([
  [
    "a prize without an amount",
    { prizes: { prizes: [{ ...prize(), amount: "ten" }] } },
    "Write the amount in digits, such as 10,000.",
  ],
  [
    "a prize in a currency that is none",
    { prizes: { prizes: [{ ...prize(), currency: "XXX" }] } },
    "Choose the currency.",
  ],
  ["a prize in kind without a word", { prizes: { prizes: [{ ...prize(), kind: "kind" }] } }, "Say what the prize is."],
  ["no prize", { prizes: { prizes: [] } }, "Say what can be won, in money or in kind."],
  [
    "a level without a sentence",
    { criteria: levels(["Late.", "", ""]) },
    "Levels 2 and 3 have no sentences that say what earns them.",
  ],
  ["one level only", { criteria: levels(["Late."]) }, "Give it at least two levels."],
  [
    "a team size the wrong way round",
    { rules: { ...whole.rules, minTeam: "6" } },
    "Write the smallest and the largest team, from 1 to 50.",
  ],
  [
    "a licence that SPDX does not know",
    { rules: { ...whole.rules, code: { ...EMPTY.rules.code, licence: "listed", licences: "MIT, EUPL 1.2" } } },
    "“EUPL 1.2” is no licence that SPDX knows. The nearest is EUPL-1.2.",
  ],
  [
    "judging that ends before entries close",
    { calendar: { ...whole.calendar, judgingEndsAt: "2026-11-30T18:00" } },
    "This must come after “Entries close”.",
  ],
  [
    "a close that has passed",
    { calendar: { ...whole.calendar, opensAt: "2026-09-01T09:00", closesAt: "2026-09-30T09:00" } },
    "This has already passed.",
  ],
  [
    "a zone that is none",
    { calendar: { ...whole.calendar, timeZone: "Mars/Olympus" } },
    "Choose the time zone of the dates, and set them.",
  ],
  [
    "a day that does not exist",
    { pledge: { ...whole.pledge, upkeepUntil: "2027-02-30" } },
    "Set the last day on which the data are kept up.",
  ],
  [
    "upkeep that ends before entries close",
    { pledge: { ...whole.pledge, upkeepUntil: "2026-11-29" } },
    "Teams need the data at least until entries close. Set a later day.",
  ],
  ["a pledge nobody signed", { pledge: { ...whole.pledge, signedAt: "", signedByName: "" } }, "Sign it by name."],
  [
    "no decision date",
    { calendar: { ...whole.calendar, decisionDueAt: "" } },
    "Set the day of the decision in the calendar.",
  ],
])("%s is named in the checklist and keeps the draft from being published", (_, change, todo) => {
  const draft = { ...whole, ...change };
  expect(todos(draft).some((said) => said.endsWith(todo))).toBe(true);
  expect(readyChallenge(draft, [drains], now)).toBeNull();
});

function prize() {
  return { title: "First", kind: "money", amount: "10", currency: "EUR", inKind: "" };
}
function levels(sentences: string[]): Draft["criteria"] {
  const list = sentences.map((sentence) => ({ sentence }));
  return {
    ...{ reviewsPerEntry: "3", second: EMPTY.criteria.second },
    criteria: [{ title: "Warns", description: "", weight: "1", levels: list }],
  };
}

test("data without an open licence, gone from its catalogue, or chosen twice keep a draft back", () => {
  expect(todos(whole, [{ ...drains, licenceOpen: null }])[0]).toContain("Confirm its licence.");
  expect(todos(whole, [{ ...drains, licenceOpen: false }])[0]).toContain("not an open one");
  expect(todos(whole, [{ ...drains, licenceOpen: false, licenceConfirmed: true }])).toEqual([]);
  expect(todos(whole, [{ ...drains, isPresent: false }])[0]).toContain("no longer lists it");
  expect(todos(whole, [])[0]).toContain("no longer here");
  const [dataset] = whole.data.datasets;
  const twice = { ...whole, data: { datasets: dataset ? [dataset, dataset] : [] } };
  expect(todos(twice)).toEqual(["Each dataset once: A dataset is chosen twice. Remove one of the two."]);
});

const openItem = (draft: Draft, dataset: Partial<NamedDataset>) =>
  checklist(draft, [{ ...drains, ...dataset }], now).find(({ todo }) => todo !== null);

test("a dataset that every entry must use keeps a draft back until a copy of it is held", () => {
  const item = openItem(whole, { isHeld: false });
  expect(item).toMatchObject({ title: "A copy of “Storm drains”", todo: expect.stringMatching(/^Fetch a copy of “/) });
  expect(item && placeOf("x", item)).toBe("/datasets/drains#files");
  expect(readyChallenge(whole, [{ ...drains, isHeld: false }], now)).toBeNull();
  for (const role of ["suggested", "context"]) {
    const draft = { ...whole, data: { datasets: [{ datasetId: drains.id, role, note: "" }] } };
    expect(todos(draft, [{ ...drains, isHeld: false }])).toEqual([]);
  }
});

test("what only another organisation can do has no link, and says whom to ask", () => {
  const others = { mayEdit: false };
  const [unclear, closed, copy] = [
    openItem(whole, { ...others, licenceOpen: null }),
    openItem(whole, { ...others, licenceOpen: false }),
    openItem(whole, { ...others, isHeld: false }),
  ];
  expect(unclear?.todo).toBe("Its licence is unclear. Ask Acqua Alta to confirm it, or leave it out.");
  expect(closed?.todo).toBe("Its licence is not an open one. Ask Acqua Alta to confirm it, or leave it out.");
  expect(copy?.todo).toContain("Ask Acqua Alta to fetch one");
  for (const item of [unclear, closed, copy]) expect(item && placeOf("x", item)).toBeNull();
});

test("before publishing it is said of which datasets no copy can be kept", () => {
  const rain = { title: "Rain", isHeld: false };
  expect(whatIsKept([drains])).not.toContain("No copy");
  expect(whatIsKept([drains, rain])).toMatch(/^The newest copy .* No copy is held of “Rain”/);
  expect(whatIsKept([rain])).toMatch(/^No copy is held of “Rain”/);
});

test("the reason why a draft cannot be published counts and names what is missing", () => {
  const items = checklist({ ...whole, rules: { ...whole.rules, text: "", eligibility: "" } }, [drains], now);
  expect(whyNotPublish(items)).toBe("Two things are missing: rules and who may take part.");
  expect(whyNotPublish(checklist(whole, [drains], now))).toBeNull();
});
