import { RequestError } from "octokit";
import { z } from "zod";
import { asInstallation, type Installation, installationOf } from "./app.server";
import { type Answer, asked, github, ifShown, isStatus } from "./client.server";
import { type Memory, recallIfAny } from "./recall.server";
import type { SeenRepository } from "./seen-repository.server";

/** Somebody who may be able to speak for a repository, as GitHub knows them. The token is null where there is none. */
export type Speaker = { personId: string; githubId: bigint; login: string; token: string | null };

/** What GitHub tells of who may speak for a repository; the word is looked for first, because it costs no request of its own. */
export type Evidence = {
  topics: string[];
  /** The text of the file `.palio` at the head of the default branch. */
  file: string | null;
  /** Whoever may push to it, by their own token. */
  pushers: string[];
  /** Whose account it is on which the App is installed, or who may push to it by what GitHub tells the App there. */
  installers: string[];
  /** Whose token GitHub does not take any more. */
  spent: Speaker[];
};

const Rights = z.object({
  id: z.int(),
  permissions: z.object({ admin: z.boolean(), maintain: z.boolean().optional(), push: z.boolean() }).optional(),
});
const Collaborator = z.object({ permission: z.string(), user: z.object({ id: z.int() }).nullable() });
const RAW = "application/vnd.github.raw+json";
const LONGEST_FILE = 1_000;

/** Asks for one thing after another until something shows that the speakers may speak for the repository. */
export function readEvidence(
  { octokit, found, head }: SeenRepository,
  { word, speakers }: { word: string; speakers: Speaker[] },
  memory: Memory,
): Promise<Answer<Evidence>> {
  return asked<Evidence>(async () => {
    const path = `/repositories/${found.id}/contents/.palio?ref=${head}`;
    // The files of one commit never change.
    const file = head && (await recallIfAny(octokit, memory, { path, schema: z.string(), accept: RAW, isStill: true }));
    const evidence: Evidence = {
      ...{ topics: found.topics, pushers: [], installers: [], spent: [] },
      file: file?.slice(0, LONGEST_FILE).trim() ?? null,
    };
    if (evidence.topics.includes(word) || evidence.file === word) return { is: "known", value: evidence };
    for (const speaker of speakers) {
      const may = await mayPush(found.id, speaker.token);
      if (may === "spent") evidence.spent.push(speaker);
      if (may === "yes") return { is: "known", value: { ...evidence, pushers: [speaker.personId] } };
    }
    const of = { owner: found.owner.login, name: found.name, githubId: BigInt(found.id) };
    const installation = await installationOf(of);
    const installers = installation ? await installersAmong(speakers, installation, of.githubId) : [];
    return { is: "known", value: { ...evidence, installers } };
  });
}

/** The first of those by whom an installation speaks for a team. */
async function installersAmong(speakers: Speaker[], { id, accountId }: Installation, repository: bigint) {
  const owner = speakers.find(({ githubId }) => githubId === accountId);
  if (owner) return [owner.personId];
  const octokit = await asInstallation(id);
  for (const { personId, githubId, login } of speakers) {
    const path = `/repositories/${repository}/collaborators/${encodeURIComponent(login)}/permission`;
    const answer = await ifShown(octokit.request(`GET ${path}`));
    if (!answer) continue;
    const { permission, user } = Collaborator.parse(answer.data);
    // A login may be another's by the time that it is asked about.
    if (user && BigInt(user.id) === githubId && ["admin", "write"].includes(permission)) return [personId];
  }
  return [];
}

/**
 * Whether GitHub lets whoever a token belongs to push. A limit of theirs is theirs alone: somebody's own token, used up
 * elsewhere, does not silence this site.
 */
async function mayPush(id: number, token: string | null): Promise<"yes" | "no" | "spent"> {
  if (token === null) return "no";
  try {
    const { permissions: may } = Rights.parse((await github(token).request(`GET /repositories/${id}`)).data);
    return may?.push || may?.maintain || may?.admin ? "yes" : "no";
  } catch (error) {
    if (isStatus(error, 401)) return "spent";
    if (error instanceof RequestError) return "no";
    throw error;
  }
}
