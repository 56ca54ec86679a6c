import "../../support/loopback";
import { beforeAll, expect, test } from "vitest";
import { startGithubWithApp } from "../../support/github-app";
import { github, withGithub } from "../../support/with-github";

withGithub(startGithubWithApp);
const load = async () => ({
  ...(await import("~/platform/config.server")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/submissions/mark/choose-mark.server")),
  ...(await import("~/submissions/mark/mark-commit.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/team-world")),
  ...(await import("../../support/world")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  site = await load();
});

let made = 0;
const POST = /\/statuses\//;

/** A team with a repository on which the App is installed, and what becomes of its hand-in. */
async function aTeamWithApp({ isWanted = true, isInstalled = true } = {}) {
  made += 1;
  const name = `contrafforte/marked-${made}`;
  const { hub } = github;
  hub.repository(name, { files: { "README.md": "# Buckets\n" } });
  if (isInstalled) hub.installApp(name);
  const challenge = await site.anOpenChallenge(await site.aCity());
  const { slug } = challenge;
  const team = await site.aTeam({ challenge });
  site.must(await site.linkRepository({ slug, address: name, commit: "" }, team.captain));
  if (isWanted) site.must(await site.chooseMark(slug, true, team.captain));
  await site.doJobs();
  const handIn = async () => {
    const { receipt } = await site.anEntry({ challenge, team });
    github.asked.length = 0;
    await site.doJobs();
    return receipt.id;
  };
  const mark = (versionId: string) => site.db.commitStatus.findUnique({ where: { versionId } });
  const posts = () => github.asked.filter(({ method, path }) => method === "POST" && POST.test(path)).length;
  return { name, hub, slug, team, handIn, mark, posts, statuses: () => hub.at(name).statuses };
}

test("where the team asks for it, the commit of a hand-in is marked on GitHub once, with a link to the record", async () => {
  const { name, hub, handIn, mark, posts, statuses } = await aTeamWithApp();
  const versionId = await handIn();
  const { recordHash } = await site.db.submissionVersion.findUniqueOrThrow({ where: { id: versionId } });
  expect(statuses()).toMatchObject([
    {
      ...{ sha: hub.head(name), state: "success", context: "palio", description: "Received by Palio" },
      target: `${site.config().origin}/record/${recordHash}`,
    },
  ]);
  expect(await mark(versionId)).toMatchObject({ state: "posted", why: null, tries: 1 });
  await site.markOnGithub({ versionId });
  expect(posts()).toBe(1);
});

test("nothing is marked unless the team asks for it, and nothing any more once it does not", async () => {
  const { handIn, mark, statuses, slug, team } = await aTeamWithApp({ isWanted: false });
  expect(await mark(await handIn())).toBeNull();
  site.must(await site.chooseMark(slug, true, team.captain));
  site.must(await site.chooseMark(slug, false, team.captain));
  expect(await mark(await handIn())).toBeNull();
  expect(statuses()).toEqual([]);
});

test("where the App is not installed the refusal is noted, and GitHub is not asked again", async () => {
  const { handIn, mark, posts } = await aTeamWithApp({ isInstalled: false });
  const versionId = await handIn();
  expect(await mark(versionId)).toMatchObject({ state: "refused", why: expect.stringContaining("not installed") });
  await site.markOnGithub({ versionId });
  expect(posts()).toBe(0);
});

test("a mark that GitHub refuses is noted and never asked for again", async () => {
  const { handIn, mark, posts } = await aTeamWithApp();
  github.trouble("gone", { on: POST });
  const versionId = await handIn();
  expect(await mark(versionId)).toMatchObject({ state: "refused", tries: 1 });
  github.calm();
  await site.markOnGithub({ versionId });
  expect(posts()).toBe(1);
});

test("through an outage a mark is asked for three times at most, one request each", async () => {
  const { handIn, mark, posts, statuses } = await aTeamWithApp();
  github.trouble("down", { on: POST });
  const versionId = await handIn();
  expect(await mark(versionId)).toMatchObject({ state: "waiting", tries: 1 });
  for (let n = 0; n < 4; n++) await site.markOnGithub({ versionId });
  expect(await mark(versionId)).toMatchObject({
    state: "refused",
    tries: 3,
    why: "GitHub is not answering at present.",
  });
  expect(posts()).toBe(3);
  expect(statuses()).toEqual([]);
});

test("a mark whose answer was lost is not asked for again", async () => {
  const { handIn, mark, posts } = await aTeamWithApp({ isWanted: false });
  const versionId = await handIn();
  await site.db.commitStatus.create({ data: { versionId, state: "asked", tries: 1 } });
  await site.markOnGithub({ versionId });
  expect(posts()).toBe(0);
  expect(await mark(versionId)).toMatchObject({ state: "asked" });
});

test("nobody but a member chooses the mark", async () => {
  const { slug } = await aTeamWithApp({ isWanted: false });
  await expect(site.chooseMark(slug, true, await site.aPerson())).rejects.toMatchObject({ status: 404 });
});
