import "../../support/loopback";
import { beforeAll, expect, test } from "vitest";
import { DAY, HOUR } from "~/kernel/time";
import { SHA, type Written } from "../../support/fakes/github/git";
import { github, withGithub } from "../../support/with-github";

withGithub();
const load = async () => ({
  ...(await import("~/challenges/draft")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/platform/storage/files.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/submissions/seal/ask-for-seal.server")),
  ...(await import("~/submissions/seal/seal-version.server")),
  ...(await import("~/submissions/seal/sealed-code.server")),
  ...(await import("~/submissions/submissions.server")),
  ...(await import("~/outcomes/entries.server")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/world")),
  ...(await import("../../support/team-world")),
  ...(await import("../../support/clock")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  site = await load();
});

let made = 0;
const FILES = { "README.md": "# Buckets\n", "src/leak.py": "print('drip')\n" };

/** A team whose repository GitHub knows, and what it hands in. */
async function aLinkedTeam(files: Written = FILES, commitIn: (name: string) => string = () => "", cureDays = "7") {
  made += 1;
  const name = `contrafforte/buckets-${made}`;
  const { id } = github.hub.repository(name, { files });
  const commit = commitIn(name);
  const challenge = await site.anOpenChallenge(await site.aCity(), 30 * DAY, {
    rules: { code: { ...site.EMPTY.rules.code, cureDays } },
  });
  const team = await site.aTeam({ challenge, members: 2 });
  site.must(await site.linkRepository({ slug: challenge.slug, address: name, commit }, team.captain));
  await site.doJobs();
  await site.aDraft(team);
  const receipt = site.must(await site.handIn(team));
  const seal = () => site.db.codeSeal.findUniqueOrThrow({ where: { versionId: receipt.id } });
  return { challenge, team, receipt, name, githubId: BigInt(id), head: github.hub.head(name), seal };
}

test("a hand-in does not wait; a job seals the commit, its tree and its files, and the record says so", async () => {
  const { challenge, team, receipt, seal, name, githubId, head } = await aLinkedTeam();
  expect(await seal()).toMatchObject({ state: "pending", commitSha: head, tries: 0 });
  await site.doJobs();
  const sealed = await seal();
  expect(sealed).toMatchObject({ state: "sealed", branch: "main", isWhole: true, fileCount: 2, githubId });
  const leaf = await site.db.recordEntry.findUniqueOrThrow({ where: { hash: sealed.recordHash ?? "" } });
  expect(JSON.parse(leaf.leaf)).toMatchObject({
    ...{ type: "submission.sealed", challenge: challenge.id, version: 1, repository: String(githubId), commit: head },
    ...{ tree: sealed.treeSha, archive: sealed.archiveSha256, files: 2, whole: true },
  });
  expect(await site.soundnessOf(sealed.archiveSha256 ?? "")).toBe("whole");
  const { receipt: shown } = await site.receiptFor(receipt.id, { ...team.captain, organisations: [] } as never);
  expect(shown.seal).toMatchObject({ state: "sealed", fileCount: 2 });

  // Whatever becomes of the repository, what was sealed is what is read.
  github.hub.remove(name);
  await site.sealCode({ versionId: receipt.id });
  expect(await seal()).toEqual(sealed);
  const of = { slug: challenge.slug, number: 1 };
  await expect(site.codeForReader({ ...of, path: "" }, null, await site.now())).rejects.toMatchObject({ status: 404 });
  const later = new Date((challenge.closesAt?.getTime() ?? 0) + HOUR);
  const { place } = await site.codeForReader({ ...of, path: "" }, null, later);
  expect(place?.folder.map(({ name: one, isFolder }) => [one, isFolder])).toEqual([
    ["src", true],
    ["README.md", false],
  ]);
  expect(place?.readmeHtml).toContain("Buckets</h2>");
  const { place: inside } = await site.codeForReader({ ...of, path: "src/leak.py" }, null, later);
  expect(inside?.file).toMatchObject({ mode: "100644", isCut: false });
  expect(inside?.file?.html).toContain("hljs-string");
  await expect(site.codeForReader({ ...of, path: "src/../.." }, null, later)).rejects.toMatchObject({ status: 404 });
});

test("folders are looked into whatever letters they are named in", async () => {
  const files = { "😀 données/ä/ж.py": "print(1)\n", "100%_sure/a.txt": "a\n", "100x_sure/b.txt": "b\n" };
  const { challenge } = await aLinkedTeam(files);
  await site.doJobs();
  const later = new Date((challenge.closesAt?.getTime() ?? 0) + HOUR);
  const inside = async (path: string) =>
    (await site.codeForReader({ slug: challenge.slug, number: 1, path }, null, later)).place?.folder.map(
      ({ name }) => name,
    );
  expect(await inside("")).toHaveLength(3);
  expect(await inside("😀 données")).toEqual(["ä"]);
  expect(await inside("😀 données/ä")).toEqual(["ж.py"]);
  expect(await inside("100%_sure")).toEqual(["a.txt"]);
});

test("a seal is settled once: the database refuses to change it, its files, or to forget them", async () => {
  const { receipt, seal } = await aLinkedTeam();
  await site.doJobs();
  expect((await seal()).state).toBe("sealed");
  const { db } = site;
  const before = await seal();
  const versionId = receipt.id;
  await expect(db.codeSeal.update({ where: { versionId }, data: { why: "no" } })).rejects.toThrow();
  await expect(db.codeSeal.delete({ where: { versionId } })).rejects.toThrow();
  await expect(db.sealedFile.updateMany({ where: { versionId }, data: { bytes: 1n } })).rejects.toThrow();
  await expect(db.sealedFile.deleteMany({ where: { versionId } })).rejects.toThrow();
  expect(await seal()).toEqual(before);
  expect(await db.sealedFile.count({ where: { versionId } })).toBe(2);
});

test.each([["down"], ["limited"], ["babble"]] as const)(
  "GitHub %s blocks nothing, and what it owes is asked for again",
  async (trouble) => {
    const { team, receipt, seal } = await aLinkedTeam();
    github.trouble(trouble);
    await site.doJobs();
    expect(await seal()).toMatchObject({ state: "pending", tries: 1, why: expect.stringMatching(/GitHub/) });
    expect(await site.sealAgain(team.challenge.slug, team.captain)).toMatchObject({ refusal: { code: "pending" } });
    github.calm();
    await site.db.githubPause.deleteMany();
    await site.sealCode({ versionId: receipt.id });
    expect((await seal()).state).toBe("sealed");
  },
);

test("a commit that no branch leads to is not sealed: the team is told once, cures it, and asks again", async () => {
  const aStray = (of: string) => github.hub.strayCommit(of, { files: FILES, message: "From a fork" });
  const { team, challenge, receipt, seal, name } = await aLinkedTeam(FILES, aStray);
  await site.doJobs();
  expect(await seal()).toMatchObject({ state: "failed", why: expect.stringContaining("No branch of the repository") });
  await site.sealCode({ versionId: receipt.id });
  const letters = await site.db.mail.findMany({ where: { key: { startsWith: `unsealed:${receipt.id}` } } });
  expect(letters).toHaveLength(2);
  expect(letters[0]?.text).toContain("is received and counts");
  const stranger = await site.aPerson();
  expect(await site.sealAgain(challenge.slug, stranger)).toMatchObject({ refusal: { code: "no-code" } });
  const stray = (await seal()).commitSha ?? "";
  github.hub.forcePush(name, { to: stray });
  site.must(await site.sealAgain(challenge.slug, team.captain));
  await site.doJobs();
  expect(await seal()).toMatchObject({ state: "sealed", commitSha: stray });
});

test("after the cure GitHub is not asked again", async () => {
  const { team, receipt, seal } = await aLinkedTeam();
  github.trouble("gone");
  await site.doJobs();
  expect((await seal()).state).toBe("failed");
  const { receivedAt } = await site.db.submissionVersion.findUniqueOrThrow({ where: { id: receipt.id } });
  await site.clockFrom(receivedAt, 8 * DAY);
  const key = site.sealKey(receipt.id);
  await site.db.$executeRaw`SELECT graphile_worker.remove_job(${key})`;
  await site.sealCode({ versionId: receipt.id });
  const waiting = await site.db.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker._private_jobs WHERE key = ${key}`;
  expect(waiting).toEqual([]);
  expect(await site.sealAgain(team.challenge.slug, team.captain)).toMatchObject({ refusal: { code: "over" } });
});

test("where the rules give no days, what is wrong with the code stays so, and an outage is still waited for", async () => {
  const { team, receipt, seal } = await aLinkedTeam(FILES, () => "", "0");
  const waiting = () =>
    site.db.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker._private_jobs WHERE key = ${site.sealKey(receipt.id)}`;
  github.trouble("down");
  await site.doJobs();
  expect(await seal()).toMatchObject({ state: "pending", tries: 1 });
  expect(await waiting()).toHaveLength(1);
  await site.db.$executeRaw`SELECT graphile_worker.remove_job(${site.sealKey(receipt.id)})`;
  github.calm();
  github.trouble("gone");
  await site.sealCode({ versionId: receipt.id });
  expect((await seal()).state).toBe("failed");
  expect(await waiting()).toEqual([]);
  const letter = await site.db.mail.findFirstOrThrow({ where: { key: { startsWith: `unsealed:${receipt.id}` } } });
  expect(letter.text).toContain("The rules give no time to put it right");
  expect(await site.sealAgain(team.challenge.slug, team.captain)).toMatchObject({
    refusal: { code: "over", message: expect.stringContaining("no time") },
  });
});

/** A team that is judged by its branch, and what its repository has to do with it. */
async function aTeamOnItsBranch() {
  made += 1;
  const name = `contrafforte/branch-${made}`;
  const { hub } = github;
  const challenge = await site.anOpenChallenge(await site.aCity());
  const closesAt = challenge.closesAt ?? new Date();
  const pushAt = (after: number, file: string) => {
    hub.setClock(new Date(closesAt.getTime() + after));
    return hub.push(name, { files: { [file]: file }, message: file });
  };
  hub.setClock(new Date(closesAt.getTime() - DAY));
  hub.repository(name, { files: FILES });
  const team = await site.aTeam({ challenge });
  const link = { slug: challenge.slug, address: name, commit: "", followsBranch: true };
  site.must(await site.linkRepository(link, team.captain));
  await site.doJobs();
  await site.aDraft(team);
  const receipt = site.must(await site.handIn(team));
  const seal = () => site.db.codeSeal.findUniqueOrThrow({ where: { versionId: receipt.id } });
  return { challenge, closesAt, team, receipt, name, seal, pushAt };
}

test("the branch of a team that chose so is sealed as GitHub saw it when entries closed, whatever is pushed later", async () => {
  const { closesAt, receipt, seal, pushAt, name } = await aTeamOnItsBranch();
  const version = await site.db.submissionVersion.findUniqueOrThrow({ where: { id: receipt.id } });
  expect(version).toMatchObject({ commitSha: null, branch: "main" });
  expect(await seal()).toMatchObject({ state: "pending", notBefore: closesAt, commitSha: null });
  const last = pushAt(-1000, "in time");
  await site.sealCode({ versionId: receipt.id });
  expect(await seal()).toMatchObject({ state: "pending", tries: 0, commitSha: null });
  pushAt(0, "too late");
  github.hub.forcePush(name, { files: { rewritten: "yes" } });
  await site.clockFrom(closesAt, HOUR);
  await site.sealCode({ versionId: receipt.id });
  const sealed = await seal();
  expect(sealed).toMatchObject({ state: "sealed", commitSha: last, branch: "main", isPushSeen: true });
  expect(sealed.observedAt).toEqual(new Date(closesAt.getTime() - 1000));
  const leaf = await site.db.recordEntry.findUniqueOrThrow({ where: { hash: sealed.recordHash ?? "" } });
  expect(JSON.parse(leaf.leaf)).toMatchObject({ commit: last, observed: sealed.observedAt?.toISOString(), by: "push" });
  await site.db.clockShift.deleteMany();
});

test("where GitHub does not tell of pushes, the head that this site saw last before the close is sealed", async () => {
  const { closesAt, receipt, seal, pushAt, name } = await aTeamOnItsBranch();
  const seen = github.hub.head(name);
  pushAt(1000, "too late");
  github.trouble("gone", { on: /\/activity$/ });
  await site.clockFrom(closesAt, HOUR);
  await site.sealCode({ versionId: receipt.id });
  expect(await seal()).toMatchObject({ state: "sealed", commitSha: seen, isPushSeen: false });
  await site.db.clockShift.deleteMany();
});

test("a deadline that moved is waited for; a branch and a commit are not named together", async () => {
  const { challenge, closesAt, receipt, seal, team, name } = await aTeamOnItsBranch();
  const later = new Date(closesAt.getTime() + DAY);
  await site.db.challenge.update({ where: { id: challenge.id }, data: { closesAt: later } });
  await site.clockFrom(closesAt, HOUR);
  await site.sealCode({ versionId: receipt.id });
  expect(await seal()).toMatchObject({ state: "pending", notBefore: later });
  await site.db.clockShift.deleteMany();
  const link = { slug: challenge.slug, address: name, commit: SHA("a1"), followsBranch: true };
  expect(await site.linkRepository(link, team.captain)).toMatchObject({ refusal: { code: "commit" } });
});
