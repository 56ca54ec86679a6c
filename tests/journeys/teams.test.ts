import { expect, test } from "vitest";
import { db, type Prisma } from "~/platform/database.server";
import { linkRepository } from "~/teams/link-repository.server";
import { askToJoin } from "~/teams/members/ask-to-join.server";
import { expectAccessible, pageOf, withBrowser } from "../support/browser";
import { SHA } from "../support/fakes/github/git";
import { aDraft, aMember, aTeam } from "../support/team-world";
import { aCity, anOpenChallenge, aPerson, must } from "../support/world";

withBrowser();

test.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("a programmer registers a team, invites a friend by a link and links a repository, %s", async (_, script) => {
  const challenge = await anOpenChallenge(await aCity());
  const [captain, friend] = [await aPerson("Carla Captain"), await aPerson("Fred Friend")];
  const page = await pageOf(captain, { script });
  await page.goto(`/challenges/${challenge.slug}/enter`);
  await page.getByRole("button", { name: "Register the team" }).click();
  await page.getByText("Tick this to take part.").first().waitFor();
  await page.getByLabel("The team’s name").fill("<script>alert(1)</script> & Co");
  await page.getByLabel("What you are about").fill("Two evenings a week.");
  await page.getByLabel("We look for people").check();
  await page.getByLabel("Skills you look for").fill("maps, Rust");
  if (script) await expectAccessible(page);
  await page.getByLabel("I accept for the team").check();
  await page.getByRole("button", { name: "Register the team" }).click();
  await page.getByRole("heading", { level: 1, name: "<script>alert(1)</script> & Co" }).waitFor();
  if (script) await expectAccessible(page);
  await page.getByRole("button", { name: "Make an invitation link" }).click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(link).toMatch(/\/join\/[\w-]{43}$/);

  const theirs = await pageOf(friend, { script });
  await theirs.goto(link);
  await theirs.getByLabel("I accept").check();
  await theirs.getByRole("button", { name: "Join" }).click();
  await theirs.getByText("You are in <script>alert(1)</script> & Co.").waitFor();

  await page.goto(`/challenges/${challenge.slug}/team`);
  await page.getByRole("link", { name: "Fred Friend" }).waitFor();
  await page.getByRole("link", { name: "Link a repository" }).click();
  await page.getByLabel("Address on GitHub").fill("https://gitlab.com/a/b");
  await page.getByRole("button", { name: "Link it" }).click();
  await page.getByText("Only repositories on github.com can be linked").first().waitFor();
  expect(await page.getByLabel("Address on GitHub").inputValue()).toBe("https://gitlab.com/a/b");
  await page.getByLabel("Address on GitHub").fill("git@github.com:contrafforte/leaky-buckets.git");
  await page.getByRole("button", { name: "Link it" }).click();
  await page.getByText("Checking on GitHub").waitFor();
});

