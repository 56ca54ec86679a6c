import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll } from "vitest";
import { freePort } from "./free-port";

/** The token that the recordings were made with, as far as they tell. */
const TOKEN = "0000000000000000000000000000000000000001";

/**
 * GitHub's own answers, recorded by Octokit and played back in order by its fixtures server, for the whole file: what
 * was not recorded is answered 404. Called before anything that reads the settings.
 */
export function withRecordedGithub(scenario: string): void {
  let server: ChildProcess | undefined;
  beforeAll(async () => {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const program = "node_modules/@octokit/fixtures-server/bin/server.js";
    // Left to itself it does not find its recordings in a folder with a space in its path.
    const fixtures = "node_modules/@octokit/fixtures/scenarios/**/normalized-fixture.json";
    const settings = { port, fixtures, "fixtures-url": origin, "log-level": "silent", ttl: 3_600_000 };
    const options = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    server = spawn(process.execPath, [program, ...options], {
      stdio: "ignore",
      env: { NODE_ENV: "production", PATH: process.env.PATH },
    });
    await answering(`${origin}/ping`);
    const loaded = await fetch(`${origin}/fixtures`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ scenario }),
    });
    const { url } = (await loaded.json()) as { url: string };
    Object.assign(process.env, { GITHUB_API_URL: url, GITHUB_TOKEN: TOKEN });
  });
  afterAll(() => void server?.kill());
}

async function answering(address: string): Promise<void> {
  for (const end = Date.now() + 30_000; ; ) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > end) throw new Error(`nothing answers at ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
