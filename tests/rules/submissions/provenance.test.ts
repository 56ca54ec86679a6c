import { expect, test } from "vitest";
import { DAY, HOUR } from "~/kernel/time";
import { workByDay } from "~/submissions/provenance/days";
import { factsOf } from "~/submissions/provenance/facts";
import { whyNotReply } from "~/submissions/provenance/reply";
import type { Seen, SeenCommit, SeenRepository, SeenSeal } from "~/submissions/provenance/seen";
import { vendorFoldersOf } from "~/teams/vendored";
import { commit, on, push, REPOSITORY, SEAL, seen, sha } from "../../support/provenance";

const told = (more: Partial<Seen>) => factsOf(seen(more)).map(({ key, sentence }) => `${key}: ${sentence}`);
const known = (more: Partial<SeenRepository>) => told({ repository: { ...REPOSITORY, ...more } });

test("work that was pushed as it was made tells of nothing", () => {
  expect(told({ commits: [commit(1), commit(2)], pushes: [push(1, 1), push(2, 2)], seal: SEAL })).toEqual([]);
  expect(told({ repository: null })).toEqual([]);
});

test("a fork, a baseline and earlier work are told of, and a declared baseline is no earlier work", () => {
  expect(known({ forkOf: "mercato/buckets" })).toEqual([
    "fork: GitHub says that the repository is a fork of mercato/buckets.",
  ]);
  expect(known({ earlierSha: sha(7) })).toEqual([
    `earlier:${sha(7)}: The branch leads to commit 000000000000, which is dated before the opening. No baseline is declared.`,
  ]);
  expect(known({ earlierSha: sha(7), baseline: sha(7) })).toEqual([
    `baseline:${sha(7)}: The team declared commit 000000000000 as its baseline: what led to it was there before the opening.`,
  ]);
  expect(known({ earlierSha: sha(8), baseline: sha(7) })[1]).toContain("The declared baseline is another commit.");
});

test("a repository that GitHub shows no more, a commit of a fork and code from elsewhere are told of", () => {
  expect(known({ state: "unreachable", error: "GitHub has no public repository of this name." })).toEqual([
    "hidden: GitHub did not show the repository when it was asked last, on Tue 3 Mar 2026, 09:00 CET. GitHub has no public repository of this name.",
  ]);
  expect(known({ declaredCommit: sha(9), commitState: "stray" })[0]).toContain(
    "no branch of the repository leads to it",
  );
  expect(told({ seal: { ...SEAL, githubId: "2000" } })).toEqual([
    "elsewhere: The sealed code is from another repository than the one that is linked.",
  ]);
});

test("a push by force is told of with who, when by GitHub's clock, and how many known commits it left out", () => {
  const commits = [commit(1), commit(2, { isReachable: false }), commit(3, { isReachable: false })];
  const forced = push(9, 1, { kind: "force_push", before: sha(3), at: on(4 * HOUR) });
  expect(told({ commits, pushes: [push(1, 3), forced] })).toEqual([
    "gone: 2 commits that this site saw on the branch are no longer on it.",
    "forced:9: ada pushed to main by force on Mon 2 Mar 2026, 13:00 CET. It took 2 commits that this site knows off the branch.",
  ]);
  const elsewhere = ["fix", "try", "old", "new"].map((branch, n) => ({
    ...forced,
    id: `${n}`,
    ref: `refs/heads/${branch}`,
  }));
  expect(told({ pushes: elsewhere })).toEqual([
    "forced:elsewhere: 4 pushes by force went to other branches: fix, try, old and 1 other branch.",
  ]);
});

