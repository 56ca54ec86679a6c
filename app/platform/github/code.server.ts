import type { Octokit } from "octokit";
import { z } from "zod";
import type { Instant } from "~/kernel/time";
import { through } from "./app.server";
import { type Answer, asked, isStatus, type Of, orNone } from "./client.server";
import { noMemory, recallAll } from "./recall.server";
import { findRepository, hiddenSentence, type SeenRepository } from "./seen-repository.server";
import { Activity, Repository, SHA } from "./shapes";

/** What GitHub says of the code at one commit, and where its archive lies. */
export type CodeFacts = {
  /** GitHub's numeric id of the repository, which outlives its names. */
  githubId: bigint;
  commitSha: string;
  treeSha: string;
  /** A branch of this repository that the commit can be reached from. */
  branch: string;
  /** A gzipped tar of the commit's files; of a private repository, the address carries a token of its own. */
  archiveUrl: string;
  isPrivate: boolean;
};

const Commit = z.object({ sha: SHA, commit: z.object({ tree: z.object({ sha: SHA }) }) });
const Comparison = z.object({ status: z.enum(["identical", "behind", "ahead", "diverged"]) });
const Branches = z.array(z.object({ name: z.string() }));

/** So many other branches are looked through for a commit that is not on the default one. */
const MOST_BRANCHES = 30;

type Name = { owner: string; name: string };
/** The installation of the App through which a repository is seen; null where this site sees it by itself. */
type Seen = { installationId: bigint | null };
type Wanted = Name & {
  commit: string | null;
  githubId: bigint | null;
  /** The repository that the team proved to be theirs: of no other is private code read. */
  provenId: bigint | null;
  /** The branch that is known to have led to it. */
  ledTo?: string | undefined;
};

/**
 * Looks a commit up in its repository; null means the head of the default branch. A commit under a repository's address
 * may come from any fork of it: one that no branch leads to is `gone`, with a sentence for its team.
 */
export function readCode({ owner, name, githubId, provenId, commit, ledTo }: Wanted): Promise<Answer<CodeFacts>> {
  return asked<CodeFacts>(async () => {
    const known = { owner, name, githubId, isPrivate: false, installationId: null };
    const answer = await findRepository(known, noMemory());
    if (answer.is !== "known") return answer;
    const { octokit, found: repository } = answer.value;
    if (repository.private && BigInt(repository.id) !== provenId) return { is: "gone", sentence: hiddenSentence() };
    const of = { owner: repository.owner.login, repo: repository.name };
    const { default_branch: main } = repository;
    const { data } = await octokit.rest.repos.getCommit({ ...of, ref: commit ?? main, per_page: 1 });
    const { sha, commit: about } = Commit.parse(data);
    const branch = ledTo ?? (commit === null ? main : await branchWith(octokit, { ...of, sha, main }));
    if (branch === null)
      return {
        is: "gone",
        sentence: `No branch of the repository leads to commit ${sha.slice(0, 12)}; it may be a fork's. Push it to a branch.`,
      };
    return {
      is: "known",
      value: {
        githubId: BigInt(repository.id),
        isPrivate: repository.private,
        commitSha: sha,
        treeSha: about.tree.sha,
        branch,
        archiveUrl: await archiveUrl(octokit, { ...of, ref: sha }),
      },
    };
  });
}

/** The name of the default branch. */
export const readBranchName = ({ owner, name, installationId }: Name & Seen): Promise<Answer<string>> =>
  asked(async () => {
    const { data } = await (await through(installationId)).rest.repos.get({ owner, repo: name });
    return { is: "known", value: Repository.parse(data).default_branch };
  });

/** The head that a branch had, and when GitHub saw it pushed there. */
export type HeadAt = { sha: string; seenAt: Instant };

/**
 * The head that a branch had at an instant, by GitHub's own account of what was pushed and when: the dates of commits are
 * whatever their makers say. Null where that account does not reach back so far.
 * https://docs.github.com/en/rest/repos/repos#list-repository-activities
 */
export function readHeadAt({
  owner,
  name,
  branch,
  at,
  installationId,
}: Name & Seen & { branch: string; at: Instant }): Promise<Answer<HeadAt | null>> {
  return asked<HeadAt | null>(async () => {
    const octokit = await through(installationId);
    const path = `/repos/${owner}/${name}/activity?ref=${encodeURIComponent(branch)}&per_page=100`;
    const isBefore = ({ timestamp }: { timestamp: string }) => new Date(timestamp) < at;
    const question = { path, schema: z.array(Activity) };
    const all = await orNone(recallAll(octokit, noMemory(), question, (page) => page.some(isBefore)));
    const last = all?.filter((one) => one.ref === `refs/heads/${branch}`).find(isBefore);
    if (last?.activity_type === "branch_deletion")
      return { is: "gone", sentence: `At the deadline the branch ${branch} was deleted.` };
    return { is: "known", value: last ? { sha: last.after, seenAt: new Date(last.timestamp) } : null };
  });
}

/** A commit by its whole id, and a branch that leads to it; null where none does. */
export type DeclaredCommit = { sha: string; branch: string | null };

/** Looks up a commit in a repository by at least seven of its digits. A branch or a tag of that name is no commit. */
export function readCommit({ octokit, found }: Pick<SeenRepository, "octokit" | "found">, commit: string) {
  return asked<DeclaredCommit>(async () => {
    const of = { owner: found.owner.login, repo: found.name };
    const main = found.default_branch;
    const { sha } = Commit.parse((await octokit.rest.repos.getCommit({ ...of, ref: commit, per_page: 1 })).data);
    if (!sha.startsWith(commit)) return { is: "gone", sentence: `GitHub has no commit that begins with ${commit}.` };
    return { is: "known", value: { sha, branch: await branchWith(octokit, { ...of, sha, main }) } };
  });
}

/** The default branch where it leads to the commit, else another one that does; null where none is found. */
async function branchWith(
  octokit: Octokit,
  { main, sha, ...of }: Of & { main: string; sha: string },
): Promise<string | null> {
  const leads = async (branch: string): Promise<boolean> => {
    try {
      const basehead = `${branch}...${sha}`;
      const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...of, basehead, per_page: 1 });
      return ["identical", "behind"].includes(Comparison.parse(data).status);
    } catch (error) {
      // 404: the two have no commit in common.
      if (isStatus(error, 404)) return false;
      throw error;
    }
  };
  if (await leads(main)) return main;
  const listed = Branches.parse((await octokit.rest.repos.listBranches({ ...of, per_page: MOST_BRANCHES })).data);
  for (const { name } of listed) if (name !== main && (await leads(name))) return name;
  return null;
}

/** Where GitHub sends those who ask for the archive: an address that needs no token while the repository is public. */
async function archiveUrl(octokit: Octokit, at: Of & { ref: string }): Promise<string> {
  const answer = await octokit.request("GET /repos/{owner}/{repo}/tarball/{ref}", {
    ...at,
    request: { redirect: "manual" },
  });
  return answer.headers.location ?? answer.url;
}
