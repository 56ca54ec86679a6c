import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { migrate } from "~/platform/migrate.server";

const MIGRATION = "20261125221000_declared_commit";
const name = "palio_declared";
const folder = mkdtempSync(path.join(os.tmpdir(), "palio-declared-"));
const url = new URL(inject("server"));
url.pathname = `/${name}`;

async function on<T>(address: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return (await client.query(statement).finally(() => client.end())).rows as T[];
}

afterAll(async () => {
  await on(inject("server"), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});

const id = (digit: number) => `00000000-0000-7000-8000-00000000000${digit}`;
const repository = (digit: number, sha: string | null, state: string, error: string | null) =>
  `('${id(digit)}', '${id(digit)}', 'a', 'b', ${sha ? `'${sha}'` : "NULL"}, '${state}', ${error ? `'${error}'` : "NULL"}, '${id(9)}')`;

test("what teams had declared before the column was there is found again, wherever it stood", async () => {
  await on(inject("server"), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await on(inject("server"), `CREATE DATABASE ${name}`);
  for (const earlier of readdirSync("prisma/migrations").filter((one) => one < MIGRATION))
    cpSync(path.join("prisma/migrations", earlier), path.join(folder, earlier), { recursive: true });
  await migrate(url.href, folder);
  const whole = "b2".repeat(20);
  await on(
    url.href,
    `ALTER TABLE repository DROP CONSTRAINT repository_team_id_fkey;
     INSERT INTO repository (id, team_id, owner, name, judged_sha, state, error, linked_by_id) VALUES
       ${repository(1, whole, "known", null)}, ${repository(2, whole, "unreachable", "GitHub is not answering at present.")},
       ${repository(3, null, "known", "The repository has no single commit that begins with fffffff. Declare another one.")},
       ${repository(4, null, "pending", null)}, ${repository(5, null, "known", null)};
     SELECT graphile_worker.add_job('refresh-repository', '{"repositoryId":"${id(4)}","commit":"abc1234"}'::json, job_key => 'repository:${id(4)}');
     SELECT graphile_worker.add_job('refresh-repository', '{"repositoryId":"${id(5)}"}'::json, job_key => 'repository:${id(5)}');`,
  );
  cpSync(path.join("prisma/migrations", MIGRATION), path.join(folder, MIGRATION), { recursive: true });
  expect(await migrate(url.href, folder)).toEqual([MIGRATION]);
  const found = await on(
    url.href,
    "SELECT declared_commit, judged_sha, commit_state, error FROM repository ORDER BY id",
  );
  expect(found).toMatchObject([
    { declared_commit: whole, judged_sha: whole, commit_state: "known" },
    { declared_commit: whole, judged_sha: whole, commit_state: "pending" },
    { declared_commit: "fffffff", judged_sha: null, commit_state: "unknown", error: null },
    { declared_commit: "abc1234", judged_sha: null, commit_state: "pending" },
    { declared_commit: null, judged_sha: null },
  ]);
});
