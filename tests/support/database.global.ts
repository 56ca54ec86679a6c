import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "~/platform/migrate.server";
import { startPostgres } from "~/platform/postgres/embedded.server";

declare module "vitest" {
  interface ProvidedContext {
    server: string;
  }
}

type Server = { url: string; stop(): Promise<void> };
// Each project loads its own copy of this module; the server is one for them all.
const shared = globalThis as { palioTestServer?: Promise<Server>; palioTestUsers?: number };

/** One server for all projects, and one migrated template that every test file's database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.palioTestUsers = (shared.palioTestUsers ?? 0) + 1;
  shared.palioTestServer ??= startServer();
  const { url, stop } = await shared.palioTestServer;
  project.provide("server", url);
  return async () => {
    shared.palioTestUsers = (shared.palioTestUsers ?? 1) - 1;
    if (shared.palioTestUsers === 0) await stop();
  };
}

async function startServer(): Promise<Server> {
  const postgres = await startPostgres("test", { fsync: "off", synchronous_commit: "off", full_page_writes: "off" });
  const client = new pg.Client({ connectionString: postgres.urlOf("postgres") });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'palio_%'",
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
  await client.query("CREATE DATABASE palio_template");
  await client.end();
  await migrate(postgres.urlOf("palio_template"));
  return { url: postgres.urlOf("postgres"), stop: () => postgres.stop() };
}
