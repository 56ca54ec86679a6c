import type { Viewer } from "~/accounts/roles";
import { HIDDEN } from "~/challenges/blind";
import { isBetween } from "~/challenges/running-round";
import { isId } from "~/kernel/text";
import { db, type Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { type ConflictKind, whyNotDismiss, whyNotReinstate } from "../conflicts";
import type { PairNamed } from "./rule-on-conflict.server";

const PAGE = 100;

/** A conflict as the chair reads it, with what became of it and of the juror's sheet. */
export const FOUND = {
  kind: true,
  reason: true,
  declaredAt: true,
  dismissedAt: true,
  juror: { select: { id: true, number: true } },
  submission: {
    select: {
      id: true,
      number: true,
      assignments: {
        select: {
          jurorId: true,
          round: true,
          releasedAt: true,
          sheets: { orderBy: { number: "desc" }, take: 1, select: { state: true } },
        },
      },
    },
  },
} as const satisfies Prisma.ConflictSelect;

type Row = Prisma.ConflictGetPayload<{ select: typeof FOUND }>;

export type FoundConflict = {
  juror: number;
  entry: number;
  kind: ConflictKind;
  reason: string;
  declaredAt: Date;
  dismissedAt: Date | null;
  /** A sheet was handed in, and counts no more. */
  isWithdrawn: boolean;
};

export const foundConflict = (
  { juror, submission, ...row }: Row,
  { hidesReasons, round, second }: Pick<ChairedChallenge, "hidesReasons" | "round" | "second">,
): FoundConflict => ({
  ...row,
  reason: hidesReasons ? HIDDEN : row.reason,
  juror: juror.number,
  entry: submission.number,
  isWithdrawn:
    row.dismissedAt === null &&
    submission.assignments.some(
      // What a juror handed in for a round that is over stands.
      (one) =>
        one.jurorId === juror.id &&
        ((one.round === round && !isBetween(second)) || one.releasedAt) &&
        one.sheets[0]?.state === "handed_in",
    ),
});

/** The newest first; the rest of the key, so that a list goes on where it ended. */
const ORDER = [{ declaredAt: "desc" }, { jurorId: "asc" }, { submissionId: "asc" }, { kind: "asc" }] as const;
const KINDS = new Set<string>(["declared", "team", "organisation", "github_organisation", "co_commits", "past_team"]);

function cursorOf(after: string | null) {
  const [jurorId = "", submissionId = "", kind = ""] = (after ?? "").split(".");
  return isId(jurorId) && isId(submissionId) && KINDS.has(kind)
    ? { jurorId_submissionId_kind: { jurorId, submissionId, kind: kind as ConflictKind } }
    : null;
}

/** Every conflict between the jurors and the entries of a challenge, a hundred after one, for its chair. */
export async function conflictsForChair({ slug, after }: { slug: string; after: string | null }, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const cursor = cursorOf(after);
  const [rows, waiting] = await Promise.all([
    db.conflict.findMany({
      where: { juror: { challengeId: challenge.id } },
      orderBy: [...ORDER],
      ...(cursor ? { cursor, skip: 1 } : {}),
      take: PAGE + 1,
      select: FOUND,
    }),
    db.conflict.count({
      where: { juror: { challengeId: challenge.id }, dismissedAt: null, kind: { notIn: ["declared", "team"] } },
    }),
  ]);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    challenge,
    /** Found by the site, and neither dismissed nor beyond dismissing. */
    waiting,
    conflicts: page.map((row) => foundConflict(row, challenge)),
    next: last ? `${last.juror.id}.${last.submission.id}.${last.kind}` : null,
  };
}

/** All that stands, or stood, between one juror and one entry, with every word of the chair on it; 404 where nothing does. */
export async function conflictForChair({ slug, juror, entry }: PairNamed, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const of = {
    juror: { challengeId: challenge.id, number: juror },
    submission: { challengeId: challenge.id, number: entry },
  };
  const [conflicts, rulings, who] = await Promise.all([
    db.conflict.findMany({ where: of, orderBy: [...ORDER], select: FOUND }),
    db.conflictRuling.findMany({
      where: of,
      orderBy: { ruledAt: "asc" },
      take: 100,
      select: { id: true, isDismissed: true, reason: true, ruledAt: true },
    }),
    db.juror.findUnique({
      where: { challengeId_number: { challengeId: challenge.id, number: juror } },
      select: { leftAt: true, person: { select: { name: true } } },
    }),
  ]);
  found(conflicts[0]);
  const { person, leftAt } = found(who);
  const isClosed = challenge.judgingClosedAt !== null;
  return {
    challenge,
    juror: { number: juror, name: person.name },
    entry,
    conflicts: conflicts.map((row) => foundConflict(row, challenge)),
    rulings,
    whyNot: {
      dismiss: whyNotDismiss(conflicts, { isClosed, hasLeft: leftAt !== null })?.message ?? null,
      reinstate: whyNotReinstate(conflicts, { isClosed })?.message ?? null,
    },
  };
}
