import { z } from "zod";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { fetchPublic } from "~/platform/fetch.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { log } from "~/platform/log.server";
import { isBeacon, randomnessOf } from "~/record/draw/beacon";
import { outcomeOf } from "~/record/draw/outcome";
import { seedOf } from "~/record/draw/seed";
import type { Fact } from "~/record/entry";
import { restAfter } from "~/record/keeping/place";
import { appendToRecord } from "~/record/record.server";
import { computeResult } from "../result/store-result.server";
import { chainHere } from "./announce.server";

/** Looks, once a minute, which draws can be made. */
export const makeDraws = job<Record<string, unknown>>("make-draws");

/** So many are made at once; the others a minute later. */
const MOST = 100;

/** The job behind `makeDraws`: beacons that are out are fetched, and numbers whose time for opening is over are counted. */
export async function makeDue(): Promise<void> {
  const at = await now();
  const due = await db.draw.findMany({
    where: { seed: null, dueAt: { lte: at }, OR: [{ nextAt: null }, { nextAt: { lte: at } }] },
    orderBy: { dueAt: "asc" },
    take: MOST,
  });
  for (const draw of due)
    if (draw.source === "drand") await fetchBeacon(draw);
    else await transaction(async (tx) => ok(await drawByNumbers(draw.id, tx)));
}

type Waiting = { id: string; beacon: number | null; chain: string | null; tries: number };

const Beacon = z.object({ round: z.number(), signature: z.string().max(500) });
const MOST_BYTES = 10_000;

async function fetchBeacon({ id, beacon, chain, tries }: Waiting): Promise<void> {
  const { drand } = config().draws;
  const signature = drand ? await beaconAt(`${drand}/${chain}/public/${beacon}`) : NO_NETWORK;
  const made = signature.ok ? await drawByBeacon({ id, signature: signature.value }) : signature;
  if (made.ok) return;
  log.warn({ draw: id, code: made.refusal.code }, `a beacon was not had: ${made.refusal.message}`);
  await noteWhy(id, { tries: tries + 1, refusal: made.refusal });
}

const NO_NETWORK = refuse("no-network", "This site is not set to ask drand any more.");

async function beaconAt(address: string): Promise<Result<string>> {
  const fetched = await fetchPublic(address, MOST_BYTES);
  if (!fetched.ok) return fetched;
  try {
    return ok(Beacon.parse(JSON.parse(Buffer.from(fetched.value.bytes).toString("utf8"))).signature);
  } catch {
    return refuse("no-beacon", "What drand answered is no beacon.");
  }
}

const noteWhy = async (id: string, { tries, refusal }: { tries: number; refusal: Refusal }) =>
  db.draw.updateMany({
    where: { id, seed: null },
    data: { why: refusal.message, tries, nextAt: new Date((await now()).getTime() + restAfter(tries)) },
  });

/**
 * Draws by a beacon, whoever brings it: it is that of the announced round only if the network's signature says so. A draw
 * that was made already stays as it is.
 */
export function drawByBeacon({ id, signature }: { id: string; signature: string }): Promise<Result<null>> {
  return transaction(async (tx) => {
    const draw = await waiting(id, tx);
    if (!draw) return ok(null);
    if ((await now(tx)) < draw.dueAt) return refuse("too-early", "That round of drand is not out yet.");
    const chain = chainHere();
    if (draw.chain !== chain.hash || draw.beacon === null)
      return refuse("other-chain", "This site is set to another drand network than the one that was announced.");
    if (!isBeacon(chain, draw.beacon, signature))
      return refuse("no-beacon", `This is not the signature of drand’s round ${draw.beacon}.`);
    const randomness = randomnessOf(signature);
    const seed = seedOf(randomness, draw.announced);
    await write(draw, { seed, randomness, signature, facts: { signature } }, tx);
    return ok(null);
  });
}

/** Draws by the numbers that were opened; the city's is opened by this. A draw that was made already stays as it is. */
export async function drawByNumbers(id: string, tx: Tx): Promise<void> {
  const draw = await waiting(id, tx);
  if (!draw) return;
  const parts = await tx.drawNonce.findMany({
    where: { drawId: id },
    select: { nonce: true, submission: { select: { number: true } } },
  });
  const { seed, randomness, revealed, refused } = outcomeOf(
    draw.cityNonce ?? "",
    parts.map(({ nonce, submission }) => ({ entry: submission.number, nonce })),
    draw.announced,
  );
  await write(draw, { seed, randomness, facts: { city: draw.cityNonce, entries: revealed, refused } }, tx);
}

const WAITING = {
  ...{ id: true, challengeId: true, purpose: true, announced: true },
  ...{ chain: true, beacon: true, cityNonce: true, dueAt: true },
} as const;

/** The draw, held, where it was not made yet. */
async function waiting(id: string, tx: Tx) {
  await tx.$queryRaw`SELECT id FROM draw WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.draw.findFirst({ where: { id, seed: null }, select: WAITING });
}

type Held = NonNullable<Awaited<ReturnType<typeof waiting>>>;
type Made = { seed: string; randomness: string; signature?: string; facts: { [key: string]: Fact } };

async function write({ id, challengeId, purpose, announced }: Held, made: Made, tx: Tx): Promise<void> {
  const at: Instant = await now(tx);
  const { seed, randomness, signature = null, facts } = made;
  const payload = { draw: id, announced, ...facts, randomness, seed };
  await appendToRecord({ type: "draw.made", challengeId, at, payload }, tx);
  await tx.draw.update({ where: { id }, data: { seed, randomness, signature, drawnAt: at, why: null, nextAt: null } });
  if (purpose === "result") await enqueue(computeResult, { challengeId }, tx, { key: `result:${challengeId}` });
}
