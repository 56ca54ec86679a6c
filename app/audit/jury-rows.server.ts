import { SECOND_ENDS } from "~/challenges/running/running";
import { roundFact } from "~/challenges/running-round";
import { sealOf, wordsOf } from "~/judging/desk/hand-in-sheet.server";
import { votesSealed } from "~/judging/round/counted-votes.server";
import { votesIn } from "~/judging/round/final.server";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { isoDay } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import type { Difference, Told } from "./compare";
import type { AssignmentRow, SecondJurorRow } from "./replay";

/** Who was given which entry; a juror who is not there any more has no number. */
export async function assignmentsOf(challengeId: string): Promise<AssignmentRow[]> {
  const rows = await db.$queryRaw<(Omit<AssignmentRow, "releasedAt"> & { releasedAt: Date | null })[]>`
    SELECT a.id, j.number AS juror, s.number AS entry, a.round, a.released_at AS "releasedAt"
    FROM assignment a JOIN submission s ON s.id = a.submission_id LEFT JOIN juror j ON j.id = a.juror_id
    WHERE s.challenge_id = ${challengeId}::uuid`;
  return rows.map(({ releasedAt, ...row }) => ({ ...row, releasedAt: releasedAt?.toISOString() ?? null }));
}

/** Who scores the second round, and who did until they were taken out. */
export async function secondJurorsOf(challengeId: string): Promise<SecondJurorRow[]> {
  const rows = await db.secondRoundJuror.findMany({ where: { round: { challengeId } } });
  return rows.map(({ jurorId, joinedAt, leftAt }) => ({
    ...{ juror: jurorId, joinedAt: joinedAt.toISOString(), leftAt: leftAt?.toISOString() ?? null },
  }));
}

/** The jury, and the sheets that it handed in. */
export async function juryRows(challengeId: string): Promise<Told[]> {
  const jurors = await db.juror.findMany({
    where: { challengeId },
    select: { id: true, number: true, personId: true },
  });
  const sheets = await db.scoreSheetVersion.findMany({
    where: { state: "handed_in", assignment: { submission: { challengeId } } },
    select: {
      ...{ id: true, nonce: true, scores: true, feedback: true, savedAt: true },
      assignment: { select: { jurorId: true, submissionId: true, round: true } },
    },
  });
  const pool = jurors.map(
    ({ id, number, personId: person }): Told => ({
      ...{ type: "jury.pool", key: id, row: `juror ${id}`, facts: { juror: id, number } },
      words: { person },
    }),
  );
  return [
    ...pool,
    ...sheets.flatMap(({ id, nonce, scores, feedback, savedAt, assignment }): Told[] => {
      const of = { juror: assignment.jurorId, submission: assignment.submissionId };
      const words = { versionId: id, nonce, scores: scores as Record<string, number>, feedback };
      const facts = { ...of, ...roundFact(assignment.round), seal: sealOf(words) };
      const row = `score_sheet_version ${id}`;
      const key = `${of.juror}/${of.submission}/${savedAt.toISOString()}`;
      return [
        { type: "score.sealed", key, row, facts },
        // Only what counts is revealed, and only with the results.
        { type: "score.revealed", key: id, row, facts: { ...facts, ...wordsOf(words) }, isOptional: true },
      ];
    }),
  ];
}

/** What was decided: the result once it is published, the awards, and what the city does with them. */
export async function outcomeRows(challengeId: string): Promise<Told[]> {
  const { resultsPublishedAt, result, awards } = await db.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: { resultsPublishedAt: true, result: { select: { hash: true } }, awards: true },
  });
  const payments = await db.payment.findMany({ where: { award: { challengeId } } });
  const decisions = await db.decision.findMany({ where: { submission: { challengeId } } });
  return [
    ...(resultsPublishedAt && result
      ? [
          {
            ...({ type: "result.published", key: "", row: `result ${challengeId}` } as const),
            facts: { result: result.hash },
          },
          {
            ...({ type: "result.published", key: "", row: `challenge ${challengeId}` } as const),
            ...{ facts: {}, at: { results_published_at: resultsPublishedAt } },
          },
          ...awards.map(
            ({ id, submissionId, prizeId, reason }): Told => ({
              ...{ type: "award.decided", key: id, row: `award ${id}` },
              facts: { award: id, submission: submissionId, prize: prizeId },
              words: { reason },
            }),
          ),
        ]
      : []),
    ...payments.map(
      ({ id, awardId, paidOn, statedAt }): Told => ({
        ...{ type: "payment.stated", key: id, row: `payment ${id}`, at: { stated_at: statedAt } },
        facts: { payment: id, award: awardId, on: isoDay(paidOn) },
      }),
    ),
    ...decisions.map(
      ({ id, submissionId, kind, dueOn, reason, ownerName, decidedAt }): Told => ({
        ...{ type: "decision.made", key: id, row: `decision ${id}`, at: { decided_at: decidedAt } },
        facts: { decision: id, submission: submissionId, kind, due: isoDay(dueOn) },
        words: { reason, owner: ownerName },
      }),
    ),
  ];
}

