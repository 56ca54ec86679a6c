import type { Viewer } from "~/accounts/roles";
import { codeRulesOf } from "~/challenges/rules.server";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { whyNotSealAgain } from "./seal";

/** Fetches the code of a version from GitHub and keeps it. */
export const sealVersion = job<{ versionId: string }>("seal-version");

export const sealKey = (versionId: string): string => `seal:${versionId}`;

/** One job a version, one after another: archives come from a host of their own, and a slow one keeps no sync waiting. */
export const sealWhen = (versionId: string) => ({ key: sealKey(versionId), queue: "github-archives" });

type Code = {
  versionId: string;
  owner: string;
  name: string;
  githubId: bigint | null;
  commitSha: string | null;
  /** When entries close, where the branch is judged as it stands then. */
  notBefore: Instant | null;
};

/** Asks for the code of a version that is being handed in: a job fetches it, and the hand-in does not wait. */
export async function askForSeal(code: Code, tx: Tx): Promise<void> {
  await tx.codeSeal.create({ data: code });
  const when = { ...sealWhen(code.versionId), ...(code.notBefore ? { at: code.notBefore } : {}) };
  await enqueue(sealVersion, { versionId: code.versionId }, tx, when);
}

/** A member asks for the code of the newest version again, after something was put right on GitHub. */
export function sealAgain(slug: string, viewer: Pick<Viewer, "id">): Promise<Result<null>> {
  return transaction(async (tx) => {
    const newest = await newestOf(slug, viewer, tx);
    if (!newest) return refuse("no-code", "No version with a repository was handed in.");
    const versionId = newest.id;
    await tx.$queryRaw`SELECT 1 FROM code_seal WHERE version_id = ${versionId}::uuid FOR UPDATE`;
    const { state, notBefore, version } = await tx.codeSeal.findUniqueOrThrow({
      where: { versionId },
      select: { state: true, notBefore: true, version: { select: { receivedAt: true } } },
    });
    const { cureDays } = await codeRulesOf(newest.submission.challengeId, tx);
    const refusal = whyNotSealAgain({ state, notBefore, receivedAt: version.receivedAt, cureDays }, await now(tx));
    if (refusal) return refused(refusal);
    await tx.codeSeal.update({ where: { versionId }, data: { state: "pending" } });
    await enqueue(sealVersion, { versionId }, tx, sealWhen(versionId));
    return ok(null);
  });
}

/** The newest version of a member's team that has code. */
const newestOf = (slug: string, { id }: Pick<Viewer, "id">, tx: Tx) =>
  tx.submissionVersion.findFirst({
    where: {
      submission: { challenge: { slug }, team: { members: { some: { personId: id } } } },
      seal: { isNot: null },
    },
    orderBy: { number: "desc" },
    select: { id: true, submission: { select: { challengeId: true } } },
  });