test("a team sees what became of the commit it declared, on its own page, in the form and where it hands in", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  await aDraft(team);
  const here = `/challenges/${challenge.slug}`;
  const at = new Date("2026-11-20T11:40:00Z");
  must(await linkRepository({ slug: challenge.slug, address: "a/b", commit: "b2b2b2b" }, team.captain));
  const page = await pageOf(team.captain);
  const onBoth = async (...texts: string[]) => {
    for (const place of ["team", "submission/submit"]) {
      await page.goto(`${here}/${place}`);
      for (const text of texts) await page.getByText(text).first().waitFor();
    }
  };
  await onBoth(
    "declared b2b2b2b, not checked yet",
    "GitHub has not yet confirmed commit b2b2b2b.",
    "It is being asked now.",
  );
  await expectAccessible(page);
  expect(await page.getByRole("button", { name: "Hand in version 1" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Ask GitHub again" }).click();
  await page.getByText("GitHub is being asked. Reload this page").waitFor();
  await page.goto(`${here}/team/repository`);
  expect(await page.getByLabel("Commit to be judged").inputValue()).toBe("b2b2b2b");

  const answer = { state: "known", defaultBranch: "trunk", headSha: SHA("a1"), askedAt: at, refreshedAt: at } as const;
  const learn = (data: Prisma.RepositoryUpdateInput) => db.repository.update({ where: { teamId: team.id }, data });
  await learn({ ...answer, commitState: "unknown" });
  await onBoth("declared b2b2b2b; GitHub knows no such commit", "GitHub knows no single commit", "20 Nov 2026");
  await learn({ commitState: "known", judgedSha: SHA("b2") });
  await onBoth("declared b2b2b2b, and GitHub knows it", "b2b2b2b2 b2b2b2b2");
  expect(await page.getByRole("button", { name: "Hand in version 1" }).isDisabled()).toBe(false);
  await page.goto(`${here}/team`);
  for (const text of ["trunk", "a1a1a1a1 a1a1a1a1"]) await page.getByText(text).waitFor();
  await expectAccessible(page);

  await learn({ declaredCommit: null, judgedSha: null });
  await onBoth("the newest that GitHub told of, as of Fri 20 Nov 2026", "a1a1a1a1 a1a1a1a1");
  await page.goto(`${here}/team/repository`);
  expect(await page.getByLabel("Commit to be judged").inputValue()).toBe("");
  await page.getByText("the newest commit that GitHub told of last (as of Fri 20 Nov 2026").waitFor();
  await learn({ state: "unreachable" });
  await onBoth("and the repository was not reachable; known as of Fri 20 Nov 2026");
});

test("somebody looks for a team, asks one that looks for people, and its captain accepts", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, isLooking: true });
  const person = await aPerson("Ada Asks");
  const page = await pageOf(person);
  await page.goto(`/challenges/${challenge.slug}/seek`);
  await page.getByLabel("What you would bring").fill("Short");
  await page.getByRole("button", { name: "List me" }).click();
  await page.getByText("at least 10 characters").first().waitFor();
  expect(await page.getByLabel("What you would bring").inputValue()).toBe("Short");
  await page.getByLabel("What you would bring").fill("I draw maps, two evenings a week.");
  await page.getByRole("button", { name: "List me" }).click();
  await page.getByText("I draw maps, two evenings a week.").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Looking for people" }).click();
  await page.getByRole("link", { name: "Contrafforte" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ask to join" }).click();
  await page.getByLabel("A word to the captain").fill("May I?");
  await page.getByLabel("I accept").check();
  await page.getByRole("button", { name: "Ask to join" }).click();
  await page.getByText("You have asked Contrafforte.").waitFor();

  const captain = await pageOf(team.captain);
  await captain.goto(`/challenges/${challenge.slug}/team`);
  await captain.getByText("May I?").waitFor();
  await captain.getByRole("button", { name: "Accept Ada Asks" }).click();
  await captain.getByText("Ada Asks is in the team.").waitFor();
  await page.goto("/mine");
  await page.getByRole("link", { name: "Contrafforte" }).waitFor();
  await expectAccessible(page);
});

test("a captain hands over and leaves; acts that are refused say why", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const member = await aMember(team, "Milo Member");
  const page = await pageOf(team.captain, { script: false });
  await page.goto(`/challenges/${challenge.slug}/team`);
  await page.getByText("Leave the team").click();
  await page.getByText("Hand the team over to somebody first").waitFor();
  await page.getByText("Milo Member: captain, or out").click();
  await page.getByRole("button", { name: "Make Milo Member the captain" }).click();
  await page.getByText("Milo Member is the captain now").waitFor();
  await page.getByText("Leave the team").click();
  await page.getByRole("button", { name: "Leave" }).click();
  await page.getByText("You are no longer in Contrafforte.").waitFor();
  expect(await db.teamMember.findMany({ where: { teamId: team.id } })).toMatchObject([
    { personId: member.id, isCaptain: true },
  ]);
});

test("an act on another's team, with another's id or with none, changes nothing and is answered with a sentence", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, isLooking: true });
  const asker = await aPerson();
  must(await askToJoin({ slug: challenge.slug, team: team.slug, message: "", rules: 1 }, asker));
  const { id: request } = await db.joinRequest.findFirstOrThrow({ where: { teamId: team.id } });
  const other = await aTeam({ challenge, name: "Other" });
  const page = await pageOf(other.captain);
  const post = async (act: string, form: Record<string, string>) => {
    const url = `/challenges/${challenge.slug}/team/${act}`;
    const origin = new URL(page.url()).origin;
    const answer = await page.request.post(url, { form, headers: { Origin: origin }, maxRedirects: 0 });
    return answer.status();
  };
  await page.goto(`/challenges/${challenge.slug}/team`);
  expect(await post("requests", { request, answer: "accept" })).toBe(404);
  expect(await post("requests", { request: "nonsense", answer: "accept" })).toBe(400);
  expect(await post("handover", { person: team.captain.id })).toBe(404);
  expect(await post("handover", {})).toBe(400);
  expect(await post("remove", { person: other.captain.id })).toBe(409);
  expect(await post("invite", { link: "other" })).toBe(400);
  expect(await db.teamMember.count({ where: { challengeId: challenge.id } })).toBe(2);
});

test("a team replies beside a fact of how its code came about, without JavaScript, and takes the reply back", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const fork = { owner: "contrafforte", name: "buckets", forkOf: "mercato/buckets" };
  await db.repository.create({ data: { ...fork, teamId: team.id, state: "known", linkedById: team.captain.id } });
  const page = await pageOf(team.captain, { script: false });
  await page.goto(`/challenges/${challenge.slug}/team/code`);
  await page.getByRole("link", { name: "How it came about" }).click();
  await page.getByText("GitHub says that the repository is a fork of mercato/buckets.").waitFor();
  await page.getByText("Reply to this").click();
  await page.getByLabel("What your team says to it").fill("x".repeat(2_001));
  await page.getByRole("button", { name: "Save the reply" }).click();
  await page.getByText("At most 2,000 characters.").first().waitFor();
  await page.getByLabel("What your team says to it").fill("It is the city’s own template.");
  await page.getByRole("button", { name: "Save the reply" }).click();
  await page.getByText("The reply is saved. The jury reads it.").waitFor();
  expect(await page.getByLabel("What your team says to it").inputValue()).toBe("It is the city’s own template.");
  await page.getByLabel("What your team says to it").fill("");
  await page.getByRole("button", { name: "Save the reply" }).click();
  await page.getByText("The reply is taken back.").waitFor();
});
