import { z } from "zod";
import { type Answer, asked, github } from "./client.server";

/** How much a commit changed against its first parent: lines, and files as far as GitHub lists them; `added` by name. */
export type CommitSize = { additions: number; deletions: number; files: number; added: string[] };

const Sized = z.object({
  stats: z.object({ additions: z.int(), deletions: z.int() }),
  files: z.array(z.object({ filename: z.string(), status: z.string() })).default([]),
});

/** The size of one commit of a repository by its number, and how many questions GitHub still takes in this hour. */
export function readCommitSize(githubId: bigint, sha: string): Promise<Answer<CommitSize & { left: number }>> {
  return asked<CommitSize & { left: number }>(async () => {
    const { data, headers } = await github().request(`GET /repositories/${githubId}/commits/${sha}`);
    const { stats, files } = Sized.parse(data);
    const left = Number(headers["x-ratelimit-remaining"] ?? Number.POSITIVE_INFINITY);
    const added = files.filter(({ status }) => status === "added").map(({ filename }) => filename);
    return { is: "known", value: { ...stats, files: files.length, added, left } };
  });
}
