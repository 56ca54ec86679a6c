import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { DAY } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { log } from "~/platform/log.server";
import { heldElsewhere } from "../keeping/held-elsewhere.server";
import { integrate } from "./integrate.server";
import { type OpenLog, openLog } from "./open-log.server";
import { signerKeys } from "./record-key.server";

/** The advisory lock of whoever writes the record: one process of all that share a database, while it lives. */
const INTEGRATOR = 72_707_372;
const EVERY = 1_000;
/** How long after a refusal the whole record is held against its checkpoint again. */
const REST = 30_000;

/** The longest pause after errors that follow each other, each twice as long as the last. */
const MOST_AFTER_ERRORS = 10_000;
/** Heard where a place that keeps checkpoints knows better: the record is opened anew, and so asks all of them. */
export const CONTRADICTED = "palio_record_contradicted";

/** A connection that may hold the lock, and the record as this process wrote it last, with when it was opened. */
type Place = {
  client: pg.Client;
  isOurs: boolean;
  isLost: boolean;
  isContradicted: boolean;
  log: OpenLog | null;
  openedAt: number;
};

async function takePlace(): Promise<Place> {
  const client = new pg.Client({ connectionString: config().database.url, application_name: "palio integrator" });
  const place: Place = { client, isOurs: false, isLost: false, isContradicted: false, log: null, openedAt: 0 };
  client.on("error", () => {
    place.isLost = true;
  });
  client.on("notification", () => {
    place.isContradicted = true;
  });
  await client.connect();
  await client.query(`LISTEN ${CONTRADICTED}`);
  return place;
}

async function isOurs(place: Place): Promise<boolean> {
  if (!place.isOurs) {
    const { rows } = await place.client.query("SELECT pg_try_advisory_lock($1) AS ours", [INTEGRATOR]);
    place.isOurs = rows[0].ours;
  }
  return place.isOurs;
}

/** One turn: null where another process has the lock. Throws where the database or the disk fails. */
async function turn(place: Place): Promise<Result<number> | null> {
  if (!(await isOurs(place))) return null;
  const turned = await takeIn(place);
  await (turned.ok ? forgetStop(place.client) : noteStop(place.client, turned.refusal));
  return turned;
}

async function takeIn(place: Place): Promise<Result<number>> {
  const keys = await signerKeys(place.client);
  if (!keys.ok) return keys;
  // Once a day, and where a place knows better, all is held against what was signed, as at the start: rows, tree and files.
  if (place.log === null || place.isContradicted || performance.now() - place.openedAt > DAY) {
    place.isContradicted = false;
    const held = await heldElsewhere();
    if (!held.ok) return held;
    const opened = await openLog(held.value);
    if (!opened.ok) return opened;
    place.log = opened.value;
    place.openedAt = performance.now();
  }
  // What is half done when something fails is opened anew rather than trusted.
  const known = place.log;
  place.log = null;
  place.log = await integrate(place.client, keys.value, known);
  return ok(place.log.edge.size);
}

const forgetStop = (client: pg.Client) => client.query("DELETE FROM record_stop");

async function noteStop(client: pg.Client, { code, message }: Refusal): Promise<void> {
  log.error({ code }, `the record is not signed: ${message}`);
  await client.query(
    `INSERT INTO record_stop (code, why) VALUES ($1, $2)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, why = excluded.why`,
    [code, message],
  );
}

/** Takes in what waits, once. Refused where another process writes the record, or where it may not be gone on with. */
export const integrateOnce = (): Promise<Result<number>> => inPlace(turn);

/** Writes the record in another way than by taking in what waits. Refused where another process writes it. */
export const withRight = <T>(write: (client: pg.Client) => Promise<Result<T>>): Promise<Result<T>> =>
  inPlace(async (place) => ((await isOurs(place)) ? write(place.client) : null));

async function inPlace<T>(work: (place: Place) => Promise<Result<T> | null>): Promise<Result<T>> {
  const place = await takePlace();
  try {
    return (await work(place)) ?? refuse("elsewhere", "Another process writes the record.");
  } finally {
    await place.client.end();
  }
}

export type Integrator = { stop(): Promise<void> };

/** Takes acts into the record as they come, for as long as this process lives; waits its turn while another does. */
export function startIntegrator(): Integrator {
  const stopping = new AbortController();
  const done = run(stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

async function run(signal: AbortSignal): Promise<void> {
  let place: Place | null = null;
  let errors = 0;
  while (!signal.aborted) {
    let rest = EVERY;
    try {
      place ??= await takePlace();
      const turned = await turn(place);
      errors = 0;
      if (turned && !turned.ok) {
        // Another machine may be the one that has the key, or the newer database.
        await place.client.end();
        place = null;
        rest = REST;
      }
    } catch (error) {
      log.error(error, "the record was not gone on with; it is tried again");
      errors += 1;
      rest = Math.min(EVERY * 2 ** errors, MOST_AFTER_ERRORS);
      await place?.client.end().catch(() => {});
      place = null;
    }
    if (place?.isLost) place = null;
    await pause(rest, null, { signal }).catch(() => {});
  }
  await place?.client.end();
}
