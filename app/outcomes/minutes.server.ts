import type { Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";
import { awardsForChair } from "./results.server";

/**
 * What the jury's minutes tell, from the closing of judging on: who sat, what each read, what was found and decided.
 * Who sat is by name and what was read by number, so that a signed sheet of paper unmasks no score.
 */
export async function minutesForChair(slug: string, viewer: Viewer) {
  const desk = await awardsForChair(slug, viewer);
  const { id } = desk.challenge;
  const [chairs, jurors, withdrawn, conflicts, result] = await Promise.all([
    db.challengeChair.findMany({ where: { challengeId: id }, select: { person: { select: { name: true } } } }),
    db.juror.findMany({
      where: { challengeId: id },
      orderBy: { number: "asc" },
      select: {
        ...{ number: true, acceptedAt: true, leftAt: true },
        person: { select: { name: true, affiliation: true } },
        secondRound: { select: { leftAt: true } },
        assignments: {
          orderBy: { submission: { number: "asc" } },
          select: {
            ...{ round: true, releasedAt: true },
            submission: { select: { number: true, withdrawnAt: true } },
            sheets: { orderBy: { number: "desc" }, take: 1, select: { state: true } },
          },
        },
      },
    }),
    db.submission.count({ where: { challengeId: id, withdrawnAt: { not: null } } }),
    db.conflict.findMany({
      where: { juror: { challengeId: id }, dismissedAt: null },
      orderBy: [{ juror: { number: "asc" } }, { submission: { number: "asc" } }],
      select: { kind: true, juror: { select: { number: true } }, submission: { select: { number: true } } },
    }),
    db.result.findUnique({ where: { challengeId: id }, select: { hash: true, computedAt: true } }),
  ]);
  return {
    ...desk,
    chairs: chairs.map(({ person }) => person.name).sort(),
    panel: jurors
      .map(({ person, acceptedAt, leftAt }) => ({ ...person, acceptedAt, leftAt }))
      .sort((a, b) => a.name.localeCompare(b.name, "en")),
    second: desk.challenge.second?.openedAt ? secondPanel(jurors) : null,
    work: jurors.flatMap(({ number, assignments }): Work[] => {
      const late = assignments.filter(({ round }) => round === 2);
      const first = workOf(assignments.filter(({ round }) => round !== 2));
      return [{ juror: number, ...first }, ...(late.length > 0 ? [{ juror: number, round: 2, ...workOf(late) }] : [])];
    }),
    conflicts: conflicts.map(({ kind, juror, submission }) => ({
      kind,
      juror: juror.number,
      entry: submission.number,
    })),
    withdrawn,
    result,
  };
}

export type Minutes = Awaited<ReturnType<typeof minutesForChair>>;

type Sat = { person: { name: string }; secondRound: { leftAt: Date | null } | null };

/**
 * Who was named for the second round. Nobody is named where one juror alone was, or alone was not: what was read stands
 * under numbers, and that one's number could be read off it.
 */
function secondPanel(jurors: Sat[]) {
  const named = jurors.filter(({ secondRound }) => secondRound !== null);
  const isTelling = named.length === 1 || jurors.length - named.length === 1;
  return {
    named: named.length,
    names: isTelling ? null : named.map(({ person }) => person.name).sort((a, b) => a.localeCompare(b, "en")),
    takenOut: named.filter(({ secondRound }) => secondRound?.leftAt !== null).length,
  };
}

type Held = {
  releasedAt: Date | null;
  submission: { number: number; withdrawnAt: Date | null };
  sheets: { state: string }[];
};

type Work = { juror: number; round?: number } & ReturnType<typeof workOf>;

/** What became of a juror's sheets of one round. */
const workOf = (held: Held[]) => ({
  scored: numbersOf(held.filter((one) => isCounted(one))),
  missing: numbersOf(held.filter((one) => one.releasedAt === null && !isCounted(one))),
  givenBack: numbersOf(held.filter(({ releasedAt }) => releasedAt !== null)),
});

const isCounted = ({ releasedAt, submission, sheets }: Held): boolean =>
  releasedAt === null && submission.withdrawnAt === null && sheets[0]?.state === "handed_in";

const numbersOf = (held: Held[]): number[] => held.map(({ submission }) => submission.number);
