import { beforeAll, expect, test } from "vitest";
import { MINUTE } from "~/kernel/time";
import { SHA } from "../../support/fakes/github/git";
import { github, withGithub } from "../../support/with-github";

withGithub();
const load = async () => ({
  ...(await import("~/platform/database.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/teams/refresh-repository.server")),
  ...(await import("~/submissions/submit-entry.server")),
  ...(await import("~/submissions/entry-desk.server")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/world")),
  ...(await import("../../support/team-world")),
  ...(await import("../../support/clock")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  process.env.GITHUB_TOKEN = github.hub.token("the-site", ["repo"]);
  site = await load();
});

/** A repository of two commits under an address that no other test has. */
const aRepository = (address: string) => {
  const { hub } = github;
  if (hub.repositories.some(({ owner, name, isRemoved }) => !isRemoved && `${owner.login}/${name}` === address))
    hub.remove(address);
  const repository = hub.repository(address, {
    ...{ description: "Buckets with a leak", licence: "EUPL-1.2" },
    languages: { JavaScript: 1200, TypeScript: 48000 },
  });
  const older = hub.push(address, { files: { "README.md": "# Buckets\n" }, message: "First" });
  const newest = hub.push(address, { files: { "src/leak.py": "print('drip')\n" }, message: "Drip" });
  return { id: BigInt(repository.id), older, newest, short: older.slice(0, 7) };
};

const world = async () => {
  const challenge = await site.anOpenChallenge(await site.aCity());
  const team = await site.aTeam({ challenge });
  const link = (address: string, commit = "") =>
    site.linkRepository({ slug: challenge.slug, address, commit }, team.captain);
  const linked = () => site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } });
  return { challenge, team, link, linked };
};

test("a repository is linked at once, and what GitHub says of it comes by a job", async () => {
  const { id, newest } = aRepository("Contrafforte/Leaky-Buckets");
  const { link, linked } = await world();
  site.must(await link("https://github.com/contrafforte/leaky-buckets/tree/main"));
  expect(await linked()).toMatchObject({ state: "pending", owner: "contrafforte", headSha: null });
  expect(github.asked).toEqual([]);
  await site.doJobs();
  expect(await linked()).toMatchObject({
    state: "known",
    owner: "Contrafforte",
    name: "Leaky-Buckets",
    githubId: id,
    description: "Buckets with a leak",
    licence: "EUPL-1.2",
    languages: [
      { name: "TypeScript", bytes: 48000 },
      { name: "JavaScript", bytes: 1200 },
    ],
    defaultBranch: "main",
    headSha: newest,
    judgedSha: null,
    error: null,
  });
});

test("a repository of which GitHub tells neither languages nor commits is found all the same", async () => {
  github.hub.repository("a/bare");
  github.trouble("gone", { on: /languages$/ });
  const { link, linked } = await world();
  site.must(await link("a/bare"));
  await site.doJobs();
  expect(await linked()).toMatchObject({ state: "known", languages: [], headSha: null, error: null });
});

test("a commit is declared by its whole id at once, or by its beginning once GitHub knows it", async () => {
  const { older, short } = aRepository("a/b");
  const { link, linked } = await world();
  site.must(await link("a/b", older));
  expect(await linked()).toMatchObject({ declaredCommit: older, judgedSha: older, commitState: "pending" });
  site.must(await link("a/b", short.toUpperCase()));
  expect(await linked()).toMatchObject({ declaredCommit: short, judgedSha: null, commitState: "pending" });
  await site.doJobs();
  const confirmed = { state: "known", declaredCommit: short, judgedSha: older, commitState: "known" };
  expect(await linked()).toMatchObject(confirmed);
  site.must(await link("a/b", short));
  expect(await linked()).toMatchObject({ ...confirmed, state: "pending" });
  site.must(await link("a/b", "fffffff"));
  await site.doJobs();
  expect(await linked()).toMatchObject({
    state: "known",
    declaredCommit: "fffffff",
    judgedSha: null,
    commitState: "unknown",
    error: null,
  });
  expect(await link("a/b", "main")).toMatchObject({ ok: false, refusal: { code: "commit" } });
});

