import "../../support/loopback";
import { afterEach, beforeAll, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "~/kernel/time";
import type { Written } from "../../support/fakes/github/git";
import { github, withGithub } from "../../support/with-github";

withGithub();
const load = async () => ({
  ...(await import("~/platform/database.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/teams/refresh-repository.server")),
  ...(await import("~/teams/measure-commits.server")),
  ...(await import("~/submissions/code/declare-baseline.server")),
  ...(await import("~/submissions/seal/seal-version.server")),
  ...(await import("~/submissions/provenance/provenance.server")),
  ...(await import("~/submissions/provenance/reply-to-fact.server")),
  ...(await import("~/judging/desk/entry-provenance.server")),
  ...(await import("../../support/clock")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/jury-world")),
  ...(await import("../../support/world")),
  ...(await import("../../support/team-world")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  site = await load();
});
afterEach(async () => {
  Object.assign(github.limits, { stranger: 5000 });
  github.limits.used.clear();
  await site.db.githubPause.deleteMany();
  await site.db.clockShift.deleteMany();
});

let made = 0;
type Challenge = Awaited<ReturnType<typeof site.anOpenChallenge>>;
const aChallenge = async () => site.anOpenChallenge(await site.aCity());

/** A team with an empty repository on the loopback GitHub, whose clock is set for each push. */
async function aTeamThatPushes(challenge: Challenge, named?: string) {
  made += 1;
  const name = named ?? `contrafforte/made-${made}`;
  const { hub } = github;
  if (!named) hub.repository(name);
  const on = (after: number) => new Date((challenge.opensAt?.getTime() ?? 0) + after);
  const team = await site.aTeam({ challenge });
  site.must(await site.linkRepository({ slug: challenge.slug, address: name, commit: "" }, team.captain));
  const { id } = await site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } });
  const push = (message: string, dated: number, { at = dated, files }: { at?: number; files?: Written } = {}) => {
    hub.setClock(on(at));
    return hub.push(name, {
      files: files ?? { [message]: message },
      message,
      committedAt: on(dated),
      authoredAt: on(dated),
    });
  };
  const sync = () => site.refreshLinked({ repositoryId: id });
  const seen = async (viewer = team.captain, at?: Date) =>
    site.provenanceForMember({ slug: challenge.slug, at: at ?? (await site.now()) }, viewer);
  const kinds = async () => (await seen()).facts.map(({ kind }) => kind).sort();
  const reply = (fact: string, text: string, by = team.captain) =>
    site.replyToFact({ slug: challenge.slug, fact, text }, by);
  const handIn = async () => {
    await site.aDraft(team);
    return site.must(await site.handIn(team));
  };
  return { name, hub, challenge, team, id, on, push, sync, seen, kinds, reply, handIn };
}

test("work that was pushed as it was made tells of nothing, and the page says what was looked at", async () => {
  const { push, sync, seen, team, on } = await aTeamThatPushes(await aChallenge());
  expect(await seen()).toMatchObject({ facts: [], work: null, lookedAt: { commits: 0, pushes: 0, isSealed: false } });
  push("one", HOUR);
  push("two", 2 * HOUR);
  await sync();
  // Two hours on may be another day: it is looked at from after them.
  const seenThen = await seen(team.captain, on(3 * HOUR));
  expect(seenThen).toMatchObject({ facts: [], lookedAt: { commits: 2, pushes: 2 }, work: { outside: 0 } });
});

