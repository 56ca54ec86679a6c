import { ok, type Result, refuse } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { isBeacon, randomnessOf } from "~/record/draw/beacon";
import { outcomeOf } from "~/record/draw/outcome";
import { seedOf } from "~/record/draw/seed";
import type { Fact } from "~/record/entry";
import { appendToRecord } from "~/record/record.server";
import { computeResult } from "../result/store-result.server";
import { chainHere } from "./announce.server";

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
  // It matters not who brings a beacon, or opens the last number.
  const payload = { draw: id, announced, ...facts, randomness, seed };
  await appendToRecord({ type: "draw.made", challengeId, at, by: null, payload }, tx);
  await tx.draw.update({ where: { id }, data: { seed, randomness, signature, drawnAt: at, why: null, nextAt: null } });
  if (purpose === "result") await enqueue(computeResult, { challengeId }, tx, { key: `result:${challengeId}` });
}
