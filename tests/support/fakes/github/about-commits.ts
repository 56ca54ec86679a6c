import { checkAnswer } from "./check-answers";
import { branchAnswer, commitAnswer, comparisonAnswer, shortBranchAnswer, wholeCommitAnswer } from "./commit-answers";
import { type Commit, treeEntries } from "./git";
import { changesBetween, compare, logFrom } from "./history";
import { commitAt, noCommit } from "./looking-up";
import type { ChecksAnswer, TreeAnswer } from "./recorded";
import { type AskOf, EMPTY, listed, NOT_FOUND, ok, paged, type Reply } from "./reply";
import { fullName, personByEmail, type Repository } from "./world";

/** What can be asked about a repository's commits, by what stands behind its address. */
export const aboutCommits: Record<string, (ask: AskOf) => Reply> = {
  "GET /commits": commits,
  "GET /commits/{ref}/check-runs": checkRuns,
  "GET /commits/{ref}/branches-where-head": (ask) => {
    const { hub, repository } = ask;
    const commit = commitAt(repository, ask.part("ref"));
    if (!commit) return noCommit(ask.part("ref"));
    const led = [...repository.branches].filter(([, sha]) => sha === commit.sha);
    return ok(led.map(([name]) => shortBranchAnswer(hub, repository, name)));
  },
  "GET /commits/{ref+}": wholeCommit,
  "GET /compare/{basehead+}": comparison,
  "GET /branches": (ask) => {
    const names = [...ask.repository.branches.keys()].sort();
    return listed(
      ask,
      names.map((name) => shortBranchAnswer(ask.hub, ask.repository, name)),
    );
  },
  "GET /branches/{branch+}": (ask) => {
    const { hub, repository } = ask;
    const name = ask.part("branch");
    const head = repository.network.get(repository.branches.get(name) ?? "");
    return head ? ok(branchAnswer(hub, repository, { name, head })) : NOT_FOUND;
  },
  "GET /git/trees/{sha}": tree,
};

const isEmpty = (repository: Repository): boolean => repository.branches.size === 0;

function commits(ask: AskOf): Reply {
  const { hub, repository, query } = ask;
  if (isEmpty(repository)) return EMPTY;
  const head = commitAt(repository, query.get("sha") ?? repository.defaultBranch);
  if (!head) return NOT_FOUND;
  const [since, until] = ["since", "until"].map((name) => query.get(name)).map((at) => (at ? Date.parse(at) : null));
  const [author, path] = [query.get("author"), query.get("path")];
  const isWanted = (commit: Commit): boolean => {
    const at = commit.committer.at.getTime();
    return (
      (since === null || since === undefined || at >= since) &&
      (until === null || until === undefined || at <= until) &&
      (author === null || isBy(ask, commit, author)) &&
      (path === null || touches(repository, commit, path))
    );
  };
  const { items, headers } = paged(ask, logFrom(repository.network, head.sha).filter(isWanted));
  return ok(
    items.map((commit) => commitAnswer(hub, repository, commit)),
    headers,
  );
}

/** By a login or an address, as the author's own signature tells. */
function isBy({ hub }: AskOf, { author }: Commit, who: string): boolean {
  const login = personByEmail(hub, author.email)?.login;
  return [login, author.email].some((one) => one?.toLowerCase() === who.toLowerCase());
}

const touches = ({ network }: Repository, { parents, files }: Commit, path: string): boolean =>
  changesBetween(network.get(parents[0] ?? "")?.files ?? new Map(), files).some(
    ({ filename }) => filename === path || filename.startsWith(`${path}/`),
  );

function wholeCommit(ask: AskOf): Reply {
  const { hub, repository } = ask;
  if (isEmpty(repository)) return EMPTY;
  const ref = ask.part("ref");
  const commit = commitAt(repository, ref);
  if (!commit) return noCommit(ref);
  if (ask.headers.accept?.includes("application/vnd.github.sha"))
    return { status: 200, body: commit.sha, headers: { "content-type": "application/vnd.github.sha; charset=utf-8" } };
  const whole = wholeCommitAnswer(hub, repository, commit);
  const { items, headers } = paged(ask, whole.files ?? []);
  return ok({ ...whole, files: items }, headers);
}

/** `main...feature`; a side may name the fork it lies in: `ada:main`. 404 where the two have nothing in common. */
function comparison(ask: AskOf): Reply {
  const { hub, repository } = ask;
  const [base, head] = ask
    .part("basehead")
    .split("...")
    .map((side) => {
      const [login, ref] = side.includes(":") ? side.split(":") : [null, side];
      const isOf = (one: Repository) => one.network === repository.network && one.owner.login === login;
      const of = login === null ? repository : hub.repositories.find(isOf);
      return of && commitAt(of, ref ?? "");
    });
  if (!base || !head) return NOT_FOUND;
  const found = compare(repository.network, { base: base.sha, head: head.sha });
  if (!found) return NOT_FOUND;
  const whole = comparisonAnswer(hub, repository, { ...found, base, head });
  const { items, headers } = paged(ask, whole.commits);
  return ok({ ...whole, commits: items }, headers);
}

function tree(ask: AskOf): Reply {
  const { hub, repository } = ask;
  const sha = ask.part("sha");
  const commit = [...repository.network.values()].find((one) => one.tree === sha) ?? commitAt(repository, sha);
  if (!commit) return isEmpty(repository) ? EMPTY : NOT_FOUND;
  const all = treeEntries(commit.files);
  const entries = ask.query.has("recursive") ? all : all.filter(({ path }) => !path.includes("/"));
  const api = `${hub.api}/repos/${fullName(repository)}/git`;
  const answer: TreeAnswer = {
    sha: commit.tree,
    url: `${api}/trees/${commit.tree}`,
    tree: entries.map((entry) => ({ ...entry, url: `${api}/${entry.type}s/${entry.sha}` })),
    truncated: false,
  };
  return ok(answer);
}

function checkRuns(ask: AskOf): Reply {
  const { hub, repository } = ask;
  const ref = ask.part("ref");
  const commit = commitAt(repository, ref);
  if (!commit) return noCommit(ref);
  const all = repository.checks.filter(({ sha }) => sha === commit.sha);
  const { items, headers } = paged(ask, all);
  const answer: ChecksAnswer = {
    total_count: all.length,
    check_runs: items.map((check) => checkAnswer(hub, repository, check)),
  };
  return ok(answer, headers);
}
