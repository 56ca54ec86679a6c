import { z } from "zod";

export const SHA = z.string().regex(/^[0-9a-f]{40}$/);

// What is read of GitHub's answers; the tests hold these shapes against GitHub's own description of its API.
export const Repository = z.object({
  id: z.int(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  private: z.boolean(),
  archived: z.boolean(),
  description: z.string().nullable(),
  license: z.object({ spdx_id: z.string().nullable(), name: z.string() }).nullish(),
  topics: z.array(z.string()).default([]),
  parent: z.object({ full_name: z.string() }).nullish(),
  size: z.int(),
  pushed_at: z.string().nullable(),
  default_branch: z.string(),
});
export const Languages = z.record(z.string(), z.number());
export const Commit = z.object({
  sha: SHA,
  parents: z.array(z.object({ sha: SHA })),
  author: z.union([z.object({ id: z.int(), login: z.string() }), z.object({}).strict()]).nullable(),
  commit: z.object({
    message: z.string(),
    author: z.object({ name: z.string().optional(), date: z.string().optional() }).nullable(),
    committer: z.object({ date: z.string().optional() }).nullable(),
  }),
});
export const Added = z.object({
  status: z.enum(["ahead", "behind", "diverged", "identical"]),
  commits: z.array(Commit),
});
export const Head = z.object({ sha: SHA });
export const Contributor = z.object({
  id: z.int().optional(),
  login: z.string().optional(),
  contributions: z.int(),
});
export const Release = z.object({
  id: z.int(),
  tag_name: z.string(),
  name: z.string().nullable(),
  html_url: z.string(),
  published_at: z.string().nullable(),
});
export const Checks = z.object({
  check_runs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
      html_url: z.string().nullable(),
    }),
  ),
});
const KINDS = ["push", "force_push", "branch_creation", "branch_deletion", "pr_merge", "merge_queue_merge"] as const;
export const Activity = z.object({
  id: z.int(),
  before: z.string(),
  after: z.string(),
  ref: z.string(),
  timestamp: z.string(),
  activity_type: z.enum(KINDS),
  actor: z.object({ login: z.string() }).nullable(),
});
