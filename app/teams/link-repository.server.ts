import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { codeRulesOf } from "~/challenges/rules.server";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { config } from "~/platform/config.server";
import { type Tx, transaction } from "~/platform/database.server";
import { GITHUB_QUEUE } from "~/platform/github/client.server";
import { enqueue, enqueueAll, job } from "~/platform/jobs/queue.server";
import { whyNotAskAgain } from "./declared-commit";
import { ownHeldTeam } from "./held-team.server";
import { commitOf, isWholeCommit, repositoryAddress } from "./repository-address";

export const repositoryKey = (repositoryId: string): string => `repository:${repositoryId}`;

/** Asks GitHub about a linked repository and the commit that is declared there. */
export const refreshRepository = job<{ repositoryId: string }>("refresh-repository");

type Link = { slug: string; address: string; commit: string; followsBranch?: boolean };

/**
 * Links a repository by its address and declares the commit to be judged (none means the head that GitHub told of last).
 * It is saved at once and GitHub is asked by a job: a whole id stands as it is declared, the beginning of one is handed
 * in once GitHub said which commit it is. What GitHub confirmed stays so when the same is declared again.
 */
export async function linkRepository(
  { slug, address, commit: typed, followsBranch = false }: Link,
  viewer: Viewer,
): Promise<Result<null>> {
  const read = repositoryAddress(address, config().github.web);
  if (!read.ok) return read;
  if (followsBranch && typed !== "")
    return refuse("commit", "Name a commit or be judged by your branch: one of the two.");
  const commit = followsBranch ? null : typed === "" ? read.value.commit : commitOf(typed);
  if (typed !== "" && commit === null)
    return refuse("commit", "A commit is named by its id: 7 to 40 digits and letters from a to f, such as 8d41f0a.");
  const { owner, name } = read.value;
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const refusal = whyNotChangeTeam(team.challenge, team.challenge.at);
    if (refusal) return refused(refusal);
    if (followsBranch && !(await codeRulesOf(team.challenge.id, tx)).branchAtDeadline)
      return refuse("followsBranch", "The rules do not let a team be judged by its branch.");
    const known = await tx.repository.findUnique({
      where: { teamId: team.id },
      select: { owner: true, name: true, judgedSha: true, commitState: true },
    });
    const isSame =
      known?.owner.toLowerCase() === owner.toLowerCase() && known.name.toLowerCase() === name.toLowerCase();
    const isConfirmed =
      isSame && commit !== null && known.commitState === "known" && known.judgedSha?.startsWith(commit) === true;
    const link = {
      declaredCommit: commit,
      followsBranch,
      judgedSha: isConfirmed ? known.judgedSha : commit && isWholeCommit(commit) ? commit : null,
      commitState: isConfirmed ? ("known" as const) : ("pending" as const),
      state: "pending" as const,
      error: null,
      linkedById: viewer.id,
      linkedAt: team.challenge.at,
    };
    // Another repository begins anew: nothing that GitHub said of the first is left.
    if (!isSame) await tx.repository.deleteMany({ where: { teamId: team.id } });
    const { id } = await tx.repository.upsert({
      where: { teamId: team.id },
      create: { teamId: team.id, owner, name, ...link },
      update: link,
      select: { id: true },
    });
    await askGithub(id, tx);
    return ok(null);
  });
}

/** A member asks for GitHub's newest answer now, about the declared commit too. */
export function askGithubAgain(slug: string, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const team = await ownHeldTeam(slug, viewer, tx);
    const repository = await tx.repository.findUnique({
      where: { teamId: team.id },
      select: { id: true, askedAt: true },
    });
    if (!repository) return refuse("no-repository", "No repository is linked yet.");
    const refusal = whyNotAskAgain(repository, team.challenge.at);
    if (refusal) return refused(refusal);
    await askGithub(repository.id, tx);
    return ok(null);
  });
}

/** Whoever asks twice is answered once: the job is keyed, and waits for its turn with all that asks GitHub. */
export const askGithub = (repositoryId: string, tx: Tx): Promise<void> =>
  enqueue(refreshRepository, { repositoryId }, tx, { key: repositoryKey(repositoryId), queue: GITHUB_QUEUE });

/** The same of many repositories. */
export const askGithubOfAll = (repositoryIds: string[], tx: Tx): Promise<void> =>
  enqueueAll(
    refreshRepository,
    repositoryIds.map((repositoryId) => ({ repositoryId })),
    tx,
    { key: ({ repositoryId }) => repositoryKey(repositoryId), queue: () => GITHUB_QUEUE },
  );
