import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, expect, test } from "vitest";
import { startPostgres } from "~/platform/postgres/embedded.server";
import { freePort } from "../support/free-port";

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

type Started = { child: ChildProcess; said: () => string; origin: string; ended: Promise<number | null> };

/** `npm start` without its npm, on its own database, as a stranger would run it: no setting but the port. */
async function start(port: number): Promise<Started> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    env: { PATH, HOME, PORT: String(port) } as unknown as NodeJS.ProcessEnv,
  });
  running.add(child);
  let said = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const origin = await new Promise<string>((resolve, reject) => {
    const listen = (part: Buffer) => {
      said += part;
      const serves = /Palio serves on (\S+)/.exec(said);
      if (serves?.[1]) resolve(serves[1]);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    void ended.then(() => reject(new Error(`it ended: ${said}`)));
  });
  return { child, said: () => said, origin, ended };
}

const statusOf = async (address: string): Promise<number> => (await fetch(address)).status;

test("it starts without settings, and Ctrl-C stops all of it within three seconds", async () => {
  const { child, origin, ended } = await start(await freePort());
  expect(await statusOf(`${origin}/`)).toBe(200);
  expect(await statusOf(`${origin}/readyz`)).toBe(200);
  const before = Date.now();
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(Date.now() - before).toBeLessThan(3_000);
  await expect(fetch(origin)).rejects.toThrow();
});

test("killed without warning, it goes on with its data at the next start; a second start beside it works too", async () => {
  const first = await start(await freePort());
  const before = await (await fetch(`${first.origin}/challenges`)).text();
  first.child.kill("SIGKILL");
  await first.ended;
  const second = await start(await freePort());
  const titles = (html: string) =>
    [...html.matchAll(/href="\/challenges\/([a-z0-9-]+)"/g)].map(([, slug]) => slug).sort();
  expect(titles(await (await fetch(`${second.origin}/challenges`)).text())).toEqual(titles(before));
  const third = await start(await freePort());
  expect(await statusOf(`${third.origin}/readyz`)).toBe(200);
  second.child.kill("SIGINT");
  await second.ended;
  expect(await statusOf(`${third.origin}/readyz`)).toBe(200);
  third.child.kill("SIGINT");
  await third.ended;
});

test("where the port is taken it says so and takes the next", async () => {
  const port = await freePort();
  const holder = createServer().listen(port, "127.0.0.1");
  const { child, said, origin, ended } = await start(port);
  expect(said()).toContain(`Port ${port} is taken, so Palio takes`);
  expect(new URL(origin).port).not.toBe(String(port));
  child.kill("SIGTERM");
  await ended;
  holder.close();
});

/** What a start that cannot be says before it ends with 1. */
async function failing(settings: Record<string, string>): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ...settings } as unknown as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, ["bin/start.mjs"], { env });
  running.add(child);
  let said = "";
  child.stderr?.on("data", (part) => {
    said += part;
  });
  expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(1);
  expect(said).not.toMatch(/\n\s+at /);
  return said;
}

test("a wrong setting stops the start with a sentence, not a stack", async () => {
  const DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  expect(await failing({ DATABASE_URL })).toContain("PALIO_SECRET must be set in production");
  expect(await failing({ DATABASE_URL, PALIO_MODE: "demonstration" })).toContain(
    "The database at DATABASE_URL cannot be used: connect ECONNREFUSED",
  );
  expect(await failing({ STORAGE_DIR: "package.json" })).toContain("STORAGE_DIR must be a folder");
});

test("a start that fails leaves no database server behind", async () => {
  const isRunning = async () => {
    const postgres = await startPostgres("postgres");
    if (postgres.wasStarted) await postgres.stop();
    return !postgres.wasStarted;
  };
  const wasRunning = await isRunning();
  // An address for documentation, which no machine has.
  expect(await failing({ HOST: "192.0.2.1", PORT: String(await freePort()) })).toContain(
    "HOST is no interface of this machine",
  );
  expect(await isRunning()).toBe(wasRunning);
});
