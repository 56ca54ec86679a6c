import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startPostgres } from "~/platform/postgres/embedded.server";
import { newToken, sha256 } from "~/platform/secret.server";
import { freePort } from "../tests/support/free-port.ts";
import { freshDatabase } from "./fresh-database.ts";

const JURIES = [24, 200];
/** Seconds that are counted, after those in which the site compiles what it serves and opens its connections. */
const SECONDS = 8;
const BEFORE = 4;
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

type Desk = { cookie: string; assignmentId: string };
type Jury = { slug: string; criteria: string[]; desks: Desk[] };
/** How a juror's sheet stands as the site has acknowledged it. */
type Acknowledged = { revision: number; feedback: string };
type Load = { working: number; waits: number[]; acknowledged: Map<string, Acknowledged>; errors: number };

/**
 * Score sheets saved a second and what one takes of the site's processor, each juror one after the other as a desk does,
 * beside plain inserts of the same rows from as many connections; then the site is killed (SIGKILL) in the middle, and
 * every save that it acknowledged is looked for.
 */
export async function benchSaves(): Promise<void> {
  const postgres = await startPostgres("bench");
  const url = await freshDatabase(postgres.urlOf, "palio_bench_saves");
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = { PALIO_MODE: "test", DATABASE_URL: url, PORT: String(port), ORIGIN: origin, LOG_LEVEL: "silent" };
  Object.assign(process.env, settings, { WORKER: "none" });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  say(
    `\n${"jurors".padStart(6)}${"saves/s".padStart(10)}${"inserts/s".padStart(11)}${"CPU ms a save".padStart(15)}${"p99 ms".padStart(8)}${"errors".padStart(8)}${"acknowledged at the kill".padStart(26)}${"lost".padStart(6)}`,
  );
  for (const jurors of JURIES) {
    const jury = await aJuryOf(jurors, client);
    const inserts = await insertsASecond(url, jurors);
    const site = await siteAt();
    await warm(origin, jury);
    const load = await saveAt(site, jury, origin);
    const lost = await lostOf(load.acknowledged, client);
    const p99 = load.waits.sort((a, b) => a - b)[Math.floor(load.waits.length * 0.99)] ?? 0;
    const figures = [load.waits.length / SECONDS, inserts, p99, load.errors].map(Math.round);
    const [saves, bare, slowest, errors] = figures.map(String) as [string, string, string, string];
    const working = (load.working / load.waits.length).toFixed(1);
    say(
      `${String(jurors).padStart(6)}${saves.padStart(10)}${bare.padStart(11)}${working.padStart(15)}${slowest.padStart(8)}${errors.padStart(8)}${String(load.acknowledged.size).padStart(26)}${String(lost).padStart(6)}`,
    );
  }
  await client.end();
  const { closeDatabase } = await import("~/platform/database.server");
  await closeDatabase();
  await postgres.stop();
}

/** A jury in which everybody scores entry 1, each with a living session. */
async function aJuryOf(jurors: number, client: pg.Client): Promise<Jury> {
  const { aJury } = await import("../tests/support/jury-world.ts");
  const { aPerson } = await import("../tests/support/world.ts");
  const { db } = await import("~/platform/database.server");
  const { rubricOf } = await import("~/judging/sheets.server");
  const { challenge } = await aJury({ entries: 1, jurors: 1 });
  const { id: submissionId } = await db.submission.findFirstOrThrow({ where: { challengeId: challenge.id } });
  const desks: Desk[] = [];
  for (let i = 0; i < jurors; i += 1) {
    const person = await aPerson(`Juror ${i}`);
    const juror = await db.juror.create({ data: { challengeId: challenge.id, personId: person.id, number: 100 + i } });
    const assignment = await db.assignment.create({ data: { jurorId: juror.id, submissionId } });
    await db.clearance.create({ data: { jurorId: juror.id, submissionId, saidAt: new Date() } });
    const token = newToken();
    await client.query(
      "INSERT INTO session (id, token_hash, person_id, expires_at) VALUES (gen_random_uuid(), $1, $2, palio_now() + interval '1 day')",
      [sha256(token), person.id],
    );
    const value = encodeURIComponent(Buffer.from(JSON.stringify(token)).toString("base64"));
    desks.push({ cookie: `palio_session=${value}`, assignmentId: assignment.id });
  }
  const rubric = await rubricOf(challenge.id, 1);
  return { slug: challenge.slug, criteria: rubric.map(({ id }) => id), desks };
}

