import type { Viewer } from "~/accounts/roles";
import { CALENDAR, type Calendar } from "~/challenges/phase";
import { FACE } from "~/challenges/public-challenge.server";
import { runningCalendar, runningRound, SECOND, type SecondState } from "~/challenges/running-round";
import { db } from "~/platform/database.server";

const MOST = 50;

type Duty = { slug: string; challengeId: string; sheets: number; done: number };

/** A person's service on juries, newest first: where they score, how far they are in the round that is running, and which juries they chair. */
export async function dutiesOf(viewer: Pick<Viewer, "id">) {
  const challenge = {
    select: { ...FACE, ...CALENDAR, id: true, secondRound: SECOND },
  };
  const [juries, progress, chaired] = await Promise.all([
    db.juror.findMany({
      where: { personId: viewer.id, leftAt: null },
      orderBy: { acceptedAt: "desc" },
      take: MOST,
      select: { number: true, secondRound: { select: { leftAt: true } }, challenge },
    }),
    db.$queryRaw<Duty[]>`
      SELECT j.challenge_id AS "challengeId", count(*)::int AS sheets,
        count(*) FILTER (WHERE newest.state = 'handed_in')::int AS done
      FROM juror j JOIN assignment a ON a.juror_id = j.id AND a.released_at IS NULL
      JOIN submission s ON s.id = a.submission_id AND s.withdrawn_at IS NULL
      LEFT JOIN second_round r ON r.challenge_id = j.challenge_id
      LEFT JOIN LATERAL (
        SELECT state FROM score_sheet_version v WHERE v.assignment_id = a.id ORDER BY v.number DESC LIMIT 1
      ) newest ON true
      WHERE j.person_id = ${viewer.id}::uuid AND j.left_at IS NULL
        AND a.round = CASE WHEN r.opened_at IS NULL THEN 1 ELSE 2 END AND NOT EXISTS (SELECT 1 FROM conflict k
        WHERE k.juror_id = a.juror_id AND k.submission_id = a.submission_id AND k.dismissed_at IS NULL)
      GROUP BY j.challenge_id`,
    db.challengeChair.findMany({
      where: { personId: viewer.id },
      orderBy: { since: "desc" },
      take: MOST,
      select: { challenge },
    }),
  ]);
  return {
    juries: juries.map(({ number, secondRound, challenge: of }) => {
      const isScoring = runningRound(of.secondRound) === 1 || secondRound?.leftAt === null;
      return {
        ...running(of),
        // Nothing ends for whoever has nothing to score.
        ...(isScoring ? {} : { judgingEndsAt: null }),
        /** Whether they score the round that is running. */
        isScoring,
        number,
        sheets: progress.find(({ challengeId }) => challengeId === of.id)?.sheets ?? 0,
        done: progress.find(({ challengeId }) => challengeId === of.id)?.done ?? 0,
      };
    }),
    chaired: chaired.map(({ challenge: of }) => running(of)),
  };
}

/** A challenge with the end of the round that is running. */
const running = <C extends Calendar & { secondRound: SecondState }>(of: C): C => ({
  ...of,
  judgingEndsAt: runningCalendar(of, of.secondRound).judgingEndsAt,
});

export type Duties = Awaited<ReturnType<typeof dutiesOf>>;
