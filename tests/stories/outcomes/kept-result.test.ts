import { expect, test } from "vitest";
import { closeJudging } from "~/judging/close-judging.server";
import { drawByBeacon } from "~/judging/draw/make-draw.server";
import { recompute } from "~/judging/result/bundle.server";
import { computeLargeResult } from "~/judging/result/store-result.server";
import { rubricOf } from "~/judging/sheets.server";
import { MINUTE } from "~/kernel/time";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { minutesForChair } from "~/outcomes/minutes.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { rankingOf } from "~/outcomes/ranking.server";
import { awardsForChair, bundleForVisitor, resultsForVisitor } from "~/outcomes/results.server";
import { db, now, type Prisma } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { lotsOf } from "~/record/draw/lots";
import { clockFrom } from "../../support/clock";
import { chainOfTests } from "../../support/draws";
import { doJobs } from "../../support/jobs";
import {
  aClosedJury,
  anAssignedJury,
  aScoredJury,
  FEEDBACK,
  handInFor,
  type JuryWorld,
  prizesOf,
  publishedResults,
} from "../../support/jury-world";
import { aColleague, must } from "../../support/world";

const REASON = "It runs on the city's own machines, which the others do not.";

test("the bundle is public with the results, its hash is in the record, it recomputes, and a changed digit is named", async () => {
  const closed = await aClosedJury({ entries: 2 });
  await expect(bundleForVisitor(closed.challenge.slug, await now())).rejects.toMatchObject({ status: 404 });
  const world = await publishedResults({ entries: 3 });
  const { id, slug } = world.challenge;
  const text = await bundleForVisitor(slug, await now());
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "result.published" } });
  expect(JSON.parse(leaf)).toMatchObject({ result: sha256(text) });
  expect(recompute(text)).toMatchObject({ ok: true, value: { ok: true, differences: [], hash: sha256(text) } });
  const { results } = await resultsForVisitor(slug, await now());
  const bundle = JSON.parse(text);
  expect(bundle.result.analysis).toEqual(results?.analysis);
  expect(results?.rows).toMatchObject(bundle.result.rows);
  // Jurors go by their numbers, and what they wrote to a team stays between them.
  for (const { name, email, id: person } of world.jurors)
    for (const said of [name, email, person, FEEDBACK]) expect(text).not.toContain(said);
  const seals = await db.recordEntry.findMany({ where: { challengeId: id, type: "score.sealed" } });
  expect(bundle.inputs.sheets.map(({ seal }: { seal: string }) => seal).sort()).toEqual(
    seals.map((act) => JSON.parse(act.leaf).seal).sort(),
  );
  bundle.result.rows[1].mean = 66.6;
  const told = recompute(JSON.stringify(bundle));
  expect(told.ok && told.value.differences).toContainEqual({ place: "result.rows[1].mean", said: 66.6, found: 66.7 });
});

test("a result that a job computes stands once, and the job run again changes nothing", async () => {
  const world = await aScoredJury({ entries: 2 });
  const { id } = world.challenge;
  await computeLargeResult({ challengeId: id });
  expect(await db.result.count({ where: { challengeId: id } })).toBe(0);
  await db.challenge.update({ where: { id }, data: { judgingClosedAt: await now() } });
  await computeLargeResult({ challengeId: id });
  const first = await db.result.findUniqueOrThrow({ where: { challengeId: id } });
  await computeLargeResult({ challengeId: id });
  expect(await db.result.findUniqueOrThrow({ where: { challengeId: id } })).toEqual(first);
});

