import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import type { Answer } from "~/platform/github/client.server";
import { readBranchName, readHeadAt } from "~/platform/github/code.server";
import { ANY_HEAD } from "~/teams/declared-commit";

/** The commit that a branch had at the deadline, and when it was seen there: pushed, by GitHub's clock, or by this site. */
export type BranchHead = { commitSha: string; branch: string; observedAt: Instant; isPushSeen: boolean };

type Of = {
  owner: string;
  name: string;
  installationId: bigint | null;
  teamId: string;
  branch: string;
  closesAt: Instant;
};

/**
 * The head of a team's branch when entries closed: by GitHub's account of pushes; where that does not reach back so far,
 * the newest head that this site had seen before. What was pushed later does not count, whenever this is asked.
 */
export async function headAtDeadline({ teamId, branch, closesAt, ...of }: Of): Promise<Answer<BranchHead>> {
  const named: Answer<string> = branch === ANY_HEAD ? await readBranchName(of) : { is: "known", value: branch };
  if (named.is !== "known") return named;
  const pushed = await readHeadAt({ ...of, branch: named.value, at: closesAt });
  if (pushed.is !== "known") return pushed;
  if (pushed.value) {
    const { sha: commitSha, seenAt: observedAt } = pushed.value;
    return { is: "known", value: { commitSha, branch: named.value, observedAt, isPushSeen: true } };
  }
  const seen = await db.repositoryHead.findFirst({
    where: { branch: named.value, seenAt: { lt: closesAt }, repository: { teamId, owner: of.owner, name: of.name } },
    orderBy: { seenAt: "desc" },
    select: { sha: true, seenAt: true },
  });
  return seen
    ? { is: "known", value: { commitSha: seen.sha, branch: named.value, observedAt: seen.seenAt, isPushSeen: false } }
    : {
        is: "gone",
        sentence: `Neither GitHub nor this site saw anything on the branch ${named.value} before the deadline.`,
      };
}
