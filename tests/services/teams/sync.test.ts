import { beforeAll, expect, test } from "vitest";
import { DAY, HOUR } from "~/kernel/time";
import { github, withGithub } from "../../support/with-github";

withGithub();
const load = async () => ({
  ...(await import("~/platform/database.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/teams/refresh-repository.server")),
  ...(await import("~/submissions/code/own-code.server")),
  ...(await import("~/submissions/code/declare-baseline.server")),
  ...(await import("~/submissions/publiccode/begin-draft.server")),
  ...(await import("~/submissions/publiccode/written-publiccode.server")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/world")),
  ...(await import("../../support/team-world")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  site = await load();
});

let made = 0;

/** The lists of commits that were asked for. */
const lists = () => github.asked.filter(({ path }) => path.endsWith("/commits"));

/** A team's repository with a commit from before the opening and one from after it, read once. */
async function aSyncedTeam() {
  made += 1;
  const name = `contrafforte/synced-${made}`;
  const challenge = await site.anOpenChallenge(await site.aCity());
  const opening = challenge.opensAt ?? new Date();
  const on = (after: number) => new Date(opening.getTime() + after);
  const { hub } = github;
  hub.setClock(on(HOUR));
  hub.repository(name, { licence: "EUPL-1.2", topics: ["water"] });
  hub.push(name, { files: { "README.md": "# Buckets\n", LICENSE: "EUPL" }, message: "before", committedAt: on(-DAY) });
  const push = (message: string, after: number) =>
    hub.push(name, { files: { [message]: message }, message, committedAt: on(after), authoredAt: on(after) });
  const team = await site.aTeam({ challenge });
  site.must(await site.linkRepository({ slug: challenge.slug, address: name, commit: "" }, team.captain));
  const { id } = await site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } });
  const sync = () => site.refreshLinked({ repositoryId: id });
  const row = () => site.db.repository.findUniqueOrThrow({ where: { id } });
  const commits = async () =>
    (await site.db.repositoryCommit.findMany({ where: { repositoryId: id }, orderBy: { committedAt: "asc" } })).map(
      ({ headline, isReachable }) => (isReachable ? headline : `(${headline})`),
    );
  const code = async () => {
    const seen = await site.codeForMember({ slug: challenge.slug, after: null }, team.captain);
    if (!seen) throw new Error("there is no repository");
    // The team's page reads less, and says the same.
    expect(await site.checksForMember(challenge.slug, team.captain)).toEqual(seen.checks);
    return seen;
  };
  const check = async (wanted: string) => (await code()).checks.find(({ code: one }) => one === wanted);
  return { name, challenge, team, id, hub, push, sync, row, commits, code, check, on };
}

test("a commit whose title holds what a database refuses is read all the same", async () => {
  const { push, sync, row, commits } = await aSyncedTeam();
  // Cut at 200 characters, the second ends in half a bucket.
  push("nul \0 here", HOUR);
  push(`${"a".repeat(199)}\u{1faa3}`, 2 * HOUR);
  await sync();
  expect(await row()).toMatchObject({ state: "known", error: null });
  expect(await commits()).toEqual(["nul  here", `${"a".repeat(199)}\ufffd`]);
});

test("all that GitHub tells of the work since the opening is read, page by page to the end", async () => {
  const { push, sync, row, commits, code, name, hub } = await aSyncedTeam();
  for (let n = 1; n <= 230; n++) push(`step ${n}`, n * 1000);
  hub.release(name, { tag: "v1", name: "The first" });
  hub.check(name, { name: "tests", conclusion: "success" });
  await sync();
  expect(await row()).toMatchObject({
    ...{ state: "known", licence: "EUPL-1.2", topics: ["water"], readme: "# Buckets\n", publiccode: null },
    ...{ headSha: hub.head(name), syncedHead: hub.head(name), isArchived: false, forkOf: null },
  });
  expect((await commits()).length).toBe(230);
  const seen = await code();
  expect(seen.count).toBe(230);
  expect(seen.commits).toHaveLength(50);
  expect(seen.commits[0]?.headline).toBe("step 230");
  expect(seen.next).toBe(seen.commits.at(-1)?.sha);
  expect(seen.releases).toMatchObject([{ tag: "v1", title: "The first" }]);
  expect(seen.runs).toMatchObject([{ name: "tests", conclusion: "success" }]);
  expect(seen.readmeHtml).toContain("Buckets");
  expect(await site.db.repositoryPush.count()).toBeGreaterThan(200);
});

test("where nothing is new, only conditional questions are asked, and nothing is written", async () => {
  const { push, sync, row } = await aSyncedTeam();
  push("one", HOUR);
  await sync();
  const before = await row();
  github.asked.length = 0;
  await sync();
  expect(github.asked.length).toBeGreaterThan(0);
  expect(github.asked.length).toBeLessThanOrEqual(5);
  expect(github.asked.filter(({ isConditional, status }) => !isConditional || status !== 304)).toEqual([]);
  expect({ ...(await row()), askedAt: null, refreshedAt: null }).toEqual({
    ...before,
    askedAt: null,
    refreshedAt: null,
  });
});