test("dates are held against the push that brought the commit: more than a day before, not a day; ahead by more than ten minutes", () => {
  const at = on(3 * DAY);
  const dated = (committedAt: Date) => told({ commits: [commit(1, { committedAt })], pushes: [push(1, 1, { at })] });
  expect(dated(on(2 * DAY))).toEqual([]);
  expect(dated(new Date(at.getTime() - DAY - 1))[0]).toMatch(
    /^dated-before:1: 1 commit is dated more than a day before/,
  );
  expect(dated(new Date(at.getTime() + HOUR / 6))).toEqual([]);
  expect(dated(new Date(at.getTime() + HOUR))[0]).toMatch(
    /^dated-ahead:1: 1 commit is dated after GitHub saw the push/,
  );
});

test("a commit that is dated after the opening and was pushed before it is told of once, as that", () => {
  expect(told({ commits: [commit(1)], pushes: [push(1, 1, { at: on(-DAY) })] })).toEqual([
    "early:1: 1 commit is dated after the opening; GitHub saw it pushed before it, on Sun 1 Mar 2026, 09:00 CET.",
  ]);
});

test("where GitHub tells of no push, a commit is held against when this site first saw it", () => {
  const ahead = commit(1, { committedAt: on(2 * DAY), seenAt: on(DAY) });
  expect(told({ commits: [ahead] })[0]).toMatch(/^dated-ahead:unseen: 1 commit is dated more than ten minutes after/);
});

test("a change of more than 5,000 lines or 100 files is told of, and merges are not", () => {
  const sized = (more: Partial<SeenCommit>) => told({ commits: [commit(1, more)] });
  expect(sized({ additions: 4_000, deletions: 1_000 })).toEqual([]);
  expect(sized({ additions: 4_000, deletions: 1_001 })).toEqual([
    `large:${sha(1)}: Commit 000000000000 by ada adds 4,000 lines and removes 1,001, in 1 file.`,
  ]);
  expect(sized({ files: 101 })).toHaveLength(1);
  expect(sized({ files: 300 })[0]).toContain("in 300 files or more");
  expect(sized({ additions: 90_000, parents: [sha(2), sha(3)] })).toEqual([]);
});

test("a commit that adds files to folders of vendored code is told of with its link, and a merge is not", () => {
  const vendored = ["node_modules", "web/vendor"];
  expect(told({ commits: [commit(1), commit(2, { vendored })] })).toEqual([
    `vendored-by:${sha(2)}: Commit ${sha(2).slice(0, 12)} by ada adds files in node_modules and web/vendor.`,
  ]);
  expect(told({ commits: [commit(3, { vendored, parents: [sha(1), sha(2)] })] })).toEqual([]);
});

test("the outermost folder of vendored code counts, and a name that only sounds like one does not", () => {
  const files = [
    "a/vendor/b/node_modules/c.js",
    "Pods/x.m",
    "vendors/a.js",
    "src/vendor.js",
    "Pods/y.m",
    "node_modules",
  ];
  expect(vendorFoldersOf(files)).toEqual(["Pods", "a/vendor"]);
});

test("the sealed code tells of vendored folders, of equal trees and of files in other entries, named from the deadline on", () => {
  const vendored = [{ folder: "web/node_modules", files: 1204, bytes: 12_000_000 }];
  const such = ["leak.py", "bucket.py"];
  const sealed = (entry: number | null): SeenSeal => ({
    ...SEAL,
    ...{ vendored, sameTree: [{ entry }], shared: [{ entry, files: 3, own: 2, such }] },
  });
  expect(told({ seal: sealed(7) })).toEqual([
    "same-tree: The sealed code has the same files, byte for byte, as that of entry 7.",
    "shared: Files of the sealed code stand byte for byte in other sealed entries of this challenge. Entry 7 has 3 of them, such as leak.py and bucket.py, 1 of them in folders of vendored code.",
    "vendored:web/node_modules: 1,204 files (12 MB) of the sealed code lie in web/node_modules.",
  ]);
  const unnamed = factsOf(seen({ seal: sealed(null) }));
  expect(unnamed.map(({ sentence }) => sentence).join(" ")).not.toMatch(/[Ee]ntry 7/);
  expect(unnamed.flatMap(({ links }) => links)).toEqual([]);
});

