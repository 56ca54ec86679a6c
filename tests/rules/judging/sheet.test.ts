import { expect, test } from "vitest";
import { fitsRubric, LEAST_FEEDBACK, type Rubric, unscored, whyNotHandIn } from "~/judging/desk/sheet";
import { whyNotAccept, whyNotClose, whyNotNudge } from "~/judging/jury/jury";
import { InviteForm, readInvited } from "~/judging/jury/jury.schema";

const at = (iso: string) => new Date(iso);
const levels = [0, 1, 2].map((value) => ({ value, sentence: `Level ${value}.` }));
const RUBRIC: Rubric = [
  { id: "a", title: "Warns in time", description: "", weight: 60, levels },
  { id: "b", title: "Explains itself", description: "", weight: 40, levels },
];
const feedback = "x".repeat(LEAST_FEEDBACK);
const calendar = {
  timeZone: "Europe/Rome",
  publishedAt: at("2026-01-01T00:00:00Z"),
  opensAt: at("2026-01-02T00:00:00Z"),
  closesAt: at("2026-02-01T00:00:00Z"),
  judgingEndsAt: at("2026-03-01T00:00:00Z"),
  resultsDueAt: at("2026-03-10T00:00:00Z"),
  decisionDueAt: at("2026-04-01T00:00:00Z"),
  judgingClosedAt: null,
  resultsPublishedAt: null,
  decidedAt: null,
};
const covered = { number: 1, assigned: 2, handedIn: 2, hasFeedback: true };

test("zero is a score, and only what is absent is missing", () => {
  expect(unscored({ scores: { a: 0 } }, RUBRIC).map(({ id }) => id)).toEqual(["b"]);
  expect(whyNotHandIn({ scores: { a: 0, b: 0 }, privateNote: "", feedback }, RUBRIC)).toBeNull();
});

test("a sheet is handed in only with every criterion scored and feedback of some length, and says what is missing", () => {
  expect(whyNotHandIn({ scores: { a: 1 }, privateNote: "", feedback: " short " }, RUBRIC)?.message).toBe(
    "“Explains itself” has no score. The feedback has 5 characters; it needs at least 40.",
  );
});

test("a score that is no level of the rubric does not fit", () => {
  expect(fitsRubric({ scores: { a: 2 } }, RUBRIC)).toBe(true);
  expect(fitsRubric({ scores: { a: 3 } }, RUBRIC)).toBe(false);
  expect(fitsRubric({ scores: { c: 1 } }, RUBRIC)).toBe(false);
});

test("an invitation works up to, but not at, its end, and once", () => {
  const invitation = { expiresAt: at("2026-02-10T00:00:00Z"), acceptedAt: null, revokedAt: null };
  expect(whyNotAccept(invitation, calendar, at("2026-02-09T23:59:59Z"))).toBeNull();
  expect(whyNotAccept(invitation, calendar, at("2026-02-10T00:00:00Z"))?.code).toBe("expired");
  expect(
    whyNotAccept({ ...invitation, acceptedAt: at("2026-02-01T00:00:00Z") }, calendar, at("2026-02-02T00:00:00Z"))?.code,
  ).toBe("used");
  expect(
    whyNotAccept({ ...invitation, revokedAt: at("2026-02-01T00:00:00Z") }, calendar, at("2026-02-02T00:00:00Z"))?.code,
  ).toBe("revoked");
});

test("judging closes early only when no sheet is missing, and never over an entry without feedback", () => {
  const early = at("2026-02-15T00:00:00Z");
  const late = at("2026-03-01T00:00:00Z");
  const half = { number: 2, assigned: 2, handedIn: 1, hasFeedback: true };
  const silent = { number: 3, assigned: 1, handedIn: 0, hasFeedback: false };
  expect(whyNotClose(calendar, [covered], early)).toBeNull();
  expect(whyNotClose(calendar, [covered, half], early)?.code).toBe("sheets-missing");
  expect(whyNotClose(calendar, [covered, half], late)).toBeNull();
  expect(whyNotClose(calendar, [covered, silent], late)).toEqual({
    code: "no-feedback",
    message: "Every team gets feedback. Entry 3 has none from a handed-in sheet yet.",
  });
});

test("a reminder goes out once a day at the most, and only for something that is missing", () => {
  const now = at("2026-02-15T12:00:00Z");
  const of = { timeZone: "Europe/Rome", waitsFor: 2 };
  expect(whyNotNudge({ ...of, nudgedAt: null }, now)).toBeNull();
  expect(whyNotNudge({ ...of, nudgedAt: at("2026-02-14T12:00:01Z") }, now)?.code).toBe("nudged");
  expect(whyNotNudge({ ...of, nudgedAt: at("2026-02-14T12:00:00Z") }, now)).toBeNull();
  expect(whyNotNudge({ ...of, nudgedAt: null, waitsFor: 0 }, now)?.code).toBe("nothing-missing");
});

test("jurors are read one a line, and a line that is none is named", () => {
  expect(readInvited(" Ada Bruni, Ada@Example.org ")).toEqual({ name: "Ada Bruni", email: "ada@example.org" });
  expect(readInvited("Ada Bruni <ada@example.org>")).toEqual({ name: "Ada Bruni", email: "ada@example.org" });
  expect(readInvited("ada@example.org")).toBeNull();
  const parsed = InviteForm.safeParse({ people: "Ada Bruni, ada@example.org\n\n<script>\nBo, ada@example.org" });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
    "Line 3 is not a name and a mail address, such as “Ada Bruni, ada@example.org”.",
    "ada@example.org stands there twice.",
  ]);
});
