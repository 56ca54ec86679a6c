import type { Viewer } from "~/accounts/roles";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { partsOfNonce } from "~/judging/desk/seal";
import { evidenceOf } from "~/judging/evidence.server";
import { mayReadPrivateCode } from "~/judging/private-code.server";
import { rubricsOf, sheetsOf } from "~/judging/sheets.server";
import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import type { Act } from "~/record/entry";
import { hashesBy, type RecordedAct, recordedActs } from "~/record/record.server";
import type { Mask } from "~/submissions/blind/mask";
import { maskFor, masksFor } from "~/submissions/blind/masks.server";
import { maskedSeal } from "~/submissions/seal/seal";
import { newestSeal, sealedPlace } from "~/submissions/seal/sealed-code.server";
import { standingOf } from "./decisions";
import { rankingOf } from "./ranking.server";

const PAGE = 24;

/** Entries from the deadline on, by number, so many from `after` (not included); before it only how many are in. */
export async function entriesForVisitor({ slug, after }: { slug: string; after: number }, now: Instant) {
  const challenge = await challengeForVisitor(slug, now);
  const isOpen = challenge.closesAt !== null && now >= challenge.closesAt;
  if (!isOpen) return { challenge, count: challenge._count.submissions, entries: null, next: null };
  const rows = await db.submission.findMany({
    where: { challengeId: challenge.id, withdrawnAt: null, number: { gt: after } },
    orderBy: { number: "asc" },
    take: PAGE + 1,
    select: {
      number: true,
      team: { select: { name: true, slug: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, pitch: true } },
      awards: challenge.resultsPublishedAt
        ? { select: { prize: { select: { title: true } } } }
        : { where: { id: { in: [] } }, select: { prize: { select: { title: true } } } },
    },
  });
  const page = rows.slice(0, PAGE);
  const maskOf = await masksFor(
    challenge.id,
    page.map(({ number }) => number),
  );
  const entries = page.map(({ number, team, versions, awards }) => ({
    number,
    team: maskOf ? null : team,
    title: said(versions[0]?.title, maskOf?.(number)),
    pitch: said(versions[0]?.pitch, maskOf?.(number)),
    awards: awards.map(({ prize }) => prize?.title ?? "Honourable mention"),
  }));
  const next = rows.length > PAGE ? (entries.at(-1)?.number ?? null) : null;
  return { challenge, count: challenge._count.submissions, entries, next };
}

const said = (text = "", mask?: Mask): string => (mask ? mask(text) : text);

/** A challenge whose entries everyone reads: from its deadline on; 404 before. */
async function challengeForReader(slug: string, now: Instant) {
  const challenge = await challengeForVisitor(slug, now);
  return found(challenge.closesAt && now >= challenge.closesAt ? challenge : null);
}

type Sealed = { slug: string; number: number };

/**
 * The sealed code of an entry from the deadline on, and what lies at a path of it; 404 before, and where there is none.
 * Of a private repository only the team and the jury see what lies there: for everyone else the place is null.
 */
export async function codeForReader(
  { path, ...of }: Sealed & { path: string },
  viewer: Pick<Viewer, "id"> | null,
  now: Instant,
) {
  const { versionId, isShown, mask, ...sealed } = await sealOf(of, viewer, now);
  const { number } = of;
  const isBlind = mask !== null;
  if (!isShown) return { ...sealed, number, isBlind, place: null };
  const place = found(await sealedPlace({ versionId, archiveSha256: sealed.seal.archiveSha256, mask }, path));
  return { ...sealed, number, isBlind, place };
}

/**
 * The same without looking into it, for whoever may take the whole archive; 404 for everyone else, and for everyone while
 * nobody may be named: the archive is byte for byte what GitHub gave, names and all.
 */
export async function archiveForReader(of: Sealed, viewer: Pick<Viewer, "id"> | null, now: Instant) {
  const { isShown, mask, ...sealed } = await sealOf(of, viewer, now);
  found((isShown && mask === null) || null);
  return sealed;
}

