import fc from "fast-check";
import { expect, test } from "vitest";
import { actorOn, isHiddenFrom, mayAnswerFor } from "~/datasets/issues/actor";
import {
  type Actor,
  isClosed,
  isHeldBack,
  KINDS,
  MOST_REPORTS,
  STATES,
  whyNotBecome,
  whyNotFixedIn,
  whyNotReopen,
  whyNotSpeak,
  whyNotWordless,
} from "~/datasets/issues/problem";
import { problemReportedMail } from "~/datasets/issues/problem-reported.mail";
import { backToPublisherMail, stepMail } from "~/datasets/issues/problem-step.mail";
import { copyText, placeText, problemTimesText } from "~/datasets/issues/problem-words";
import { DAY, HOUR } from "~/kernel/time";

const staff: Actor = { mayAnswer: true, isReporter: false };
const reporter: Actor = { mayAnswer: false, isReporter: true };
const anybody: Actor = { mayAnswer: false, isReporter: false };

test("a problem goes from open over acknowledged to fixed or closed with a reason, and back only by reopening", () => {
  const ways = STATES.flatMap((state) =>
    STATES.filter((becomes) => whyNotBecome({ state, becomes }, staff) === null).map((becomes) => [state, becomes]),
  );
  expect(ways).toEqual([
    ["open", "acknowledged"],
    ["open", "fixed"],
    ["open", "wont_fix"],
    ["acknowledged", "fixed"],
    ["acknowledged", "wont_fix"],
    ["fixed", "open"],
    ["wont_fix", "open"],
  ]);
});

test("only those who answer for the data move a problem on; the reporter may reopen it, and nobody else does anything", () => {
  for (const state of STATES)
    for (const becomes of STATES) {
      const isReopening = isClosed(state) && becomes === "open";
      expect(whyNotBecome({ state, becomes }, reporter) === null, `${state} to ${becomes}`).toBe(isReopening);
      expect(whyNotBecome({ state, becomes }, anybody)).toMatchObject({ code: "not-yours" });
    }
  expect(whyNotReopen("acknowledged", reporter)).toMatchObject({ code: "already" });
});

test("closing with a reason, reopening and an answer without a step need words; taking on and fixing do not", () => {
  const without = ([null, ...STATES] as const).filter((becomes) => whyNotWordless({ becomes, text: " \n" }) !== null);
  expect(without).toEqual([null, "open", "wont_fix"]);
  expect(whyNotWordless({ becomes: "wont_fix", text: "It is measured in feet by law." })).toBeNull();
});

test("what stands in the data is fixed in a later copy of the same file", () => {
  const seen = { id: "a", distributionId: "csv", fetchedAt: new Date(1000) };
  const later = { id: "b", distributionId: "csv", fetchedAt: new Date(2000) };
  const other = { ...later, distributionId: "geojson" };
  expect(whyNotFixedIn({ kind: "wrong_values", seen, chosen: later })).toBeNull();
  expect(whyNotFixedIn({ kind: "wrong_values", seen, chosen: null })).toMatchObject({ code: "no-copy" });
  for (const chosen of [seen, other])
    expect(whyNotFixedIn({ kind: "licence", seen, chosen })).toMatchObject({ code: "older-copy" });
  for (const kind of ["licence", "unclear", "does_not_load", "other"] as const)
    expect(whyNotFixedIn({ kind, seen, chosen: null })).toBeNull();
  expect(whyNotFixedIn({ kind: "wrong_values", seen: null, chosen: other })).toBeNull();
  expect(whyNotFixedIn({ kind: "wrong_values", seen: null, chosen: null })).toBeNull();
});

test("the eleventh report within 24 hours is refused with the moment from which one is taken again", () => {
  const now = new Date("2026-10-12T12:00:00Z");
  const reports = (many: number, first = 1) =>
    Array.from({ length: many }, (_, n) => new Date(now.getTime() - (n + first) * HOUR));
  const why = (earlier: Date[]) =>
    whyNotSpeak({ earlier, most: MOST_REPORTS, what: "report" }, { now, zone: "Europe/Rome" });
  expect(why(reports(9))).toBeNull();
  expect(why(reports(10))).toEqual({
    code: "too-many",
    message:
      "You sent 10 reports within 24 hours, as many as one person may. The next one is taken on Tue 13 Oct 2026, 04:00 CEST.",
  });
  expect(why(reports(30, 16))).toBeNull();
  expect(why(reports(30, 14))).not.toBeNull();
});

