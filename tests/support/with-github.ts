import { afterAll, afterEach, beforeAll } from "vitest";
import { type FakeGithub, startGithub } from "./fakes/github/server";

/** The GitHub of a file that calls `withGithub`, from before its first test to after its last. */
export let github: FakeGithub;

async function plain(): Promise<FakeGithub> {
  const started = await startGithub();
  process.env.GITHUB_API_URL = started.url;
  return started;
}

/**
 * Plays GitHub on loopback for a whole file. The settings are read once, on first use: this is called before a file's own
 * `beforeAll`, and what reads them is loaded there. After each test all is calm again and nothing is waited for.
 */
export function withGithub(start: () => Promise<FakeGithub> = plain): void {
  beforeAll(async () => {
    github = await start();
  });
  afterEach(async () => {
    github.calm();
    github.asked.length = 0;
    const { db } = await import("~/platform/database.server");
    await db.githubPause.deleteMany();
  });
  afterAll(() => github.stop());
}