async function sealOf({ slug, number }: Sealed, viewer: Pick<Viewer, "id"> | null, now: Instant) {
  const challenge = await challengeForReader(slug, now);
  const { seal: facts, title, ...version } = found(await newestSeal({ challengeId: challenge.id, number }));
  const mask = await maskFor({ challengeId: challenge.id, number });
  const seal = mask ? maskedSeal(facts, mask) : facts;
  const isShown = !seal.isPrivate || (await mayReadPrivateCode({ challengeId: challenge.id, number }, viewer));
  return {
    challenge,
    ...version,
    title: said(title, mask ?? undefined),
    mask,
    isShown,
    seal: { ...seal, archiveSha256: found(seal.archiveSha256) },
  };
}

/**
 * One entry from the deadline on, as everyone reads it; 404 before. With results its scores by criterion, and for the
 * members of its own team every juror's sheet with the feedback.
 */
export async function entryForReader(
  { slug, number }: { slug: string; number: number },
  viewer: Viewer | null,
  now: Instant,
) {
  const challenge = await challengeForReader(slug, now);
  const all = found(await evidenceOf({ slug, number }));
  const isInside = all.isPrivate && (await mayReadPrivateCode({ challengeId: challenge.id, number }, viewer));
  const evidence = { ...all, repositoryUrl: all.isPrivate && !isInside ? null : all.repositoryUrl };
  if (!challenge.resultsPublishedAt) return { challenge, evidence, isInside, scores: null, sheets: null };
  const { submissionId } = evidence;
  const [ranking, rubric, awards, decisions, acts, isMember] = await Promise.all([
    rankingOf(challenge.id),
    rubricsOf(challenge.id),
    db.award.findMany({
      where: { submissionId },
      orderBy: { prize: { position: "asc" } },
      select: { id: true, reason: true, prize: { select: { title: true } } },
    }),
    db.decision.findMany({
      where: { submissionId },
      orderBy: { decidedAt: "desc" },
      take: 1,
      select: { id: true, kind: true, reason: true, ownerName: true, dueOn: true, decidedAt: true },
    }),
    recordedActs({ challengeId: challenge.id, types: PROOFS, fact: "submission", things: [submissionId] }),
    viewer === null
      ? 0
      : db.teamMember.count({ where: { personId: viewer.id, team: { submission: { id: submissionId } } } }),
  ]);
  const row = ranking?.rows.find(({ entry }) => entry === number) ?? null;
  const revealed = ofType(acts, "score.revealed");
  const records = { sheets: revealed.map(({ hash }) => hash), ...hashesOf(acts) };
  const scores = row && { row, of: ranking?.rows.length ?? 0, awards, records };
  const decision = decisions[0] ?? null;
  return {
    challenge,
    evidence,
    /** The reader is of the team or the jury, and sees of its private repository what others do not. */
    isInside,
    scores,
    rubric,
    /** What the city does with an awarded entry, and how it stands to its word. */
    outcome: awards.length > 0 ? { decision, standing: standingOf(decision, challenge, now) } : null,
    sheets: isMember > 0 ? await sheetsForTeam(challenge.id, number, hashesBy(revealed, "sheet")) : null,
  };
}

/** What the record holds on an entry once results are out. */
const PROOFS: Act[] = ["score.revealed", "award.decided", "decision.made"];

const hashesOf = (acts: RecordedAct[]) => ({
  awards: hashesBy(ofType(acts, "award.decided"), "award"),
  decisions: hashesBy(ofType(acts, "decision.made"), "decision"),
});

const ofType = (acts: RecordedAct[], wanted: Act): RecordedAct[] => acts.filter(({ type }) => type === wanted);

/** What jurors wrote to one team, each by their number. The private note never leaves its juror. */
async function sheetsForTeam(challengeId: string, entry: number, records: Record<string, string>) {
  const sheets = await sheetsOf(challengeId);
  return sheets
    .filter((sheet) => sheet.entry === entry && sheet.state === "handed_in")
    .sort((a, b) => a.round - b.round || a.jurorNumber - b.jurorNumber)
    .map(({ jurorNumber, round, versionId, nonce, scores, feedback }) => ({
      ...{ juror: jurorNumber, round, scores, feedback },
      recordHash: records[versionId ?? ""],
      /** What the line's hash of the feedback begins with. */
      salt: partsOfNonce(nonce).ofFeedback ?? versionId,
    }));
}

export type TeamSheet = Awaited<ReturnType<typeof sheetsForTeam>>[number];
