import { bytesText, count, list } from "~/kernel/text";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { branchFacts, broughtBy, dateFacts } from "./pushes";
import {
  commitLink,
  type Fact,
  type FactKind,
  type Seen,
  type SeenCommit,
  type SeenRepository,
  type SeenSeal,
  short,
} from "./seen";

/** A change is told of where it is larger than this, in lines added and removed, or in files. */
export const LARGE_LINES = 5_000;
export const LARGE_FILES = 100;
/** GitHub lists so many files of a commit. */
const FILES_LISTED = 300;
/** Smaller files are alike by chance. */
export const SHARED_BYTES = 1_000;
/** More of one kind are only counted. */
const MOST_OF_A_KIND = 30;
/** So many entries or folders are named in a sentence. */
const MOST_NAMED = 10;

export const KIND_WORDS: Record<FactKind, string> = {
  fork: "Fork",
  baseline: "Baseline",
  earlier: "Earlier work",
  hidden: "Not shown by GitHub",
  stray: "Declared commit",
  elsewhere: "Another repository",
  forced: "Force-push",
  deleted: "Branch deleted",
  gone: "Off the branch",
  "dated-before": "Dated before the push",
  "dated-ahead": "Dated after the push",
  early: "Pushed before the opening",
  large: "Large change",
  "vendored-by": "Vendored code came in",
  vendored: "Vendored code",
  "same-tree": "Same files as another entry",
  shared: "Files in other entries too",
};

/** What was seen of how the code came about: what has no time first, then by time. It tells and does not judge. */
export function factsOf(seen: Seen): Fact[] {
  const { repository, seal } = seen;
  const ofCode = repository
    ? [
        ...repositoryFacts(repository, seen),
        ...branchFacts(seen, repository),
        ...dateFacts(seen, repository),
        ...measuredFacts(seen, repository),
      ]
    : [];
  return fewOfEach([...ofCode, ...(seal ? sealFacts(seal, seen) : [])].sort(byTime));
}

const byTime = (a: Fact, b: Fact): number =>
  (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0) || (a.key < b.key ? -1 : 1);

/** The first of each kind stay where more are seen later, so that replies stay with them. */
function fewOfEach(facts: Fact[]): Fact[] {
  const told = new Map<FactKind, number>();
  const few = facts.filter(({ kind }) => {
    const nth = (told.get(kind) ?? 0) + 1;
    told.set(kind, nth);
    return nth <= MOST_OF_A_KIND;
  });
  const more = [...told].filter(([, n]) => n > MOST_OF_A_KIND).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...few,
    ...more.map(
      ([kind, n]): Fact => ({
        ...{ key: `${kind}:more`, kind, at: null, links: [] },
        sentence: `${(n - MOST_OF_A_KIND).toLocaleString("en")} more of this kind were seen; the first ${MOST_OF_A_KIND} are listed.`,
      }),
    ),
  ];
}

function repositoryFacts(repository: SeenRepository, { seal, zone }: Seen): Fact[] {
  const { url, forkOf, earlierSha, baseline, state, error, askedAt, declaredCommit, commitState } = repository;
  const fact = (kind: FactKind, key: string, sentence: string, links: Fact["links"] = []): Fact => ({
    ...{ key, kind, at: null, sentence, links },
  });
  const facts: (Fact | false | null)[] = [
    forkOf !== null &&
      fact("fork", "fork", `GitHub says that the repository is a fork of ${forkOf}.`, [
        { label: forkOf, href: new URL(`/${forkOf}`, url).href },
      ]),
    baseline !== null &&
      fact(
        "baseline",
        `baseline:${baseline}`,
        `The team declared commit ${short(baseline)} as its baseline: what led to it was there before the opening.`,
        [commitLink(url, baseline)],
      ),
    earlierSha !== null &&
      earlierSha !== baseline &&
      fact(
        "earlier",
        `earlier:${earlierSha}`,
        `The branch leads to commit ${short(earlierSha)}, which is dated before the opening. ${baseline === null ? "No baseline is declared." : "The declared baseline is another commit."}`,
        [commitLink(url, earlierSha)],
      ),
    state === "unreachable" &&
      fact(
        "hidden",
        "hidden",
        `GitHub did not show the repository when it was asked last${askedAt ? `, on ${instantText(askedAt, zone)}` : ""}. ${error ?? ""}`.trim(),
      ),
    declaredCommit !== null &&
      commitState === "stray" &&
      fact(
        "stray",
        `stray:${declaredCommit}`,
        `GitHub knows the declared commit ${short(declaredCommit)}, but no branch of the repository leads to it.`,
        [commitLink(url, declaredCommit)],
      ),
    seal !== null &&
      seal.githubId !== null &&
      repository.githubId !== null &&
      seal.githubId !== repository.githubId &&
      fact("elsewhere", "elsewhere", "The sealed code is from another repository than the one that is linked.", [
        { label: "The sealed one", href: seal.url },
        { label: "The linked one", href: url },
      ]),
  ];
  return facts.filter((one) => one !== false && one !== null);
}

/** Merges change what the commits that they join have changed. */
export const isMerge = ({ parents }: { parents: string[] }): boolean => parents.length > 1;

