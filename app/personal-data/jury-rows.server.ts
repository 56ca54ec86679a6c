import { db } from "~/platform/database.server";

const ENTRY = { select: { number: true } } as const;

/** What a person did as a juror, challenge by challenge. Entries go by their numbers: juries may be blind. */
export const asJuror = (personId: string) =>
  db.juror.findMany({
    where: { personId },
    select: {
      ...{ number: true, acceptedAt: true, leftAt: true, challenge: { select: { slug: true, title: true } } },
      conflicts: { select: { submission: ENTRY, kind: true, reason: true, declaredAt: true, dismissedAt: true } },
      clearances: { select: { submission: ENTRY, saidAt: true } },
      bids: { select: { submission: ENTRY, bid: true, saidAt: true } },
      assignments: {
        select: {
          ...{ submission: ENTRY, round: true, assignedAt: true, releasedAt: true },
          sheets: {
            orderBy: { number: "asc" },
            select: { number: true, scores: true, privateNote: true, feedback: true, state: true, savedAt: true },
          },
        },
      },
      secondRound: { select: { joinedAt: true, leftAt: true } },
      rounds: {
        select: {
          words: { select: { entry: { select: { submission: ENTRY } }, isConflict: true, reason: true, saidAt: true } },
          votes: {
            select: {
              winner: { select: { submission: ENTRY } },
              loser: { select: { submission: ENTRY } },
              ...{ isTie: true, castAt: true, withdrawnAt: true },
            },
          },
        },
      },
    },
  });
