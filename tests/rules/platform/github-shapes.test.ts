import { readFileSync } from "node:fs";
import type { Octokit } from "octokit";
import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import * as shapes from "~/platform/github/shapes";

type Rest = Octokit["rest"];
/** What GitHub's own description of its API says that a call answers, as octokit generates it. */
type Answer<Call extends (...of: never[]) => Promise<{ data: unknown }>> = Awaited<ReturnType<Call>>["data"];
type Read<Shape extends z.ZodType> = z.input<Shape>;

test("whatever GitHub's description of its API allows can be read: the type checker holds each shape against it", () => {
  expectTypeOf<Answer<Rest["repos"]["get"]>>().toExtend<Read<typeof shapes.Repository>>();
  expectTypeOf<Answer<Rest["repos"]["listLanguages"]>>().toExtend<Read<typeof shapes.Languages>>();
  expectTypeOf<Answer<Rest["repos"]["listCommits"]>[number]>().toExtend<Read<typeof shapes.Commit>>();
  expectTypeOf<Answer<Rest["repos"]["getCommit"]>>().toExtend<Read<typeof shapes.Head>>();
  expectTypeOf<Answer<Rest["repos"]["compareCommits"]>>().toExtend<Read<typeof shapes.Added>>();
  expectTypeOf<Answer<Rest["repos"]["listContributors"]>[number]>().toExtend<Read<typeof shapes.Contributor>>();
  expectTypeOf<Answer<Rest["repos"]["listReleases"]>[number]>().toExtend<Read<typeof shapes.Release>>();
  expectTypeOf<Answer<Rest["checks"]["listForRef"]>>().toExtend<Read<typeof shapes.Checks>>();
  expectTypeOf<Answer<Rest["repos"]["listActivities"]>[number]>().toExtend<Read<typeof shapes.Activity>>();
});

test("GitHub's recorded answer about a repository is read", () => {
  const recorded = "node_modules/@octokit/fixtures/scenarios/api.github.com/get-repository/normalized-fixture.json";
  const [answer] = JSON.parse(readFileSync(recorded, "utf8")) as { response: unknown }[];
  expect(shapes.Repository.parse(answer?.response)).toMatchObject({ id: 1000, name: "hello-world" });
});
