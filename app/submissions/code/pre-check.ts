import type { CodeRules } from "~/challenges/code-rules";
import { isAmongLicences, isOpenLicence } from "~/challenges/licences";
import { bytesText, count, list } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";

/** What is known of a team's code when it is checked against the rules of its challenge. */
export type CodeFacts = {
  state: "pending" | "known" | "unreachable";
  /** Why GitHub does not show it. */
  error: string | null;
  isPrivate: boolean;
  /** SPDX's name, or the one that GitHub gives; null where it recognises none. */
  licence: string | null;
  hasReadme: boolean;
  kilobytes: number | null;
  headSha: string | null;
  defaultBranch: string | null;
  declaredCommit: string | null;
  judgedSha: string | null;
  commitState: "pending" | "known" | "unknown" | "stray";
  /** The newest commit dated before the opening, and the first push that GitHub saw before it. */
  earlierSha: string | null;
  earlierPushAt: Instant | null;
  /** The commit up to which the team says it did not work on the challenge. */
  baseline: string | null;
  /** Whoever made commits since the opening, by GitHub's number where the commit belongs to an account. */
  committers: { githubId: bigint | null; name: string }[];
  members: { githubId: bigint | null; name: string }[];
  /** How and when the team showed that it may speak for the repository; null where it has not. */
  proven: string | null;
  /** What would show it. */
  ways: string;
  /** Errors in publiccode.yml; null where there is no such file. */
  publiccodeErrors: number | null;
};

export type Check = {
  code: string;
  title: string;
  is: "pass" | "fail" | "unknown";
  /** Why it stands so. */
  why: string;
  /** What puts it right. */
  fix: string | null;
};

type Verdict = Omit<Check, "code" | "title">;
const pass = (why: string): Verdict => ({ is: "pass", why, fix: null });
const fail = (why: string, fix: string): Verdict => ({ is: "fail", why, fix });
const unknown = (why: string, fix: string | null = null): Verdict => ({ is: "unknown", why, fix });
const NOT_YET = unknown("GitHub has not told of it yet.");

/**
 * Holds a team's code against what its challenge asks, a line for each thing that is asked, while there is time to put
 * it right. It tells; whether an entry is refused is not decided here.
 */
export function preCheck(facts: CodeFacts, rules: CodeRules, { opensAt, zone }: Window): Check[] {
  const line = (code: string, title: string, verdict: Verdict): Check => ({ code, title, ...verdict });
  /** What GitHub said before it fell silent still holds. */
  const isKnown = facts.headSha !== null || facts.kilobytes !== null;
  const once = (verdict: () => Verdict): Verdict => (isKnown ? verdict() : NOT_YET);
  return [
    line("visible", "The jury can see it", visible(facts)),
    line("own", "It is yours", own(facts)),
    ...(rules.licence === "any"
      ? []
      : [
          line(
            "licence",
            "Its licence is allowed",
            once(() => licensed(facts, rules)),
          ),
        ]),
    ...(rules.needsReadme
      ? [
          line(
            "readme",
            "It has a README",
            once(() => readme(facts)),
          ),
        ]
      : []),
    ...(rules.earlierWork === "allowed"
      ? []
      : [
          line(
            "window",
            "The work is from this challenge",
            once(() => inWindow(facts, rules, { opensAt, zone })),
          ),
        ]),
    line(
      "reachable",
      "A branch leads to the judged commit",
      once(() => reachable(facts)),
    ),
    ...(rules.contributorsAreMembers
      ? [
          line(
            "people",
            "Whoever committed is in the team",
            once(() => matched(facts)),
          ),
        ]
      : []),
    line(
      "size",
      "Its size is sane",
      once(() => sized(facts, rules)),
    ),
    ...(rules.needsPubliccode || facts.publiccodeErrors !== null
      ? [
          line(
            "publiccode",
            "publiccode.yml follows its standard",
            once(() => described(facts)),
          ),
        ]
      : []),
  ];
}

type Window = { opensAt: Instant | null; zone: string };

function visible({ state, error, isPrivate }: CodeFacts): Verdict {
  if (state === "known" && isPrivate)
    return pass(
      "It is private. Palio reads it through the GitHub App; your team and the jury see it, and nobody else.",
    );
  if (state === "known") return pass("GitHub shows it to everyone.");
  if (state === "pending") return unknown("GitHub is being asked.");
  const isLater = error?.endsWith("by itself.") ?? false;
  if (isLater) return unknown(error ?? "");
  return fail(error ?? "GitHub does not show it.", "Make the repository public, or link the one that is.");
}

function own({ state, proven, ways }: CodeFacts): Verdict {
  if (proven !== null) return pass(proven);
  if (state === "pending") return unknown("GitHub is being asked.");
  return fail("Nothing shows yet that your team may speak for this repository, and the jury is told so.", ways);
}

