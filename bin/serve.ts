import { existsSync } from "node:fs";
import { createServer } from "node:net";
import closeWithGrace from "close-with-grace";
import pg from "pg";
import type { ViteDevServer } from "vite";
import type { EmbeddedPostgres } from "~/platform/postgres/embedded.server";

const say = (sentence: string) => process.stdout.write(`${sentence}\n`);

/** Points DATABASE_URL at the embedded server where none is set. Imported late: nothing may read the settings before. */
export async function findDatabase(): Promise<EmbeddedPostgres | null> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  if (process.env.DATABASE_URL) return null;
  process.env.PALIO_MODE ??= "demonstration";
  const { startPostgres } = await import("~/platform/postgres/embedded.server");
  const postgres = await startPostgres("postgres");
  const client = new pg.Client({ connectionString: postgres.urlOf("postgres") });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'palio'");
  if (rowCount === 0) await client.query("CREATE DATABASE palio");
  await client.end();
  process.env.DATABASE_URL = postgres.urlOf("palio");
  return postgres;
}

async function findPort(): Promise<void> {
  const wanted = Number(process.env.PORT ?? 3000);
  if (process.env.ORIGIN || !Number.isInteger(wanted)) return;
  for (let port = wanted; port < wanted + 50; port++) {
    if (await isFree(port)) {
      if (port !== wanted) say(`Port ${wanted} is taken, so Palio takes ${port}.`);
      process.env.PORT = String(port);
      return;
    }
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once("error", () => resolve(false));
    probe.listen(port, process.env.HOST ?? "127.0.0.1", () => probe.close(() => resolve(true)));
  });

/** The whole program on one machine: database, migrations, demonstration, pages, jobs. Returns once it serves. */
export async function start(vite?: ViteDevServer): Promise<void> {
  try {
    const embedded = await findDatabase();
    if (process.env.PALIO_MODE !== "production") await findPort();
    await serveAll(embedded, vite);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

async function serveAll(embedded: EmbeddedPostgres | null, vite?: ViteDevServer): Promise<void> {
  const { config } = await import("~/platform/config.server");
  const settings = config();
  const { migrate } = await import("~/platform/migrate.server");
  await migrate(settings.database.url);
  const { whyNotProduction } = await import("./production.ts");
  const why = settings.mode === "production" ? await whyNotProduction() : null;
  if (why) throw new Error(why);
  if (settings.mode === "demonstration" || settings.mode === "development") {
    const { seedDemonstration } = await import("../prisma/seed/demonstration.ts");
    if (await seedDemonstration()) say("Seeded the demonstration city.");
  }
  const { serve } = await import("../server.ts");
  const { startWorker } = await import("~/platform/jobs/worker.server");
  const { crontab, handlers } = await import("~/jobs.server");
  const { closeDatabase } = await import("~/platform/database.server");
  const serving = await serve(vite);
  const worker = settings.worker === "inside" ? await startWorker(handlers, crontab) : null;
  say(
    `Palio serves on ${settings.origin}${settings.mode === "production" ? "" : ` (${settings.mode}). Ctrl-C stops it.`}`,
  );
  closeWithGrace({ delay: 2800 }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack}\n`);
    await Promise.race([
      Promise.all([serving.close(), worker?.stop(), vite?.close()]),
      new Promise((resolve) => setTimeout(resolve, 1800).unref()),
    ]);
    await closeDatabase();
    if (embedded && (await isAlone(embedded))) await embedded.stop();
  });
}

/** Whether no other Palio uses the embedded server: the last one to leave stops it. */
async function isAlone(embedded: EmbeddedPostgres): Promise<boolean> {
  const client = new pg.Client({ connectionString: embedded.urlOf("palio") });
  await client.connect();
  const { rows } = await client.query(
    "SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
  );
  await client.end();
  return rows[0].others === 0;
}
