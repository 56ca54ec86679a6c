import { expect, test } from "vitest";
import { CODE_RULES } from "~/challenges/code-rules";
import { type CodeFacts, preCheck } from "~/submissions/code/pre-check";

const opensAt = new Date("2026-10-01T16:00:00Z");
const facts: CodeFacts = {
  ...{ state: "known", error: null, isPrivate: false, licence: "MIT", hasReadme: true, kilobytes: 120 },
  ...{ headSha: "a".repeat(40), defaultBranch: "main", declaredCommit: null, judgedSha: null, commitState: "pending" },
  ...{ earlierSha: null, earlierPushAt: null, baseline: null, committers: [], members: [] },
  ...{ proven: "GitHub says that Ada Bianchi may push to it.", ways: "Add the topic.", publiccodeErrors: null },
};
const check = (wanted: string, changes: Partial<CodeFacts> = {}) =>
  preCheck({ ...facts, ...changes }, CODE_RULES, { opensAt, zone: "Europe/Rome" }).find(({ code }) => code === wanted);

test("a repository that lacks nothing passes every check", () => {
  const checks = preCheck(facts, CODE_RULES, { opensAt, zone: "Europe/Rome" });
  expect(checks.filter(({ is }) => is !== "pass")).toEqual([]);
});

test("a repository that nothing shows to be the team's is told what would, and by whom it is shown otherwise", () => {
  expect(check("own")).toMatchObject({ is: "pass", why: facts.proven });
  expect(check("own", { proven: null })).toMatchObject({ is: "fail", fix: "Add the topic." });
  expect(check("own", { proven: null, state: "pending" })).toMatchObject({ is: "unknown" });
  expect(check("own", { proven: null, state: "unreachable" })).toMatchObject({ is: "fail", fix: "Add the topic." });
});

test("a private repository that the App reads is seen by the team and the jury, and is said to be", () => {
  expect(check("visible", { isPrivate: true })).toMatchObject({ is: "pass", why: expect.stringContaining("the jury") });
  expect(check("visible")).toMatchObject({ why: "GitHub shows it to everyone." });
});

test("an empty repository has no commit to be judged", () => {
  expect(check("reachable", { headSha: null, kilobytes: 0 })).toMatchObject({ is: "fail", fix: "Push the first one." });
});

test("a repository of 3 GB is told of before its archive is refused", () => {
  const size = check("size", { kilobytes: 3 * 1024 * 1024 });
  expect(size).toMatchObject({
    is: "unknown",
    why: expect.stringMatching(/^GitHub counts 3(\.\d)? GB, history included/),
  });
});
