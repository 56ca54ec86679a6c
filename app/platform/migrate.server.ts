import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { sha256 } from "./secret.server";

/** The lock that Prisma's own `migrate` takes. */
const PRISMA_LOCK = 72707369;

type Migration = { name: string; sql: string; checksum: string };

async function migrationsIn(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}

/**
 * Brings a database up to date from Prisma's migration folders, each in a transaction, under Prisma's advisory
 * lock and in Prisma's own table, so that `prisma migrate status` agrees. Returns the names it applied.
 * Throws where an applied migration was changed or is missing.
 */
export async function migrate(url: string, folder = path.resolve("prisma/migrations")): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
    const { rows } = await client.query<{ migration_name: string; checksum: string }>(
      `SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    const migrations = await migrationsIn(folder);
    const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    for (const [name, checksum] of applied) {
      const here = migrations.find((migration) => migration.name === name);
      if (!here)
        throw new Error(
          `The database has migration ${name}, which this version of Palio does not know. Start a newer version.`,
        );
      if (here.checksum !== checksum)
        throw new Error(
          `Migration ${name} was changed after it had been applied. Restore its file, and put the change into a new migration.`,
        );
    }
    const waiting = migrations.filter((migration) => !applied.has(migration.name));
    for (const migration of waiting) await apply(client, migration);
    await runMigrations({ connectionString: url, logger: undefined });
    return waiting.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
