import "../../support/loopback";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "~/accounts/roles";
import { HOUR } from "~/kernel/time";
import { startGithubWithApp } from "../../support/github-app";
import { github, withGithub } from "../../support/with-github";

withGithub(startGithubWithApp);
const load = async () => ({
  ...(await import("~/accounts/github/link-github.server")),
  ...(await import("~/outcomes/entries.server")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/submissions/code/own-code.server")),
  ...(await import("~/submissions/seal/seal-version.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/teams/refresh-repository.server")),
  ...(await import("~/teams/teams.server")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/team-world")),
  ...(await import("../../support/world")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  site = await load();
});

let made = 0;
const FILES = { "README.md": "# A secret\n", "main.py": "print('secret')\n" };

/** Links an account of GitHub to a person, as signing in by it does. */
async function linkedAs(person: Viewer, login: string) {
  const { id } = github.hub.accounts.find((one) => one.login === login) ?? github.hub.person({ login });
  const token = github.hub.token(login, ["user:email"]);
  site.must(await site.linkGithub({ githubId: BigInt(id), login, name: "", email: null, token }, person.id));
}

/** A team whose captain owns a private repository and has linked it here. */
async function aPrivateTeam({ owner = "", address = "" } = {}) {
  made += 1;
  const login = owner || `ada-${made}`;
  const name = address || `${login}/secret-${made}`;
  const { hub } = github;
  if (!address) hub.repository(name, { isPrivate: true, files: FILES });
  const challenge = await site.anOpenChallenge(await site.aCity());
  const { slug } = challenge;
  const team = await site.aTeam({ challenge, members: 2 });
  const link = async () => site.must(await site.linkRepository({ slug, address: name, commit: "" }, team.captain));
  await link();
  const row = () => site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } });
  const sync = async () => site.refreshLinked({ repositoryId: (await row()).id });
  const code = async () => {
    const seen = await site.codeForMember({ slug, after: null }, team.captain);
    if (!seen) throw new Error("there is no repository");
    return seen;
  };
  const later = new Date((challenge.closesAt?.getTime() ?? 0) + HOUR);
  return { login, name, hub, challenge, slug, team, row, sync, code, later };
}

test("a private repository is told how it may be read; nothing of it is", async () => {
  const { sync, row } = await aPrivateTeam();
  await sync();
  expect(await row()).toMatchObject({ state: "unreachable", readme: null, headSha: null, isPrivate: false });
  expect((await row()).error).toMatch(/make it public, or install the GitHub App on it and show that it is yours/);
});

test("through the App that a member installed, a private repository is read, proven and sealed for the jury alone", async () => {
  const { login, name, hub, sync, row, code, team, challenge, slug, later } = await aPrivateTeam();
  const { id: installation } = hub.installApp(name);
  await linkedAs(team.captain, login);
  await sync();
  expect(await row()).toMatchObject({
    ...{ state: "known", isPrivate: true, installationId: BigInt(installation), readme: "# A secret\n" },
    ...{ proof: "installation", provenById: team.captain.id, headSha: hub.head(name) },
  });
  const { checks } = await code();
  expect(checks.find(({ code: one }) => one === "visible")).toMatchObject({ is: "pass" });
  await sync();
  expect(await row()).toMatchObject({ state: "known", isPrivate: true });

  const { number } = await site.anEntry({ challenge, team });
  await site.doJobs();
  const seal = await site.db.codeSeal.findFirstOrThrow({ where: { version: { submission: { teamId: team.id } } } });
  expect(seal).toMatchObject({ state: "sealed", isPrivate: true, isWhole: true, fileCount: 2 });

  const of = { slug, number };
  const stranger = await site.aPerson();
  for (const viewer of [null, stranger]) {
    expect((await site.codeForReader({ ...of, path: "" }, viewer, later)).place).toBeNull();
    await expect(site.archiveForReader(of, viewer, later)).rejects.toMatchObject({ status: 404 });
    const { evidence, isInside } = await site.entryForReader(of, viewer, later);
    expect({ isInside, url: evidence.repositoryUrl }).toEqual({ isInside: false, url: null });
  }
  const page = await site.teamForVisitor({ slug, team: team.slug }, later);
  expect(page.repository).toBeNull();

  const juror = await site.aPerson("Jutta Juror");
  await site.db.juror.create({ data: { challengeId: challenge.id, personId: juror.id, number: 1 } });
  for (const viewer of [team.captain, juror]) {
    expect((await site.codeForReader({ ...of, path: "main.py" }, viewer, later)).place?.file?.html).toContain("secret");
    expect((await site.archiveForReader(of, viewer, later)).seal.archiveSha256).toBe(seal.archiveSha256);
    expect((await site.entryForReader(of, viewer, later)).evidence.repositoryUrl).toContain(name);
  }
  await site.db.conflict.create({
    data: {
      juror: { connect: { challengeId_personId: { challengeId: challenge.id, personId: juror.id } } },
      submission: { connect: { challengeId_number: { challengeId: challenge.id, number } } },
      ...{ kind: "declared", reason: "A friend." },
    },
  });
  expect((await site.codeForReader({ ...of, path: "" }, juror, later)).place).toBeNull();
});

