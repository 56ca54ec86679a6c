import { type ChildProcess, fork } from "node:child_process";
import autocannon from "autocannon";
import pg from "pg";
import { startPostgres } from "~/platform/postgres/embedded.server";
import { newToken, sha256 } from "~/platform/secret.server";
import { freePort } from "../tests/support/free-port.ts";
import { freshDatabase } from "./fresh-database.ts";

const SECONDS = 8;
const CONNECTIONS = 20;
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

type Row = { page: string; ours: number; bare: number; p99: number; errors: number };

/**
 * Requests a second for three pages on the large seed, each beside a bare node:http server that sends the same bytes
 * from memory, one after the other in one run. The load comes from this process, the servers are two others.
 */
export async function benchPages(): Promise<void> {
  const postgres = await startPostgres("bench");
  const url = await freshDatabase(postgres.urlOf, "palio_bench");
  const port = await freePort();
  Object.assign(process.env, {
    PALIO_MODE: "test",
    DATABASE_URL: url,
    PORT: String(port),
    ORIGIN: `http://localhost:${port}`,
    LOG_LEVEL: "silent",
  });
  const { seedLarge } = await import("../prisma/seed/large.ts");
  await seedLarge(say);
  const { benchCatalogue } = await import("./catalogue.ts");
  await benchCatalogue();
  const juror = await jurorOf(url);
  const site = await serverFrom("bench/site.ts");
  const pages = [
    { page: "front page", path: "/", cookie: "" },
    { page: "a challenge", path: "/challenges/large-3", cookie: "" },
    {
      page: "the juror's queue",
      path: `/challenges/${juror.slug}/desk`,
      cookie: `palio_session=${encodeURIComponent(Buffer.from(JSON.stringify(juror.token)).toString("base64"))}`,
    },
  ];
  const rows: Row[] = [];
  for (const { page, path, cookie } of pages)
    rows.push(await compare({ page, address: `http://localhost:${site.port}${path}`, cookie }));
  say(
    `\n${"page".padEnd(20)}${"Palio/s".padStart(10)}${"bare/s".padStart(10)}${"share".padStart(8)}${"p99 ms".padStart(8)}${"errors".padStart(8)}`,
  );
  for (const { page, ours, bare, p99, errors } of rows) {
    say(
      `${page.padEnd(20)}${ours.toFixed(0).padStart(10)}${bare.toFixed(0).padStart(10)}${`${((100 * ours) / bare).toFixed(1)}%`.padStart(8)}${p99.toFixed(0).padStart(8)}${String(errors).padStart(8)}`,
    );
  }
  site.child.kill();
  const { closeDatabase } = await import("~/platform/database.server");
  await closeDatabase();
  await postgres.stop();
}

/** A juror of a challenge that is with the jury, with a living session. */
async function jurorOf(url: string): Promise<{ slug: string; token: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ slug: string; person: string }>(
    "SELECT c.slug, j.person_id AS person FROM juror j JOIN challenge c ON c.id = j.challenge_id WHERE c.closes_at < palio_now() LIMIT 1",
  );
  const [found] = rows;
  if (!found) throw new Error("the large seed has no juror");
  const token = newToken();
  await client.query(
    "INSERT INTO session (id, token_hash, person_id, expires_at) VALUES (gen_random_uuid(), $1, $2, palio_now() + interval '1 day')",
    [sha256(token), found.person],
  );
  await client.end();
  return { slug: found.slug, token };
}

/** Starts a server in a process of its own, which says its port. */
function serverFrom(file: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(file, { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", (port) => resolve({ child, port: Number(port) }));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

async function compare({ page, address, cookie }: { page: string; address: string; cookie: string }): Promise<Row> {
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const answer = await fetch(address, { headers, redirect: "manual" });
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const bare = await serverFrom("bench/bare.ts");
  bare.child.send(bytes.toString("base64"));
  const run = (url: string) => autocannon({ url, headers, duration: SECONDS, connections: CONNECTIONS });
  const ours = await run(address);
  const theirs = await run(`http://localhost:${bare.port}/`);
  bare.child.kill();
  return {
    page,
    ours: ours.requests.average,
    bare: theirs.requests.average,
    p99: ours.latency.p99,
    errors: ours.errors + ours.non2xx,
  };
}