function licensed({ licence }: CodeFacts, { licence: asked, licences }: CodeRules): Verdict {
  const wanted =
    asked === "listed"
      ? `Add a file LICENSE with ${list(licences, "or")}, as GitHub offers it under “Add file”.`
      : "Add a file LICENSE with a licence that the Open Source Initiative approved, such as MIT or EUPL-1.2.";
  if (licence === null) return fail("GitHub recognises no licence in it.", wanted);
  const isAllowed = asked === "listed" ? isAmongLicences(licence, licences) : isOpenLicence(licence);
  return isAllowed
    ? pass(`It is under ${licence}.`)
    : fail(`It is under ${licence}, which is not allowed here.`, wanted);
}

const readme = ({ hasReadme }: CodeFacts): Verdict =>
  hasReadme
    ? pass("There is one.")
    : fail("There is none.", "Add a file README.md that says what it is and how to run it.");

function inWindow({ earlierSha, earlierPushAt, baseline }: CodeFacts, rules: CodeRules, { opensAt, zone }: Window) {
  const opening = opensAt ? instantText(opensAt, zone) : "the opening";
  if (earlierSha === null && earlierPushAt !== null)
    return unknown(
      `No commit is dated before ${opening}, but GitHub saw a push on ${instantText(earlierPushAt, zone)}.`,
      "Be ready to say what was there before: the jury sees when GitHub saw each push.",
    );
  if (earlierSha === null) return pass(`No commit is dated before ${opening}.`);
  const short = earlierSha.slice(0, 12);
  if (rules.earlierWork === "none")
    return fail(
      `It builds on commit ${short} and others from before ${opening}.`,
      "Begin in a repository of its own, and bring in earlier work as a dependency that the README names.",
    );
  if (baseline === earlierSha) return pass(`The team declared what was there before: up to commit ${short}.`);
  return fail(
    `It builds on work from before ${opening}: commit ${short} and what led to it.`,
    `Declare commit ${short} as your baseline, so that the jury scores what came after it.`,
  );
}

function reachable({ declaredCommit, judgedSha, commitState, headSha, defaultBranch }: CodeFacts): Verdict {
  if (declaredCommit === null)
    return headSha === null
      ? fail("The repository has no commit yet.", "Push the first one.")
      : pass(`The newest commit of ${defaultBranch} is judged.`);
  const short = (judgedSha ?? declaredCommit).slice(0, 12);
  switch (commitState) {
    case "known":
      return pass(`A branch leads to ${short}.`);
    case "stray":
      return fail(`GitHub knows ${short}, but no branch leads to it: it may be a fork’s.`, "Push it to a branch.");
    case "unknown":
      return fail(`GitHub knows no commit ${short}.`, "Push it, or declare another one.");
    case "pending":
      return unknown(`GitHub has not told of ${short} yet.`);
  }
}

function matched({ committers, members }: CodeFacts): Verdict {
  if (committers.length === 0) return unknown("Nobody has committed since the opening.");
  const ours = new Set(members.map(({ githubId }) => githubId));
  const strangers = committers.filter(({ githubId }) => githubId === null || !ours.has(githubId));
  if (strangers.length === 0)
    return pass(`${count(committers.length, "person", "people")} committed, all of the team.`);
  const names = list(strangers.map(({ name }) => name));
  const unlinked = members.filter(({ githubId }) => githubId === null).map(({ name }) => name);
  if (unlinked.length > 0)
    return unknown(
      `${names} committed, and ${list(unlinked)} of the team ${unlinked.length === 1 ? "has" : "have"} not linked a GitHub account.`,
      "Members link theirs under Settings.",
    );
  return fail(
    `${names} committed and ${strangers.length === 1 ? "is" : "are"} not in the team.`,
    "Invite them, or say in the README whose work it is. A commit belongs to an account by its mail address.",
  );
}

function sized({ kilobytes }: CodeFacts, { mostMegabytes }: CodeRules): Verdict {
  if (kilobytes === null) return NOT_YET;
  const size = bytesText(kilobytes * 1024);
  if (kilobytes <= mostMegabytes * 1024) return pass(`GitHub counts ${size}, history included.`);
  // What is sealed is one commit without its history, so that more may still fit.
  return unknown(
    `GitHub counts ${size}, history included; the files of the judged commit may have ${mostMegabytes} MB, packed.`,
    "Take data and builds out of it: they belong in a release, or on the demo’s page.",
  );
}

function described({ publiccodeErrors }: CodeFacts): Verdict {
  if (publiccodeErrors === null)
    return fail("There is no publiccode.yml at its top.", "Let Palio write one from your entry, and commit it.");
  return publiccodeErrors === 0
    ? pass("It does.")
    : fail(`${count(publiccodeErrors, "error")} in it.`, "The lines are listed below.");
}

/** "6 of 8 pass, 1 fails, 1 is not known yet". */
export function checksText(checks: Check[]): string {
  const of = (is: Check["is"]) => checks.filter((check) => check.is === is).length;
  const [passed, failed, open] = [of("pass"), of("fail"), of("unknown")];
  return [
    `${passed} of ${checks.length} ${passed === 1 ? "passes" : "pass"}`,
    ...(failed > 0 ? [`${failed} ${failed === 1 ? "fails" : "fail"}`] : []),
    ...(open > 0 ? [`${open} ${open === 1 ? "is" : "are"} not known yet`] : []),
  ].join(", ");
}