/** The second round by sheets, as it was opened. */
async function secondRows(challengeId: string): Promise<Told[]> {
  const second = await db.secondRound.findUnique({
    where: { challengeId },
    include: {
      entries: { orderBy: { submission: { number: "asc" } }, select: { submission: { select: { number: true } } } },
    },
  });
  if (!second?.openedAt) return [];
  const moved = await db.calendarChange.findFirst({
    where: { challengeId, field: SECOND_ENDS.column },
    orderBy: { id: "asc" },
    select: { before: true },
  });
  const { id, rule, ruleValue: value, standings, firstClosedAt } = second;
  const endsAt = moved?.before ?? second.endsAt;
  const entries = second.entries.map(({ submission }) => submission.number);
  const seen = {
    standings: sha256(canonicalJson(standings as Json)),
    first_closed: firstClosedAt?.toISOString() ?? "",
  };
  const facts = { round: id, by: "sheets", rule, value, entries, ...seen, ends: endsAt?.toISOString() ?? "" };
  return [{ type: "round.opened", key: id, row: `second_round ${id}`, facts, at: { opened_at: second.openedAt } }];
}

/** The rounds after the first, as they were opened and closed. */
export const roundRows = async (challengeId: string): Promise<Told[]> => [
  ...(await secondRows(challengeId)),
  ...(await finalRows(challengeId)),
];

async function finalRows(challengeId: string): Promise<Told[]> {
  const rounds = await db.round.findMany({
    where: { challengeId },
    include: {
      entries: { orderBy: { submission: { number: "asc" } }, select: { submission: { select: { number: true } } } },
      jurors: { orderBy: { juror: { number: "asc" } }, select: { jurorId: true } },
    },
  });
  const votes = await Promise.all(rounds.map(({ id }) => votesIn(id)));
  return rounds.flatMap(({ id, rule, ruleValue, seed, openedAt, closedAt, result, entries, jurors }, i): Told[] => {
    const of = { key: id, row: `round ${id}` };
    const whom = {
      entries: entries.map(({ submission }) => submission.number),
      jurors: jurors.map(({ jurorId }) => jurorId),
    };
    const opened = { round: id, rule, value: ruleValue, seed, ...whom };
    const hash = result === null ? null : sha256(canonicalJson(result as Json));
    const counted = votes[i] ?? [];
    const said = {
      facts: { round: id, votes: counted.length },
      covert: { result: hash },
      words: votesSealed(counted),
    };
    return [
      { ...of, type: "round.opened", facts: opened, at: { opened_at: openedAt } },
      ...(closedAt ? [{ ...of, type: "round.closed" as const, ...said, at: { closed_at: closedAt } }] : []),
    ];
  });
}

/** A result whose columns are not those of the file that its hash is of. */
export async function resultDifferences(challengeId: string): Promise<Difference[]> {
  const row = await db.result.findUnique({ where: { challengeId } });
  if (!row?.bundle) return [];
  const { result } = JSON.parse(row.bundle) as { result: { rows: Json[]; analysis: Json } };
  const ranking = (row.ranking as { submissionId: string }[]).map(({ submissionId: _of, ...rest }) => rest);
  const same = (a: unknown, b: unknown) => canonicalJson(a as Json) === canonicalJson(b as Json);
  const wrong = [
    ...(sha256(row.bundle) === row.hash ? [] : ["bundle"]),
    ...(same(ranking, result.rows) ? [] : ["ranking"]),
    ...(same(row.analysis, result.analysis) ? [] : ["analysis"]),
  ];
  if (wrong.length === 0) return [];
  const what = `The columns are not those of the file that the hash is of: ${wrong.join(", ")}.`;
  return [{ index: null, hash: null, row: `result ${challengeId}`, what }];
}