test("the minutes tell who sat by name and what was read by number, and only the chair reads them", async () => {
  const world = await aClosedJury({ entries: 2 });
  const { slug } = world.challenge;
  const [first, second] = await prizesOf(world);
  const departing = [first, second].map((prize, i) => ({ prizeId: prize?.id ?? "", entry: 2 - i, reason: REASON }));
  must(await decideAwards({ slug, awards: departing, mentions: [] }, world.chair));
  const { panel, work, awards, result, names } = await minutesForChair(slug, world.chair);
  expect(panel.map(({ name }) => name)).toEqual(["Juror A", "Juror B"]);
  expect(work).toEqual([1, 2].map((juror) => ({ juror, scored: [1, 2], missing: [], givenBack: [] })));
  expect(JSON.stringify(work)).not.toContain("Juror");
  expect(awards.map(({ reason }) => reason)).toEqual([REASON, REASON]);
  expect([result?.hash.length, names.length]).toEqual([64, 2]);
  for (const reader of [await aColleague(world.city, "editor"), world.jurors[0] as typeof world.chair])
    await expect(minutesForChair(slug, reader)).rejects.toMatchObject({ status: 404 });
});

/** Two entries that are equal to the last step of the chain, in a closed jury whose rules leave that to lots. */
async function anEqualPair(): Promise<JuryWorld> {
  const world = await anAssignedJury({ entries: 3 });
  const { id: challengeId, slug } = world.challenge;
  const newest = await db.rulesVersion.findFirstOrThrow({ where: { challengeId } });
  const { id: _id, ...version } = newest;
  await db.rulesVersion.create({
    data: {
      ...version,
      code: version.code as Prisma.InputJsonValue,
      ...{ number: 2, reason: "What decides ties was not said." },
      ties: { priority: 2, direct: true, last: "draw" },
    },
  });
  for (const juror of world.jurors)
    for (const number of [1, 2, 3]) must(await handInFor(world, juror, { number, level: number === 3 ? 1 : 3 }));
  expect(must(await closeJudging(slug, world.chair))).toMatchObject({ isDrawing: true });
  return world;
}

const ranksOf = async ({ challenge }: JuryWorld) =>
  (await rankingOf(challenge.id))?.rows.map(({ rank, tie }) => [rank, tie]) ?? null;

test("a tie ends as the rules said before entries opened: the declared criterion first, then lots that are drawn after the close", async () => {
  const world = await anEqualPair();
  const { id, slug } = world.challenge;
  expect(await ranksOf(world)).toBeNull();
  expect(await awardsForChair(slug, world.chair)).toMatchObject({ lots: { source: "drand", seed: null } });
  // The job of a large jury finds the same draw, and announces no second.
  await computeLargeResult({ challengeId: id });
  const draw = await db.draw.findFirstOrThrow({ where: { challengeId: id, purpose: "result" } });
  await clockFrom(await now(), 11 * MINUTE);
  must(await drawByBeacon({ id: draw.id, signature: chainOfTests().sign(draw.beacon ?? 0) }));
  await doJobs();
  expect(await ranksOf(world)).toEqual([
    [1, "draw"],
    [2, "draw"],
    [3, null],
  ]);
  const { bundle: text } = await db.result.findUniqueOrThrow({ where: { challengeId: id } });
  const bundle = JSON.parse(text ?? "");
  const rubric = await rubricOf(id, 1);
  expect(bundle.inputs.ties).toEqual({ priority: rubric[1]?.id, direct: true, last: "draw" });
  const { seed } = await db.draw.findUniqueOrThrow({ where: { id: draw.id } });
  const [first] = lotsOf([1, 2, 3], seed ?? "").filter((entry) => entry < 3);
  expect(bundle.result.rows[0].entry).toBe(first);
  expect(recompute(text ?? "")).toMatchObject({ value: { ok: true, differences: [] } });
  bundle.inputs.draw.seed = sha256("another");
  const told = recompute(JSON.stringify(bundle));
  expect(told.ok && told.value.differences).toContainEqual({
    ...{ place: "inputs.draw.seed", said: sha256("another"), found: seed },
  });
  const prizes = await prizesOf(world);
  const awards = prizes.map(({ id: prizeId }, i) => ({ prizeId, entry: i === 0 ? first : undefined, reason: "" }));
  must(await decideAwards({ slug, awards, mentions: [] }, world.chair));
  must(await publishResults(slug, world.chair));
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "result.published" } });
  expect(JSON.parse(leaf)).toMatchObject({ draw: draw.id, seed });
});
