import { count, list } from "~/kernel/text";
import { DAY, instantText, MINUTE } from "~/kernel/time";
import {
  commitLink,
  commitLinks,
  type Fact,
  type Seen,
  type SeenCommit,
  type SeenPush,
  type SeenRepository,
} from "./seen";

/** A commit may be so much older than the push that brought it before that is told. */
const DATED_BEFORE = DAY;
/** Clocks differ by so much. */
const DATED_AHEAD = 10 * MINUTE;

const byTime = (a: SeenPush, b: SeenPush): number =>
  a.at.getTime() - b.at.getTime() || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
const byDate = (a: SeenCommit, b: SeenCommit): number =>
  a.committedAt.getTime() - b.committedAt.getTime() || (a.sha < b.sha ? -1 : 1);

type Graph = Map<string, SeenCommit>;
const graphOf = (commits: SeenCommit[]): Graph => new Map(commits.map((commit) => [commit.sha, commit]));

/** The known commits that one leads to, itself included, without those that were met before. Each is looked at once. */
function led(graph: Graph, from: string, met: Set<string>): SeenCommit[] {
  const found: SeenCommit[] = [];
  const waiting = [from];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const commit = graph.get(sha);
    if (!commit || met.has(sha)) continue;
    met.add(sha);
    found.push(commit);
    waiting.push(...commit.parents);
  }
  return found;
}

/** What each push was the first to bring, in the order of time. */
export function broughtBy(commits: SeenCommit[], pushes: SeenPush[]): { push: SeenPush; brought: SeenCommit[] }[] {
  const graph = graphOf(commits);
  const met = new Set<string>();
  return [...pushes].sort(byTime).map((push) => ({ push, brought: led(graph, push.after, met).sort(byDate) }));
}