test("forged dates, a push from before the opening and work from before it are told of, every one", async () => {
  const { push, sync, seen, kinds, hub, name, on, team, challenge } = await aTeamThatPushes(await aChallenge());
  const before = push("before", -5 * DAY, { at: -5 * DAY });
  push("dated into the window, pushed before it", 3 * HOUR, { at: -DAY });
  push("dated back", 4 * HOUR, { at: 3 * DAY });
  push("dated ahead", 9 * DAY, { at: 4 * DAY });
  await sync();
  expect(await kinds()).toEqual(["dated-ahead", "dated-before", "early", "earlier"].sort());
  const { facts } = await seen();
  expect(facts.map(({ links }) => links.map(({ href }) => href.split("/commit/")[0]))).toEqual(
    facts.map(() => [`https://github.com/${name}`]),
  );
  expect(facts.find(({ kind }) => kind === "dated-before")?.at).toEqual(on(3 * DAY));
  site.must(await site.declareBaseline(challenge.slug, before, team.captain));
  expect(await kinds()).toContain("baseline");
  expect(await kinds()).not.toContain("earlier");
  expect(hub.head(name)).toBeTruthy();
});

test("a push by force, a fork, a deleted branch and a deleted repository are told of", async () => {
  const challenge = await aChallenge();
  const { hub } = github;
  made += 1;
  hub.setClock(new Date((challenge.opensAt?.getTime() ?? 0) + MINUTE));
  hub.repository(`mercato/buckets-${made}`, { files: { "README.md": "# Buckets\n" } });
  hub.person({ login: "forker" });
  const { name: own } = hub.fork(`mercato/buckets-${made}`, "forker");
  const { name, push, sync, kinds, seen, on } = await aTeamThatPushes(challenge, `forker/${own}`);
  const first = push("one", HOUR);
  push("two", 2 * HOUR);
  push("three", 3 * HOUR);
  await sync();
  expect(await kinds()).toEqual(["fork"]);
  hub.setClock(on(5 * HOUR));
  hub.forcePush(name, { to: first });
  push("four", 6 * HOUR);
  await sync();
  expect(await kinds()).toEqual(["forced", "fork", "gone"]);
  const forced = (await seen()).facts.find(({ kind }) => kind === "forced");
  expect(forced).toMatchObject({ at: on(5 * HOUR), sentence: expect.stringContaining("It took 2 commits") });
  expect(forced?.links.at(-1)?.href).toMatch(/\/compare\/[0-9a-f]{40}\.\.\.[0-9a-f]{40}$/);
  hub.deleteBranch(name, "main");
  await sync();
  expect(await kinds()).toEqual(["deleted", "forced", "fork", "gone"]);
  hub.remove(name);
  await sync();
  expect(await kinds()).toEqual(["deleted", "forced", "fork", "gone", "hidden"]);
});

/** The commits of a repository whose size was asked for. */
const sizesAsked = (name: string) => {
  const one = new RegExp(`^/repositories/${github.hub.at(name).id}/commits/[0-9a-f]{40}$`);
  return github.asked.filter(({ path }) => one.test(path));
};

test("the size of every commit is asked for once, a batch at a time, and a large change is told of", async () => {
  const { name, push, sync, id, kinds, seen } = await aTeamThatPushes(await aChallenge());
  for (let n = 1; n <= 30; n++) push(`step ${n}`, n * MINUTE);
  push("bulk", HOUR, { files: { "bulk.txt": "line\n".repeat(5_001) } });
  await sync();
  github.asked.length = 0;
  await site.measureSome({ repositoryId: id });
  expect(sizesAsked(name)).toHaveLength(25);
  await site.doJobs();
  expect(sizesAsked(name)).toHaveLength(31);
  expect(await kinds()).toEqual(["large"]);
  expect((await seen()).work).toMatchObject({ sizeable: 31, sized: 31, people: [{ commits: 31, added: 5_031 }] });
  await site.measureSome({ repositoryId: id });
  expect(sizesAsked(name)).toHaveLength(31);
});

