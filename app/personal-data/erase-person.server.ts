import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { removeStored } from "~/platform/storage/files.server";
import { appendToRecord } from "~/record/record.server";
import { eraseOwnTeams } from "./erase-entries.server";
import { ERASED, type ErasedLine, NOBODY, whyNotErase } from "./erasing";
import { standingOf } from "./standing.server";

/** Takes away stored bytes that no row names any more, after those who named them are erased. */
export const removeErasedFiles = job<{ hashes: string[] }>("remove-erased-files");

/** What is in the way of erasing the viewer, as a sentence; null where nothing is. */
export async function whyNotEraseNow(viewer: Viewer): Promise<string | null> {
  const [standing, at] = await Promise.all([standingOf(viewer.id, db), now()]);
  return whyNotErase(standing, at)?.message ?? null;
}

/**
 * Erases a person for good: what names them, what they wrote in their own name, the entries that they made alone, and
 * the words and salts of the record's commitments to any of it. A `redaction` tells which lines lost their words.
 * `email` is what they typed to confirm. What they did for a city or as a juror stands, under a number.
 */
export function erasePerson({ email }: { email: string }, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const [person] = await tx.$queryRaw<{ email: string; name: string }[]>`
      SELECT email, name FROM person WHERE id = ${viewer.id}::uuid FOR UPDATE`;
    if (!person || email.trim().toLowerCase() !== person.email)
      return refuse("address", "That is not the address of this account.");
    const at = await now(tx);
    const refusal = whyNotErase(await standingOf(viewer.id, tx), at);
    if (refusal) return refused(refusal);
    await tx.$executeRaw`SET LOCAL palio.erasing = 'on'`;
    const entries = await eraseOwnTeams(viewer.id, at, tx);
    await eraseFromLetters(person.name, NOBODY, tx);
    const questions = await eraseQuestions(viewer.id, tx);
    await eraseWords(viewer.id, tx);
    await eraseTraces(viewer.id, person.email, tx);
    await redact([...entries.lines, ...questions], at, tx);
    if (entries.files.length > 0) await enqueue(removeErasedFiles, { hashes: entries.files }, tx);
    const name = { name: NOBODY, handle: `left-${viewer.id}`, email: `${viewer.id}@left.invalid` };
    await tx.person.update({
      where: { id: viewer.id },
      data: { ...name, about: "", skills: [], languages: [], affiliation: "", erasedAt: at },
    });
    return ok(null);
  });
}

async function eraseQuestions(personId: string, tx: Tx): Promise<ErasedLine[]> {
  const lines = await tx.$queryRaw<ErasedLine[]>`
    SELECT r.challenge_id AS "challengeId", r.hash FROM question q
    JOIN record_entry r ON r.challenge_id = q.challenge_id AND r.type = 'question.answered'
      AND (r.leaf::jsonb->>'question')::int = q.number
    WHERE q.asked_by_id = ${personId}::uuid`;
  const asked = await tx.question.findMany({ where: { askedById: personId }, select: { body: true } });
  for (const { body } of asked) await eraseFromLetters(body, ERASED, tx);
  await tx.question.updateMany({ where: { askedById: personId }, data: { body: ERASED } });
  return lines;
}

/** Letters to others are kept as they were sent, but that they do not say some words any more. */
async function eraseFromLetters(words: string, instead: string, tx: Tx): Promise<void> {
  // A word begins and ends with a letter or digit: a name within another's is left alone.
  const [from, to] = [/^\w/.test(words) ? "\\m" : "", /\w$/.test(words) ? "\\M" : ""];
  const pattern = from + words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") + to;
  await tx.$executeRaw`
    UPDATE mail SET subject = regexp_replace(subject, ${pattern}, ${instead}, 'g'),
      text = regexp_replace(text, ${pattern}, ${instead}, 'g')
    WHERE subject ~ ${pattern} OR text ~ ${pattern}`;
}

/** What they wrote in their own name, in places that others' rows stand beside. */
async function eraseWords(personId: string, tx: Tx): Promise<void> {
  await tx.dataIssue.updateMany({ where: { reporterId: personId }, data: { title: ERASED } });
  const mine = { personId, text: { not: "" }, issue: { reporterId: personId } };
  await tx.dataIssueEntry.updateMany({ where: mine, data: { text: ERASED } });
  const juror = { juror: { personId } };
  // What ties them to an entry, whoever wrote it.
  const told = { where: { ...juror, reason: { not: "" } }, data: { reason: ERASED } };
  await tx.conflict.updateMany(told);
  await tx.conflictRuling.updateMany(told);
  const inFinal = { juror: { juror: { personId } }, reason: { not: "" } };
  await tx.roundWord.updateMany({ where: inFinal, data: { reason: ERASED } });
  await tx.scoreSheetVersion.updateMany({ where: { assignment: juror }, data: { privateNote: "" } });
  await tx.joinRequest.updateMany({ where: { personId }, data: { message: "" } });
}

async function eraseTraces(personId: string, email: string, tx: Tx): Promise<void> {
  // Before their letters: a letter with receipts that is under way takes these rows first, and is waited for here.
  await tx.receiptDue.deleteMany({ where: { personId } });
  await tx.session.deleteMany({ where: { personId } });
  await tx.githubAccount.deleteMany({ where: { personId } });
  await tx.signInCode.deleteMany({ where: { email } });
  await tx.seeker.deleteMany({ where: { personId } });
  await tx.joinRequest.deleteMany({ where: { personId, state: "waiting" } });
  await tx.organisationMember.deleteMany({ where: { personId } });
  await tx.challengeChair.deleteMany({ where: { personId } });
  await tx.mail.deleteMany({ where: { to: email } });
  await tx.$executeRaw`UPDATE juror_invitation SET email = id || '@left.invalid', name = ${NOBODY} WHERE email = ${email}`;
}

/** Lines in one redaction: each is 64 digits, and a leaf is at most 65,535 bytes. */
const MOST_LINES = 500;

/** Deletes the words and salts of lines, and says so in the record, challenge by challenge. */
async function redact(erased: ErasedLine[], at: Date, tx: Tx): Promise<void> {
  const hashes = erased.map(({ hash }) => hash);
  await tx.recordContent.deleteMany({ where: { entry: { hash: { in: hashes } } } });
  for (const challengeId of new Set(erased.map((line) => line.challengeId))) {
    const lines = erased.flatMap((line) => (line.challengeId === challengeId ? [line.hash] : []));
    for (let from = 0; from < lines.length; from += MOST_LINES) {
      const payload = { lines: lines.slice(from, from + MOST_LINES) };
      await appendToRecord({ type: "redaction", challengeId, at, by: null, payload }, tx);
    }
  }
}

/** The job behind `removeErasedFiles`: what a row still names stays. */
export async function removeFiles({ hashes }: { hashes: string[] }): Promise<void> {
  for (const hash of hashes) {
    const [named] = await db.$queryRaw<{ is: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM code_seal WHERE archive_sha256 = ${hash})
        OR EXISTS (SELECT 1 FROM snapshot WHERE sha256 = ${hash})
        OR EXISTS (SELECT 1 FROM import_run WHERE ${hash} IN (file_sha256, reading_sha256))
        OR EXISTS (SELECT 1 FROM submission_version WHERE images @> ${JSON.stringify([{ sha256: hash }])}::jsonb)
        OR EXISTS (SELECT 1 FROM submission_draft WHERE content->'images' @> ${JSON.stringify([{ sha256: hash }])}::jsonb)
        AS is`;
    if (!named?.is) await removeStored(hash);
  }
}
