import { diffText } from "~/kernel/diff";
import { blobIdOf, type Commit, type Files } from "./git";

/** All commits that a repository shares with its forks, by id. */
export type Network = Map<string, Commit>;

// What a commit came from never changes.
const logs = new WeakMap<Commit, Commit[]>();

/** A commit and all it came from, newest committer date first; never a parent before its child. */
export function logFrom(network: Network, head: string): Commit[] {
  const commit = network.get(head);
  if (!commit) return [];
  const known = logs.get(commit) ?? walkedFrom(network, head);
  logs.set(commit, known);
  return known;
}

function walkedFrom(network: Network, head: string): Commit[] {
  const reached = new Map<string, { commit: Commit; children: number }>();
  const open = [head];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    const commit = network.get(sha);
    if (!commit || reached.has(sha)) continue;
    reached.set(sha, { commit, children: 0 });
    open.push(...commit.parents);
  }
  for (const { commit } of reached.values())
    for (const parent of commit.parents) {
      const of = reached.get(parent);
      if (of) of.children += 1;
    }
  const log: Commit[] = [];
  const ready = [...reached.values()].filter(({ children }) => children === 0);
  while (ready.length > 0) {
    ready.sort((a, b) => b.commit.committer.at.getTime() - a.commit.committer.at.getTime());
    const { commit } = ready.shift() ?? { commit: undefined };
    if (!commit) break;
    log.push(commit);
    for (const parent of commit.parents) {
      const of = reached.get(parent);
      if (of && --of.children === 0) ready.push(of);
    }
  }
  return log;
}

export type Comparison = {
  status: "identical" | "ahead" | "behind" | "diverged";
  /** Oldest first, as GitHub lists them. */
  ahead: Commit[];
  behind: Commit[];
  mergeBase: Commit;
};

/** How head stands to base; null where they have no commit in common. */
export function compare(network: Network, { base, head }: { base: string; head: string }): Comparison | null {
  const [ofBase, ofHead] = [logFrom(network, base), logFrom(network, head)];
  const [inBase, inHead] = [ofBase, ofHead].map((log) => new Set(log.map(({ sha }) => sha)));
  const mergeBase = ofHead.find(({ sha }) => inBase?.has(sha));
  if (!mergeBase) return null;
  const ahead = ofHead.filter(({ sha }) => !inBase?.has(sha)).reverse();
  const behind = ofBase.filter(({ sha }) => !inHead?.has(sha)).reverse();
  const status =
    ahead.length === 0 ? (behind.length === 0 ? "identical" : "behind") : behind.length === 0 ? "ahead" : "diverged";
  return { status, ahead, behind, mergeBase };
}

export type FileChange = {
  filename: string;
  status: "added" | "removed" | "modified";
  sha: string;
  additions: number;
  deletions: number;
};

/** What became of each file, in the order of their paths. Renames are told as a removal and an addition. */
export function changesBetween(before: Files, after: Files): FileChange[] {
  const changes: FileChange[] = [];
  for (const filename of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [older, newer] = [before.get(filename), after.get(filename)];
    const blob = newer ?? older;
    if (!blob || (older && newer && blobIdOf(older) === blobIdOf(newer) && older.mode === newer.mode)) continue;
    changes.push({
      filename,
      status: !older ? "added" : newer ? "modified" : "removed",
      sha: blobIdOf(blob),
      ...linesChanged(older?.bytes, newer?.bytes),
    });
  }
  return changes;
}

/** Lines that came and went; none of files that are not text. */
function linesChanged(older: Buffer = Buffer.alloc(0), newer: Buffer = Buffer.alloc(0)) {
  if (older.includes(0) || newer.includes(0)) return { additions: 0, deletions: 0 };
  const [before, after] = [older, newer].map((bytes) => bytes.toString("utf8").match(/[^\n]*\n|[^\n]+$/g) ?? []);
  let same = 0;
  // A line that was reworded counts as one that went and one that came: only whole lines stay.
  for (const { kind, text } of diffText(older.toString("utf8"), newer.toString("utf8")))
    if (kind === "same") same += text.match(/\n/g)?.length ?? 0;
  const kept = Math.min(same, before?.length ?? 0, after?.length ?? 0);
  return { additions: (after?.length ?? 0) - kept, deletions: (before?.length ?? 0) - kept };
}