test("measuring stops where GitHub limits and leaves the last questions of an hour to others", async () => {
  const { push, sync, id } = await aTeamThatPushes(await aChallenge());
  for (let n = 1; n <= 10; n++) push(`step ${n}`, n * MINUTE);
  await sync();
  const measured = () => site.db.repositoryCommit.count({ where: { repositoryId: id, files: { not: null } } });
  const waiting = () =>
    site.db.$queryRaw<{ later: boolean }[]>`SELECT run_at > now() + interval '5 seconds' AS later
      FROM graphile_worker.jobs WHERE key = ${`sizes:${id}`}`;
  github.limits.used.clear();
  github.limits.stranger = 23;
  await site.measureSome({ repositoryId: id });
  expect(await measured()).toBe(3);
  expect(await waiting()).toEqual([{ later: true }]);
  github.limits.used.clear();
  github.limits.stranger = 0;
  await site.measureSome({ repositoryId: id });
  expect(await measured()).toBe(3);
  expect(await waiting()).toEqual([{ later: true }]);
});

/** A file of more than 1 kB that a program of no team holds by chance. */
const BUCKET = `# A bucket with a leak\n${"level = level * leak + amount\n".repeat(60)}`;

/** Two teams that handed in, and a third whose code shares nothing; everything is sealed. */
async function threeEntries() {
  const challenge = await aChallenge();
  const licence = `MIT License\n${"Permission is hereby granted\n".repeat(60)}`;
  const common: Written = { LICENSE: licence, "src/bucket.py": BUCKET, "node_modules/left/pad.js": "pad(1);\n" };
  const teams = [];
  for (const files of [common, common, { LICENSE: licence, "main.py": "print('other')\n" }]) {
    const one = await aTeamThatPushes(challenge);
    one.push("all", HOUR, { files });
    await one.sync();
    await one.handIn();
    teams.push(one);
  }
  await site.doJobs();
  const [first, second, third] = teams;
  if (!first || !second || !third) throw new Error("three teams");
  return { challenge, first, second, third };
}

test("equal trees, shared files and vendored folders are told of; other entries are named from the deadline on", async () => {
  const { challenge, first, second, third } = await threeEntries();
  expect(await third.kinds()).toEqual([]);
  expect(await first.kinds()).toEqual(["same-tree", "shared", "vendored", "vendored-by"]);
  const before = (await first.seen()).facts;
  expect(before.map(({ sentence }) => sentence).join(" ")).not.toMatch(/[Ee]ntry \d/);
  expect(before.find(({ kind }) => kind === "shared")?.sentence).toContain(
    "Another entry has 1 of them, such as src/bucket.py.",
  );
  expect(before.find(({ kind }) => kind === "vendored")?.sentence).toContain(
    "1 file (8 bytes) of the sealed code lies in node_modules.",
  );
  expect(before.find(({ kind }) => kind === "vendored-by")).toMatchObject({
    sentence: expect.stringMatching(/^Commit [0-9a-f]{12} by .+ adds files in node_modules\.$/),
    links: [{ href: expect.stringMatching(new RegExp(`/${first.name}/commit/[0-9a-f]{40}$`)) }],
  });
  await site.clockFrom(challenge.closesAt, HOUR);
  const { number } = await site.db.submission.findUniqueOrThrow({ where: { teamId: second.team.id } });
  const after = (await first.seen()).facts;
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
  expect(after.find(({ kind }) => kind === "same-tree")).toMatchObject({
    sentence: expect.stringContaining(`entry ${number}`),
    links: [{ href: `/challenges/${challenge.slug}/entries/${number}/code` }],
  });
});