test("a branch that is named like the beginning of a commit is none", async () => {
  const { hub } = github;
  hub.repository("a/hexadecimal", { defaultBranch: "deadbee", files: { "README.md": "# Buckets\n" } });
  const { link, linked } = await world();
  site.must(await link("a/hexadecimal", "deadbee"));
  await site.doJobs();
  expect(await linked()).toMatchObject({ headSha: hub.head("a/hexadecimal"), judgedSha: null, commitState: "unknown" });
});

test("asking GitHub again while it is down forgets no declared commit", async () => {
  const { older, short } = aRepository("a/b");
  const { link, linked, challenge, team } = await world();
  github.trouble("down");
  site.must(await link("a/b", short));
  site.must(await site.askGithubAgain(challenge.slug, team.captain));
  await site.doJobs();
  expect(await linked()).toMatchObject({ state: "unreachable", declaredCommit: short, commitState: "pending" });
  expect((await linked()).askedAt).not.toBeNull();
  expect((await linked()).refreshedAt).toBeNull();
  github.calm();
  expect(await site.askGithubAgain(challenge.slug, team.captain)).toMatchObject({ refusal: { code: "too-soon" } });
  await site.clockFrom((await linked()).askedAt, MINUTE);
  site.must(await site.askGithubAgain(challenge.slug, team.captain));
  await site.doJobs();
  expect(await linked()).toMatchObject({ state: "known", judgedSha: older, commitState: "known" });
  await site.db.clockShift.deleteMany();
});

test("a commit that was pushed after it was declared is found by the clock", async () => {
  aRepository("a/b");
  // The same commit is made elsewhere, before it is pushed here.
  const pushed = { files: { "late.py": "print('drop')\n" }, message: "Late" };
  const late = aRepository("a/elsewhere") && github.hub.push("a/elsewhere", pushed);
  const { link, linked } = await world();
  site.must(await link("a/b", late.slice(0, 7)));
  await site.doJobs();
  expect((await linked()).commitState).toBe("unknown");
  github.hub.push("a/b", pushed);
  await site.refreshAll();
  await site.doJobs();
  expect(await linked()).toMatchObject({ commitState: "known", judgedSha: late });
});

test.each([
  ["gone", "no public repository"],
  ["private", "private"],
  ["hidden", "no public repository"],
  ["down", "not answering"],
  ["babble", "could not be read"],
  ["limited", "asks to wait"],
] as const)("GitHub in trouble (%s) blocks nothing and is said in a sentence", async (trouble, sentence) => {
  aRepository("a/b");
  if (trouble === "private") github.hub.collaborator("a/b", "the-site", "read");
  if (trouble === "private" || trouble === "hidden") github.hub.makePrivate("a/b");
  else github.trouble(trouble);
  const { link, linked, team } = await world();
  site.must(await link("a/b"));
  await site.doJobs();
  expect(await linked()).toMatchObject({ state: "unreachable", headSha: null });
  expect((await linked()).error).toContain(sentence);
  await site.aDraft(team, { demoUrl: "" });
  const receipt = site.must(await site.handIn(team));
  const version = await site.db.submissionVersion.findUniqueOrThrow({ where: { id: receipt.id } });
  expect(version).toMatchObject({ repositoryUrl: "https://github.com/a/b", commitSha: null });
});

test("what GitHub said before stays while it is down, and is asked again by itself", async () => {
  const { newest } = aRepository("a/b");
  const { link, linked } = await world();
  site.must(await link("a/b"));
  await site.doJobs();
  github.trouble("down");
  await site.refreshLinked({ repositoryId: (await linked()).id });
  expect(await linked()).toMatchObject({ state: "unreachable", headSha: newest, licence: "EUPL-1.2" });
  const waiting = await site.db.$queryRaw<{ key: string; late: boolean }[]>`
    SELECT key, run_at > now() AS late FROM graphile_worker.jobs WHERE key = ${`repository:${(await linked()).id}`}`;
  expect(waiting).toMatchObject([{ late: true }]);
});