/** What GitHub told of a commit when it was measured: a large change, and vendored code that it brought. */
function measuredFacts({ commits, pushes }: Seen, { url }: SeenRepository): Fact[] {
  const arrivals = new Map(
    broughtBy(commits, pushes).flatMap(({ push, brought }) => brought.map(({ sha }) => [sha, push.at] as const)),
  );
  return commits
    .filter((commit) => !isMerge(commit))
    .flatMap((commit): Fact[] => {
      const { sha, additions, deletions, by, seenAt, vendored } = commit;
      const of = { at: arrivals.get(sha) ?? seenAt, links: [commitLink(url, sha)] };
      const large: Fact = {
        ...{ key: `large:${sha}`, kind: "large", ...of },
        sentence: `Commit ${short(sha)} by ${by} adds ${count(additions ?? 0, "line")} and removes ${(deletions ?? 0).toLocaleString("en")}, in ${filesText(commit)}.`,
      };
      const brought: Fact = {
        ...{ key: `vendored-by:${sha}`, kind: "vendored-by", ...of },
        sentence: `Commit ${short(sha)} by ${by} adds files in ${foldersText(vendored)}.`,
      };
      return [...(isLarge(commit) ? [large] : []), ...(vendored.length > 0 ? [brought] : [])];
    });
}

const isLarge = ({ additions, deletions, files }: SeenCommit): boolean =>
  (additions ?? 0) + (deletions ?? 0) > LARGE_LINES || (files ?? 0) > LARGE_FILES;

const filesText = ({ files }: SeenCommit): string =>
  (files ?? 0) >= FILES_LISTED ? `${FILES_LISTED} files or more` : count(files ?? 0, "file");

function foldersText(folders: string[]): string {
  const rest = folders.length - MOST_NAMED;
  return list([...folders.slice(0, MOST_NAMED), ...(rest > 0 ? [count(rest, "more folder")] : [])]);
}

function sealFacts(seal: SeenSeal, { slug }: Seen): Fact[] {
  const { sealedAt: at, vendored, minified, sameTree, shared } = seal;
  const held = ({ files, bytes }: { files: number; bytes: number }) => `${count(files, "file")} (${bytesText(bytes)})`;
  const facts: Fact[] = vendored.map(({ folder, ...size }) => ({
    ...{ key: `vendored:${folder}`, kind: "vendored", at, links: [] },
    sentence: `${held(size)} of the sealed code ${size.files === 1 ? "lies" : "lie"} in ${folder}.`,
  }));
  if (minified.files > 0)
    facts.push({
      ...{ key: "vendored:minified", kind: "vendored", at, links: [] },
      sentence: `${held(minified)} of the sealed code outside such folders ${minified.files === 1 ? "is" : "are"} minified, by the name.`,
    });
  if (sameTree.length > 0)
    facts.push({
      ...{ key: "same-tree", kind: "same-tree", at, links: entryLinks(sameTree, slug) },
      sentence: `The sealed code has the same files, byte for byte, as that of ${entriesText(sameTree)}.`,
    });
  if (shared.length > 0) facts.push(sharedFact(seal, slug));
  return facts;
}

type Other = { entry: number | null };
const inOrder = <T extends Other>(others: T[]): T[] => [...others].sort((a, b) => (a.entry ?? 0) - (b.entry ?? 0));
/** "entry 3, entry 7 and 2 other entries"; only how many where they may not be named. */
function entriesText(others: Other[]): string {
  const named = inOrder(others.filter(({ entry }) => entry !== null)).slice(0, MOST_NAMED);
  const rest = others.length - named.length;
  return list([
    ...named.map(({ entry }) => `entry ${entry}`),
    ...(rest > 0 ? [count(rest, "other entry", "other entries")] : []),
  ]);
}

const entryLinks = (others: Other[], slug: string) =>
  inOrder(others)
    .slice(0, MOST_NAMED)
    .flatMap(({ entry }) =>
      entry === null ? [] : [{ label: `The code of entry ${entry}`, href: paths.sealedCode(slug, entry) }],
    );

function sharedFact({ sealedAt, shared }: SeenSeal, slug: string): Fact {
  const most = [...shared].sort((a, b) => b.own - a.own || b.files - a.files || (a.entry ?? 0) - (b.entry ?? 0));
  const told = most.slice(0, MOST_NAMED).map(({ entry, files, own, such }) => {
    const inside = files - own;
    const names = such.length > 0 ? `, such as ${list(such)}` : "";
    const vendored = inside > 0 ? `, ${inside.toLocaleString("en")} of them in folders of vendored code` : "";
    return `${entry === null ? "Another entry" : `Entry ${entry}`} has ${files.toLocaleString("en")} of them${names}${vendored}.`;
  });
  const rest = most.length - told.length;
  return {
    ...{ key: "shared", kind: "shared", at: sealedAt, links: entryLinks(most.slice(0, MOST_NAMED), slug) },
    sentence: [
      "Files of the sealed code stand byte for byte in other sealed entries of this challenge.",
      ...told,
      ...(rest > 0 ? [`So do ${count(rest, "more entry", "more entries")}.`] : []),
    ].join(" "),
  };
}
