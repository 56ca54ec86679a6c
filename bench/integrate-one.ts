import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "~/platform/postgres/embedded.server";
import { freshDatabase } from "./fresh-database.ts";
import { ACTS, RECEIPTS } from "./integrate.ts";
import type { Measured } from "./record.ts";

const AT_ONCE = 100_000;

const postgres = await startPostgres("bench");
const folder = mkdtempSync(path.join(os.tmpdir(), "palio-bench-"));
Object.assign(process.env, {
  ...{ PALIO_MODE: "test", LOG_LEVEL: "silent", STORAGE_DIR: folder, RECORD_KEY_FILE: path.join(folder, "record.key") },
  DATABASE_URL: await freshDatabase(postgres.urlOf, "palio_bench_integrate"),
});
const { closeDatabase, db } = await import("~/platform/database.server");
const { integrateOnce } = await import("~/record/integrator/integrator.server");
const { signedReceipt } = await import("~/record/receipt.server");
const { manyActs } = await import("../tests/support/a-record.ts");

async function timed(step: string, count: number, work: () => Promise<unknown>): Promise<void> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({
    ...{ step, count, seconds: (performance.now() - start) / 1000, working: (user + system) / 1e6 },
    megabytes: process.resourceUsage().maxRSS / 1024,
  } satisfies Measured);
}

async function integrated(): Promise<void> {
  const taken = await integrateOnce();
  if (!taken.ok || taken.value !== ACTS) throw new Error(`not all was taken in: ${JSON.stringify(taken)}`);
}

await timed("the rows written, and nothing else", ACTS, async () => {
  for (let written = 0; written < ACTS; written += AT_ONCE) await manyActs(AT_ONCE);
});
await timed("placed, hashed, written as files and signed", ACTS, integrated);
await timed("opened anew: rows, tree and files held together", ACTS, integrated);
await timed("receipts made", RECEIPTS, async () => {
  for (let n = 0; n < RECEIPTS; n++) {
    const index = BigInt((n * 7_919_993) % ACTS);
    const entry = await db.recordEntry.findUniqueOrThrow({ where: { index }, select: { index: true, leaf: true } });
    if (!(await signedReceipt(entry))) throw new Error(`entry ${index} has no receipt`);
  }
});
await closeDatabase();
await postgres.stop();
rmSync(folder, { recursive: true });
