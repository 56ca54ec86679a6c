import { existsSync } from "node:fs";
import { createServer } from "node:net";
import closeWithGrace from "close-with-grace";
import pg from "pg";
import type { ViteDevServer } from "vite";
import type { EmbeddedPostgres } from "~/platform/postgres/embedded.server";
import type { Serving } from "../server.ts";

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

/** What runs so far; a start that fails or is interrupted half-way stops just that. */
type Running = {
  embedded: EmbeddedPostgres | null;
  worker: { stop(): Promise<unknown> } | null;
  integrator: { stop(): Promise<unknown> } | null;
  serving: Serving | null;
  vite: ViteDevServer | undefined;
};

/** The whole program on one machine: database, migrations, demonstration, pages, jobs. Returns once it serves. */
export async function start(vite?: ViteDevServer): Promise<void> {
  const running: Running = { embedded: null, worker: null, integrator: null, serving: null, vite };
  let isStopping = false;
  closeWithGrace({ delay: 2800 }, async ({ err }) => {
    isStopping = true;
    if (err) process.stderr.write(`${err.stack}\n`);
    await stop(running);
  });
  try {
    running.embedded = await findDatabase();
    if (process.env.PALIO_MODE !== "production") await findPort();
    await serveAll(running);
  } catch (error) {
    if (isStopping) return;
    process.stderr.write(`${inWords(error as Error)}\n`);
    await stop(running).catch(() => {});
    process.exit(1);
  }
}

async function serveAll(running: Running): Promise<void> {
  const { config } = await import("~/platform/config.server");
  const settings = config();
  const { whyNotStore } = await import("~/platform/storage/files.server");
  const { migrate } = await import("~/platform/migrate.server");
  const { whyNotProduction } = await import("./production.ts");
  const whyNot = await whyNotStore();
  if (whyNot) throw new Error(whyNot);
  await migrate(settings.database.url);
  const why = settings.mode === "production" ? await whyNotProduction() : null;
  if (why) throw new Error(why);
  if (settings.mode === "demonstration" || settings.mode === "development") {
    const { seedOnce } = await import("../prisma/seed/once.ts");
    if (await seedOnce({ url: settings.database.url, mayEmpty: running.embedded !== null }))
      say("Seeded the demonstration city.");
  }
  const { serve } = await import("../server.ts");
  const { startWorker } = await import("~/platform/jobs/worker.server");
  const { crontab, handlers } = await import("~/jobs.server");
  running.serving = await serve(running.vite);
  const { startIntegrator } = await import("~/record/integrator/integrator.server");
  if (settings.worker === "inside") {
    running.worker = await startWorker(handlers, crontab);
    running.integrator = startIntegrator();
  }
  say(
    `Palio serves on ${settings.origin}${settings.mode === "production" ? "" : ` (${settings.mode}). Ctrl-C stops it.`}`,
  );
}

async function stop({ embedded, worker, integrator, serving, vite }: Running): Promise<void> {
  await Promise.race([
    Promise.all([serving?.close(), worker?.stop(), integrator?.stop(), vite?.close()]),
    new Promise((resolve) => setTimeout(resolve, 1800).unref()),
  ]);
  const { closeDatabase } = await import("~/platform/database.server");
  await closeDatabase();
  // Before it serves, what is open is this start's own seeding.
  if (embedded && (serving ? await isAlone(embedded) : embedded.wasStarted)) await embedded.stop();
}

const LISTENING: Record<string, string> = {
  EADDRINUSE: "is taken by another program. Stop that, or set another PORT.",
  EADDRNOTAVAIL: "cannot be listened on: HOST is no interface of this machine.",
  EACCES: "may not be listened on by this user. Set a PORT from 1024 on.",
};

/** A failed start in words for whoever reads the terminal, with the system's own beside them. */
function inWords({ message, ...error }: Error): string {
  const {
    code = "",
    syscall,
    address,
    port,
  } = error as { code?: string; syscall?: string; address?: string; port?: number };
  if (syscall === "listen" && LISTENING[code]) return `${address}:${port} ${LISTENING[code]}`;
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|28|3D000|57P)/.test(code))
    return `The database at DATABASE_URL cannot be used: ${message || code}.`;
  return message;
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
