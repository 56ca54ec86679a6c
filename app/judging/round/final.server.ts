import type { Viewer } from "~/accounts/roles";
import { FACE } from "~/challenges/public-challenge.server";
import { db, type Prisma, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import type { CountedVote, FinalOrder } from "./final-order";
import type { GoOnRule } from "./who-goes-on";

const ENTRY = {
  submissionId: true,
  submission: {
    select: {
      number: true,
      team: { select: { name: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, pitch: true } },
    },
  },
} as const satisfies Prisma.RoundEntrySelect;

const FINAL = {
  ...{ id: true, number: true, rule: true, ruleValue: true, seed: true, startsAt: true, minutesEach: true },
  ...{ openedAt: true, closedAt: true, result: true },
  entries: { orderBy: { position: "asc" }, select: ENTRY },
  jurors: {
    orderBy: { juror: { number: "asc" } },
    select: {
      jurorId: true,
      juror: { select: { number: true, personId: true, person: { select: { name: true } } } },
      words: { where: { isConflict: true }, select: { submissionId: true, reason: true } },
    },
  },
} as const satisfies Prisma.RoundSelect;

type Row = Prisma.RoundGetPayload<{ select: typeof FINAL }>;

/** What the votes of a round say; written by the program alone, and never changed. */
export const orderIn = (result: Prisma.JsonValue): FinalOrder | null => result as FinalOrder | null;

const final = ({ result, ...row }: Row) => ({ ...row, order: orderIn(result) });

/** The newest final of a challenge, its entries in the order of the run sheet; null where there is none. */
export async function newestFinal(challengeId: string, on: Tx = db) {
  const row = await on.round.findFirst({ where: { challengeId }, orderBy: { number: "desc" }, select: FINAL });
  return row && final(row);
}

export type Final = NonNullable<Awaited<ReturnType<typeof newestFinal>>>;

/** Whether the viewer votes in the newest final of a challenge in which they have a seat, or did; null where they have none. */
export const seatState = (slug: string, viewer: Viewer): Promise<{ closedAt: Date | null } | null> =>
  db.round.findFirst({
    where: { challenge: { slug }, jurors: { some: { juror: { personId: viewer.id, leftAt: null } } } },
    orderBy: { number: "desc" },
    select: { closedAt: true },
  });

/** Whether jurors vote in a final of the challenge. */
export const isFinalOpen = async (challengeId: string, on: Tx = db): Promise<boolean> =>
  (await on.round.count({ where: { challengeId, closedAt: null } })) > 0;

/** By which rule its entries went on. */
export const ruleIn = ({ rule, ruleValue }: Pick<Final, "rule" | "ruleValue">): GoOnRule =>
  rule === "chance" ? { rule } : { rule, value: ruleValue ?? 0 };

/** A vote that stands, by numbers. */
export type StandingVote = CountedVote & { id: string };

/** The votes of a round that were not taken back, the oldest first. */
export const votesIn = (roundId: string, on: Tx = db): Promise<StandingVote[]> => on.$queryRaw<StandingVote[]>`
  SELECT v.id, j.number AS juror, w.number AS winner, l.number AS loser, v.is_tie AS "isTie"
  FROM vote v JOIN juror j ON j.id = v.juror_id
  JOIN submission w ON w.id = v.winner_id JOIN submission l ON l.id = v.loser_id
  WHERE v.round_id = ${roundId}::uuid AND v.withdrawn_at IS NULL ORDER BY v.cast_at, v.id`;

/** An entry as a juror of the final has it: in conflict, spoken on before it is shown in a pair, or still to be asked about. */
export type SeatEntry = {
  submissionId: string;
  number: number;
  title: string;
  pitch: string;
  team: string;
  word: "conflict" | "none" | null;
};

/**
 * The viewer's seat in the newest final of a challenge in which they vote; 404 where they have none. Conflicts of the
 * first round hold, and so does what a juror has cleared there. The juror is known from the session only.
 */
export async function seatOf(slug: string, viewer: Viewer, on: Tx = db) {
  const own = { juror: { personId: viewer.id } };
  const row = await on.roundJuror.findFirst({
    where: {
      juror: { personId: viewer.id, leftAt: null },
      round: { challenge: { slug, publishedAt: { not: null } } },
    },
    orderBy: { round: { number: "desc" } },
    select: {
      jurorId: true,
      juror: { select: { number: true } },
      words: { select: { submissionId: true, isConflict: true } },
      round: {
        select: {
          ...{ id: true, seed: true, startsAt: true, closedAt: true },
          challenge: { select: { ...FACE, id: true, timeZone: true } },
          entries: {
            orderBy: { submission: { number: "asc" } },
            select: {
              ...ENTRY,
              submission: {
                select: {
                  ...ENTRY.submission.select,
                  conflicts: { where: { ...own, dismissedAt: null }, select: { kind: true } },
                  clearances: { where: own, select: { saidAt: true } },
                },
              },
            },
          },
        },
      },
    },
  });
  const { juror, words, round, jurorId } = found(row);
  const { entries, challenge, ...of } = round;
  const saidOn = (submissionId: string) => words.filter((word) => word.submissionId === submissionId);
  return {
    ...{ jurorId, juror: juror.number, challenge, round: of },
    entries: entries.map(({ submissionId, submission }): SeatEntry => {
      const said = saidOn(submissionId);
      const isBarred = submission.conflicts.length > 0 || said.some(({ isConflict }) => isConflict);
      const isCleared = submission.clearances.length > 0 || said.length > 0;
      const { title = "", pitch = "" } = submission.versions[0] ?? {};
      const { number, team } = submission;
      return {
        ...{ submissionId, number, title, pitch, team: team.name },
        word: isBarred ? "conflict" : isCleared ? "none" : null,
      };
    }),
  };
}

export type Seat = Awaited<ReturnType<typeof seatOf>>;

/** The same held for writing: the round in share mode, so that closing waits, and the seat alone, so that one press comes after the other. */
export async function heldSeat(slug: string, viewer: Viewer, tx: Tx): Promise<Seat> {
  const { round, jurorId } = await seatOf(slug, viewer, tx);
  await tx.$queryRaw`SELECT id FROM round WHERE id = ${round.id}::uuid FOR SHARE`;
  await tx.$queryRaw`SELECT juror_id FROM round_juror WHERE round_id = ${round.id}::uuid AND juror_id = ${jurorId}::uuid FOR UPDATE`;
  return seatOf(slug, viewer, tx);
}
