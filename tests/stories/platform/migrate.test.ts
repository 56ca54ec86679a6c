import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeEach, expect, inject, test } from "vitest";
import { migrate } from "~/platform/migrate.server";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-migrations-"));
const name = "palio_migrating";
const url = new URL(inject("server"));
url.pathname = `/${name}`;

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("server") });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

beforeEach(async () => {
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await onServer(`CREATE DATABASE ${name}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync("prisma/migrations", folder, { recursive: true });
});
afterAll(async () => {
  await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});

async function rows<T>(statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return (await client.query(statement).finally(() => client.end())).rows as T[];
}

test("an empty database becomes the schema, and a second run changes nothing", async () => {
  expect((await migrate(url.href, folder)).length).toBeGreaterThan(0);
  expect(await migrate(url.href, folder)).toEqual([]);
});

test("every table and column that the schema names stands in the migrated database, and none besides", async () => {
  await migrate(url.href, folder);
  const columns = await rows<{ name: string }>(
    "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
  );
  expect(columns.map(({ name }) => name).sort()).toEqual(schemaColumns().sort());
});

/** "table.column" of every scalar field in the schema's own files. */
function schemaColumns(): string[] {
  const text = readdirSync("prisma/models")
    .map((file) => readFileSync(path.join("prisma/models", file), "utf8"))
    .join("\n");
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(models.map(([, model]) => model));
  return models.flatMap(([, , body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)(.*)$/gm)].filter(([, , type]) => !names.has(type));
    return fields.map(([, field, , rest = ""]) => `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`);
  });
}

test("two processes that migrate at once apply each migration once", async () => {
  const applied = await Promise.all([migrate(url.href, folder), migrate(url.href, folder), migrate(url.href, folder)]);
  const [{ count }] = (await rows<{ count: string }>('SELECT count(*) FROM "_prisma_migrations"')) as [
    { count: string },
  ];
  expect(applied.flat().length).toBe(Number(count));
});

test("a changed migration that was applied before stops the start with a clear sentence", async () => {
  const [first] = await migrate(url.href, folder);
  writeFileSync(path.join(folder, String(first), "migration.sql"), "SELECT 1;");
  await expect(migrate(url.href, folder)).rejects.toThrow(`Migration ${first} was changed after it had been applied.`);
});

test("a database of a newer version is not touched", async () => {
  await migrate(url.href, folder);
  const last = "99990101000000_future";
  cpSync(path.join(folder, "20261123000000_clock"), path.join(folder, last), { recursive: true });
  writeFileSync(path.join(folder, last, "migration.sql"), "CREATE TABLE future ();");
  await migrate(url.href, folder);
  rmSync(path.join(folder, last), { recursive: true });
  await expect(migrate(url.href, folder)).rejects.toThrow("Start a newer version.");
});

test("a migration that fails half-way leaves nothing behind", async () => {
  const last = path.join(folder, "99990101000000_broken");
  cpSync(path.join(folder, "20261123000000_clock"), last, { recursive: true });
  writeFileSync(path.join(last, "migration.sql"), "CREATE TABLE half (); SELECT no_such_function();");
  await expect(migrate(url.href, folder)).rejects.toThrow("99990101000000_broken failed");
  expect(await rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'half'")).toEqual([]);
});

test("instants carry their time zone everywhere", async () => {
  await migrate(url.href, folder);
  expect(
    await rows(
      "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'",
    ),
  ).toEqual([]);
});
