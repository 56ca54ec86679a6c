import { createHmac, randomUUID } from "node:crypto";
import definitions from "@octokit/webhooks-examples" with { type: "json" };
import { letterOf } from "./fakes/github/deliveries";
import { type FakeGithub, startGithub } from "./fakes/github/server";
import type { Repository } from "./fakes/github/world";

/** The secret of the tests' settings. */
export const SECRET = "a-secret-of-the-webhooks";

type Letter = { body: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> };

export type WebhookWorld = Awaited<ReturnType<typeof aWebhookWorld>>;

/** A GitHub whose App is installed for `contrafforte`, and the site beside it; webhooks are posted to the site's route. */
export async function aWebhookWorld() {
  const github = await startGithub();
  // The settings are read once, on first use: the fake's address is there before anything of the site is loaded.
  process.env.GITHUB_API_URL = github.url;
  const site = await load();
  github.hub.installApp("contrafforte");
  const challenge = await site.anOpenChallenge(await site.aCity());
  return {
    ...{ github, hub: github.hub, site, challenge, ...watching(site), work: () => work(site) },
    post: (letter: Letter) => answerTo(site, letter),
    /** GitHub posts what happened since it last did, in the order in which it happened. */
    deliver: () => deliver(github, (letter) => answerTo(site, letter)),
    /** Links the repository as a team of the challenge. */
    async link(address: string, of: Awaited<ReturnType<typeof site.anOpenChallenge>> = challenge) {
      const team = await site.aTeam({ challenge: of, name: `Team ${randomUUID().slice(0, 8)}` });
      site.must(await site.linkRepository({ slug: of.slug, address, commit: "" }, team.captain));
      return (await site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } })).id;
    },
  };
}

const load = async () => ({
  ...(await import("~/platform/database.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/teams/refresh-repository.server")),
  ...(await import("~/teams/webhooks/forget-deliveries.server")),
  ...(await import("~/teams/webhooks/take-delivery.server")),
  ...(await import("~/routes/webhooks.github")),
  ...(await import("./jobs")),
  ...(await import("./world")),
  ...(await import("./team-world")),
  ...(await import("./clock")),
});
type Site = Awaited<ReturnType<typeof load>>;

async function answerTo(site: Site, { body, headers }: Letter): Promise<number> {
  const request = new Request("http://localhost:3000/webhooks/github", { method: "POST", body, headers });
  return (await site.action({ request, params: {}, context: { nonce: "", reference: "" } })).status;
}

async function deliver({ hub }: FakeGithub, post: (letter: Letter) => Promise<number>): Promise<number[]> {
  const statuses: number[] = [];
  for (const delivery of hub.deliveries.filter(({ statusCode }) => statusCode === null)) {
    delivery.statusCode = await post(letterOf(delivery, SECRET));
    statuses.push(delivery.statusCode);
  }
  return statuses;
}

/** Does the jobs of webhooks and of GitHub without a worker, whose coming and going takes longer than they do. */
async function work(site: Site): Promise<void> {
  const { db, takeReceived, refreshLinked } = site;
  const jobs = await db.$queryRaw<{ id: bigint; payload: { id: string; repositoryId: string } }[]>`
    SELECT j.id, payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = task_id
    WHERE identifier IN ('take-delivery', 'refresh-repository') ORDER BY j.id`;
  if (jobs.length === 0) return;
  await db.$queryRaw`SELECT id::text FROM graphile_worker.complete_jobs(${jobs.map(({ id }) => id)}::bigint[])`;
  for (const { payload } of jobs) await (payload.id ? takeReceived(payload) : refreshLinked(payload));
  await work(site);
}

/** What the database holds. */
const watching = ({ db }: Site) => ({
  row: (id: string) => db.repository.findUniqueOrThrow({ where: { id } }),
  kept: () => db.githubDelivery.findMany({ orderBy: { receivedAt: "asc" } }),
  waiting: async () =>
    (
      await db.$queryRaw<{ task: string }[]>`SELECT task_identifier AS task FROM graphile_worker.jobs
        WHERE task_identifier IN ('take-delivery', 'refresh-repository')`
    ).map(({ task }) => task),
});

/** A webhook with this body, signed as GitHub signs it, under an id of its own. */
export const signed = (body: string, event = "push"): Letter => ({
  body,
  headers: {
    "content-type": "application/json",
    "x-github-delivery": randomUUID(),
    "x-github-event": event,
    "x-hub-signature-256": `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`,
  },
});

/** One of GitHub's published examples as if it told of this repository. */
export function pointedAt({ id, owner, name }: Repository, { event, payload }: { event: string; payload: object }) {
  const one = { id, name, full_name: `${owner.login}/${name}`, private: false };
  const lists = ["repositories", "repositories_added", "repositories_removed"].filter((list) => list in payload);
  const told = {
    ...payload,
    ...("repository" in payload ? { repository: { ...Object(payload.repository), ...one } } : {}),
    ...Object.fromEntries(lists.map((list) => [list, [one]])),
  };
  return signed(JSON.stringify(told), event);
}

/** All of GitHub's published examples. */
export const examples = definitions.flatMap(({ name, examples: of }) =>
  of.map((payload) => ({ event: name, payload: payload as object })),
);
