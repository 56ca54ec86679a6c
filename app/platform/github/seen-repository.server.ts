import type { Octokit } from "octokit";
import type { z } from "zod";
import { type Answer, asked, github, isStatus } from "./client.server";
import { type Memory, recall } from "./recall.server";
import { Head, Repository } from "./shapes";

/** A repository that GitHub shows, and to whom: all else about it is asked in the same way. */
export type SeenRepository = {
  octokit: Octokit;
  found: z.output<typeof Repository>;
  /** The newest commit of the default branch; null where there is none yet. */
  head: string | null;
  /** Whether the repository or its head differs from what is remembered. */
  isNews: boolean;
};

type Known = { owner: string; name: string; githubId: bigint | null };

const PRIVATE = "The repository is private. Make it public, so that the jury can read it.";

/** Looks a repository up: by GitHub's number once it is known, so that a new name or owner is followed, and by name before. */
export function seeRepository(known: Known, memory: Memory): Promise<Answer<SeenRepository>> {
  return asked<SeenRepository>(async () => {
    const path = known.githubId ? `/repositories/${known.githubId}` : `/repos/${known.owner}/${known.name}`;
    const octokit = github();
    const { value: found, isNews } = await recall(octokit, memory, { path, name: "repository", schema: Repository });
    if (found.private) return { is: "gone", sentence: PRIVATE };
    const { head, isNew } = await headOf(
      octokit,
      memory,
      `/repositories/${found.id}/commits/${ref(found.default_branch)}`,
    );
    return { is: "known", value: { octokit, found, head, isNews: isNews || isNew } };
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
    const { value, isNews } = await recall(octokit, memory, { path, schema: Head });
    return { head: value.sha, isNew: isNews };
  } catch (error) {
    if (isStatus(error, 404, 409, 422)) return { head: null, isNew: true };
    throw error;
  }
}
