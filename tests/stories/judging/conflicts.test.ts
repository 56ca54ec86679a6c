import { expect, test } from "vitest";
import { conflictForChair, conflictsForChair } from "~/judging/conflict/conflicts.server";
import { findEverywhere, findInOne } from "~/judging/conflict/find-conflicts.server";
import { dismissConflict, reinstateConflict } from "~/judging/conflict/rule-on-conflict.server";
import { sayNoConflict } from "~/judging/conflict/say-no-conflict.server";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { deskEntryForJuror, deskForJuror } from "~/judging/desk/desk.server";
import { entryToOpen } from "~/judging/desk/entry-to-open.server";
import { dutiesOf } from "~/judging/duties.server";
import { juryDesk } from "~/judging/jury/jury-desk.server";
import { sheetsOf } from "~/judging/sheets.server";
import { db } from "~/platform/database.server";
import { doJobs } from "../../support/jobs";
import { aJuror, aJury, anAssignedJury, assigned, handInFor, type JuryWorld } from "../../support/jury-world";
import { aTeam } from "../../support/team-world";
import { anOpenChallenge, must } from "../../support/world";

const REASON = "They met once, at a conference, years ago.";
let accounts = Date.now();

/** A person's account on GitHub; answers its number. */
async function linkedTo(personId: string, login: string): Promise<bigint> {
  const githubId = BigInt(accounts++);
  await db.githubAccount.create({ data: { githubId, personId, login } });
  return githubId;
}

async function aRepository(teamId: string, of: { owner: string; name: string }, committers: bigint[] = []) {
  const { personId } = await db.teamMember.findFirstOrThrow({ where: { teamId, isCaptain: true } });
  const data = { ...of, teamId, state: "known" as const, linkedById: personId };
  const { id } = await db.repository.create({ data });
  for (const githubId of committers)
    await db.repositoryContributor.create({ data: { repositoryId: id, githubId, login: "someone", commits: 3 } });
  return id;
}

function partsOf(world: JuryWorld) {
  const [ines, juno] = world.jurors;
  const [first, second] = world.entries;
  if (!ines || !juno || !first || !second) throw new Error("no jury");
  return { ines, juno, first, second, slug: world.challenge.slug, challengeId: world.challenge.id };
}

const teamOf = async (challengeId: string, number: number) =>
  db.submission.findFirstOrThrow({ where: { challengeId, number }, select: { id: true, teamId: true } });

const found = (challengeId: string) =>
  db.conflict.findMany({ where: { submission: { challengeId } }, orderBy: { kind: "asc" } });

/** What a juror's queue says of an entry that was taken away. */
const takenFrom = async (juror: JuryWorld["jurors"][number], slug: string, entry: number) =>
  (await deskForJuror(slug, juror)).queue.find(({ number }) => number === entry)?.conflict;

test("an entry opens when its juror has said that nothing ties them to it, once, and nothing is written before", async () => {
  const world = await aJury();
  const { slug, ines } = partsOf(world);
  must(await assigned(world));
  await expect(deskEntryForJuror({ slug, number: 1 }, ines)).rejects.toMatchObject({ status: 302 });
  expect((await entryToOpen({ slug, number: 1 }, ines)).team).toMatchObject({ name: "Team 1" });
  expect(await handInFor(world, ines, { number: 1, level: 3 })).toMatchObject({ refusal: { code: "not-cleared" } });
  expect((await deskForJuror(slug, ines)).unopened.map(({ number }) => number)).toEqual([1, 2, 3]);
  must(await sayNoConflict({ slug, numbers: [1] }, ines));
  must(await sayNoConflict({ slug, numbers: [1] }, ines));
  expect((await deskEntryForJuror({ slug, number: 1 }, ines)).evidence.number).toBe(1);
  must(await handInFor(world, ines, { number: 1, level: 3 }));
  const kept = () => db.clearance.findMany({ where: { juror: { personId: ines.id } } });
  expect(await kept()).toHaveLength(1);
  // What is not theirs is passed over, and where that is all of it, it is not found.
  expect(must(await sayNoConflict({ slug, numbers: [1, 2, 3, 77] }, ines)).entries).toEqual([1, 2, 3]);
  expect(await kept()).toHaveLength(3);
  await expect(sayNoConflict({ slug, numbers: [77] }, ines)).rejects.toMatchObject({ status: 404 });
  await expect(db.$executeRaw`DELETE FROM clearance`).rejects.toThrow("append-only");
});

