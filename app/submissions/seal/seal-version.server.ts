import { BLIND, isBlind } from "~/challenges/blind";
import { codeRulesOf } from "~/challenges/rules.server";
import { ok, type Result } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { db, now, type Prisma, type Tx, transaction } from "~/platform/database.server";
import { fetchPublicToFile } from "~/platform/fetch.server";
import type { Answer } from "~/platform/github/client.server";
import { type CodeFacts, readCode } from "~/platform/github/code.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { writeMails } from "~/platform/mail/mail.server";
import { storeFileFrom } from "~/platform/storage/files.server";
import { appendToRecord } from "~/record/record.server";
import { lettersTo } from "~/teams/team-letters.server";
import { askForMark } from "../mark/mark-commit.server";
import { ARCHIVE_LIMITS, type ArchiveReading, readArchive } from "./archive.server";
import { sealVersion, sealWhen } from "./ask-for-seal.server";
import { type BranchHead, headAtDeadline } from "./branch-head.server";
import { cureBegins, cureEnds, nextTry, outageEnds } from "./seal";
import { unsealedMail } from "./seal.mail";

const SEAL = {
  state: true,
  owner: true,
  name: true,
  githubId: true,
  commitSha: true,
  ...{ tries: true, why: true, branch: true, notBefore: true, observedAt: true, isPushSeen: true },
  version: {
    select: {
      ...{ number: true, receivedAt: true, branch: true },
      submission: {
        select: {
          id: true,
          number: true,
          team: {
            select: {
              id: true,
              name: true,
              repository: { select: { proof: true, githubId: true, marksCommit: true, installationId: true } },
              members: { select: { personId: true, person: { select: { email: true } } } },
              challenge: { select: { id: true, slug: true, title: true, timeZone: true, closesAt: true, ...BLIND } },
            },
          },
        },
      },
    },
  },
} as const;

type Sealed = Omit<CodeFacts, "archiveUrl"> & { archiveSha256: string; reading: ArchiveReading };

/**
 * The job behind `sealVersion`. GitHub is asked and the archive is fetched outside of any transaction; what became of
 * it is written in one. A seal is settled once: run twice, the second run finds it sealed and leaves it.
 */
export async function sealCode({ versionId }: { versionId: string }): Promise<void> {
  const seal = await db.codeSeal.findUnique({ where: { versionId }, select: SEAL });
  if (!seal || seal.state === "sealed") return;
  if (seal.notBefore && (await waits(versionId, seal))) return;
  const code = await codeOf(versionId, seal);
  const got = code.is === "known" ? await fetched(code.value) : code;
  if (got.is === "known") await keepSeal(versionId, got.value);
  else await held(versionId, (unsealed, tx) => tryLater({ ...unsealed, answer: got }, tx));
}

/** Whether entries are still open, where the branch is looked at when they close: a calendar that moved is waited for. */
async function waits(versionId: string, { version }: Row): Promise<boolean> {
  const { closesAt } = version.submission.team.challenge;
  const isOpen = closesAt !== null && (await now()) < closesAt;
  if (isOpen)
    await held(versionId, async (_, tx) => {
      await tx.codeSeal.update({ where: { versionId }, data: { notBefore: closesAt } });
      await enqueue(sealVersion, { versionId }, tx, { ...sealWhen(versionId), at: closesAt });
    });
  return isOpen;
}

/** What GitHub says of the judged commit: the one that was handed in, or the branch's head when entries closed. */
async function codeOf(versionId: string, seal: Row): Promise<Answer<CodeFacts>> {
  const { owner, name, githubId, notBefore, version } = seal;
  const { id: teamId, repository } = version.submission.team;
  const provenId = repository && repository.proof !== "none" ? repository.githubId : null;
  const of = { owner, name, githubId, provenId };
  if (!version.branch || !notBefore) return readCode({ ...of, commit: seal.commitSha });
  const installationId = repository?.installationId ?? null;
  const head: Answer<BranchHead> = seal.observedAt
    ? { is: "known", value: seal as BranchHead }
    : await headAtDeadline({ owner, name, installationId, teamId, branch: version.branch, closesAt: notBefore });
  if (head.is !== "known") return head;
  // Which commit it is stands from here on, however often its archive has to be asked for.
  if (!seal.observedAt) await held(versionId, (_, tx) => noteHead(versionId, head.value, tx));
  return readCode({ ...of, commit: head.value.commitSha, ledTo: head.value.branch });
}

const noteHead = async (versionId: string, head: BranchHead, tx: Tx): Promise<void> => {
  await tx.codeSeal.update({ where: { versionId }, data: head });
};

/** Settles the seal of a version by what was fetched and stored; nothing where it is settled already. */
export const keepSeal = (versionId: string, sealed: Sealed): Promise<void> =>
  held(versionId, (unsealed, tx) => settle({ ...unsealed, sealed }, tx));

type Unsealed = { versionId: string; seal: Row; at: Instant };

