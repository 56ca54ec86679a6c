import type { Refusal } from "~/kernel/result";
import { type Instant, MINUTE } from "~/kernel/time";
import { isWholeCommit } from "./repository-address";

/** The columns of a linked repository that say which commit the jury gets. */
export const COMMIT = {
  declaredCommit: true,
  followsBranch: true,
  judgedSha: true,
  commitState: true,
  headSha: true,
  defaultBranch: true,
  state: true,
  askedAt: true,
  refreshedAt: true,
} as const;

/** The same, of one repository. Commits are 40 digits, a declared one 7 to 40. */
export type CommitFacts = {
  declaredCommit: string | null;
  /** The team is judged by its default branch as it stands when entries close. */
  followsBranch: boolean;
  judgedSha: string | null;
  commitState: "pending" | "known" | "unknown" | "stray";
  headSha: string | null;
  defaultBranch: string | null;
  state: "pending" | "known" | "unreachable";
  /** When GitHub was last asked, and when it last answered about the repository. */
  askedAt: Instant | null;
  refreshedAt: Instant | null;
};

/** What of a version's code is judged, in words that begin with a small letter. */
export const judgedText = ({ commitSha, branch }: { commitSha: string | null; branch: string | null }): string =>
  commitSha ??
  (branch === null
    ? "none known when it was handed in"
    : `the newest on ${branch === ANY_HEAD ? "the default branch" : branch} when entries close`);

type Declared = Pick<CommitFacts, "declaredCommit" | "judgedSha" | "commitState">;

/**
 * The whole id of the commit that a hand-in carries: the declared one, or the head that GitHub told of last where none
 * is declared. A declared one never gives way to the head: null while GitHub has not said which commit it is. A team that
 * is judged by its branch names none.
 */
export function commitToJudge(of: Declared & Pick<CommitFacts, "headSha" | "followsBranch">): string | null {
  if (of.followsBranch) return null;
  return of.declaredCommit === null ? of.headSha : of.judgedSha;
}

/** Git's name for whatever branch is the default one, where GitHub has not told of it yet. */
export const ANY_HEAD = "HEAD";

/** The branch whose head at the deadline is judged; null where the team names a commit. */
export const branchToJudge = (of: Pick<CommitFacts, "followsBranch" | "defaultBranch">): string | null =>
  of.followsBranch ? (of.defaultBranch ?? ANY_HEAD) : null;

/** Why the declared commit cannot be handed in, and what to do; null where it can, as a whole id always can. */
export function whyNotThisCommit({ declaredCommit, judgedSha, commitState }: Declared): string | null {
  if (declaredCommit === null || judgedSha !== null) return null;
  const ways = "declare all 40 digits, or leave the field empty to hand in the newest that GitHub told of.";
  return commitState === "unknown"
    ? `GitHub knows no single commit that begins with ${declaredCommit}. Declare another one, ${ways}`
    : `GitHub has not yet confirmed commit ${declaredCommit}. Ask it again, ${ways}`;
}

/** What is known of the declared commit, in words that stand beneath it; null where none is declared. */
export function declaredText({ declaredCommit, commitState }: Declared): string | null {
  if (declaredCommit === null) return null;
  const name = declaredCommit.slice(0, 12);
  if (commitState === "known") return `declared ${name}, and GitHub knows it`;
  if (commitState === "stray") return `declared ${name}; GitHub knows it, but no branch leads to it`;
  if (commitState === "pending") return `declared ${name}, not checked yet`;
  return isWholeCommit(declaredCommit)
    ? `declared ${name}; GitHub knows no such commit. It is handed in as you declared it.`
    : `declared ${name}; GitHub knows no such commit`;
}

/** GitHub's limits are shared by all teams: one asks once a minute by hand. Null where it may now. */
export const whyNotAskAgain = ({ askedAt }: { askedAt: Instant | null }, now: Instant): Refusal | null =>
  askedAt && now.getTime() - askedAt.getTime() < MINUTE
    ? { code: "too-soon", message: "GitHub was asked less than a minute ago. Ask again in a moment." }
    : null;
