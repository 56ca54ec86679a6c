import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { drawByBeacon } from "~/judging/draw/make-draw.server";
import { excuseJuror } from "~/judging/jury/excuse-juror.server";
import { askForBids, bidsForJuror, sayBid } from "~/judging/plan/bids.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { drawSeed } from "~/judging/plan/draw-seed.server";
import { leavePlan } from "~/judging/plan/leave-plan.server";
import { planForChair } from "~/judging/plan/plan-for-chair.server";
import { changePlan, startPlan } from "~/judging/plan/start-plan.server";
import { workOutPlan } from "~/judging/plan/work-out-plan.server";
import { MINUTE } from "~/kernel/time";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { NO_SEED } from "~/record/draw/no-seed";
import { clockFrom } from "../../support/clock";
import { chainOfTests } from "../../support/draws";
import { aJuror, aJury, anAssignedJury, aPlan, assigned, handInFor, type JuryWorld } from "../../support/jury-world";
import { must } from "../../support/world";

const pageOf = ({ challenge, chair }: JuryWorld) => planForChair(challenge.slug, chair);

const pairsOf = async ({ challenge }: JuryWorld): Promise<string[]> => {
  const rows = await db.assignment.findMany({
    where: { submission: { challengeId: challenge.id }, releasedAt: null },
    select: { juror: { select: { number: true } }, submission: { select: { number: true } } },
  });
  return rows.map(({ juror, submission }) => `${submission.number} ${juror.number}`).sort();
};

const changed = async ({ challenge, chair }: JuryWorld, change: Omit<Parameters<typeof changePlan>[0], "slug">) => {
  const begun = await changePlan({ slug: challenge.slug, ...change }, chair);
  if (begun.ok) await workOutPlan({ planId: begun.value.id });
  return begun;
};

test("a plan is worked out by a job, and nothing is assigned and nobody told until the chair confirms it", async () => {
  const world = await aJury({ entries: 3, jurors: 3 });
  const { slug } = world.challenge;
  const letters = await db.mail.count();
  const { id: planId } = must(await aPlan(world));
  expect((await pageOf(world)).plan).toMatchObject({ state: "proposed", proposal: { added: 6, outgrown: null } });
  expect(await pairsOf(world)).toEqual([]);
  expect(await db.mail.count()).toBe(letters);
  must(await confirmPlan({ slug, planId }, world.chair));
  expect(await pairsOf(world)).toHaveLength(6);
  expect(await db.mail.count()).toBe(letters + 3);
  const act = { challengeId: world.challenge.id, type: "jury.seed" };
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: act });
  expect(JSON.parse(leaf)).toMatchObject({
    seed: NO_SEED,
    draw: expect.any(String),
    mode: "fair",
    least: null,
    most: null,
    reviews: 2,
    pinned: [],
  });
  expect((await pageOf(world)).plan).toBeNull();
  // A second press finds no plan that waits for a yes.
  expect(await confirmPlan({ slug, planId }, world.chair)).toMatchObject({ refusal: { code: "no-plan" } });
});

test("no plan is worked out before its seed is drawn, and every plan of a round goes by that one", async () => {
  const world = await aJury({ entries: 2, jurors: 3 });
  const { challenge, chair } = world;
  const asked = { slug: challenge.slug, mode: "sum", least: null, most: null, mayMove: false } as const;
  expect(await startPlan(asked, chair)).toMatchObject({ refusal: { code: "no-draw" } });
  expect(await pageOf(world)).toMatchObject({ draw: null, whyNot: expect.stringContaining("Have a seed drawn first") });
  const { id: drawId } = must(await drawSeed(challenge.slug, chair));
  expect(await startPlan(asked, chair)).toMatchObject({ refusal: { code: "no-seed-yet" } });
  await clockFrom(await now(), 11 * MINUTE);
  const { beacon } = await db.draw.findUniqueOrThrow({ where: { id: drawId } });
  must(await drawByBeacon({ id: drawId, signature: chainOfTests().sign(beacon ?? 0) }));
  const { seed } = await db.draw.findUniqueOrThrow({ where: { id: drawId } });
  const { id } = must(await startPlan(asked, chair));
  expect(await db.assignmentPlan.findUniqueOrThrow({ where: { id } })).toMatchObject({ seed, drawId });
  await workOutPlan({ planId: id });
  must(await changePlan({ slug: challenge.slug, change: "pin", entry: 1, juror: 1, to: null }, chair));
  expect(await db.assignmentPlan.findFirstOrThrow({ orderBy: { id: "desc" } })).toMatchObject({ seed, drawId });
  // Whoever may ask again is choosing.
  expect(await drawSeed(challenge.slug, chair)).toMatchObject({ refusal: { code: "announced" } });
});

