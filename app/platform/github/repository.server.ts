import type { Octokit } from "octokit";
import { z } from "zod";
import type { Instant } from "~/kernel/time";
import { type Answer, asked, isLimit, isStatus, orNone } from "./client.server";
import { type Memory, recall, recallAll, recallIfAny, type Told } from "./recall.server";
import type { SeenRepository } from "./seen-repository.server";
import { Activity, Added, Checks, Commit, Contributor, Head, Languages, Release, type Repository } from "./shapes";

/** What Palio reads of a repository. `languages` in bytes, largest first; texts as they stand at the head. */
export type GithubRepository = {
  /** GitHub's numeric id, which outlives names. */
  githubId: bigint;
  owner: string;
  name: string;
  description: string | null;
  licence: string | null;
  languages: { name: string; bytes: number }[];
  topics: string[];
  isArchived: boolean;
  forkOf: string | null;
  kilobytes: number;
  isPrivate: boolean;
  defaultBranch: string;
  /** Null where the repository has no commit yet. */
  headSha: string | null;
  readme: string | null;
  publiccode: string | null;
};

export type GithubCommit = {
  sha: string;
  parents: string[];
  headline: string;
  githubId: bigint | null;
  login: string | null;
  authorName: string;
  authoredAt: Instant;
  committedAt: Instant;
};
export type GithubPush = {
  id: bigint;
  kind: "push" | "force_push" | "branch_creation" | "branch_deletion" | "merge";
  ref: string;
  before: string;
  after: string;
  login: string | null;
  at: Instant;
};
export type GithubRelease = { id: bigint; tag: string; title: string; url: string; publishedAt: Instant | null };
export type GithubCheck = { id: bigint; name: string; status: string; conclusion: string | null; url: string | null };

/** What is known already, so that only what is new is asked for. */
type Known = {
  /** Up to this commit the history since `since` was read to its end. */
  syncedHead: string | null;
  since: Instant;
  /** The commit whose checks are asked about; null means the head. */
  judgedSha: string | null;
  /** The newest push that is known. */
  lastPush: bigint | null;
};

/** The whole of what GitHub says about a repository and the work in it since an instant. */
export type Synced = {
  repository: GithubRepository;
  /** The commits since then that were not known, newest first; null where the head is the one that was read last. */
  commits: { found: GithubCommit[]; isWholeHistory: boolean } | null;
  /** The newest commit from before. */
  earlierSha: string | null;
  /** Those with an account on GitHub, most commits first. */
  contributors: { githubId: bigint; login: string; commits: number }[];
  releases: GithubRelease[];
  checks: { sha: string; runs: GithubCheck[] } | null;
  /** The pushes that were not known; null where GitHub does not tell this site of them. */
  pushes: GithubPush[] | null;
};

const RAW = "application/vnd.github.raw+json";
/** Longer texts are cut: a README of 256 kB is a book. */
const LONGEST_TEXT = 256 * 1024;

/**
 * Reads all of a repository that GitHub shows. While the repository itself is unchanged, what depends on its content alone
 * is not asked for again.
 */
export function readRepository(seen: SeenRepository, known: Known, memory: Memory): Promise<Answer<Synced>> {
  return asked<Synced>(async () => {
    const { octokit, found, head, isNews } = seen;
    const at = `/repositories/${found.id}`;
    const still = { isStill: !isNews };
    const text = (path: string) => recallIfAny(octokit, memory, { path, schema: z.string(), accept: RAW, ...still });
    const languages = await recallIfAny(octokit, memory, { path: `${at}/languages`, schema: Languages, ...still });
    const judged = known.judgedSha ?? head;
    return {
      is: "known",
      value: {
        repository: {
          ...basics(found),
          languages: languagesOf(languages ?? {}),
          headSha: head,
          readme: cut(head && (await text(`${at}/readme`))),
          publiccode: cut(head && (await text(`${at}/contents/publiccode.yml`))),
        },
        commits:
          head === null || head === known.syncedHead ? null : await newCommits({ octokit, memory, at, head, known }),
        earlierSha: head && (await earlierOf({ octokit, memory, at, head, known })),
        contributors: head === null ? [] : await contributorsOf({ octokit, memory, at }, still),
        releases: await releasesOf({ octokit, memory, at }),
        checks: judged === null ? null : { sha: judged, runs: await checksOf({ octokit, memory, at }, judged) },
        pushes: await pushesOf({ octokit, memory, at }, known.lastPush),
      },
    };
  });
}

/** GitHub counts in seconds. */
const secondOf = (instant: Instant): string => `${instant.toISOString().slice(0, 19)}Z`;
const cut = (text: string | null): string | null => text?.replaceAll("\0", "").slice(0, LONGEST_TEXT) ?? null;

function basics(found: z.infer<typeof Repository>) {
  const spdx = found.license?.spdx_id;
  return {
    githubId: BigInt(found.id),
    owner: found.owner.login,
    name: found.name,
    description: found.description?.slice(0, 1000) ?? null,
    licence: found.license ? (spdx && spdx !== "NOASSERTION" ? spdx : found.license.name) : null,
    topics: found.topics.slice(0, 20),
    isArchived: found.archived,
    isPrivate: found.private,
    forkOf: found.parent?.full_name ?? null,
    kilobytes: found.size,
    defaultBranch: found.default_branch,
  };
}