test("a team replies beside a fact until judging begins, and its jurors read it there", async () => {
  const { challenge, first, second } = await threeEntries();
  const saidTo = async (fact: string) => (await first.seen()).facts.find(({ key }) => key === fact)?.reply?.text;
  site.must(await first.reply("shared", "We wrote it together at the first meeting."));
  site.must(await first.reply("shared", "We wrote it together.\nBoth teams say so."));
  site.must(await first.reply("vendored:node_modules", "A padding."));
  site.must(await first.reply("vendored:node_modules", ""));
  expect([await saidTo("shared"), await saidTo("vendored:node_modules")]).toEqual([
    "We wrote it together.\nBoth teams say so.",
    undefined,
  ]);
  expect(await first.reply("no-such-fact", "Words.")).toMatchObject({ refusal: { code: "no-fact" } });
  expect((await second.seen()).facts.map(({ reply }) => reply)).toEqual([null, null, null, null]);
  const juror = await site.aJuror({ challenge, chair: await chairOf(challenge) });
  await site.clockFrom(challenge.closesAt, HOUR);
  expect(await first.reply("shared", "Too late.")).toMatchObject({ refusal: { code: "closed" } });
  expect(await first.reply("shared", "")).toMatchObject({ refusal: { code: "closed" } });
  const { number } = await site.db.submission.findUniqueOrThrow({ where: { teamId: first.team.id } });
  const of = { slug: challenge.slug, number };
  await expect(site.provenanceForJuror(of, juror)).rejects.toMatchObject({ status: 404 });
  await assignTo(juror, first.team.id);
  const { provenance } = await site.provenanceForJuror(of, juror);
  expect(provenance.facts.find(({ key }) => key === "shared")?.reply?.text).toBe(
    "We wrote it together.\nBoth teams say so.",
  );
});

test("a team that is judged by its branch replies to what the code tells that was sealed after entries closed", async () => {
  const challenge = await aChallenge();
  const one = await aTeamThatPushes(challenge);
  one.push("all", HOUR, { files: { "vendor/pad.js": "pad(1);\n" } });
  const link = { slug: challenge.slug, address: one.name, commit: "", followsBranch: true };
  site.must(await site.linkRepository(link, one.team.captain));
  await one.sync();
  const { id: versionId } = await one.handIn();
  await site.doJobs();
  expect(await one.kinds()).toEqual(["vendored-by"]);
  await site.clockFrom(challenge.closesAt, HOUR);
  await site.sealCode({ versionId });
  const closed = async () => (await one.seen()).facts.map(({ kind, closed: why }) => [kind, why !== null]);
  expect(await closed()).toEqual([
    ["vendored-by", true],
    ["vendored", false],
  ]);
  site.must(await one.reply("vendored:vendor", "A padding that we did not write."));
  await site.clockFrom(challenge.closesAt, 4 * DAY);
  expect(await closed()).toEqual([
    ["vendored-by", true],
    ["vendored", true],
  ]);
  expect(await one.reply("vendored:vendor", "Another.")).toMatchObject({ refusal: { code: "closed" } });
  expect((await one.seen()).facts[1]?.reply?.text).toBe("A padding that we did not write.");
});

const chairOf = async ({ createdById }: Challenge) => ({
  ...(await site.aPerson("Carla Chair", { isAdministrator: true })),
  ...(createdById ? { id: createdById } : {}),
});

async function assignTo(juror: { id: string }, teamId: string): Promise<void> {
  const { id: jurorId } = await site.db.juror.findFirstOrThrow({ where: { personId: juror.id } });
  const { id: submissionId } = await site.db.submission.findUniqueOrThrow({ where: { teamId } });
  await site.db.assignment.create({ data: { jurorId, submissionId } });
  await site.db.clearance.create({ data: { jurorId, submissionId, saidAt: new Date() } });
}

test("nobody but the team and its jurors reads it, and nobody but the team replies", async () => {
  const { challenge, first, second } = await threeEntries();
  const stranger = await site.aPerson();
  await expect(first.seen(stranger)).rejects.toMatchObject({ status: 404 });
  await expect(first.reply("shared", "I say so.", stranger)).rejects.toMatchObject({ status: 404 });
  await site.clockFrom(challenge.closesAt, HOUR);
  const { number } = await site.db.submission.findUniqueOrThrow({ where: { teamId: first.team.id } });
  for (const viewer of [stranger, second.team.captain, first.team.captain])
    await expect(site.provenanceForJuror({ slug: challenge.slug, number }, viewer)).rejects.toMatchObject({
      status: 404,
    });
});
