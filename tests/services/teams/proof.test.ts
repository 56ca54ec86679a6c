import "../../support/loopback";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "~/accounts/roles";
import { github, withGithub } from "../../support/with-github";

withGithub();
const load = async () => ({
  ...(await import("~/accounts/github/github-accounts.server")),
  ...(await import("~/accounts/github/link-github.server")),
  ...(await import("~/judging/evidence.server")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/submissions/code/own-code.server")),
  ...(await import("~/teams/link-repository.server")),
  ...(await import("~/teams/refresh-repository.server")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/team-world")),
  ...(await import("../../support/world")),
});
let site: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  site = await load();
});

let made = 0;

/** A team with a repository on GitHub that is not proven to be theirs. */
async function aLinkedTeam() {
  made += 1;
  const name = `contrafforte/proof-${made}`;
  const { hub } = github;
  hub.repository(name, { files: { "README.md": "# Buckets\n" } });
  const challenge = await site.anOpenChallenge(await site.aCity());
  const { slug } = challenge;
  const team = await site.aTeam({ challenge, members: 2 });
  site.must(await site.linkRepository({ slug, address: name, commit: "" }, team.captain));
  const { id } = await site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } });
  const sync = () => site.refreshLinked({ repositoryId: id });
  const row = () => site.db.repository.findUniqueOrThrow({ where: { id } });
  const own = async () => {
    const code = await site.codeForMember({ slug, after: null }, team.captain);
    return code?.checks.find(({ code: one }) => one === "own");
  };
  const word = async () => /palio-[0-9a-f]{12}/.exec((await own())?.fix ?? "")?.[0] ?? "";
  const events = async () => (await site.codeForMember({ slug, after: null }, team.captain))?.events ?? [];
  await sync();
  return { name, slug, team, challenge, id, hub, sync, row, own, word, events };
}

/** Links an account of GitHub to a person, as signing in by it does; their login there and their token. */
async function linked(person: Viewer) {
  made += 1;
  const login = `ada-${made}`;
  const { id } = github.hub.person({ login });
  const token = github.hub.token(login, ["user:email"]);
  const account = { githubId: BigInt(id), login, name: "", email: null, token };
  site.must(await site.linkGithub(account, person.id));
  return { login, token };
}

test("without proof the team is told what would show it, and the jury that nothing does; the entry is taken", async () => {
  const { own, row, team, slug, word, challenge } = await aLinkedTeam();
  expect(await row()).toMatchObject({ state: "known", proof: "none", provenAt: null });
  expect(await own()).toMatchObject({ is: "fail", fix: expect.stringContaining(`add the topic ${await word()}`) });
  const { number } = await site.anEntry({ challenge, team });
  expect((await site.evidenceOf({ slug, number }))?.proof).toContain("has not proven");
});

test("the word among the topics is proof, and stays proof once it is taken away", async () => {
  const { own, row, hub, name, word, sync, team, slug, challenge } = await aLinkedTeam();
  Object.assign(hub.at(name), { topics: ["water", await word()] });
  await sync();
  expect(await row()).toMatchObject({ proof: "topic", provenById: null, provenAt: expect.any(Date) });
  expect(await own()).toMatchObject({ is: "pass" });
  Object.assign(hub.at(name), { topics: [] });
  await sync();
  expect(await row()).toMatchObject({ proof: "topic", topics: [] });
  const { number } = await site.anEntry({ challenge, team });
  expect((await site.evidenceOf({ slug, number }))?.proof).toContain("proved that it may speak");
});

test("the word in a file .palio at the head is proof; another team's word is none", async () => {
  const { row, hub, name, word, sync } = await aLinkedTeam();
  const other = await aLinkedTeam();
  hub.push(name, { files: { ".palio": `${await other.word()}\n` } });
  await sync();
  expect((await row()).proof).toBe("none");
  hub.push(name, { files: { ".palio": `${await word()}\n` } });
  await sync();
  expect((await row()).proof).toBe("file");
});

test("a member whom GitHub lets push is proof; one who may only read is none", async () => {
  const { row, own, hub, name, sync, team } = await aLinkedTeam();
  const [, milo] = team.members;
  if (!milo) throw new Error("there is no second member");
  const { login } = await linked(milo);
  hub.collaborator(name, login, "read");
  await sync();
  expect((await row()).proof).toBe("none");
  hub.collaborator(name, login, "write");
  await sync();
  expect(await row()).toMatchObject({ proof: "permission", provenById: milo.id });
  expect(await own()).toMatchObject({ is: "pass", why: expect.stringContaining("Milo Member may push") });
});

test("somebody's right is no proof for a team that they are not in", async () => {
  const { row, hub, name, sync } = await aLinkedTeam();
  const { login } = await linked(await site.aPerson("Olga Outside"));
  hub.collaborator(name, login, "admin");
  await sync();
  expect((await row()).proof).toBe("none");
});

test("a token that GitHub took back is forgotten, and its owner is told in their settings", async () => {
  const { row, hub, sync, team } = await aLinkedTeam();
  const { token, login } = await linked(team.captain);
  hub.tokens.delete(token);
  await sync();
  expect(await row()).toMatchObject({ state: "known", proof: "none" });
  expect(await site.githubOf(team.captain.id)).toMatchObject({ login, hasToken: false });
});

test("a member's own token that is used up does not silence the site", async () => {
  const { sync, row, team } = await aLinkedTeam();
  await linked(team.captain);
  github.limits.token = 0;
  await sync();
  github.limits.token = 5000;
  expect(await row()).toMatchObject({ state: "known", proof: "none" });
  expect(await site.db.githubPause.count()).toBe(0);
});

test("another repository begins without proof", async () => {
  const { row, hub, name, word, sync, slug, team } = await aLinkedTeam();
  Object.assign(hub.at(name), { topics: [await word()] });
  await sync();
  expect((await row()).proof).toBe("topic");
  hub.repository(`${name}-next`);
  site.must(await site.linkRepository({ slug, address: `${name}-next`, commit: "" }, team.captain));
  expect(await site.db.repository.findUniqueOrThrow({ where: { teamId: team.id } })).toMatchObject({ proof: "none" });
});

test("a new name, a new owner, archiving and deletion are shown to the team and the jury, newest first", async () => {
  const { hub, name, sync, events, team, slug, challenge } = await aLinkedTeam();
  await sync();
  expect(await events()).toEqual([]);
  hub.rename(name, "renamed");
  await sync();
  await sync();
  hub.person({ login: `heir-${made}` });
  hub.transfer("contrafforte/renamed", `heir-${made}`);
  hub.archive(`heir-${made}/renamed`);
  await sync();
  hub.remove(`heir-${made}/renamed`);
  await sync();
  await sync();
  const kinds = (await events()).map(({ kind }) => kind);
  expect(kinds[0]).toBe("vanished");
  expect(kinds.slice(1, 3).sort()).toEqual(["archived", "transferred"]);
  expect(kinds.slice(3)).toEqual(["renamed"]);
  const { number } = await site.anEntry({ challenge, team });
  expect(await site.eventsOf({ slug, number })).toEqual(await events());
});

test("a repository that is hidden for a while is said to be back", async () => {
  const { hub, name, sync, events } = await aLinkedTeam();
  hub.makePrivate(name);
  await sync();
  hub.makePublic(name);
  await sync();
  expect((await events()).map(({ kind }) => kind)).toEqual(["returned", "vanished"]);
});
