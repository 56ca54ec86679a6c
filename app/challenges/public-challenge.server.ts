import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { once } from "~/platform/http/request-scope.server";
import { found } from "~/platform/http/respond.server";
import { CALENDAR } from "./phase";
import { SECOND, scoring } from "./running-round";

/** What a challenge's banner is drawn from. */
export const FACE = { slug: true, title: true, theme: true, arms: true } as const;

/** Published and not before its hour: the only challenges that readers ever see. */
export const published = (now: Instant) => ({ publishedAt: { lte: now } });

/** A challenge's head as everyone sees it, with the counts of its sub-pages; 404 for drafts. */
export const challengeForVisitor = (slug: string, now: Instant) =>
  once(`challenge ${slug}`, async () => found(await findHead(slug, now)));

const findHead = (slug: string, now: Instant) =>
  db.challenge.findFirst({
    where: { slug, ...published(now) },
    select: {
      id: true,
      ...FACE,
      ...CALENDAR,
      secondRound: SECOND,
      summary: true,
      organisation: { select: { id: true, slug: true, name: true } },
      prizes: { select: { amountMinor: true, currency: true, inKind: true }, orderBy: { position: "asc" } },
      rules: { select: { number: true, blind: true }, orderBy: { number: "desc" }, take: 1 },
      _count: {
        select: {
          datasets: true,
          questions: true,
          announcements: true,
          criteria: { where: { round: 1 } },
          teams: { where: { dissolvedAt: null } },
          submissions: { where: { withdrawnAt: null } },
          draws: true,
        },
      },
    },
  });

export type ChallengeHead = Awaited<ReturnType<typeof challengeForVisitor>>;

/** What the overview shows beyond the head: the brief, prizes, criteria with their levels, the pledge and its proof. */
export async function overviewForVisitor(slug: string, now: Instant) {
  const { id } = await challengeForVisitor(slug, now);
  const [parts, pledgeEntry, scorers] = await Promise.all([
    db.challenge.findUniqueOrThrow({
      where: { id },
      select: {
        brief: true,
        contact: true,
        minTeam: true,
        maxTeam: true,
        reviewsPerEntry: true,
        prizes: {
          select: { id: true, title: true, amountMinor: true, currency: true, inKind: true },
          orderBy: { position: "asc" },
        },
        criteria: {
          select: {
            ...{ id: true, round: true, title: true, description: true, weight: true },
            levels: { select: { value: true, sentence: true }, orderBy: { value: "asc" } },
          },
          orderBy: { position: "asc" },
        },
        secondRound: { select: { reviewsPerEntry: true, rule: true, ruleValue: true } },
        rules: { select: { rights: true, number: true }, orderBy: { number: "desc" }, take: 1 },
        pledge: {
          select: {
            ownerName: true,
            ownerRole: true,
            upkeep: true,
            upkeepUntil: true,
            decision: true,
            money: true,
            path: true,
            signedByName: true,
            signedAt: true,
          },
        },
        calendarChanges: { select: { field: true, before: true }, orderBy: { changedAt: "asc" }, take: 100 },
        announcements: { select: { id: true, title: true, postedAt: true }, orderBy: { postedAt: "desc" }, take: 1 },
      },
    }),
    db.recordEntry.findFirst({
      where: { challengeId: id, type: "pledge.signed" },
      orderBy: { id: "asc" },
      select: { hash: true },
    }),
    db.juror.count({
      // Whose sheets stand has scored it, also if they were taken out since.
      where: { challengeId: id, OR: [scoring(2), { assignments: { some: { round: 2, releasedAt: null } } }] },
    }),
  ]);
  const { calendarChanges, rules, announcements, criteria, secondRound, ...rest } = parts;
  return {
    ...rest,
    criteria: criteria.filter(({ round }) => round === 1),
    /** What was published of a second round by sheets; null where there is one round. */
    second: secondRound && {
      terms: { ...secondRound, value: secondRound.ruleValue },
      criteria: criteria.filter(({ round }) => round === 2),
      /** Jurors who score it; 0 before it is open. */
      jurors: scorers,
    },
    rights: rules[0]?.rights ?? null,
    newest: announcements[0] ?? null,
    hasMoved: calendarChanges.length > 0,
    /** The day of the decision as it was when the pledge was signed; null where it has not moved since. */
    pledgedDecisionAt: calendarChanges.find(({ field }) => field === "decision_due_at")?.before ?? null,
    pledgeHash: pledgeEntry?.hash ?? null,
  };
}