const branchOf = (ref: string): string => ref.replace(/^refs\/heads\//, "");

/** What the branch lost, and what GitHub saw of it. */
export function branchFacts({ commits, pushes, zone }: Seen, repository: SeenRepository): Fact[] {
  const main = repository.defaultBranch;
  const graph = graphOf(commits);
  const inTime = [...pushes].sort(byTime);
  const forced = inTime.filter(({ kind }) => kind === "force_push");
  const onMain = forced.filter(({ ref }) => branchOf(ref) === main);
  const deleted = inTime.filter(({ kind, ref }) => kind === "branch_deletion" && branchOf(ref) === main);
  return [
    ...onMain.map((push) => forcedFact(push, { graph, url: repository.url, zone })),
    ...forcedElsewhere(forced.filter(({ ref }) => branchOf(ref) !== main)),
    ...deleted.map(
      ({ id, at, login, ref }): Fact => ({
        ...{ key: `deleted:${id}`, kind: "deleted", at, links: [] },
        sentence: `${login ?? "Somebody"} deleted ${branchOf(ref)} on ${instantText(at, zone)}.`,
      }),
    ),
    ...goneFact(commits, repository.url),
  ];
}

type Forcing = { graph: Graph; url: string; zone: string };

function forcedFact({ id, ref, before, after, login, at }: SeenPush, { graph, url, zone }: Forcing): Fact {
  const kept = new Set<string>();
  led(graph, after, kept);
  const replaced = led(graph, before, kept).length;
  const told =
    replaced === 0
      ? "No commit that this site knows was taken off the branch by it."
      : `It took ${count(replaced, "commit")} that this site knows off the branch.`;
  return {
    key: `forced:${id}`,
    kind: "forced",
    at,
    sentence: `${login ?? "Somebody"} pushed to ${branchOf(ref)} by force on ${instantText(at, zone)}. ${told}`,
    links: [
      { ...commitLink(url, before), label: "The head before" },
      { ...commitLink(url, after), label: "The head after" },
      { label: "Compare the two", href: `${url}/compare/${before}...${after}` },
    ],
  };
}

/** Branches beside the one that is read are rewritten every day: that it was done is one fact. */
function forcedElsewhere(forced: SeenPush[]): Fact[] {
  if (forced.length === 0) return [];
  const branches = [...new Set(forced.map(({ ref }) => branchOf(ref)))];
  const named = branches.slice(0, 3);
  const more = branches.length - named.length;
  const where = list([...named, ...(more > 0 ? [count(more, "other branch", "other branches")] : [])]);
  return [
    {
      ...{ key: "forced:elsewhere", kind: "forced", at: null, links: [] },
      sentence: `${count(forced.length, "push", "pushes")} by force went to other branches: ${where}.`,
    },
  ];
}

function goneFact(commits: SeenCommit[], url: string): Fact[] {
  const gone = commits.filter(({ isReachable }) => !isReachable).sort(byDate);
  if (gone.length === 0) return [];
  const are = gone.length === 1 ? "is" : "are";
  return [
    {
      ...{ key: "gone", kind: "gone", at: null, links: commitLinks(url, gone) },
      sentence: `${count(gone.length, "commit")} that this site saw on the branch ${are} no longer on it.`,
    },
  ];
}

/** The dates of commits beside the instants at which GitHub saw them arrive. */
export function dateFacts({ commits, pushes, opensAt, zone }: Seen, { url }: SeenRepository): Fact[] {
  const arrivals = broughtBy(commits, pushes);
  const arrived = new Set(arrivals.flatMap(({ brought }) => brought.map(({ sha }) => sha)));
  const unseen = commits.filter(({ sha, committedAt, seenAt }) => !arrived.has(sha) && isAhead(committedAt, seenAt));
  return [
    ...arrivals.flatMap((arrival) => datesOf(arrival, { opensAt, zone, url })),
    ...(unseen.length === 0
      ? []
      : [
          datedFact({
            ...{ key: "dated-ahead:unseen", kind: "dated-ahead", at: null, commits: [...unseen].sort(byDate), url },
            tell: (n) =>
              `${n} dated more than ten minutes after this site first saw ${unseen.length === 1 ? "it" : "them"}.`,
          }),
        ]),
  ];
}

const isAhead = (dated: Date, seen: Date): boolean => dated.getTime() - seen.getTime() > DATED_AHEAD;

type Dating = { opensAt: Date | null; zone: string; url: string };

/** What one push brought: each commit is told of once at most. */
function datesOf({ push, brought }: { push: SeenPush; brought: SeenCommit[] }, { opensAt, zone, url }: Dating): Fact[] {
  const { id, at } = push;
  const when = instantText(at, zone);
  const isEarly = (dated: Date) => opensAt !== null && at < opensAt && dated >= opensAt;
  const early = brought.filter(({ committedAt }) => isEarly(committedAt));
  const ahead = brought.filter(({ committedAt }) => !isEarly(committedAt) && isAhead(committedAt, at));
  const before = brought.filter(({ committedAt }) => at.getTime() - committedAt.getTime() > DATED_BEFORE);
  const of = { at, url };
  const last = (some: SeenCommit[]) => instantText(some.at(-1)?.committedAt ?? at, zone);
  return [
    ...(early.length === 0
      ? []
      : [
          datedFact({
            ...{ key: `early:${id}`, kind: "early", commits: early, ...of },
            tell: (n) =>
              `${n} dated after the opening; GitHub saw ${early.length === 1 ? "it" : "them"} pushed before it, on ${when}.`,
          }),
        ]),
    ...(ahead.length === 0
      ? []
      : [
          datedFact({
            ...{ key: `dated-ahead:${id}`, kind: "dated-ahead", commits: ahead, ...of },
            tell: (n) => `${n} dated after GitHub saw the push on ${when}, the last ${last(ahead)}.`,
          }),
        ]),
    ...(before.length === 0
      ? []
      : [
          datedFact({
            ...{ key: `dated-before:${id}`, kind: "dated-before", commits: before, ...of },
            tell: (n) =>
              `${n} dated more than a day before GitHub saw the push on ${when}, the first ${instantText(before[0]?.committedAt ?? at, zone)}.`,
          }),
        ]),
  ];
}

type Dated = Pick<Fact, "key" | "kind" | "at"> & {
  commits: SeenCommit[];
  url: string;
  tell: (commitsAre: string) => string;
};

const datedFact = ({ key, kind, at, commits, url, tell }: Dated): Fact => ({
  ...{ key, kind, at, links: commitLinks(url, commits) },
  sentence: tell(`${count(commits.length, "commit")} ${commits.length === 1 ? "is" : "are"}`),
});
