import type { Instant } from "~/kernel/time";
import type { Tx } from "~/platform/database.server";
import { conflictsIn } from "../conflict/find-conflicts.server";
import { type NewestSheet, sheetsOf } from "../sheets.server";
import type { Pool } from "./jurors";

type Entry = { id: string; number: number };
type Challenge = { id: string; reviewsPerEntry: number };

/**
 * The jury that the second round's jurors are named from, by the entries that go on: who of it is named, how many sheets
 * each handed in, what each may not score, and which reviews of the round are in. `reviewsPerEntry` is that of the round.
 */
export async function poolOf({ id, reviewsPerEntry }: Challenge, entries: Entry[], on: Tx) {
  const jurors = await on.juror.findMany({
    where: { challengeId: id, leftAt: null },
    orderBy: { number: "asc" },
    select: {
      ...{ id: true, number: true, person: { select: { id: true, name: true, email: true } } },
      secondRound: { select: { leftAt: true } },
    },
  });
  const { standing, detected } = await conflictsIn(id, on);
  const sheets = await sheetsOf(id, on);
  const numbers = new Map(entries.map((entry) => [entry.id, entry.number]));
  const barredFrom = (juror: string): number[] => {
    const found = [...standing, ...detected].filter(({ jurorId }) => jurorId === juror);
    return [...new Set(found.flatMap(({ submissionId }) => numbers.get(submissionId) ?? []))].sort((a, b) => a - b);
  };
  const rows = jurors.map(({ secondRound, ...juror }) => {
    const own = sheets.filter(({ jurorId }) => jurorId === juror.id);
    return {
      ...juror,
      isNamed: secondRound?.leftAt === null,
      conflicts: barredFrom(juror.id),
      /** Sheets of each round: handed in, and begun and not handed in. */
      first: workOf(own.filter(({ round }) => round === 1)),
      second: workOf(own.filter(({ round }) => round === 2)),
    };
  });
  const pool: Pool = {
    reviewsPerEntry,
    entries: entries.map(({ number }) => number),
    jurors: rows.map(({ number, conflicts }) => ({ number, conflicts })),
    handedIn: sheets
      .filter(isIn)
      .flatMap(({ round, entry, jurorNumber }) => (round === 2 ? [[entry, jurorNumber]] : [])),
  };
  return { pool, jurors: rows };
}

export type PoolJuror = Awaited<ReturnType<typeof poolOf>>["jurors"][number];

const isIn = ({ state }: NewestSheet): boolean => state === "handed_in";

const workOf = (own: NewestSheet[]) => ({
  given: own.length,
  handedIn: own.filter(isIn).length,
  begun: own.filter(({ state }) => state === "draft").length,
});

/** Makes a juror one of the second round, for the first time or again. */
export const nameForSecond = (
  { roundId, jurorId, at }: { roundId: string; jurorId: string; at: Instant },
  tx: Tx,
): Promise<unknown> =>
  tx.secondRoundJuror.upsert({
    where: { jurorId },
    create: { jurorId, roundId, joinedAt: at },
    update: { joinedAt: at, leftAt: null },
  });
