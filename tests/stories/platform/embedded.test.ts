import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startPostgres } from "~/platform/postgres/embedded.server";

const NAME = "left-behind";

async function asked(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query({ text: question, rowMode: "array" }).finally(() => client.end());
  return rows[0]?.[0];
}

test("a lock whose process number is a stranger's by now does not keep the database from starting", async () => {
  const first = await startPostgres(NAME, { fsync: "off" });
  const data = String(await asked(first.urlOf("postgres"), "SHOW data_directory"));
  const lock = path.join(data, "postmaster.pid");
  const [pid, ...rest] = readFileSync(lock, "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
  while (existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, "utf8") !== "")
    await new Promise((resolve) => setTimeout(resolve, 20));
  // Of the same user, whom PostgreSQL's own look at the lock believes.
  const { uid } = statSync(data);
  const stranger = spawn("sleep", ["60"], process.getuid?.() === 0 ? { uid } : {});
  await once(stranger, "spawn");
  try {
    writeFileSync(lock, [stranger.pid, ...rest].join("\n"));
    const socketLock = path.join(data, ".s.PGSQL.5432.lock");
    writeFileSync(socketLock, readFileSync(socketLock, "utf8").replace(/^\d+/, String(stranger.pid)));
    const second = await startPostgres(NAME, { fsync: "off" });
    expect(second.wasStarted).toBe(true);
    expect(await asked(second.urlOf("postgres"), "SELECT 7")).toBe(7);
    expect((await startPostgres(NAME)).wasStarted).toBe(false);
    await second.stop();
  } finally {
    stranger.kill();
    for (const left of [data, `${data}.log`, `${data}.password`]) rmSync(left, { recursive: true, force: true });
  }
}, 60_000);