test("whoever links another's private repository learns nothing of it, and nothing of it is sealed", async () => {
  const owner = await aPrivateTeam();
  owner.hub.installApp(owner.name);
  await linkedAs(owner.team.captain, owner.login);
  await owner.sync();
  expect((await owner.row()).state).toBe("known");
  const thief = await aPrivateTeam({ address: owner.name });
  await linkedAs(thief.team.captain, `thief-${made}`);
  await thief.sync();
  const there = await thief.row();
  expect(there).toMatchObject({ state: "unreachable", readme: null, headSha: null, proof: "none", githubId: null });
  const none = await aPrivateTeam({ address: `${owner.login}/no-such-thing` });
  await none.sync();
  expect((await none.row()).error).toBe(there.error);
  await site.anEntry({ challenge: thief.challenge, team: thief.team });
  await site.doJobs();
  const seal = await site.db.codeSeal.findFirstOrThrow({
    where: { version: { submission: { teamId: thief.team.id } } },
  });
  expect(seal).toMatchObject({ state: "failed", archiveSha256: null, why: there.error });
});

test("on an organisation's repository the App tells who may push to it; reading it is not enough", async () => {
  github.hub.organisation({ login: "lantern-works", owners: [] });
  const { name, hub, sync, row, team } = await aPrivateTeam({ owner: "lantern-works" });
  hub.installApp("lantern-works");
  const [, milo] = team.members;
  if (!milo) throw new Error("there is no second member");
  hub.person({ login: "milo" });
  await linkedAs(milo, "milo");
  hub.collaborator(name, "milo", "read");
  await sync();
  expect(await row()).toMatchObject({ state: "unreachable", proof: "none" });
  hub.collaborator(name, "milo", "write");
  await sync();
  expect(await row()).toMatchObject({ state: "known", proof: "installation", provenById: milo.id });
});

test("the word is found in a private repository through the App, by a team without accounts of GitHub", async () => {
  const { name, hub, sync, row, code } = await aPrivateTeam();
  hub.installApp(name);
  await sync();
  expect((await row()).state).toBe("unreachable");
  const fix = (await code()).checks.find(({ code: one }) => one === "own")?.fix ?? "";
  hub.push(name, { files: { ".palio": /palio-[0-9a-f]{12}/.exec(fix)?.[0] ?? "" } });
  await sync();
  expect(await row()).toMatchObject({ state: "known", isPrivate: true, proof: "file" });
});

test("a repository that goes private stays read where the App is installed, and is said to be gone where it is taken off", async () => {
  const { name, hub, sync, row, code, team, login } = await aPrivateTeam();
  hub.makePublic(name);
  await linkedAs(team.captain, login);
  await sync();
  expect(await row()).toMatchObject({ state: "known", isPrivate: false, installationId: null, proof: "permission" });
  hub.makePrivate(name);
  hub.installApp(name);
  await sync();
  expect(await row()).toMatchObject({ state: "known", isPrivate: true });
  hub.uninstallApp(name);
  await sync();
  expect(await row()).toMatchObject({ state: "unreachable" });
  expect((await code()).events.map(({ kind }) => kind)).toEqual(["vanished", "made_private"]);
});