test("from the moment that is told on a report is taken, and not a millisecond before", () => {
  const zone = "UTC";
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 * DAY }), { minLength: 10, maxLength: 30 }), (gaps) => {
      const at = 1_800_000_000_000;
      const earlier = gaps.map((gap) => new Date(at - gap)).sort((a, b) => b.getTime() - a.getTime());
      const tenth = earlier[9]?.getTime() ?? 0;
      const ask = (time: number) => whyNotSpeak({ earlier, most: 10, what: "report" }, { now: new Date(time), zone });
      expect(ask(tenth + DAY)).toBeNull();
      if (tenth + DAY > at) expect(ask(tenth + DAY - 1)).toMatchObject({ code: "too-many" });
    }),
  );
});

test("a report of personal data is held back until the publisher says in public why it stays", () => {
  for (const kind of KINDS)
    for (const state of STATES)
      expect(isHeldBack({ kind, state }), `${kind} ${state}`).toBe(kind === "personal_data" && state !== "wont_fix");
});

test("what is held back is read by its reporter, the steward and the publisher’s people, viewers too", () => {
  const dataset = { organisationId: "city", stewardId: "steward" };
  const problem = { reporterId: "ada", kind: "personal_data", state: "open", dataset } as const;
  const person = (id: string, role?: "owner" | "editor" | "viewer", organisation = "city") => ({
    id,
    sessionId: "",
    name: id,
    handle: id,
    isAdministrator: false,
    organisations: role ? [{ id: organisation, slug: "", name: "", role }] : [],
  });
  const readers = [null, person("bo"), person("eve", "owner", "elsewhere"), person("ada"), person("steward")];
  expect(readers.map((viewer) => isHiddenFrom(viewer, problem))).toEqual([true, true, true, false, false]);
  expect(isHiddenFrom(person("vi", "viewer"), problem)).toBe(false);
  expect(mayAnswerFor(person("vi", "viewer"), dataset)).toBe(false);
  expect(mayAnswerFor(person("steward"), dataset)).toBe(true);
  expect(actorOn(person("ada", "editor"), problem)).toEqual({ mayAnswer: true, isReporter: true });
});

test("how fast an organisation answers is told in words", () => {
  const times = { reported: 0, answered: 0, waiting: 0, median: null };
  expect(problemTimesText(times)).toBe("Nobody has reported a problem yet.");
  expect(problemTimesText({ ...times, reported: 2, waiting: 2 })).toBe(
    "2 problems reported, and none has been answered yet.",
  );
  expect(problemTimesText({ reported: 2, answered: 1, waiting: 1, median: 3 * HOUR })).toBe(
    "The one first answer so far came within 3 hours. 1 problem waits.",
  );
  expect(problemTimesText({ reported: 12, answered: 12, waiting: 0, median: 2 * DAY })).toBe(
    "Half of 12 problems had a first answer within 2 days.",
  );
});

test("a place and a copy are told in words", () => {
  expect(placeText({ column: "height_m", row: 1200 })).toBe("column height_m, row 1,200");
  expect(placeText({ column: null, row: 3 })).toBe("row 3");
  expect(placeText({ column: null, row: null })).toBeNull();
  const copy = { number: 3, fileName: "drains.csv", fetchedAt: new Date("2026-10-30T17:00:00Z") };
  expect(copyText(copy, "Europe/Rome")).toBe("copy 3 of drains.csv, of Fri 30 Oct 2026, 18:00 CET");
});

test("letters say who did what and lead to the thread; those about personal data quote nothing", () => {
  const dataset = { slug: "drains", title: "Storm drains" };
  const report = {
    dataset,
    number: 3,
    kind: "wrong_values" as const,
    title: "Heights are in feet",
    text: "Row 2.",
    place: "column height_m, row 2, in copy 1 of drains.csv",
    reporter: "Ada Bianchi",
  };
  const told = problemReportedMail(report)("https://palio.example.org");
  expect(told.subject).toBe("Problem 3 in “Storm drains”: Heights are in feet");
  for (const words of ["Ada Bianchi", "Row 2.", report.place, "https://palio.example.org/datasets/drains/problems/3"])
    expect(told.text).toContain(words);
  const step = {
    dataset,
    number: 3,
    kind: "wrong_values" as const,
    title: report.title,
    by: "Chiara Valli",
    becomes: "fixed" as const,
    fixedIn: "copy 2 of drains.csv",
    text: "Converted.",
  };
  const letter = stepMail(step)("https://palio.example.org");
  expect(letter.text).toContain("Chiara Valli says that it is fixed in copy 2 of drains.csv:\n\nConverted.");
  expect(letter.text).toContain("https://palio.example.org/datasets/drains/problems/3");
  const secret = { ...step, kind: "personal_data" as const, title: "SECRET-TITLE", text: "SECRET-WORDS" };
  const quiet = [
    problemReportedMail({ ...report, kind: "personal_data", title: "SECRET-TITLE", text: "SECRET", place: "SECRET" })(
      "",
    ),
    stepMail(secret)(""),
    backToPublisherMail({ ...secret, becomes: "open" })(""),
  ];
  expect(JSON.stringify(quiet)).not.toContain("SECRET");
});
