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
import { sealKey, sealVersion } from "./ask-for-seal.server";
import { cureEnds, nextTry, outageEnds } from "./seal";
import { unsealedMail } from "./seal.mail";

const SEAL = {
  state: true,
  owner: true,
  name: true,
  githubId: true,
  commitSha: true,
  tries: true,
  why: true,
  version: {
    select: {
      number: true,
      receivedAt: true,
      submission: {
        select: {
          id: true,
          number: true,
          team: {
            select: {
              name: true,
              repository: { select: { proof: true, githubId: true, marksCommit: true } },
              members: { select: { personId: true, person: { select: { email: true } } } },
              challenge: { select: { id: true, slug: true, title: true, timeZone: true } },
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
  const { owner, name, githubId, commitSha: commit } = seal;
  const { repository } = seal.version.submission.team;
  const provenId = repository && repository.proof !== "none" ? repository.githubId : null;
  const code = await readCode({ owner, name, githubId, provenId, commit });
  const got = code.is === "known" ? await fetched(code.value) : code;
  if (got.is === "known") await keepSeal(versionId, got.value);
  else await held(versionId, (unsealed, tx) => tryLater({ ...unsealed, answer: got }, tx));
}

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
  const { hash: recordHash } = await appendToRecord(
    {
      type: "submission.sealed",
      challengeId: submission.team.challenge.id,
      at,
      payload: {
        ...{ submission: submission.id, version: number, repository: String(githubId) },
        ...{ commit: commitSha, tree: treeSha, archive: archiveSha256, files: reading.files.length, whole: isWhole },
      },
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
      until: ends(receivedAt, cureDays),
    },
    at,
  );
  if (next) await enqueue(sealVersion, { versionId }, tx, { key: sealKey(versionId), at: next });
  if (hasFailed && seal.state !== "failed") {
    const letter = unsealedMail({
      team: { name },
      challenge,
      entry: submission.number,
      number,
      receivedAt,
      cureDays,
      why: answer.sentence,
    });
    await writeMails(lettersTo(members, `unsealed:${versionId}`, letter), tx);
  }
}