test("an empty repository is known, and has no commit yet", async () => {
  github.hub.repository("a/empty");
  const { link, linked } = await world();
  site.must(await link("a/empty"));
  await site.doJobs();
  expect(await linked()).toMatchObject({ state: "known", headSha: null });
});

test("by the clock, the repositories of open challenges are asked about again", async () => {
  aRepository("a/b");
  const { link, linked } = await world();
  site.must(await link("a/b"));
  await site.doJobs();
  const newest = github.hub.push("a/b");
  await site.refreshAll();
  await site.doJobs();
  expect((await linked()).headSha).toBe(newest);
});

test("the declared commit is handed in; without one, the head that the server knows", async () => {
  const { older, newest } = aRepository("a/b");
  const { link, team } = await world();
  site.must(await link("a/b"));
  await site.doJobs();
  await site.aDraft(team);
  const commitOf = async () => {
    const { id } = site.must(await site.handIn(team));
    return (await site.db.submissionVersion.findUniqueOrThrow({ where: { id } })).commitSha;
  };
  expect(await commitOf()).toBe(newest);
  site.must(await link("a/b", older));
  expect(await commitOf()).toBe(older);
});

test("the beginning of a commit is never handed in as the head: the team is told what it can do", async () => {
  const { older, newest, short } = aRepository("a/b");
  const { link, team, challenge } = await world();
  site.must(await link("a/b"));
  await site.doJobs();
  await site.aDraft(team);
  const entry = async () => site.entryForMember({ slug: challenge.slug, viewer: team.captain }, await site.now());
  const shaOf = async (result: Awaited<ReturnType<typeof site.handIn>>) =>
    (await site.db.submissionVersion.findUniqueOrThrow({ where: { id: site.must(result).id } })).commitSha;

  site.must(await link("a/b", short));
  const refused = await site.handIn(team);
  expect(refused).toMatchObject({ ok: false, refusal: { code: "commit" } });
  expect((await entry()).why?.message).toBe(
    `GitHub has not yet confirmed commit ${short}. Ask it again, declare all 40 digits, or leave the field empty to hand in the newest that GitHub told of.`,
  );
  expect((await entry()).commitSha).toBeNull();
  expect(await site.db.submissionVersion.count({ where: { submission: { teamId: team.id } } })).toBe(0);
  await site.doJobs();
  expect(await shaOf(await site.handIn(team))).toBe(older);

  site.must(await link("a/b", "fffffff"));
  await site.doJobs();
  expect((await entry()).why?.message).toContain("GitHub knows no single commit that begins with fffffff.");
  expect(await site.handIn(team)).toMatchObject({ ok: false, refusal: { code: "commit" } });
  site.must(await link("a/b"));
  expect(await shaOf(await site.handIn(team))).toBe(newest);
});

test("a whole id is handed in as it was declared, be GitHub down or know it not", async () => {
  aRepository("a/b");
  const { link, linked, team } = await world();
  await site.aDraft(team);
  const handedIn = async () =>
    (await site.db.submissionVersion.findUniqueOrThrow({ where: { id: site.must(await site.handIn(team)).id } }))
      .commitSha;
  github.trouble("down");
  site.must(await link("a/b", SHA("f")));
  await site.doJobs();
  expect(await linked()).toMatchObject({ state: "unreachable", commitState: "pending" });
  expect(await handedIn()).toBe(SHA("f"));
  github.calm();
  await site.refreshLinked({ repositoryId: (await linked()).id });
  expect(await linked()).toMatchObject({ state: "known", commitState: "unknown", judgedSha: SHA("f") });
  expect(await handedIn()).toBe(SHA("f"));
});

test("another repository forgets what was known of the first", async () => {
  aRepository("a/b");
  const { link, linked } = await world();
  site.must(await link("a/b"));
  await site.doJobs();
  site.must(await link("a/other"));
  expect(await linked()).toMatchObject({
    state: "pending",
    name: "other",
    headSha: null,
    licence: null,
    declaredCommit: null,
    judgedSha: null,
    askedAt: null,
  });
});
