import type { Octokit } from "octokit";
import type { z } from "zod";
import { asInstallation, installationOf, installDoor } from "./app.server";
import { type Answer, asked, github, ifShown, isStatus, orNone } from "./client.server";
import { ITSELF, type Memory, recall } from "./recall.server";
import { Head, Repository } from "./shapes";

/** A repository that GitHub shows, and to whom: all else about it is asked in the same way. */
type FoundRepository = {
  octokit: Octokit;
  /** The installation of the App through which it is seen; null where this site sees it by itself. */
  installationId: bigint | null;
  found: z.output<typeof Repository>;
  /** Whether it differs from what is remembered. */
  isNews: boolean;
};

/** The same with its head: the newest commit of the default branch, null where there is none yet. */
export type SeenRepository = FoundRepository & { head: string | null };

type Known = {
  owner: string;
  name: string;
  githubId: bigint | null;
  isPrivate: boolean;
  installationId: bigint | null;
};

const PRIVATE = "The repository is private. Make it public, so that the jury can read it.";
const NONE = "GitHub has no public repository or commit of this name.";

/**
 * Why nothing of a repository is read. One that is private and not proven to be the team's is told of in the same words
 * as one that is not there: nobody learns by linking what exists.
 */
export const hiddenSentence = (): string =>
  installDoor()
    ? `${NONE} If it is private, make it public, or install the GitHub App on it and show that it is yours: the jury then reads its code, and nobody else does.`
    : NONE;

/**
 * Looks a repository up, by its number where that is known. A private one is looked at only through the App. Throws what
 * Octokit throws.
 */
export async function findRepository(known: Known, memory: Memory): Promise<Answer<FoundRepository>> {
  const path = known.githubId ? `/repositories/${known.githubId}` : `/repos/${known.owner}/${known.name}`;
  const look = async (octokit: Octokit, installationId: bigint | null): Promise<FoundRepository> => {
    const { value: found, isNews } = await recall(octokit, memory, {
      path,
      name: ITSELF.repository,
      schema: Repository,
    });
    return { octokit, installationId, found, isNews };
  };
  const within = (id: bigint) => ifShown(asInstallation(id).then((octokit) => look(octokit, id)));
  const inside = known.isPrivate && known.installationId !== null ? await within(known.installationId) : null;
  if (inside) return { is: "known", value: inside };
  const open = await orNone(look(github(), null));
  if (open && !open.found.private) return { is: "known", value: open };
  const installation = await installationOf(known);
  const seen = installation && (await within(installation.id));
  if (seen) return { is: "known", value: seen };
  return { is: "gone", sentence: open && !installDoor() ? PRIVATE : hiddenSentence() };
}

/** The same with its head; a new name or owner is followed by GitHub's number. */
export function seeRepository(known: Known, memory: Memory): Promise<Answer<SeenRepository>> {
  return asked<SeenRepository>(async () => {
    const answer = await findRepository(known, memory);
    if (answer.is !== "known") return answer;
    const { octokit, found, isNews } = answer.value;
    const path = `/repositories/${found.id}/commits/${ref(found.default_branch)}`;
    const { head, isNew } = await headOf(octokit, memory, path);
    return { is: "known", value: { ...answer.value, head, isNews: isNews || isNew } };
  });
}

const ref = (name: string): string => name.split("/").map(encodeURIComponent).join("/");

/** The newest commit of a branch; null where the repository is empty, which GitHub answers by 409. */
async function headOf(
  octokit: Octokit,
  memory: Memory,
  path: string,
): Promise<{ head: string | null; isNew: boolean }> {
  try {
    const { value, isNews } = await recall(octokit, memory, { path, name: ITSELF.head, schema: Head });
    return { head: value.sha, isNew: isNews };
  } catch (error) {
    if (isStatus(error, 404, 409, 422)) return { head: null, isNew: true };
    throw error;
  }
}