/** Does what there is to do with a seal that is not settled, while nobody else does. */
async function held(versionId: string, work: (unsealed: Unsealed, tx: Tx) => Promise<void>): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM code_seal WHERE version_id = ${versionId}::uuid FOR UPDATE`;
    const seal = await tx.codeSeal.findUnique({ where: { versionId }, select: SEAL });
    if (seal && seal.state !== "sealed") await work({ versionId, seal, at: await now(tx) }, tx);
    return ok(null);
  });
}

/** The archive of a commit, read and stored; what is wrong with it is said to the team. */
async function fetched(code: CodeFacts): Promise<Answer<Sealed>> {
  const file = await fetchPublicToFile(code.archiveUrl, { mostBytes: ARCHIVE_LIMITS.bytes });
  if (!file.ok) {
    const { code: reason, message } = file.refusal;
    return reason === "too-large" || reason === "too-dense"
      ? { is: "gone", sentence: `The archive of the commit cannot be kept. ${message}` }
      : { is: "later", sentence: message, notBefore: null };
  }
  if (file.value.unchanged) return { is: "later", sentence: "GitHub sent no archive.", notBefore: null };
  try {
    const kept = await keepArchive(file.value);
    return kept.ok
      ? { is: "known", value: { ...code, ...kept.value } }
      : { is: "gone", sentence: kept.refusal.message };
  } finally {
    await file.value.remove();
  }
}

type ArchiveFile = { path: string; sha256: string; bytes: number };

/** Reads the archive of a commit that lies on this machine, and stores it. */
export async function keepArchive({
  path,
  sha256,
  bytes,
}: ArchiveFile): Promise<Result<Pick<Sealed, "archiveSha256" | "reading">>> {
  const reading = await readArchive(path);
  if (!reading.ok) return reading;
  await storeFileFrom(path, { sha256, bytes, mediaType: "application/gzip" });
  return ok({ archiveSha256: sha256, reading: reading.value });
}

type Row = Prisma.CodeSealGetPayload<{ select: typeof SEAL }>;
const FILES_AT_ONCE = 5_000;

async function settle({ versionId, seal, sealed, at }: Unsealed & { sealed: Sealed }, tx: Tx): Promise<void> {
  const { reading, archiveSha256, githubId, commitSha, treeSha, branch, isPrivate } = sealed;
  const isWhole = reading.tree === treeSha;
  for (let from = 0; from < reading.files.length; from += FILES_AT_ONCE) {
    const some = reading.files.slice(from, from + FILES_AT_ONCE);
    await tx.sealedFile.createMany({ data: some.map((file) => ({ versionId, ...file })) });
  }
  const { submission, number } = seal.version;
  const { observedAt, isPushSeen } = seal;
  const seen: { [key: string]: string } = observedAt
    ? { observed: observedAt.toISOString(), by: isPushSeen ? "push" : "sight" }
    : {};
  const where = { repository: String(githubId), commit: commitSha, tree: treeSha };
  const isUnnamed = isBlind(submission.team.challenge);
  const { hash: recordHash } = await appendToRecord(
    {
      type: "submission.sealed",
      challengeId: submission.team.challenge.id,
      at,
      by: null,
      payload: {
        ...{ submission: submission.id, version: number, archive: archiveSha256, files: reading.files.length },
        ...{ whole: isWhole, ...seen, ...(isUnnamed ? {} : where) },
      },
      // What leads to the makers on GitHub is committed to, and kept beside the leaf, while nobody may be named.
      ...(isUnnamed ? { content: where } : {}),
    },
    tx,
  );
  await tx.codeSeal.update({
    where: { versionId },
    data: {
      ...{ state: "sealed", githubId, commitSha, treeSha, branch, archiveSha256, isWhole, recordHash },
      ...{
        isPrivate,
        submodules: reading.submodules,
        fileCount: reading.files.length,
        why: null,
        sealedAt: at,
        triedAt: at,
        tries: { increment: 1 },
      },
    },
  });
  const { repository } = submission.team;
  if (repository?.marksCommit && repository.githubId === githubId) await askForMark(versionId, tx);
}

async function tryLater(
  { versionId, seal, answer, at }: Unsealed & { answer: Exclude<Answer<never>, { is: "known" }> },
  tx: Tx,
): Promise<void> {
  const { receivedAt, number, submission } = seal.version;
  const begins = cureBegins({ receivedAt, notBefore: seal.notBefore });
  const { challenge, members, name } = submission.team;
  const { cureDays } = await codeRulesOf(challenge.id, tx);
  const hasFailed = answer.is === "gone";
  await tx.codeSeal.update({
    where: { versionId },
    data: {
      state: hasFailed ? "failed" : seal.state,
      why: answer.sentence,
      triedAt: at,
      tries: { increment: 1 },
    },
  });
  const ends = hasFailed || seal.state === "failed" ? cureEnds : outageEnds;
  const next = nextTry(
    {
      tries: seal.tries,
      notBefore: answer.is === "later" ? answer.notBefore : null,
      until: ends(begins, cureDays),
    },
    at,
  );
  if (next) await enqueue(sealVersion, { versionId }, tx, { ...sealWhen(versionId), at: next });
  if (hasFailed && seal.state !== "failed") {
    const letter = unsealedMail({
      team: { name },
      challenge,
      entry: submission.number,
      number,
      begins,
      cureDays,
      why: answer.sentence,
    });
    await writeMails(lettersTo(members, `unsealed:${versionId}`, letter), tx);
  }
}
