import { tieRulesOf } from "~/challenges/rules.server";
import { ok } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { now, type Prisma, type Tx, transaction } from "~/platform/database.server";
import { job } from "~/platform/jobs/queue.server";
import { sealOf } from "../desk/hand-in-sheet.server";
import type { Rubric } from "../desk/sheet";
import { announce, drawOf, sourceHere } from "../draw/announce.server";
import type { FirstStandings } from "../second/standings.server";
import { liveEntries, type NewestSheet, rubricOf, sheetsOf } from "../sheets.server";
import { bundled, seedOf, subjectOf } from "./bundle.server";
import type { ResultInputs } from "./inputs.schema";
import { needsLots, resultOf } from "./result";

/** Computes the result of a closed jury where it has none. */
export const computeResult = job<{ challengeId: string }>("compute-result");

/** Sheets beyond which computing takes longer than somebody waits for a page. */
export const MOST_AT_ONCE = 600;

type Closed = { id: string; slug: string; title: string };

/**
 * Computes and keeps the result of a challenge whose judging was closed at `closedAt`: once, and then it stands. Where only
 * lots can tell entries apart it waits for them, and is computed by the draw; false as long as it waits.
 */
export async function storeResult({ id, slug, title }: Closed, closedAt: Instant, tx: Tx): Promise<boolean> {
  const counted = await inputsOf(id, tx);
  const lots = await lotsFor(id, counted, tx);
  if (lots === "waiting") return false;
  const inputs = lots === "none" ? counted : { ...counted, draw: lots };
  const { result, text, hash } = bundled({ challenge: { slug, title }, closedAt, inputs });
  const idOf = new Map(inputs.entries.map(({ entry, submission }) => [entry, submission]));
  const ranking = result.rows.map((row) => ({ ...row, submissionId: idOf.get(row.entry) ?? "" }));
  const analysis = result.analysis === null ? {} : { analysis: result.analysis as unknown as Prisma.InputJsonValue };
  await tx.result.create({
    data: {
      challengeId: id,
      ranking: ranking as unknown as Prisma.InputJsonValue,
      ...analysis,
      ...{ bundle: text, hash, computedAt: closedAt },
    },
  });
  return true;
}

type Lots = NonNullable<ResultInputs["draw"]>;

/** The lots of a result, where it needs any: announced when that is known first, for exactly these sheets. */
async function lotsFor(challengeId: string, inputs: ResultInputs, tx: Tx): Promise<Lots | "none" | "waiting"> {
  const draw = await drawOf(challengeId, "result", 1, tx);
  if (!draw) {
    if (!needsLots(inputs)) return "none";
    const of = { challengeId, purpose: "result", round: 1, subject: subjectOf(inputs) } as const;
    await announce({ ...of, source: sourceHere(), at: await now(tx), by: null }, tx);
    return "waiting";
  }
  const { seed, randomness, signature, announced: hash } = draw;
  if (!seed || !randomness) return "waiting";
  const { leaf } = await tx.recordEntry.findUniqueOrThrow({ where: { hash }, select: { leaf: true } });
  return { announced: leaf, randomness, ...(signature ? { signature } : {}), seed };
}

/** Computes and keeps what the sheets of a first round say, for who goes on to the second: once, and then it stands. */
export async function storeStandings(challengeId: string, tx: Tx): Promise<void> {
  const inputs = await inputsOf(challengeId, tx);
  const idOf = new Map(inputs.entries.map(({ entry, submission }) => [entry, submission]));
  const rows = resultOf(inputs).rows.map(({ entry, calibrated, mean, pPlaces, pBest }) => ({
    ...{ entry, submissionId: idOf.get(entry) ?? "", score: calibrated ?? mean },
    // With one prize, to be among the best is to be the best.
    pPlaces: pPlaces ?? pBest,
  }));
  const standings: FirstStandings = { seed: inputs.seed, rows };
  await tx.secondRound.update({
    where: { challengeId },
    data: { standings: standings as unknown as Prisma.InputJsonValue },
  });
}

/** The job's handler: what is to be computed of a round that was closed. What stands is left as it is. */
export async function computeLargeResult({ challengeId }: { challengeId: string }): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const { judgingClosedAt, result, secondRound, ...challenge } = await tx.challenge.findUniqueOrThrow({
      where: { id: challengeId },
      select: {
        ...{ id: true, slug: true, title: true, judgingClosedAt: true },
        result: { select: { hash: true } },
        secondRound: { select: { firstClosedAt: true, standings: true } },
      },
    });
    if (secondRound?.firstClosedAt && secondRound.standings === null) await storeStandings(challengeId, tx);
    if (judgingClosedAt && !result) await storeResult(challenge, judgingClosedAt, tx);
    return ok(null);
  });
}

/**
 * All that the result is computed from: entries that compete, and the sheets handed in, in an order of their own. A second
 * round that was never opened is no part of it.
 */
async function inputsOf(challengeId: string, tx: Tx): Promise<ResultInputs> {
  const second = await tx.secondRound.findUnique({ where: { challengeId }, select: { openedAt: true } });
  const rubric = await rubricOf(challengeId, 1, tx);
  const late = second?.openedAt ? await rubricOf(challengeId, 2, tx) : [];
  const ties = await tieRulesOf(challengeId, tx);
  const entries = await liveEntries(challengeId, tx);
  const sheets = countedSheets(await sheetsOf(challengeId, tx));
  return {
    criteria: [...rubric, ...late].map(criterionOf),
    entries: entries.map(({ id, number }) => ({ entry: number, submission: id })),
    sheets,
    ties: { ...ties, priority: ties.priority === null ? null : (rubric[ties.priority - 1]?.id ?? null) },
    places: await tx.prize.count({ where: { challengeId } }),
    seed: seedOf(sheets),
  };
}

/** What is of the first round does not name it, so that a result of one round is told as it always is. */
const late = (round?: number): { round?: 2 } => (round === 2 ? { round } : {});

const criterionOf = ({ id, title, weight, levels, round }: Rubric[number]): ResultInputs["criteria"][number] => ({
  ...{ id, title, weight, ...late(round) },
  levels: levels.map(({ value, sentence }) => ({ value, sentence })),
});

const countedSheets = (sheets: NewestSheet[]): ResultInputs["sheets"] =>
  sheets
    .flatMap(({ state, versionId, nonce, scores, feedback, entry, jurorNumber, round }) =>
      state === "handed_in" && versionId !== null
        ? [{ entry, juror: jurorNumber, ...late(round), scores, seal: sealOf({ versionId, nonce, scores, feedback }) }]
        : [],
    )
    .sort((a, b) => a.entry - b.entry || a.juror - b.juror || (a.round ?? 1) - (b.round ?? 1));
