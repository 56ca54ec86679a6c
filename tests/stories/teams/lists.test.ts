import { expect, test } from "vitest";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { minePage } from "~/submissions/mine.server";
import { askToJoin } from "~/teams/members/ask-to-join.server";
import { ownTeam } from "~/teams/own-team.server";
import { seekTeam } from "~/teams/seek-team.server";
import { seekersForVisitor, standingOf, teamForVisitor, teamsForVisitor } from "~/teams/teams.server";
import { clockFrom } from "../../support/clock";
import { anEntry, aTeam } from "../../support/team-world";
import { aCity, anOpenChallenge, aPerson, must } from "../../support/world";

async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const before = queriesSoFar();
  await work();
  return queriesSoFar() - before;
}

test("teams are listed in the order in which they registered, fifty a page, each once", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const at = await now();
  await db.team.createMany({
    data: Array.from({ length: 120 }, (_, i) => ({
      challengeId: challenge.id,
      slug: `team-${i}`,
      name: `Team ${i}`,
      isLooking: i % 10 === 0,
      // Many register in the same instant.
      createdAt: new Date(at.getTime() + Math.floor(i / 40) * 1000),
    })),
  });
  const seen: string[] = [];
  let after: string | null = null;
  const sizes: number[] = [];
  do {
    const page: Awaited<ReturnType<typeof teamsForVisitor>> = await teamsForVisitor({
      challengeId: challenge.id,
      after,
      looking: false,
    });
    sizes.push(page.teams.length);
    seen.push(...page.teams.map(({ slug }) => slug));
    after = page.next;
  } while (after);
  expect(sizes).toEqual([50, 50, 20]);
  expect(new Set(seen).size).toBe(120);
  const looking = await teamsForVisitor({ challengeId: challenge.id, after: "nonsense", looking: true });
  expect(looking.teams).toHaveLength(12);
});

test("people who look for a team are paged, and show no address", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const people = await Promise.all(Array.from({ length: 3 }, () => aPerson("Seeker")));
  for (const person of people)
    must(await seekTeam({ slug: challenge.slug, about: "I draw maps.", skills: [] }, person));
  const { seekers, next } = await seekersForVisitor({ challengeId: challenge.id, after: null });
  expect(seekers).toHaveLength(3);
  expect(next).toBeNull();
  expect(JSON.stringify(seekers)).not.toContain("@example.org");
  const rest = await seekersForVisitor({ challengeId: challenge.id, after: seekers[0]?.personId ?? null });
  expect(rest.seekers).toHaveLength(2);
});

test("lists and pages ask the database the same number of questions however much there is", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { team } = await anEntry({ challenge, members: 2 });
  const list = () => teamsForVisitor({ challengeId: challenge.id, after: null, looking: false });
  const own = () => ownTeam(challenge.slug, team.captain);
  const mine = () => minePage(team.captain);
  const before = [await queriesOf(list), await queriesOf(own), await queriesOf(mine)];
  for (let i = 0; i < 4; i++) await aTeam({ challenge, name: `More ${i}`, members: 2 });
  await db.team.update({ where: { id: team.id }, data: { isLooking: true } });
  for (let i = 0; i < 3; i++)
    must(await askToJoin({ slug: challenge.slug, team: team.slug, message: "", rules: 1 }, await aPerson()));
  expect([await queriesOf(list), await queriesOf(own), await queriesOf(mine)]).toEqual(before);
});

test("a team's repository and entry are public only once entries have closed", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { team, number } = await anEntry({ challenge });
  await db.repository.create({
    data: { teamId: team.id, owner: "a", name: "b", linkedById: team.captain.id },
  });
  const of = { slug: challenge.slug, team: team.slug };
  const open = await teamForVisitor(of, await now());
  expect(open).toMatchObject({ repository: null, entry: null });
  expect(JSON.stringify(open)).not.toContain("@example.org");
  await clockFrom(challenge.closesAt, 0);
  expect(await teamForVisitor(of, await now())).toMatchObject({
    repository: { url: "https://github.com/a/b" },
    entry: number,
  });
  await db.clockShift.deleteMany();
});

test("a stranger stands nowhere; a member, an asker and a seeker each see where", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, isLooking: true });
  const person = await aPerson();
  expect(await standingOf(null, challenge.id)).toBeNull();
  expect(await standingOf(person, challenge.id)).toEqual({ team: null, seeking: null, waiting: [] });
  must(await askToJoin({ slug: challenge.slug, team: team.slug, message: "", rules: 1 }, person));
  expect((await standingOf(person, challenge.id))?.waiting).toEqual([team.slug]);
  expect((await standingOf(team.captain, challenge.id))?.team?.slug).toBe(team.slug);
});