test("what was pushed since is asked for alone; a commit that was forced away is said to be gone", async () => {
  const { push, sync, commits, hub, name, on } = await aSyncedTeam();
  const first = push("one", HOUR);
  push("two", 2 * HOUR);
  await sync();
  push("three", 3 * HOUR);
  github.asked.length = 0;
  await sync();
  expect(await commits()).toEqual(["one", "two", "three"]);
  // The newest commit from before alone.
  expect(lists()).toHaveLength(1);
  expect(github.asked.some(({ path }) => path.includes("/compare/"))).toBe(true);
  hub.forcePush(name, { to: first });
  hub.push(name, { files: { four: "4" }, message: "four", committedAt: on(4 * HOUR) });
  await sync();
  expect(await commits()).toEqual(["one", "(two)", "(three)", "four"]);
});

test("a reading that GitHub breaks off goes on where it stopped", async () => {
  const { push, sync, row, commits } = await aSyncedTeam();
  for (let n = 1; n <= 150; n++) push(`step ${n}`, n * 1000);
  // The repository, its head, the file of proof, languages, README, publiccode.yml and the first page of commits, but not
  // the second.
  const { limits } = github;
  limits.used.clear();
  limits.stranger = 7;
  await sync();
  expect(await row()).toMatchObject({ state: "unreachable", syncedHead: null });
  expect(await commits()).toEqual([]);
  github.asked.length = 0;
  await sync();
  expect(github.asked).toEqual([]);
  Object.assign(limits, { stranger: 5000 });
  await site.db.githubPause.deleteMany();
  await sync();
  expect((await commits()).length).toBe(150);
  // The second page, and the newest commit from before.
  expect(lists()).toHaveLength(2);
});

test("a repository is followed by GitHub's number through a new name, a new owner, archiving and deletion", async () => {
  const { sync, row, hub, name } = await aSyncedTeam();
  await sync();
  hub.person({ login: "heir" });
  hub.rename(name, "renamed");
  await sync();
  expect(await row()).toMatchObject({ state: "known", name: "renamed" });
  hub.transfer("contrafforte/renamed", "heir");
  hub.archive("heir/renamed");
  await sync();
  expect(await row()).toMatchObject({ state: "known", owner: "heir", name: "renamed", isArchived: true });
  hub.remove("heir/renamed");
  await sync();
  expect(await row()).toMatchObject({ state: "unreachable", owner: "heir" });
});

test("the pre-check tells of work from before the opening until the team declares it", async () => {
  const { sync, check, row, challenge, team, push } = await aSyncedTeam();
  push("one", HOUR);
  await sync();
  expect(await check("window")).toMatchObject({ is: "fail", fix: expect.stringContaining("as your baseline") });
  const { earlierSha } = await row();
  const { slug } = challenge;
  expect(await site.declareBaseline(slug, "0".repeat(40), team.captain)).toMatchObject({
    refusal: { code: "not-earlier" },
  });
  site.must(await site.declareBaseline(slug, earlierSha, team.captain));
  expect(await check("window")).toMatchObject({ is: "pass" });
  site.must(await site.declareBaseline(slug, null, team.captain));
  expect(await check("window")).toMatchObject({ is: "fail" });
  await expect(site.declareBaseline(slug, null, await site.aPerson())).rejects.toMatchObject({ status: 404 });
});

test("nobody but the team reads what is known of its code", async () => {
  const { challenge } = await aSyncedTeam();
  const stranger = await site.aPerson();
  await expect(site.codeForMember({ slug: challenge.slug, after: null }, stranger)).rejects.toMatchObject({
    status: 404,
  });
});

test("publiccode.yml is checked line by line, fills what is empty in the draft, and is written for a team that has none", async () => {
  const { hub, name, sync, code, team, challenge } = await aSyncedTeam();
  const { slug } = challenge;
  await sync();
  expect((await code()).problems).toBeNull();
  await site.aDraft(team, { demoUrl: "", videoUrl: "" });
  const written = await site.writtenPubliccode(slug, team.captain);
  const [lacking, faulty] = [written?.text ?? "", (written?.text ?? "").replace("EUPL-1.2", "no such licence")];
  expect(lacking).toContain(`url: https://github.com/${name}`);
  hub.push(name, { files: { "publiccode.yml": faulty }, message: "described" });
  await sync();
  const line = faulty.split("\n").findIndex((text) => text.includes("no such licence")) + 1;
  expect((await code()).problems).toContainEqual(
    expect.objectContaining({ line, key: "legal.license", severity: "error" }),
  );
  expect(await site.beginDraft(slug, team.captain)).toMatchObject({ refusal: { code: "nothing-empty" } });
  await site.aDraft(team, { title: "", pitch: "Typed by hand" });
  expect(site.must(await site.beginDraft(slug, team.captain))).toContain("1 field of the draft");
  const draft = await site.db.submissionDraft.findUniqueOrThrow({ where: { teamId: team.id } });
  expect(draft.content).toMatchObject({ title: "Leaky buckets", pitch: "Typed by hand" });
});

test("a README that changed while GitHub broke off is read by the next run", async () => {
  const { hub, name, sync, row } = await aSyncedTeam();
  await sync();
  expect((await row()).readme).toBe("# Buckets\n");
  hub.push(name, { files: { "README.md": "# Better buckets\n" }, message: "better" });
  github.trouble("down", { on: /\/readme$/ });
  await sync();
  expect(await row()).toMatchObject({ state: "unreachable", readme: "# Buckets\n" });
  github.calm();
  await sync();
  expect(await row()).toMatchObject({ state: "known", readme: "# Better buckets\n" });
});