const languagesOf = (languages: Record<string, number>) =>
  Object.entries(languages)
    .map(([name, bytes]) => ({ name, bytes }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 20);

type At = { octokit: Octokit; memory: Memory; at: string };

/**
 * What leads to the head and did not lead to the head that was read last; the whole history since then where that one
 * leads nowhere any more. The history of one commit never changes: a reading that was broken off goes on where it stopped.
 */
async function newCommits({ octokit, memory, at, head, known }: At & { head: string; known: Known }) {
  if (known.syncedHead) {
    const added = await addedSince({ octokit, memory, at }, known.syncedHead, head);
    if (added) {
      const found = added.map(commitOf).filter(({ committedAt }) => committedAt >= known.since);
      return { found, isWholeHistory: false };
    }
  }
  const path = `${at}/commits?sha=${head}&since=${secondOf(known.since)}&per_page=100`;
  const all = await recallAll(octokit, memory, { path, schema: z.array(Commit), isStill: true });
  return { found: all.map(commitOf), isWholeHistory: true };
}

/** The commits from one to another that follows it; null where it does not follow, because history was rewritten. */
async function addedSince({ octokit, memory, at }: At, base: string, head: string) {
  const added: z.infer<typeof Commit>[] = [];
  try {
    for (let path: string | null = `${at}/compare/${base}...${head}?per_page=100`; path !== null; ) {
      const page: Told<z.infer<typeof Added>> = await recall(octokit, memory, { path, schema: Added, isStill: true });
      if (page.value.status !== "ahead") return null;
      added.push(...page.value.commits);
      path = page.next;
    }
    return added;
  } catch (error) {
    // 404: the two have no commit in common, or the first is gone.
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

async function earlierOf({ octokit, memory, at, head, known }: At & { head: string; known: Known }) {
  const before = secondOf(new Date(known.since.getTime() - 1000));
  const path = `${at}/commits?sha=${head}&until=${before}&per_page=1`;
  const { value } = await recall(octokit, memory, { path, schema: z.array(Head), isStill: true });
  return value[0]?.sha ?? null;
}

function commitOf({ sha, parents, author, commit }: z.infer<typeof Commit>): GithubCommit {
  const account = author && "id" in author ? author : null;
  const date = (text: string | undefined) => new Date(text ?? 0);
  return {
    sha,
    parents: parents.map((parent) => parent.sha),
    headline: (commit.message.split("\n", 1)[0] ?? "").slice(0, 200),
    githubId: account ? BigInt(account.id) : null,
    login: account?.login ?? null,
    authorName: (commit.author?.name ?? "").slice(0, 200),
    authoredAt: date(commit.author?.date),
    committedAt: date(commit.committer?.date),
  };
}

async function contributorsOf({ octokit, memory, at }: At, still: { isStill: boolean }) {
  const path = `${at}/contributors?per_page=100`;
  const all = await recallAll(octokit, memory, { path, schema: z.array(Contributor), ...still });
  return all.flatMap(({ id, login, contributions }) =>
    id !== undefined && login !== undefined ? [{ githubId: BigInt(id), login, commits: contributions }] : [],
  );
}

async function releasesOf({ octokit, memory, at }: At): Promise<GithubRelease[]> {
  const path = `${at}/releases?per_page=100`;
  const all = await orNone(recallAll(octokit, memory, { path, schema: z.array(Release) }));
  return (all ?? []).map(({ id, tag_name: tag, name, html_url: url, published_at: published }) => ({
    ...{ id: BigInt(id), tag, title: name || tag, url },
    publishedAt: published === null ? null : new Date(published),
  }));
}

async function checksOf({ octokit, memory, at }: At, sha: string): Promise<GithubCheck[]> {
  const path = `${at}/commits/${sha}/check-runs?per_page=100`;
  try {
    const { value } = await recall(octokit, memory, { path, schema: Checks });
    return value.check_runs.map(({ id, html_url: url, ...run }) => ({ ...run, id: BigInt(id), url }));
  } catch (error) {
    // A declared commit that is not pushed yet has no checks.
    if (isStatus(error, 404, 422)) return [];
    throw error;
  }
}

async function pushesOf({ octokit, memory, at }: At, last: bigint | null): Promise<GithubPush[] | null> {
  const path = `${at}/activity?per_page=100`;
  const isOld = ({ id }: { id: number }) => last !== null && BigInt(id) <= last;
  try {
    const all = await recallAll(octokit, memory, { path, schema: z.array(Activity) }, (page) => page.some(isOld));
    return all.filter((one) => !isOld(one)).map(pushOf);
  } catch (error) {
    if (isStatus(error, 403, 404, 422) && !isLimit(error)) return null;
    throw error;
  }
}

const pushOf = ({ id, activity_type: type, actor, timestamp, ref, before, after }: z.infer<typeof Activity>) => ({
  ...{ id: BigInt(id), ref, before, after, login: actor?.login ?? null, at: new Date(timestamp) },
  kind: type === "pr_merge" || type === "merge_queue_merge" ? ("merge" as const) : type,
});
