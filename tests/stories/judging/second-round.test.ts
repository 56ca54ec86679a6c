import { expect, test } from "vitest";
import { auditChallenge } from "~/audit/audit.server";
import { overviewForVisitor } from "~/challenges/public-challenge.server";
import { newsForVisitor } from "~/challenges/reading/parts.server";
import { closeJudging } from "~/judging/close-judging.server";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { deskEntryForJuror, deskForJuror } from "~/judging/desk/desk.server";
import { dutiesOf } from "~/judging/duties.server";
import { juryDesk } from "~/judging/jury/jury-desk.server";
import { recompute } from "~/judging/result/bundle.server";
import { computeLargeResult } from "~/judging/result/store-result.server";
import { extendSecondRound } from "~/judging/second/extend-second-round.server";
import { openSecondRound } from "~/judging/second/open-second-round.server";
import { secondForChair } from "~/judging/second/second-for-chair.server";
import { DAY } from "~/kernel/time";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { entryForReader } from "~/outcomes/entries.server";
import { minutesForChair } from "~/outcomes/minutes.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { bundleForVisitor, resultsForVisitor } from "~/outcomes/results.server";
import { db, now } from "~/platform/database.server";
import { clockFrom } from "../../support/clock";
import { aClosedJury, aFoundConflict, assigned, handInFor, type JuryWorld, prizesOf } from "../../support/jury-world";
import {
  aFirstRoundClosed,
  aJuryOfTwoRounds,
  aSecondRound,
  handsInSecond,
  localIn,
  opensSecond,
} from "../../support/second-world";
import { aPerson, must } from "../../support/world";

const leaves = async (challengeId: string, type: string) =>
  (await db.recordEntry.findMany({ where: { challengeId, type }, orderBy: { id: "asc" } })).map(
    ({ leaf }) => JSON.parse(leaf) as Record<string, unknown>,
  );

const jurorsOf = ({ jurors }: JuryWorld) => jurors as [JuryWorld["jurors"][0], JuryWorld["jurors"][0]];

test("a challenge is published with both rounds: rubrics, who goes on and how often they are scored stand from then on", async () => {
  const { challenge } = await aJuryOfTwoRounds();
  const { criteria, second } = await overviewForVisitor(challenge.slug, await now());
  expect(criteria.map(({ title }) => title)).toEqual(["Warns in time", "Explains itself"]);
  expect(second).toMatchObject({
    terms: { rule: "top", value: 2, reviewsPerEntry: 2 },
    criteria: [{ title: "On stage", round: 2 }],
  });
  const of = { challengeId: challenge.id };
  await expect(db.secondRound.update({ where: of, data: { ruleValue: 3 } })).rejects.toThrow();
  await expect(db.secondRound.delete({ where: of })).rejects.toThrow();
  await expect(db.criterion.updateMany({ where: { ...of, round: 2 }, data: { weight: 1 } })).rejects.toThrow();
});