test("no sentence says what a fact means", () => {
  const everything = told({
    repository: {
      ...REPOSITORY,
      forkOf: "a/b",
      earlierSha: sha(7),
      state: "unreachable",
      declaredCommit: sha(9),
      commitState: "stray",
    },
    commits: [
      commit(1, { additions: 9_000 }),
      commit(2, { committedAt: on(-3 * DAY) }),
      commit(3, { isReachable: false }),
    ],
    pushes: [push(1, 1, { at: on(-DAY) }), push(2, 2), push(3, 1, { kind: "force_push", before: sha(3) })],
    seal: { ...SEAL, githubId: "7", sameTree: [{ entry: 2 }], shared: [{ entry: 2, files: 1, own: 1, such: [] }] },
  }).join(" ");
  expect(everything).not.toMatch(/suspic|forge|cheat|copied|plagiar|fraud|violat|unusual|clean|fine\b|warn|only \d/i);
});

test("however many there are of a kind, the first thirty are listed and the others counted", () => {
  const pushes = Array.from({ length: 45 }, (_, n) =>
    push(n + 1, 1, { kind: "force_push", before: sha(3), at: on(n * HOUR) }),
  );
  const facts = told({ pushes });
  expect(facts).toHaveLength(31);
  expect(facts[0]).toMatch(/^forced:1:/);
  expect(facts.at(-1)).toBe("forced:more: 15 more of this kind were seen; the first 30 are listed.");
});

test("days are those of the zone, each once through a change of clocks, and every commit is in one or outside", () => {
  const zone = "Europe/Rome";
  const commits = [
    commit(1, { committedAt: new Date("2026-03-28T23:30:00Z") }),
    commit(2, {
      committedAt: new Date("2026-03-29T21:30:00Z"),
      by: "bea",
      files: null,
      additions: null,
      deletions: null,
    }),
    commit(3, { committedAt: new Date("2026-04-29T21:30:00Z"), parents: [sha(1), sha(2)] }),
    commit(4, { isReachable: false }),
  ];
  const work = workByDay(commits, {
    from: new Date("2026-03-28T10:00:00Z"),
    to: new Date("2026-03-30T22:30:00Z"),
    zone,
  });
  expect(work.days.map(({ day, commits: n }) => `${day} ${n}`)).toEqual([
    "2026-03-28 0",
    "2026-03-29 2",
    "2026-03-30 0",
    "2026-03-31 0",
  ]);
  expect(work).toMatchObject({ outside: 1, sizeable: 2, sized: 1 });
  expect(work.people).toEqual([
    { name: "ada", commits: 2, added: 10, removed: 2, byDay: [0, 1, 0, 0] },
    { name: "bea", commits: 1, added: 0, removed: 0, byDay: [0, 1, 0, 0] },
  ]);
});

test("a team replies up to, but not at, the hour at which entries close", () => {
  const calendar = { closesAt: on(DAY), timeZone: "Europe/Rome" };
  const forced = { kind: "forced", sealedAt: on(DAY) } as const;
  expect(whyNotReply(calendar, forced, on(DAY - 1))).toBeNull();
  expect(whyNotReply(calendar, forced, on(DAY))).toMatchObject({ code: "closed" });
  const early = { kind: "shared", sealedAt: on(DAY - 1) } as const;
  expect(whyNotReply(calendar, early, on(DAY))).toMatchObject({ code: "closed" });
});

test("to what code tells that was sealed at the deadline, its team replies for three days", () => {
  const calendar = { closesAt: on(DAY), timeZone: "Europe/Rome" };
  for (const kind of ["shared", "same-tree", "vendored", "elsewhere"] as const) {
    const late = { kind, sealedAt: on(DAY + HOUR) };
    expect(whyNotReply(calendar, late, on(4 * DAY + HOUR - 1))).toBeNull();
    expect(whyNotReply(calendar, late, on(4 * DAY + HOUR))?.message).toContain("Replies to what the sealed code tells");
  }
});
