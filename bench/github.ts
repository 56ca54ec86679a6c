import { type ChildProcess, fork } from "node:child_process";
import { startPostgres } from "~/platform/postgres/embedded.server";
import { type FakeGithub, startGithub } from "../tests/support/fakes/github/server.ts";
import { freshDatabase } from "./fresh-database.ts";

const COMMITS = 10_000;
const REPOSITORIES = 500;
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

export type Step = "commits" | "bare" | "first" | "again" | "forgotten";
/** What a step took in the process that does the work: GitHub is played by another. */
export type Measured = { seconds: number; working: number; megabytes: number };
const STEPS: [Step, string][] = [
  ["bare", `octokit lists ${COMMITS.toLocaleString("en")} commits, keeping none`],
  ["commits", `a repository with ${COMMITS.toLocaleString("en")} commits is synced`],
  ["first", `${REPOSITORIES} repositories are synced for the first time`],
  ["again", `${REPOSITORIES} again, nothing changed`],
  ["forgotten", `${REPOSITORIES} again, with all ETags forgotten`],
];

/** Requests, seconds and memory of the sync, against a GitHub on loopback that answers at once. */
export async function benchGithub(): Promise<void> {
  const postgres = await startPostgres("bench");
  const github = await startGithub();
  fill(github);
  const url = await freshDatabase(postgres.urlOf, "palio_bench_github");
  const child = fork("bench/github-one.ts", [String(REPOSITORIES)], {
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      ...{ PALIO_MODE: "test", DATABASE_URL: url, LOG_LEVEL: "silent" },
      ...{ GITHUB_API_URL: github.url, GITHUB_TOKEN: github.hub.token("bench") },
    },
  });
  await answer(child);
  say(
    `\n${"".padEnd(52)}${"requests".padStart(9)}${"of them 304".padStart(12)}${"seconds".padStart(9)}${"of CPU".padStart(8)}${"MB more".padStart(9)}`,
  );
  for (const [step, name] of STEPS) {
    github.asked.length = 0;
    child.send(step);
    const { seconds, working, megabytes } = await answer(child);
    const unchanged = github.asked.filter(({ status }) => status === 304).length;
    say(
      `${name.padEnd(52)}${String(github.asked.length).padStart(9)}${String(unchanged).padStart(12)}${seconds.toFixed(1).padStart(9)}${working.toFixed(1).padStart(8)}${megabytes.toFixed(0).padStart(9)}`,
    );
  }
  child.kill();
  await github.stop();
  await postgres.stop();
}

function fill({ hub, limits }: FakeGithub): void {
  limits.token = 1_000_000;
  hub.person({ login: "bench" });
  // Later than any opening: what was made before it is not read.
  hub.setClock(new Date(Date.now() + 3_600_000));
  hub.repository("bench/large", { files: { "README.md": "# Large\n" } });
  for (let n = 1; n < COMMITS; n += 1) hub.push("bench/large", { files: { "n.txt": String(n) }, message: `step ${n}` });
  for (let n = 0; n < REPOSITORIES; n += 1) {
    hub.repository(`bench/small-${n}`, { files: { "README.md": `# Small ${n}\n` } });
    for (let more = 0; more < 3; more += 1)
      hub.push(`bench/small-${n}`, { files: { "n.txt": String(more) }, message: `step ${more}` });
  }
}

const answer = (child: ChildProcess): Promise<Measured> =>
  new Promise((resolve, reject) => {
    child.once("message", (measured) => resolve(measured as Measured));
    child.once("exit", (code) => reject(new Error(`the sync ended with ${code}`)));
  });
