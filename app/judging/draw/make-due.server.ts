import { z } from "zod";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { config } from "~/platform/config.server";
import { db, now, transaction } from "~/platform/database.server";
import { fetchPublic } from "~/platform/fetch.server";
import { job } from "~/platform/jobs/queue.server";
import { log } from "~/platform/log.server";
import { restAfter } from "~/record/keeping/place";
import { drawByBeacon, drawByNumbers } from "./make-draw.server";

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