test("accounts on GitHub, commits and teams of other challenges are compared when entries are assigned", async () => {
  const world = await aJury({ entries: 4, jurors: 2 });
  const { slug, challengeId, ines, juno } = partsOf(world);
  const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map((number) => teamOf(challengeId, number)));
  if (!one || !two || !three || !four) throw new Error("no entries");
  const [ofInes, ofJuno] = [await linkedTo(ines.id, `ines${accounts}`), await linkedTo(juno.id, `juno${accounts}`)];
  await aRepository(one.teamId, { owner: `Ines${accounts - 2}`, name: "own" });
  await db.githubAccount.update({ where: { githubId: ofInes }, data: { login: `ines${accounts - 2}` } });
  await aRepository(two.teamId, { owner: `someone${accounts}`, name: "drains" }, [ofJuno]);
  const member = await db.teamMember.findFirstOrThrow({ where: { teamId: three.teamId } });
  const elsewhere = await anOpenChallenge(world.city);
  const before = await aTeam({ challenge: elsewhere, name: "Old Friends" });
  for (const personId of [ines.id, member.personId])
    await db.teamMember.create({ data: { teamId: before.id, personId, challengeId: elsewhere.id } });
  must(await assigned(world));
  const conflicts = await found(challengeId);
  expect(conflicts.map(({ kind, submissionId }) => [kind, submissionId])).toEqual([
    ["github_organisation", one.id],
    ["co_commits", two.id],
    ["past_team", three.id],
  ]);
  expect((await deskForJuror(slug, ines)).queue.map(({ number }) => number).sort()).toEqual([2, 4]);
  expect((await deskForJuror(slug, juno)).queue.map(({ number }) => number).sort()).toEqual([1, 3, 4]);
});

test("what is found later blocks the desk, the sheet and the count at once, and the chair is told", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { slug, challengeId, ines } = partsOf(world);
  must(await handInFor(world, ines, { number: 1, level: 4 }));
  expect(await sheetsOf(challengeId)).toHaveLength(4);
  const { teamId } = await teamOf(challengeId, 1);
  const member = await db.teamMember.findFirstOrThrow({ where: { teamId } });
  for (const id of [ines.id, member.personId])
    await db.person.update({ where: { id }, data: { affiliation: "Acquedotto di Prova" } });
  await findEverywhere();
  await doJobs();
  await expect(deskEntryForJuror({ slug, number: 1 }, ines)).rejects.toMatchObject({ status: 404 });
  await expect(handInFor(world, ines, { number: 1, level: 1 })).rejects.toMatchObject({ status: 404 });
  await expect(sayNoConflict({ slug, numbers: [1] }, ines)).rejects.toMatchObject({ status: 404 });
  expect(await takenFrom(ines, slug, 1)).toBe(
    "Conflict found; the chair decides. Your sheet is withdrawn and does not count",
  );
  expect(await sheetsOf(challengeId)).toHaveLength(3);
  expect((await dutiesOf(ines)).juries[0]).toMatchObject({ sheets: 1, done: 0 });
  const desk = await juryDesk(slug, world.chair);
  expect(desk.conflicts).toMatchObject([{ juror: 1, entry: 1, kind: "organisation", isWithdrawn: true }]);
  const letters = () => db.mail.findMany({ where: { subject: { contains: "found in the jury" } } });
  const [letter, ...more] = await letters();
  expect(more).toEqual([]);
  expect(letter?.text).toContain("Juror 1, entry 1");
  expect(letter?.text).not.toContain("Acquedotto");
  // A second look finds nothing new, and tells nobody again.
  await findInOne({ challengeId });
  expect(await letters()).toHaveLength(1);
});

