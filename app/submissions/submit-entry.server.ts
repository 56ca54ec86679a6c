import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { CALENDAR_COLUMNS } from "~/challenges/calendar.server";
import { type Calendar, whyNotEnter } from "~/challenges/phase";
import { canonicalJson } from "~/kernel/canonical";
import { ok, type Refusal, type Result, refuse, refused } from "~/kernel/result";
import { clockText, type Instant, instantText } from "~/kernel/time";
import { isTaken, now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { sha256 } from "~/platform/secret.server";
import { appendToRecord } from "~/record/record.server";
import { lettersTo } from "~/teams/team-letters.server";
import { contentJson, type EntryContent, entryContent, receivedWords } from "./content";
import { type EntryDesk, entryDesk } from "./entry-desk.server";
import { whyNotSubmit } from "./ready-entry";
import { receiptMail } from "./receipts/receipt.mail";
import { askForSeal } from "./seal/ask-for-seal.server";

type HandIn = {
  slug: string;
  /** One key per page made: the same press twice is one version. */
  key: string;
  /** The revision of the draft that the person looked at. */
  revision: number;
};

export type Receipt = { id: string; version: number; isNew: boolean };

/**
 * Hands in what the draft says. Refused from `closesAt` on by the database's clock, which is read in the statement that
 * inserts; a late one is noted in the record and its draft stays. Asking twice with one key gives one version.
 */
export async function submitEntry(handIn: HandIn, viewer: Viewer): Promise<Result<Receipt>> {
  let late: Late | null = null;
  const result = await submitOnce(handIn, viewer, (found) => {
    late = found;
  }).catch((error: unknown) => {
    if (isTaken(error, "idempotency")) return refuse("key-used", "Open this page again and press the button there.");
    throw error;
  });
  if (late) await noteLate(late);
  return result;
}

type Late = { challengeId: string; teamId: string; content: string; at: Instant; by: string };

function submitOnce({ slug, key, revision }: HandIn, viewer: Viewer, onLate: (late: Late) => void) {
  return transaction<Receipt>(async (tx) => {
    const desk = await entryDesk({ slug, viewer }, tx);
    const before = await tx.submissionVersion.findUnique({
      where: { idempotencyKey: key },
      select: { id: true, number: true, submission: { select: { teamId: true } } },
    });
    if (before?.submission.teamId === desk.teamId) return ok({ id: before.id, version: before.number, isNew: false });
    const content = entryContent(desk.facts.draft, desk);
    const contentHash = sha256(canonicalJson(contentJson(content)));
    const ofTeam = { challengeId: desk.challengeId, teamId: desk.teamId, by: viewer.id };
    const { number, ...challenge } = await holdForEntry(desk, tx);
    const at = await now(tx);
    const late = whyNotEnter(challenge, at);
    if (late) {
      if (late.code === "closed") onLate({ ...ofTeam, content: contentHash, at });
      return refused(late.code === "closed" ? tooLate(challenge, at) : late);
    }
    const rules = await tx.rulesVersion.findFirstOrThrow({
      where: { challengeId: desk.challengeId },
      orderBy: { number: "desc" },
      select: { id: true, number: true },
    });
    const refusal = whyNotSubmit(
      { ...desk.facts, rules: { ...desk.facts.rules, newest: rules.number } },
      challenge,
      at,
    );
    if (refusal) return refused(refusal);
    if (revision !== desk.revision)
      return refuse(
        "draft-changed",
        "Somebody of your team changed the draft since you opened this page. Look it over and hand it in again.",
      );
    const entry = { desk, content, contentHash, number, at, rulesVersionId: rules.id, key, viewer };
    const version = await writeVersion(entry, tx);
    if (version) return ok(version);
    onLate({ ...ofTeam, content: contentHash, at });
    return refused(tooLate(challenge, await now(tx)));
  });
}

type Held = Calendar & { number: number };

/**
 * Holds the challenge until the end of the transaction: its calendar and rules stand still. A first hand-in takes its
 * entry number in the same statement. Everyone holds the team before the challenge, so nobody waits in a circle.
 */
async function holdForEntry({ challengeId, submission }: EntryDesk, tx: Tx): Promise<Held> {
  const rows = submission
    ? await tx.$queryRaw<Held[]>`
        SELECT ${CALENDAR_COLUMNS}, ${submission.number}::int AS number FROM challenge c WHERE id = ${challengeId}::uuid FOR SHARE`
    : await tx.$queryRaw<Held[]>`
        UPDATE challenge c SET next_entry = next_entry + 1 WHERE id = ${challengeId}::uuid
        RETURNING ${CALENDAR_COLUMNS}, next_entry - 1 AS number`;
  return found(rows[0]);
}

type Entry = {
  desk: EntryDesk;
  content: EntryContent;
  contentHash: string;
  number: number;
  at: Instant;
  rulesVersionId: string;
  key: string;
};

/** Writes the version, its record entry and its letters; null where the deadline passed before the insert. */
async function writeVersion(
  { desk, content, contentHash, number, at, rulesVersionId, key, viewer }: Entry & { viewer: Viewer },
  tx: Tx,
): Promise<Receipt | null> {
  const { challengeId, teamId, challenge, team, members } = desk;
  const { id: submissionId } = await tx.submission.upsert({
    where: { teamId },
    create: { teamId, challengeId, number },
    update: { withdrawnAt: null },
    select: { id: true },
  });
  const version = (desk.submission?.latest?.number ?? 0) + 1;
  const { hash: recordHash, opens } = await appendToRecord(
    {
      type: "submission.received",
      challengeId,
      at,
      // The letter to the team has the receipt.
      by: null,
      payload: { submission: submissionId, version, ...(await commitFact(rulesVersionId, content, tx)) },
      // Behind a salt: whoever guesses what an entry says, and so whose it is, must not be able to try it.
      content: receivedWords({ content: contentHash, teamId, rulesVersionId }),
    },
    tx,
  );
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO submission_version (id, submission_id, number, title, pitch, description, demo_url, video_url,
      repository_url, commit_sha, branch, images, content_hash, received_at, submitted_by_id, idempotency_key, rules_version_id, record_hash)
    SELECT ${randomUUID()}::uuid, ${submissionId}::uuid, ${version}, ${content.title}, ${content.pitch}, ${content.description},
      ${content.demoUrl}, ${content.videoUrl}, ${content.repositoryUrl}, ${content.commitSha}, ${content.branch ?? null}, ${JSON.stringify(content.images)}::jsonb,
      ${contentHash}, ${at}::timestamptz, ${viewer.id}::uuid, ${key}, ${rulesVersionId}::uuid, ${recordHash}
    FROM challenge WHERE id = ${challengeId}::uuid AND palio_now() < closes_at
    RETURNING id`;
  const id = rows[0]?.id;
  if (!id) return null;
  await tx.submissionDataset.createMany({ data: content.datasets.map((use) => ({ ...use, versionId: id })) });
  const { repository } = desk;
  if (repository) {
    const { owner, name, githubId } = repository;
    const notBefore = content.branch ? challenge.closesAt : null;
    await askForSeal({ versionId: id, owner, name, githubId, commitSha: content.commitSha, notBefore }, tx);
  }
  const { commitSha, branch = null } = content;
  const receipt = { id, version, number, at, contentHash, commitSha, branch, recordHash, opens };
  await writeMails(lettersTo(members, `receipt:${id}`, receiptMail({ receipt, team, challenge })), tx);
  return { id, version, isNew: true };
}

/** The commit, but under blind rules: whoever has it finds its makers on GitHub, and the content's hash covers it. */
async function commitFact(
  rulesVersionId: string,
  { commitSha }: EntryContent,
  tx: Tx,
): Promise<{ [key: string]: string | null }> {
  const select = { blind: true };
  const { blind } = await tx.rulesVersion.findUniqueOrThrow({ where: { id: rulesVersionId }, select });
  return blind ? {} : { commit: commitSha };
}

/** "Entries closed on … at 18:00:00. This arrived at 18:00:01." */
const tooLate = ({ closesAt, timeZone }: Calendar, at: Instant): Refusal => ({
  code: "closed",
  message: closesAt
    ? `Entries closed on ${instantText(closesAt, timeZone)}, and this arrived at ${clockText(at, timeZone)} by the server’s clock. Your draft is kept as it is, and what was handed in before stands.`
    : "Entries are closed. Your draft is kept as it is.",
});

/**
 * A late hand-in is part of the public record too, in a transaction of its own, because the refusal undid the first.
 * The same content is noted once, however often the button is pressed.
 */
async function noteLate({ challengeId, teamId, content, at, by }: Late): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM team WHERE id = ${teamId}::uuid FOR UPDATE`;
    const type = "submission.refused_late";
    const noted = await tx.recordEntry.count({
      where: {
        ...{ challengeId, type, leaf: { contains: teamId } },
        content: { content: { path: ["content"], equals: content } },
      },
    });
    if (noted === 0)
      await appendToRecord({ type, challengeId, at, by, payload: { team: teamId }, content: { content } }, tx);
    return ok(null);
  });
}
