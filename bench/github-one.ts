import { db } from "~/platform/database.server";
import { github } from "~/platform/github/client.server";
import { linkRepository } from "~/teams/link-repository.server";
import { refreshLinked } from "~/teams/refresh-repository.server";
import { aTeam } from "../tests/support/team-world.ts";
import { aCity, anOpenChallenge, must } from "../tests/support/world.ts";
import type { Step } from "./github.ts";

const repositories = Number(process.argv[2]);

/** A team of its own links each; its id in the database. */
async function linked(address: string, challenge: Awaited<ReturnType<typeof anOpenChallenge>>): Promise<string> {
  const team = await aTeam({ challenge, name: address.replace("bench/", "Team ") });
  must(await linkRepository({ slug: challenge.slug, address, commit: "" }, team.captain));
  return (await db.repository.findUniqueOrThrow({ where: { teamId: team.id } })).id;
}

const challenge = await anOpenChallenge(await aCity());
const large = await linked("bench/large", challenge);
const small: string[] = [];
for (let n = 0; n < repositories; n += 1) small.push(await linked(`bench/small-${n}`, challenge));

async function sync(repositoryId: string): Promise<void> {
  await refreshLinked({ repositoryId });
  const { state, error } = await db.repository.findUniqueOrThrow({ where: { id: repositoryId } });
  if (state !== "known") throw new Error(`a repository was not synced: ${error}`);
}

const all = async (): Promise<void> => {
  for (const repositoryId of small) await sync(repositoryId);
};

const STEPS: Record<Step, () => Promise<unknown>> = {
  async bare() {
    const octokit = github();
    const pages = octokit.paginate.iterator(octokit.rest.repos.listCommits, {
      ...{ owner: "bench", repo: "large", per_page: 100 },
    });
    for await (const _ of pages);
  },
  commits: () => sync(large),
  first: all,
  again: all,
  async forgotten() {
    await db.githubAnswer.deleteMany();
    await all();
  },
};

process.on("message", async (step: Step) => {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await STEPS[step]();
  clearInterval(look);
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({
    ...{ seconds: (performance.now() - start) / 1000, working: (user + system) / 1e6 },
    megabytes: (most - before) / 1e6,
  });
});
process.send?.({ seconds: 0, working: 0, megabytes: 0 });
