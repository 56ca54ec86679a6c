import { DAY, HOUR } from "~/kernel/time";
import type { Seen, SeenCommit, SeenPush, SeenRepository, SeenSeal } from "~/submissions/provenance/seen";

/** The making of a team's code as it is read: a history of commits by their numbers, an hour apart. */
export const OPENS = new Date("2026-03-02T08:00:00Z");
export const on = (after: number) => new Date(OPENS.getTime() + after);
export const sha = (n: number) => n.toString(16).padStart(40, "0");

export const commit = (n: number, more: Partial<SeenCommit> = {}): SeenCommit => ({
  ...{ sha: sha(n), parents: n > 1 ? [sha(n - 1)] : [], committedAt: on(n * HOUR), seenAt: on(90 * DAY) },
  ...{ isReachable: true, additions: 10, deletions: 2, files: 1, vendored: [], by: "ada" },
  ...more,
});
export const push = (id: number, after: number, more: Partial<SeenPush> = {}): SeenPush => ({
  ...{ id: String(id), kind: "push", ref: "refs/heads/main", before: sha(0), after: sha(after), login: "ada" },
  ...{ at: on(after * HOUR) },
  ...more,
});
export const REPOSITORY: SeenRepository = {
  ...{
    url: "https://github.com/contrafforte/buckets",
    githubId: "1000",
    forkOf: null,
    earlierSha: null,
    baseline: null,
  },
  ...{
    defaultBranch: "main",
    state: "known",
    error: null,
    askedAt: on(DAY),
    declaredCommit: null,
    commitState: "pending",
  },
};
export const SEAL: SeenSeal = {
  ...{
    url: REPOSITORY.url,
    githubId: "1000",
    commitSha: sha(1),
    sealedAt: on(DAY),
    vendored: [],
    sameTree: [],
    shared: [],
  },
  minified: { files: 0, bytes: 0 },
};
export const seen = (more: Partial<Seen> = {}): Seen => ({
  ...{
    slug: "drains",
    zone: "Europe/Rome",
    opensAt: OPENS,
    repository: REPOSITORY,
    commits: [],
    pushes: [],
    seal: null,
  },
  ...more,
});