test("a closed first round is no closed judging: its sheets stand, nobody sees a score, and the second is owed", async () => {
  const world = await aJuryOfTwoRounds();
  const { slug, id } = world.challenge;
  expect(await opensSecond(world)).toMatchObject({
    refusal: { code: "not-closed" },
  });
  expect(must(await closeJudging(slug, world.chair))).toEqual({
    entries: 4,
    isComputed: true,
    isFirst: true,
    isDrawing: false,
  });
  expect(await db.challenge.findUniqueOrThrow({ where: { id } })).toMatchObject({ judgingClosedAt: null });
  expect(await db.result.count({ where: { challengeId: id } })).toBe(0);
  const [ines] = jurorsOf(world);
  expect(await handInFor(world, ines, { number: 1, level: 1 })).toMatchObject({ refusal: { code: "closed" } });
  expect(await closeJudging(slug, world.chair)).toMatchObject({ refusal: { code: "second-round" } });
  const page = await secondForChair(slug, world.chair);
  expect(page.entries.map(({ number, goesOn }) => [number, goesOn])).toEqual([
    [1, true],
    [2, true],
    [3, false],
    [4, false],
  ]);
  expect(JSON.stringify(page)).not.toMatch(/score"|mean|calibrated/);
  await expect(secondForChair(slug, ines)).rejects.toMatchObject({ status: 404 });
  const one = await aClosedJury({ entries: 2 });
  await expect(secondForChair(one.challenge.slug, one.chair)).rejects.toMatchObject({ status: 404 });
});

test("a first round of many sheets is ranked by a job, once, and until then nobody goes on", async () => {
  const world = await aJuryOfTwoRounds();
  const { slug, id } = world.challenge;
  const of = { where: { challengeId: id } };
  await db.secondRound.update({ ...of, data: { firstClosedAt: await now() } });
  expect(await opensSecond(world)).toMatchObject({
    refusal: { code: "no-ranking" },
  });
  expect(await closeJudging(slug, world.chair)).toMatchObject({ refusal: { code: "no-ranking" } });
  await computeLargeResult({ challengeId: id });
  const first = await db.secondRound.findUniqueOrThrow(of);
  await computeLargeResult({ challengeId: id });
  expect(await db.secondRound.findUniqueOrThrow(of)).toEqual(first);
  expect((await secondForChair(slug, world.chair)).entries.filter(({ goesOn }) => goesOn)).toHaveLength(2);
});

test("the second round is opened once, for those whom the rule lets go on, until before results are due; the record names them", async () => {
  const world = await aFirstRoundClosed();
  const { slug, id } = world.challenge;
  const why = async (endsAt: string) => {
    const opened = await openSecondRound({ slug, endsAt, jurors: [1, 2] }, world.chair);
    return opened.ok ? null : opened.refusal.code;
  };
  const anybody = { slug, endsAt: "2031-01-01T10:00", jurors: [1, 2] };
  await expect(openSecondRound(anybody, await aPerson())).rejects.toMatchObject({
    status: 404,
  });
  expect(await why("2031-02-31T10:00")).toBe("no-instant");
  expect(await why(await localIn(world, -1))).toBe("past");
  expect(await why(await localIn(world, 60))).toBe("too-late");
  expect(await why(await localIn(world, 3))).toBeNull();
  expect(await why(await localIn(world, 3))).toBe("open");
  const [opened] = await leaves(id, "round.opened");
  expect(opened).toMatchObject({ by: "sheets", rule: "top", value: 2, entries: [1, 2] });
  const news = await db.announcement.findFirstOrThrow({ where: { challengeId: id } });
  expect(news.body).toContain("Entries 1 and 2 of the first round go on.");
  await expect(db.secondRound.update({ where: { challengeId: id }, data: { endsAt: await now() } })).rejects.toThrow();
});

test("on the desk the second round has its own queue, rubric and end, and sheets are sealed as such", async () => {
  const world = await aSecondRound();
  const { slug, id } = world.challenge;
  const [ines, juno] = jurorsOf(world);
  const desk = await deskForJuror(slug, ines);
  expect(desk.queue.map(({ number, state }) => [number, state])).toEqual([
    [1, "none"],
    [2, "none"],
  ]);
  expect(desk.unopened).toEqual([]);
  const page = await deskEntryForJuror({ slug, number: 1 }, ines);
  expect(page.rubric.map(({ title }) => title)).toEqual(["On stage"]);
  // What a juror scored in the first round alone is still there to be read.
  const before = await deskEntryForJuror({ slug, number: 4 }, ines);
  expect(before).toMatchObject({ state: "handed_in", round: 1 });
  expect(before.whyNotScore).toMatch(/^The chair closed the first round/);
  expect(await handInFor(world, ines, { number: 1, level: 3 })).toMatchObject({ ok: false });
  must(await handsInSecond(world, ines, { number: 1, level: 5 }));
  expect((await leaves(id, "score.sealed")).at(-1)).toMatchObject({ round: 2 });
  expect((await dutiesOf(ines)).juries).toMatchObject([{ sheets: 2, done: 1 }]);
  const chair = await juryDesk(slug, world.chair);
  expect(chair.entries.map(({ number, assigned, handedIn }) => [number, assigned, handedIn])).toEqual([
    [1, 2, 1],
    [2, 2, 0],
  ]);
  expect([chair.missing, chair.unplaced]).toEqual([3, 0]);
  expect(chair.whyNot.close).toMatch(/^3 sheets are missing, and jurors have until/);
  await clockFrom(await now(), 4 * DAY);
  expect(await handsInSecond(world, juno, { number: 1, level: 5 })).toMatchObject({ refusal: { code: "closed" } });
});

test("an open second round gets more time with its reason, never less, and the record and the history say so", async () => {
  const world = await aFirstRoundClosed();
  const { slug, id } = world.challenge;
  const reason = "Juror 2 fell ill, and is back on Monday.";
  const why = async (endsAt: string) => {
    const extended = await extendSecondRound({ slug, endsAt, reason }, world.chair);
    return extended.ok ? null : extended.refusal.code;
  };
  expect(await why(await localIn(world, 5))).toBe("not-open");
  must(await opensSecond(world));
  expect(await why(await localIn(world, 2))).toBe("earlier");
  expect(await why(await localIn(world, 60))).toBe("too-late");
  await expect(
    extendSecondRound({ slug, endsAt: await localIn(world, 5), reason }, await aPerson()),
  ).rejects.toMatchObject({ status: 404 });
  must(await assigned(world));
  await clockFrom(await now(), 4 * DAY);
  const [ines] = jurorsOf(world);
  expect(await handsInSecond(world, ines, { number: 1, level: 4 })).toMatchObject({ refusal: { code: "closed" } });
  expect(await why(await localIn(world, 5))).toBeNull();
  must(await handsInSecond(world, ines, { number: 1, level: 4 }));
  expect((await leaves(id, "calendar.changed")).at(-1)).toMatchObject({ changes: [{ field: "second_round_ends_at" }] });
  const { moved } = await newsForVisitor({ slug }, await now());
  expect(moved).toMatchObject([{ field: "second_round_ends_at", reason }]);
  expect((await auditChallenge(id)).differences).toEqual([]);
});

/** The second round turns the first two about: entry 2 by far, and everybody lower than in the first. */
async function aResultOfTwo(): Promise<JuryWorld> {
  const world = await aSecondRound();
  for (const juror of world.jurors)
    for (const [number, level] of [
      [1, 1],
      [2, 4],
    ] as const)
      must(await handsInSecond(world, juror, { number, level }));
  must(await closeJudging(world.challenge.slug, world.chair));
  return world;
}

test("results pool both rounds, the bundle recomputes, every sheet is revealed, and the audit finds nothing", async () => {
  const world = await aResultOfTwo();
  const { slug, id } = world.challenge;
  const prizes = await prizesOf(world);
  const awards = [2, 1].map((entry, i) => ({ prizeId: prizes[i]?.id ?? "", entry, reason: "" }));
  must(await decideAwards({ slug, awards, mentions: [] }, world.chair));
  must(await publishResults(slug, world.chair));
  const { results } = await resultsForVisitor(slug, await now());
  expect(results?.rows.map(({ entry }) => entry).slice(0, 2)).toEqual([2, 1]);
  expect(results?.rows.map(({ sheets }) => sheets).sort()).toEqual([2, 2, 4, 4]);
  expect(results?.analysis?.pooled).toMatchObject({ entries: 2, sheets: 4, jurors: 2 });
  expect(results?.analysis?.pooled?.effect).toBeLessThan(0);
  const text = await bundleForVisitor(slug, await now());
  expect(JSON.parse(text)).toMatchObject({ format: "palio-result-2" });
  expect(recompute(text)).toMatchObject({ ok: true, value: { ok: true, differences: [] } });
  expect((await leaves(id, "score.revealed")).filter(({ round }) => round === 2)).toHaveLength(4);
  expect((await leaves(id, "result.published"))[0]).toMatchObject({ sealed: 12, revealed: 12, missing: [] });
  const { work } = await minutesForChair(slug, world.chair);
  expect(work).toMatchObject([
    { juror: 1, scored: [1, 2, 3, 4] },
    { juror: 1, round: 2, scored: [1, 2] },
    { juror: 2, scored: [1, 2, 3, 4] },
    { juror: 2, round: 2, scored: [1, 2] },
  ]);
  const member = world.entries[1]?.team.captain ?? world.chair;
  const { sheets } = await entryForReader({ slug, number: 2 }, member, await now());
  expect(sheets?.map(({ juror, round }) => [juror, round])).toEqual([
    [1, 1],
    [2, 1],
    [1, 2],
    [2, 2],
  ]);
  expect(new Set(sheets?.map(({ recordHash }) => recordHash)).size).toBe(4);
  expect((await auditChallenge(id)).differences).toEqual([]);
});

test("a conflict that is declared in the second round takes its sheet alone: what was handed in for the first stands", async () => {
  const world = await aSecondRound();
  const { slug, id } = world.challenge;
  const given = await db.assignment.findFirstOrThrow({
    where: { round: 2, submission: { number: 1, challengeId: id } },
    select: { jurorId: true, juror: { select: { personId: true, number: true } } },
  });
  const juror = world.jurors.find((one) => one.id === given.juror.personId) as JuryWorld["jurors"][0];
  const scoredFirst = await db.assignment.count({ where: { jurorId: given.jurorId, round: 1, releasedAt: null } });
  must(await declareConflict({ slug, number: 1, reason: "" }, juror));
  expect(await db.assignment.count({ where: { jurorId: given.jurorId, round: 1, releasedAt: null } })).toBe(
    scoredFirst,
  );
  expect((await leaves(id, "jury.recused")).at(-1)).toMatchObject({ round: 2, entries: [1] });
  expect((await auditChallenge(id)).differences).toEqual([]);
  await expect(deskEntryForJuror({ slug, number: 1 }, juror)).rejects.toMatchObject({ status: 404 });
});

test("what a conflict blocks when the first round is closed is given back, and counts no more whatever the chair says later", async () => {
  const world = await aJuryOfTwoRounds();
  const { slug, id } = world.challenge;
  await aFoundConflict(world, 1, 4);
  must(await closeJudging(slug, world.chair));
  expect((await leaves(id, "jury.recused")).at(-1)).toMatchObject({ entries: [4], withdrawn: [4] });
  expect((await auditChallenge(id)).differences).toEqual([]);
});

test("a conflict that is found between the rounds takes no sheet, and neither the chair nor the juror is told that it did", async () => {
  const world = await aFirstRoundClosed();
  const { slug } = world.challenge;
  await aFoundConflict(world, 1, 4);
  expect((await juryDesk(slug, world.chair)).conflicts).toMatchObject([{ entry: 4, isWithdrawn: false }]);
  const { queue } = await deskForJuror(slug, jurorsOf(world)[0]);
  expect(queue.find(({ number }) => number === 4)?.conflict).toBe("Conflict found; the chair decides");
});

test("where the rule lets too few go on, the first round decides", async () => {
  const world = await aFirstRoundClosed({ entries: 1 });
  const { slug, id } = world.challenge;
  expect(await opensSecond(world)).toMatchObject({
    refusal: { code: "too-few" },
  });
  expect(must(await closeJudging(slug, world.chair))).toMatchObject({ isFirst: false });
  const bundle = JSON.parse((await db.result.findUniqueOrThrow({ where: { challengeId: id } })).bundle ?? "");
  expect(bundle).toMatchObject({ format: "palio-result-1", inputs: { criteria: [{}, {}] } });
});
