import { expect, test } from "vitest";
import { deskEntryForJuror, deskForJuror } from "~/judging/desk/desk.server";
import { reopenSheet } from "~/judging/desk/reopen-sheet.server";
import { warmUpForJuror } from "~/judging/desk/warm-up.server";
import { juryDesk } from "~/judging/jury/jury-desk.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { planForChair } from "~/judging/plan/plan-for-chair.server";
import { chooseWarmUp, warmUpForChair } from "~/judging/plan/warm-up-set.server";
import { db } from "~/platform/database.server";
import {
  aFoundConflict,
  aJury,
  anAssignedJury,
  aPlan,
  assigned,
  handInFor,
  type JuryWorld,
  saysNoConflict,
} from "../../support/jury-world";
import { aPerson, must } from "../../support/world";

const MISSING = { status: 404 };

const choose = ({ challenge, chair }: JuryWorld, ...entries: number[]) =>
  chooseWarmUp({ slug: challenge.slug, entries }, chair);

/** A jury with a warm-up set, assigned, and nobody in conflict but who is said to be. */
async function aWarmedUpJury(size: { entries: number; jurors: number }, set: number[]): Promise<JuryWorld> {
  const world = await aJury(size);
  must(await choose(world, ...set));
  must(await assigned(world));
  for (const juror of world.jurors) must(await saysNoConflict(world, juror));
  return world;
}

test("the chair chooses the set, the plan gives it to every juror without a conflict, and the draw in the record names it", async () => {
  const world = await aJury({ entries: 5, jurors: 4 });
  const { slug, id } = world.challenge;
  await aFoundConflict(world, 4, 2);
  await expect(chooseWarmUp({ slug, entries: [1] }, await aPerson())).rejects.toMatchObject(MISSING);
  expect(await choose(world, 2, 77)).toMatchObject({ refusal: { code: "no-such-entry" } });
  expect(must(await choose(world, 1, 3))).toEqual({ chosen: 2 });
  expect(must(await choose(world, 2, 5))).toEqual({ chosen: 2 });
  expect((await planForChair(slug, world.chair)).warmUp).toEqual([2, 5]);
  const { id: outgrown } = must(await aPlan(world));
  must(await choose(world, 2));
  expect(await confirmPlan({ slug, planId: outgrown }, world.chair)).toMatchObject({
    refusal: { code: "outgrown", message: expect.stringContaining("another warm-up set") },
  });
  must(await assigned(world));
  const given = await db.assignment.findMany({
    where: { submission: { challengeId: id }, releasedAt: null },
    select: { juror: { select: { number: true } }, submission: { select: { number: true } } },
  });
  const jurorsOf = (entry: number) =>
    given.flatMap(({ juror, submission }) => (submission.number === entry ? [juror.number] : [])).sort();
  expect(jurorsOf(2)).toEqual([1, 2, 3]);
  expect([1, 3, 4, 5].map((entry) => jurorsOf(entry).length)).toEqual([2, 2, 2, 2]);
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "jury.seed" } });
  expect(JSON.parse(leaf)).toMatchObject({ warmUp: [2], pinned: [] });
});

test("a set that is chosen when entries are assigned is placed by the next plan", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 3 });
  const { slug } = world.challenge;
  expect((await planForChair(slug, world.chair)).toPlace).toBe(0);
  must(await choose(world, 1));
  expect((await planForChair(slug, world.chair)).toPlace).toBe(1);
  must(await assigned(world));
  expect(
    await db.assignment.count({ where: { submission: { challenge: { slug }, number: 1 }, releasedAt: null } }),
  ).toBe(3);
});

test("the warm-up stands first on the desk and beside each entry, and stands once a juror has handed one in", async () => {
  const world = await aWarmedUpJury({ entries: 4, jurors: 2 }, [3, 4]);
  const { slug } = world.challenge;
  const [ines] = world.jurors;
  if (!ines) throw new Error("no jury");
  const numbers = (queue: { number: number; isWarmUp: boolean }[]) =>
    queue.map(({ number, isWarmUp }) => (isWarmUp ? `${number} first` : String(number)));
  const { queue } = await deskForJuror(slug, ines);
  expect(numbers(queue).slice(0, 2).sort()).toEqual(["3 first", "4 first"]);
  expect(numbers(queue).slice(2).sort()).toEqual(["1", "2"]);
  expect(numbers((await deskEntryForJuror({ slug, number: 1 }, ines)).queue)).toEqual(numbers(queue));
  must(await handInFor(world, ines, { number: 3, level: 2 }));
  expect(await choose(world, 1)).toMatchObject({ refusal: { code: "handed-in" } });
  expect((await warmUpForChair(slug, world.chair)).whyNot).toContain("so the warm-up set stands");
  must(await reopenSheet({ slug, number: 3 }, ines));
  expect(await choose(world)).toMatchObject({ refusal: { code: "handed-in" } });
});

test("a juror is told how they lie against the others, alone, when theirs and those of two others are in", async () => {
  const world = await aWarmedUpJury({ entries: 4, jurors: 4 }, [1, 2]);
  const { slug } = world.challenge;
  const [ines, juno, kai, lea] = world.jurors;
  if (!ines || !juno || !kai || !lea) throw new Error("no jury");
  const handsIn = async (juror: typeof ines, level: number, numbers = [1, 2]) => {
    for (const number of numbers) must(await handInFor(world, juror, { number, level }));
  };
  await handsIn(juno, 3);
  await handsIn(kai, 4);
  await handsIn(ines, 2, [1]);
  expect(await warmUpForJuror(slug, ines)).toEqual({ state: "open", left: 1, of: 2 });
  expect(await warmUpForJuror(slug, juno)).toEqual({ state: "waiting", of: 2 });
  await handsIn(ines, 2, [2]);
  const told = await warmUpForJuror(slug, ines);
  expect(told).toMatchObject({
    state: "told",
    sentence: expect.stringMatching(/^On these 2 entries you were stricter than the others by 1.5 of \d+\.$/),
  });
  if (told?.state !== "told") throw new Error("nothing was told");
  expect(new Set(told.criteria.map(({ own, others }) => `${own} ${others}`))).toEqual(new Set(["2 3.5"]));
  expect(await warmUpForJuror(slug, lea)).toEqual({ state: "open", left: 2, of: 2 });
  // Means and a sentence: nobody's number, no name, no entry of another's.
  expect(JSON.stringify(told)).not.toMatch(/juror|Juror [A-H]|submission|feedback/);
  await expect(warmUpForJuror(slug, world.chair)).rejects.toMatchObject(MISSING);
  expect(JSON.stringify([await jurorsPage(world), await warmUpForChair(slug, world.chair)])).not.toContain("stricter");
});

const jurorsPage = ({ challenge, chair }: JuryWorld) => juryDesk(challenge.slug, chair);
