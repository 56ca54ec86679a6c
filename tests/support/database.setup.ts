import { mkdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";

// Of files that share a process only the first is read before the modules that keep these settings: so each has its
// database and its files under the same names, made anew.
const name = `palio_${process.pid}`;
const server = inject("server");
const storage = path.join(os.tmpdir(), `palio-files-${process.pid}`);
rmSync(storage, { recursive: true, force: true });
mkdirSync(storage);

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  // Two files that copy the template at once would find it in use.
  await client.query("SELECT pg_advisory_lock(1)");
  await client.query(statement).finally(() => client.end());
}

await onServer(`CREATE DATABASE "${name}" TEMPLATE palio_template`);
const url = new URL(server);
url.pathname = `/${name}`;
Object.assign(process.env, {
  PALIO_MODE: "test",
  DATABASE_URL: url.href,
  DATABASE_POOL: "10",
  STORAGE_DIR: storage,
  RECORD_KEY_FILE: path.join(storage, "record.key"),
  ORIGIN: process.env.ORIGIN ?? "http://localhost:3000",
  SMTP_URL: "",
  // Addresses are read as those of github.com, and nobody there is asked: a file that signs people in plays its own.
  GITHUB_URL: "https://github.com",
  GITHUB_API_URL: "http://127.0.0.1:1",
  GITHUB_CLIENT_ID: "palio-test",
  GITHUB_CLIENT_SECRET: "a-secret-of-the-tests",
  GITHUB_WEBHOOK_SECRET: "a-secret-of-the-webhooks",
  // A network of the tests (drand-chain.ts), which answers nobody: a beacon is signed where one is needed.
  DRAND_URL: "http://127.0.0.1:1",
  DRAND_CHAIN: JSON.stringify({
    hash: "a32629222f4899d3a97225e8eb456b53ce59dc18a1d974a79fa7fc464008745c",
    public_key:
      "a970c44148570ae61fdb8547c909a82293bececc2e3e558bd505951acd73add5e1b1fef09bc5a3d81cd1d525099f012b0cce7a2674d173332af6ecf6b4331c6fcba3e5f79a18efa7cf4ef1bc57eab32ea0e50b1a12a20e719d2d6e02b03c43af",
    period: 3,
    genesis_time: 1_700_000_000,
    schemeID: "bls-unchained-g1-rfc9380",
  }),
});

afterAll(async () => {
  const { closeDatabase } = await import("~/platform/database.server");
  await closeDatabase();
  await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
  rmSync(storage, { recursive: true, force: true });
});