/** The baseline: rows of the same shape, committed one by one, from as many connections at once. */
async function insertsASecond(url: string, connections: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: Math.min(connections, 90) });
  await pool.query("DROP TABLE IF EXISTS bare_save");
  await pool.query("CREATE TABLE bare_save (id bigserial PRIMARY KEY, scores jsonb, feedback text, at timestamptz)");
  const until = performance.now() + SECONDS * 1000;
  let done = 0;
  const one = async () => {
    while (performance.now() < until) {
      await pool.query("INSERT INTO bare_save (scores, feedback, at) VALUES ($1, $2, now())", [
        JSON.stringify({ a: 1, b: 2, c: 3 }),
        "The replay is honest about what it does not know.",
      ]);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  await pool.end();
  return done / SECONDS;
}

function siteAt(): Promise<ChildProcess> {
  const child = fork("bench/site.ts", { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`bench/site.ts ended with ${code}`)));
  });
}

/** The first page of a process compiles what the others use. */
async function warm(origin: string, { slug, desks: [first] }: Jury): Promise<void> {
  const answer = await fetch(`${origin}/challenges/${slug}/desk/1`, { headers: { cookie: first?.cookie ?? "" } });
  if (answer.status !== 200) throw new Error(`the desk answered ${answer.status}`);
}

/** Milliseconds of the processor that the site has worked. */
function workedBy(site: ChildProcess): Promise<number> {
  site.send("worked");
  return new Promise((resolve) => site.once("message", (worked) => resolve(Number(worked))));
}

/** Every juror saves as fast as the site answers; at the end it is killed while they go on. */
async function saveAt(site: ChildProcess, jury: Jury, origin: string): Promise<Load> {
  const load: Load = { working: 0, waits: [], acknowledged: new Map(), errors: 0 };
  /** From when on saves are counted; those that began before are not. */
  let since = Number.POSITIVE_INFINITY;
  let isKilled = false;
  const watch = async () => {
    await pause(BEFORE * 1000);
    const worked = await workedBy(site);
    since = performance.now();
    await pause(SECONDS * 1000);
    since = Number.POSITIVE_INFINITY;
    load.working = (await workedBy(site)) - worked;
    isKilled = true;
    site.kill("SIGKILL");
  };
  const one = async ({ cookie, assignmentId }: Desk) => {
    for (let revision = 0; ; ) {
      const feedback = `Version ${revision + 1} of what the team reads, long enough to be of use to it.`;
      const body = new URLSearchParams({ revision: String(revision), feedback, privateNote: "" });
      for (const id of jury.criteria) body.set(`scores.${id}`, String(1 + (revision % 2)));
      const start = performance.now();
      try {
        const answer = await fetch(`${origin}/challenges/${jury.slug}/desk/1/autosave`, {
          ...{ method: "POST", body, headers: { cookie, origin, "Idempotency-Key": `save-${revision}` } },
        });
        const said = (await answer.json()) as { ok: boolean; revision: number };
        if (!said.ok) load.errors += 1;
        else {
          load.acknowledged.set(assignmentId, { revision: said.revision, feedback });
          revision = said.revision;
          if (start >= since) load.waits.push(performance.now() - start);
        }
      } catch (error) {
        // After the kill nobody answers.
        if (!isKilled) throw error;
        return;
      }
    }
  };
  await Promise.all([watch(), ...jury.desks.map(one)]);
  return load;
}

/** How many sheets do not hold what was acknowledged last. */
async function lostOf(acknowledged: Load["acknowledged"], client: pg.Client): Promise<number> {
  let lost = 0;
  for (const [assignmentId, { revision, feedback }] of acknowledged) {
    const { rows } = await client.query<{ feedback: string }>(
      "SELECT feedback FROM score_sheet_version WHERE assignment_id = $1 AND number = $2",
      [assignmentId, revision],
    );
    if (rows[0]?.feedback !== feedback) lost += 1;
  }
  return lost;
}
