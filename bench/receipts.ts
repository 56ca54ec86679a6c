import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres } from "~/platform/postgres/embedded.server";
import type { Team } from "../tests/support/team-world.ts";
import { freshDatabase } from "./fresh-database.ts";

const CLIENTS = 50;
const SECONDS = 2;
const PAIRS = 24;
/** Hand-ins a second, and for how long. */
const RATE = 50;
const LASTS = 20;
const TEAMS = 100;
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/**
 * What the record costs: transactions a second of fifty clients that write what a verb writes, with and without an act
 * of the record, by turns, while the integrator works, and what one takes of this process's processor; then, at fifty
 * hand-ins a second, how long after each was acknowledged its receipt had a signed proof.
 */
export async function benchReceipts(): Promise<void> {
  const postgres = await startPostgres("bench");
  const url = await freshDatabase(postgres.urlOf, "palio_bench_receipts");
  // A record of its own: the integrator signs nothing that contradicts files which are there already.
  const folder = mkdtempSync(path.join(os.tmpdir(), "palio-bench-"));
  const files = { STORAGE_DIR: folder, RECORD_KEY_FILE: path.join(folder, "record.key") };
  const settings = { PALIO_MODE: "test", DATABASE_URL: url, DATABASE_POOL: "20", LOG_LEVEL: "silent" };
  Object.assign(process.env, settings, files);
  const { startIntegrator } = await import("~/record/integrator/integrator.server");
  const integrator = startIntegrator();
  await sayCost();
  await sayWaits();
  await integrator.stop();
  const { closeDatabase } = await import("~/platform/database.server");
  await closeDatabase();
  await postgres.stop();
  rmSync(folder, { recursive: true });
}

async function sayCost(): Promise<void> {
  // Until what both do is compiled, each turn is faster than the one before.
  for (const isRecorded of [true, false, true, false, true, false]) await turnOf(isRecorded);
  const pairs: Pair[] = [];
  // Each pair is compared with itself, and each kind is as often first as second: a machine that slows down or speeds up,
  // and what the database does in between, fall on both.
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = await turnOf(pair % 2 === 1);
    const second = await turnOf(pair % 2 === 0);
    pairs.push(pair % 2 === 0 ? { bare: first, recorded: second } : { bare: second, recorded: first });
  }
  say(`\n${CLIENTS} clients, ${PAIRS} pairs of turns of ${SECONDS} s each, medians, while the integrator works`);
  for (const kind of ["bare", "recorded"] as const) {
    const rate = quantile(
      0.5,
      pairs.map((pair) => pair[kind].rate),
    );
    const working = quantile(
      0.5,
      pairs.map((pair) => pair[kind].working),
    );
    say(`transactions/s ${kind.padEnd(8)}  ${rate.toFixed(0)}, ${working.toFixed(2)} ms of CPU each`);
  }
  const less = pairs.map(({ bare, recorded }) => (1 - recorded.rate / bare.rate) * 100);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(share, less).toFixed(1));
  say(`with the record ${middle}% less (half of the pairs between ${low}% and ${high}%)`);
}

type Turn = { rate: number; working: number };
type Pair = { bare: Turn; recorded: Turn };

const quantile = (share: number, all: number[]): number =>
  [...all].sort((a, b) => a - b)[Math.floor((all.length - 1) * share)] ?? Number.NaN;

/** What a verb does: the clock, a row, a letter with its job; and, or not, an act with words. */
async function turnOf(isRecorded: boolean): Promise<Turn> {
  const { db, now, transaction } = await import("~/platform/database.server");
  const { writeMail } = await import("~/platform/mail/mail.server");
  const { appendToRecord } = await import("~/record/record.server");
  const { ok } = await import("~/kernel/result");
  let done = 0;
  const cpu = process.cpuUsage();
  const until = performance.now() + SECONDS * 1000;
  const one = async (client: number) => {
    while (performance.now() < until) {
      await transaction(async (tx) => {
        const at = await now(tx);
        const name = `${isRecorded}-${client}-${done}-${performance.now()}`;
        await tx.organisation.create({ data: { slug: name.replace(/[^a-z0-9-]/g, "-"), name } });
        await writeMail({ key: name, to: "a@example.org", subject: "A word", text: "A letter of some words." }, tx);
        const act = { type: "question.answered", challengeId: null, by: null, payload: { question: 1 } } as const;
        if (isRecorded) await appendToRecord({ ...act, at, content: { answer: "An answer of some words." } }, tx);
        return ok(null);
      });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => one(client)));
  const { user, system } = process.cpuUsage(cpu);
  await db.$executeRaw`DELETE FROM mail`;
  return { rate: done / SECONDS, working: (user + system) / 1_000 / done };
}

async function sayWaits(): Promise<void> {
  const { db } = await import("~/platform/database.server");
  const { aCity, anOpenChallenge } = await import("../tests/support/world.ts");
  const { aDraft, aTeam, handIn } = await import("../tests/support/team-world.ts");
  const challenge = await anOpenChallenge(await aCity());
  const teams: Team[] = [];
  for (let i = 0; i < TEAMS; i++) {
    const team = await aTeam({ challenge, name: `Team ${i}` });
    await aDraft(team);
    teams.push(team);
  }
  const before = await db.recordEntry.count();
  const acknowledged = new Map<string, number>();
  let refused = 0;
  const handsIn = async (place: number) => {
    const team = teams[place % TEAMS];
    if (!team) return;
    const receipt = await handIn(team).catch(() => null);
    if (receipt?.ok) acknowledged.set(receipt.value.id, Date.now());
    else refused += 1;
  };
  const start = performance.now();
  const all: Promise<void>[] = [];
  for (let place = 0; place < RATE * LASTS; place++) {
    await pause(Math.max(0, start + (place * 1000) / RATE - performance.now()));
    all.push(handsIn(place));
  }
  await Promise.all(all);
  // What is not signed by then counts as waiting for ever.
  await pause(10_000);
  const signed = await db.$queryRaw<{ id: string; at: Date | null }[]>`
    SELECT v.id, (SELECT min(c.signed_at) FROM record_checkpoint c WHERE c.size > e.index) AS at
    FROM submission_version v JOIN record_entry e ON e.hash = v.record_hash`;
  const waits = signed.flatMap(({ id, at }) => {
    const since = acknowledged.get(id);
    return since === undefined ? [] : [at === null ? Number.POSITIVE_INFINITY : Math.max(0, at.getTime() - since)];
  });
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))];
  say(`\n${RATE} hand-ins a second for ${LASTS} s: ${acknowledged.size} acknowledged, ${refused} refused`);
  say(
    `${(await db.recordEntry.count()) - before} entries; signed after p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
  );
}
