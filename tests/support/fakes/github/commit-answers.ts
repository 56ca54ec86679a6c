import type { Commit, Signature } from "./git";
import { type Comparison, changesBetween, type FileChange } from "./history";
import { nodeId, type ReposAnswer, time, userAnswer } from "./recorded";
import { fullName, personByEmail, type Repository, type World } from "./world";

type CommitAnswer = ReposAnswer<"listCommits">[number];

/** A commit within a list: without its files. */
export function commitAnswer(world: World, repository: Repository, commit: Commit): CommitAnswer {
  const { sha, tree, parents, author, committer, message, isVerified } = commit;
  const api = `${world.api}/repos/${fullName(repository)}`;
  const web = `https://github.com/${fullName(repository)}`;
  const person = ({ email }: Signature) => {
    const known = personByEmail(world, email);
    return known ? userAnswer(world, known) : null;
  };
  return {
    sha,
    node_id: nodeId("Commit", sha),
    url: `${api}/commits/${sha}`,
    html_url: `${web}/commit/${sha}`,
    comments_url: `${api}/commits/${sha}/comments`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author: { name: author.name, email: author.email, date: time(author.at) },
      committer: { name: committer.name, email: committer.email, date: time(committer.at) },
      message,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
      comment_count: 0,
      verification: {
        verified: isVerified,
        reason: isVerified ? "valid" : "unsigned",
        signature: isVerified ? "-----BEGIN PGP SIGNATURE-----" : null,
        payload: isVerified ? `tree ${tree}\n` : null,
        verified_at: isVerified ? time(committer.at) : null,
      },
    },
    author: person(author),
    committer: person(committer),
    parents: parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${web}/commit/${parent}`,
    })),
  };
}

type FileAnswer = NonNullable<CommitAnswer["files"]>[number];

function fileAnswer(world: World, repository: Repository, { sha, ...change }: FileChange & { at: string }): FileAnswer {
  const { at, filename, status, additions, deletions } = change;
  const path = filename.split("/").map(encodeURIComponent).join("%2F");
  const web = `https://github.com/${fullName(repository)}`;
  return {
    sha,
    filename,
    status,
    additions,
    deletions,
    changes: additions + deletions,
    blob_url: `${web}/blob/${at}/${path}`,
    raw_url: `${web}/raw/${at}/${path}`,
    contents_url: `${world.api}/repos/${fullName(repository)}/contents/${path}?ref=${at}`,
  };
}

/** A commit with what it changed against its first parent. */
export function wholeCommitAnswer(world: World, repository: Repository, commit: Commit): CommitAnswer {
  const before = repository.network.get(commit.parents[0] ?? "")?.files ?? new Map();
  const changes = changesBetween(before, commit.files);
  const additions = changes.reduce((sum, change) => sum + change.additions, 0);
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0);
  return {
    ...commitAnswer(world, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: changes.map((change) => fileAnswer(world, repository, { ...change, at: commit.sha })),
  };
}

export function comparisonAnswer(
  world: World,
  repository: Repository,
  { base, head, status, ahead, behind, mergeBase }: Comparison & { base: Commit; head: Commit },
): ReposAnswer<"compareCommitsWithBasehead"> {
  const api = `${world.api}/repos/${fullName(repository)}/compare`;
  const web = `https://github.com/${fullName(repository)}/compare`;
  const between = `${base.sha}...${head.sha}`;
  return {
    url: `${api}/${between}`,
    html_url: `${web}/${between}`,
    permalink_url: `${web}/${between}`,
    diff_url: `${web}/${between}.diff`,
    patch_url: `${web}/${between}.patch`,
    base_commit: commitAnswer(world, repository, base),
    merge_base_commit: commitAnswer(world, repository, mergeBase),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: ahead.map((commit) => commitAnswer(world, repository, commit)),
    files: changesBetween(mergeBase.files, head.files).map((change) =>
      fileAnswer(world, repository, { ...change, at: head.sha }),
    ),
  };
}

type Short = ReposAnswer<"listBranches">[number];
type Branch = ReposAnswer<"getBranch">;

export const shortBranchAnswer = (world: World, repository: Repository, name: string): Short => {
  const sha = repository.branches.get(name) ?? "";
  return { name, commit: { sha, url: `${world.api}/repos/${fullName(repository)}/commits/${sha}` }, protected: false };
};

export function branchAnswer(
  world: World,
  repository: Repository,
  { name, head }: { name: string; head: Commit },
): Branch {
  const self = `${world.api}/repos/${fullName(repository)}/branches/${name}`;
  return {
    name,
    commit: commitAnswer(world, repository, head),
    _links: { self, html: `https://github.com/${fullName(repository)}/tree/${name}` },
    protected: false,
    protection: { enabled: false, required_status_checks: { enforcement_level: "off", contexts: [], checks: [] } },
    protection_url: `${self}/protection`,
  };
}

/** Those who wrote the commits, most first; people whom GitHub does not know only where they are asked for. */
export function contributorAnswers(
  world: World,
  commits: Commit[],
  isWithAnonymous: boolean,
): ReposAnswer<"listContributors"> {
  const counted = new Map<string, { name: string; email: string; contributions: number }>();
  for (const { author } of commits) {
    const key = personByEmail(world, author.email)?.login ?? author.email;
    const known = counted.get(key);
    if (known) known.contributions += 1;
    else counted.set(key, { name: author.name, email: author.email, contributions: 1 });
  }
  return [...counted.values()]
    .sort((a, b) => b.contributions - a.contributions)
    .flatMap(({ name, email, contributions }): ReposAnswer<"listContributors"> => {
      const person = personByEmail(world, email);
      if (person) {
        const { name: _, email: __, ...known } = userAnswer(world, person);
        return [{ ...known, contributions }];
      }
      return isWithAnonymous ? [{ type: "Anonymous", name, email, contributions }] : [];
    });
}
