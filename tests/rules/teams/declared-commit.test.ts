import { expect, test } from "vitest";
import { commitToJudge, declaredText, whyNotThisCommit } from "~/teams/declared-commit";

const HEAD = "a".repeat(40);
const WHOLE = "b".repeat(40);
const none = {
  declaredCommit: null,
  judgedSha: null,
  commitState: "pending",
  headSha: HEAD,
  followsBranch: false,
} as const;
const beginning = { ...none, declaredCommit: "bbbbbbb" } as const;
const whole = { ...none, declaredCommit: WHOLE, judgedSha: WHOLE } as const;

test("the head is judged only where no commit is declared", () => {
  expect(commitToJudge(none)).toBe(HEAD);
  expect(commitToJudge({ ...none, headSha: null })).toBeNull();
  expect(commitToJudge(beginning)).toBeNull();
  expect(commitToJudge({ ...none, followsBranch: true })).toBeNull();
  expect(commitToJudge({ ...beginning, commitState: "unknown" })).toBeNull();
  expect(commitToJudge({ ...beginning, commitState: "known", judgedSha: WHOLE })).toBe(WHOLE);
  expect(commitToJudge(whole)).toBe(WHOLE);
});

test("only a beginning that GitHub has not confirmed stands in the way, with what to do about it", () => {
  for (const fine of [none, whole, { ...whole, commitState: "unknown" as const }, { ...beginning, judgedSha: WHOLE }])
    expect(whyNotThisCommit(fine)).toBeNull();
  expect(whyNotThisCommit(beginning)).toContain("has not yet confirmed commit bbbbbbb. Ask it again, declare all 40");
  expect(whyNotThisCommit({ ...beginning, commitState: "unknown" })).toContain(
    "knows no single commit that begins with bbbbbbb. Declare another one, declare all 40",
  );
});

test("what is known of a declared commit is said in words", () => {
  expect(declaredText(none)).toBeNull();
  expect(declaredText(beginning)).toBe("declared bbbbbbb, not checked yet");
  expect(declaredText(whole)).toBe("declared bbbbbbbbbbbb, not checked yet");
  expect(declaredText({ ...beginning, commitState: "known" })).toBe("declared bbbbbbb, and GitHub knows it");
  expect(declaredText({ ...beginning, commitState: "unknown" })).toBe("declared bbbbbbb; GitHub knows no such commit");
  expect(declaredText({ ...whole, commitState: "unknown" })).toContain("It is handed in as you declared it.");
});