test("the chair dismisses what was found, with a reason, and takes it back; a changed reason blocks again", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { slug, challengeId, ines } = partsOf(world);
  const { teamId } = await teamOf(challengeId, 1);
  const member = await db.teamMember.findFirstOrThrow({ where: { teamId } });
  const employ = async (affiliation: string) => {
    for (const id of [ines.id, member.personId]) await db.person.update({ where: { id }, data: { affiliation } });
    await findInOne({ challengeId });
  };
  await employ("Acquedotto");
  const pair = { slug, juror: 1, entry: 1 };
  await expect(dismissConflict({ ...pair, reason: REASON }, ines)).rejects.toMatchObject({ status: 404 });
  expect((await conflictsForChair({ slug, after: null }, world.chair)).waiting).toBe(1);
  must(await dismissConflict({ ...pair, reason: REASON }, world.chair));
  expect((await conflictsForChair({ slug, after: null }, world.chair)).waiting).toBe(0);
  expect((await deskEntryForJuror({ slug, number: 1 }, ines)).evidence.number).toBe(1);
  await findInOne({ challengeId });
  expect((await deskEntryForJuror({ slug, number: 1 }, ines)).evidence.number).toBe(1);
  expect(await assigned(world)).toMatchObject({ refusal: { code: "nothing" } });
  must(await handInFor(world, ines, { number: 1, level: 4 }));
  must(await reinstateConflict(pair, world.chair));
  await expect(deskEntryForJuror({ slug, number: 1 }, ines)).rejects.toMatchObject({ status: 404 });
  expect(await reinstateConflict(pair, world.chair)).toMatchObject({ refusal: { code: "not-dismissed" } });
  must(await dismissConflict({ ...pair, reason: REASON }, world.chair));
  await employ("Gas e Luce");
  await expect(deskEntryForJuror({ slug, number: 1 }, ines)).rejects.toMatchObject({ status: 404 });
  const { rulings, conflicts } = await conflictForChair(pair, world.chair);
  expect(rulings.map(({ isDismissed }) => isDismissed)).toEqual([true, false, true]);
  expect(conflicts[0]?.reason).toContain("Gas e Luce");
  await expect(db.$executeRaw`DELETE FROM conflict_ruling`).rejects.toThrow("append-only");
});

test("a recusal after scoring withdraws the sheet: it counts no more, and the record names it", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { slug, challengeId, ines } = partsOf(world);
  must(await handInFor(world, ines, { number: 1, level: 4 }));
  must(await declareConflict({ slug, number: 1, reason: "" }, ines));
  expect(await takenFrom(ines, slug, 1)).toContain("Your sheet is withdrawn");
  expect((await juryDesk(slug, world.chair)).conflicts).toMatchObject([{ kind: "declared", isWithdrawn: true }]);
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: { challengeId, type: "jury.recused" } });
  expect(JSON.parse(leaf)).toMatchObject({ cause: "conflict", entries: [1], withdrawn: [1] });
  expect(await dismissConflict({ slug, juror: 1, entry: 1, reason: REASON }, world.chair)).toMatchObject({
    refusal: { code: "declared" },
  });
});

test("an assignment made anew gives back what a conflict has blocked since, and the record says so", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { slug, challengeId, ines } = partsOf(world);
  must(await handInFor(world, ines, { number: 1, level: 4 }));
  const { teamId } = await teamOf(challengeId, 1);
  const member = await db.teamMember.findFirstOrThrow({ where: { teamId } });
  for (const id of [ines.id, member.personId])
    await db.person.update({ where: { id }, data: { affiliation: "Acquedotto" } });
  await aJuror(world, "Third Juror");
  expect(must(await assigned(world)).added).toBe(1);
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: { challengeId, type: "jury.recused" } });
  expect(JSON.parse(leaf)).toMatchObject({ entries: [1], withdrawn: [1] });
  expect(await takenFrom(ines, slug, 1)).toContain("Conflict found; goes to another juror");
});