test("a juror is matched with what they know: their skills beside the keywords of an entry's data", async () => {
  const world = await aJury({ entries: 2, jurors: 4 });
  const [first] = world.jurors;
  await db.person.update({ where: { id: first?.id ?? "" }, data: { skills: ["Typescript"] } });
  const { teamId } = await db.submission.findFirstOrThrow({ where: { challengeId: world.challenge.id, number: 2 } });
  const repository = { owner: "prova", name: "two", topics: ["typescript"], linkedById: first?.id ?? "" };
  await db.repository.create({ data: { ...repository, teamId } });
  must(await assigned(world, { mode: "sum" }));
  expect(await pairsOf(world)).toContain("2 1");
});

test("jurors say what they would like to read once the chair asks, and the plan follows", async () => {
  const world = await aJury({ entries: 2, jurors: 4 });
  const { slug } = world.challenge;
  const [, , third] = world.jurors;
  const juror = third ?? world.chair;
  expect(await bidsForJuror(slug, juror)).toBeNull();
  expect(await sayBid({ slug, entry: 2, bid: "eager" }, juror)).toMatchObject({ refusal: { code: "not-asked" } });
  must(await askForBids({ slug, isAsked: true }, world.chair));
  must(await sayBid({ slug, entry: 2, bid: "willing" }, juror));
  must(await sayBid({ slug, entry: 2, bid: "eager" }, juror));
  expect(await bidsForJuror(slug, juror)).toMatchObject([{ bid: null }, { bid: "eager" }]);
  await expect(sayBid({ slug, entry: 9, bid: "eager" }, juror)).rejects.toMatchObject({ status: 404 });
  await expect(bidsForJuror(slug, world.chair)).rejects.toMatchObject({ status: 404 });
  await expect(askForBids({ slug, isAsked: true }, juror)).rejects.toMatchObject({ status: 404 });
  must(await assigned(world, { mode: "sum" }));
  expect(await pairsOf(world)).toContain("2 3");
});

test("a change is worked out beside the plan, with what it costs; going back leaves the plan before as it was", async () => {
  const world = await aJury({ entries: 3, jurors: 3 });
  const { slug } = world.challenge;
  must(await aPlan(world));
  const before = (await pageOf(world)).plan;
  const jurorsOf = (plan: typeof before, entry: number) =>
    plan?.proposal?.entries.find(({ number }) => number === entry)?.jurors.map(({ number }) => number) ?? [];
  const had = jurorsOf(before, 1);
  const [from] = had;
  const to = [1, 2, 3].find((juror) => !had.includes(juror)) ?? 0;
  must(await changed(world, { change: "move", entry: 1, juror: from ?? 0, to }));
  const after = (await pageOf(world)).plan;
  expect(jurorsOf(after, 1)).toContain(to);
  expect(jurorsOf(after, 1)).not.toContain(from);
  expect(after?.proposal?.cost).toContain("Beside the plan before:");
  expect(after?.hasBefore).toBe(true);
  expect(must(await leavePlan(slug, world.chair))).toBe("left");
  expect((await pageOf(world)).plan).toEqual(before);
  must(await changed(world, { change: "pin", entry: 1, juror: to, to: null }));
  const pinned = (await pageOf(world)).plan;
  expect(pinned?.proposal?.entries[0]?.jurors.find(({ number }) => number === to)?.is).toBe("pinned");
  must(await confirmPlan({ slug, planId: pinned?.id ?? "" }, world.chair));
  expect(await pairsOf(world)).toContain(`1 ${to}`);
});

test("what is impossible is explained in words, and the plan before can be had back", async () => {
  const world = await aJury({ entries: 4, jurors: 3 });
  must(await aPlan(world, { most: 2 }));
  expect((await pageOf(world)).plan).toMatchObject({
    state: "impossible",
    reason: "All 4 entries together ask for 8 reviews, and the jury has 6 places left for them.",
  });
  must(await aPlan(world));
  const bad = { change: "pin", entry: 9, juror: 1, to: null } as const;
  expect(await changed(world, bad)).toMatchObject({ refusal: { message: "There is no entry 9 in this challenge." } });
});

test("a plan that the jury has outgrown says why, is not confirmed, and is worked out again", async () => {
  const world = await aJury({ entries: 3, jurors: 3 });
  const { slug } = world.challenge;
  const { id: planId } = must(await aPlan(world));
  const [ines] = world.jurors;
  must(await declareConflict({ slug, number: 1, reason: "My cousin." }, ines ?? world.chair));
  const outgrown = "The jury has changed since this was worked out: 1 new conflict.";
  expect((await pageOf(world)).plan?.proposal?.outgrown).toBe(outgrown);
  expect(await confirmPlan({ slug, planId }, world.chair)).toMatchObject({
    refusal: { code: "outgrown", message: `${outgrown} Work it out again.` },
  });
  expect(await pairsOf(world)).toEqual([]);
  must(await assigned(world));
  expect(await pairsOf(world)).not.toContain("1 1");
});

test("a repair after a drop-out keeps what is begun and moves as little as possible; whoever loses something is told", async () => {
  const world = await anAssignedJury({ entries: 3, jurors: 3 });
  const { slug, id: challengeId } = world.challenge;
  const before = await pairsOf(world);
  const [first, second] = world.jurors;
  const own = before.filter((pair) => pair.endsWith(" 2"));
  must(await handInFor(world, second ?? world.chair, { number: Number(own[0]?.split(" ")[0]), level: 3 }));
  const { id: jurorId } = await db.juror.findFirstOrThrow({ where: { challengeId, personId: first?.id } });
  must(await excuseJuror({ slug, jurorId }, world.chair));
  await aJuror(world, "Third Hand");
  must(await assigned(world, { mayMove: true }));
  const after = await pairsOf(world);
  expect(after).toHaveLength(6);
  expect(after).toContain(own[0]);
  const stayed = before.filter((pair) => !pair.endsWith(" 1"));
  expect(stayed.filter((pair) => !after.includes(pair)).length).toBeLessThanOrEqual(1);
  const moved = stayed.filter((pair) => !after.includes(pair)).length;
  const acts = await db.recordEntry.findMany({ where: { challengeId, type: "jury.recused" } });
  expect(acts.filter(({ leaf }) => JSON.parse(leaf).cause === "moved")).toHaveLength(moved);
});

test("a large plan is worked out in a thread of its own, and a job that runs twice changes nothing", async () => {
  const world = await aJury({ entries: 3, jurors: 1 });
  const { id: challengeId } = world.challenge;
  const people = Array.from({ length: 140 }, (_, i) => ({
    ...{ id: randomUUID(), name: `Juror ${i}`, handle: `many-${i}`, email: `many-${i}@prova.example` },
  }));
  await db.person.createMany({ data: people });
  await db.juror.createMany({ data: people.map(({ id }, i) => ({ challengeId, personId: id, number: i + 2 })) });
  const { id: planId } = must(await aPlan(world));
  const { plan } = await pageOf(world);
  expect(plan).toMatchObject({ state: "proposed", proposal: { added: 6 } });
  await workOutPlan({ planId });
  expect((await pageOf(world)).plan).toEqual(plan);
});

test("a plan that waits is stopped at once, one under way within a second, and there is one at a time", async () => {
  const world = await aJury({ entries: 3, jurors: 3 });
  const { slug } = world.challenge;
  const plan = { challengeId: world.challenge.id, mode: "fair", seed: NO_SEED, startedById: world.chair.id } as const;
  await db.assignmentPlan.create({ data: plan });
  expect((await pageOf(world)).plan).toMatchObject({ state: "waiting", isUnderWay: true });
  expect(await aPlan(world)).toMatchObject({ refusal: { code: "under-way" } });
  expect(must(await leavePlan(slug, world.chair))).toBe("left");
  const running = await db.assignmentPlan.create({ data: { ...plan, state: "running" } });
  expect(must(await leavePlan(slug, world.chair))).toBe("stopping");
  expect((await pageOf(world)).plan).toMatchObject({ isStopping: true });
  await workOutPlan({ planId: running.id });
  expect((await pageOf(world)).plan?.isUnderWay).toBe(false);
});

test("before entries close nothing is assigned, to the second", async () => {
  const world = await aJury({ entries: 1, jurors: 1 });
  const { challenge } = world;
  await clockFrom(challenge.closesAt, -1000);
  expect(await aPlan(world)).toMatchObject({
    ok: false,
    refusal: { code: "not-yet" },
  });
  await clockFrom(challenge.closesAt, 0);
  expect(await assigned(world)).toMatchObject({ ok: true });
});

test("the page costs the same number of queries for one entry and for many", async () => {
  const cost = async (entries: number) => {
    const world = await aJury({ entries, jurors: 2 });
    must(await aPlan(world));
    const before = queriesSoFar();
    await pageOf(world);
    return queriesSoFar() - before;
  };
  expect(await cost(6)).toBe(await cost(1));
});
