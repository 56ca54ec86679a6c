import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { castVote, undoVote } from "~/judging/round/cast-vote.server";
import { closeFinal } from "~/judging/round/close-final.server";
import { seatState } from "~/judging/round/final.server";
import { finalForJuror, finalistsForJuror } from "~/judging/round/final-desk.server";
import { finalForChair } from "~/judging/round/final-for-chair.server";
import { goingOn, openFinal } from "~/judging/round/open-final.server";
import { runSheetForJury } from "~/judging/round/run-sheet.server";
import { sayOfFinalists } from "~/judging/round/say-of-finalists.server";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { publishingForChair, resultsForVisitor } from "~/outcomes/results.server";
import { db, now } from "~/platform/database.server";
import {
  anOpenFinal,
  everyoneVotes,
  openingOf,
  saysOfFinalists,
  standingVotesOf,
  votes,
} from "../../support/final-world";
import { aClosedJury, aFoundConflict, aScoredJury, type JuryWorld, prizesOf } from "../../support/jury-world";
import { aPerson, must } from "../../support/world";

const MISSING = { status: 404 };

function partsOf(world: JuryWorld) {
  const [ines, juno] = world.jurors;
  if (!ines || !juno) throw new Error("no jury");
  return { ines, juno, slug: world.challenge.slug, challengeId: world.challenge.id, chair: world.chair };
}

const leafOf = async (challengeId: string, type: string) =>
  JSON.parse(
    (await db.recordEntry.findFirstOrThrow({ where: { challengeId, type }, orderBy: { id: "desc" } })).leaf,
  ) as Record<string, unknown>;

test("a final follows the ranking: the chair sees who goes on, and what is opened stands in the record", async () => {
  const open = await aScoredJury({ entries: 5 });
  expect(await openFinal(openingOf(open), open.chair)).toMatchObject({ refusal: { code: "not-closed" } });
  const world = await aClosedJury({ entries: 5 });
  const { slug, challengeId, chair, ines } = partsOf(world);
  await expect(goingOn(slug, { rule: "top", value: 2 }, ines)).rejects.toMatchObject(MISSING);
  await expect(finalForChair(slug, await aPerson())).rejects.toMatchObject(MISSING);
  // The last two have the same score, and go on together or not at all.
  expect(must(await goingOn(slug, { rule: "top", value: 4 }, chair)).entries).toEqual([1, 2, 3, 4, 5]);
  expect(await goingOn(slug, { rule: "top", value: 1 }, chair)).toMatchObject({ refusal: { code: "too-few" } });
  const opening = openingOf(world, { rule: { rule: "top", value: 3 }, seen: [1, 2, 3] });
  const why = async (more: Partial<typeof opening>) => {
    const opened = await openFinal({ ...opening, ...more }, chair);
    return opened.ok ? null : opened.refusal.code;
  };
  expect(await why({ seen: [1, 2] })).toBe("not-seen");
  expect(await why({ seen: [] })).toBe("not-seen");
  expect(await why({ jurors: [1, 9] })).toBe("no-such-juror");
  expect(await why({ startsAt: "2031-02-31T18:00" })).toBe("no-instant");
  expect(await db.round.count({ where: { challengeId } })).toBe(0);
  expect(must(await openFinal(opening, chair))).toEqual({ entries: 3, jurors: 2 });
  expect(await why({})).toBe("open");
  const leaf = await leafOf(challengeId, "round.opened");
  const { bundle } = await db.result.findUniqueOrThrow({ where: { challengeId } });
  expect(leaf).toMatchObject({ rule: "top", value: 3, entries: [1, 2, 3], seed: JSON.parse(bundle ?? "").inputs.seed });
  const letter = await db.mail.findFirstOrThrow({ where: { to: ines.email }, orderBy: { createdAt: "desc" } });
  expect(letter.text).toContain("Fri 9 May 2031, 18:00 CEST");
  expect(letter.text).toContain(`/challenges/${slug}/desk/final`);
});

test("the run sheet is for the chair and for those who vote, in the order that the seed draws", async () => {
  const world = await anOpenFinal({ entries: 4 }, { jurors: [1] });
  const { slug, ines, juno, chair } = partsOf(world);
  const sheet = await runSheetForJury(slug, ines);
  expect(sheet.entries.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
  expect(sheet).toMatchObject({ minutesEach: 10, startsAt: new Date("2031-05-09T16:00:00Z"), isVoter: true });
  expect((await runSheetForJury(slug, chair)).entries).toEqual(sheet.entries);
  await expect(runSheetForJury(slug, juno)).rejects.toMatchObject(MISSING);
  await expect(finalForJuror(slug, juno)).rejects.toMatchObject(MISSING);
  expect([await seatState(slug, ines), await seatState(slug, juno)]).toEqual([{ closedAt: null }, null]);
});

test("a juror speaks on every entry first, votes on pairs, each press once, and undoes the last", async () => {
  const world = await anOpenFinal({ entries: 4 });
  const { slug, ines, juno } = partsOf(world);
  // Whoever has scored an entry has spoken on it before it opened.
  await db.$executeRaw`ALTER TABLE clearance DISABLE TRIGGER append_only`;
  await db.clearance.deleteMany({ where: { juror: { personId: ines.id } } });
  await db.$executeRaw`ALTER TABLE clearance ENABLE TRIGGER append_only`;
  await expect(finalForJuror(slug, ines)).rejects.toMatchObject({ status: 302 });
  const early = { slug, left: 1, right: 2, choice: "left" as const, key: randomUUID() };
  expect(await castVote(early, ines)).toMatchObject({ refusal: { code: "not-yours" } });
  expect((await finalistsForJuror(slug, ines)).entries.map(({ word }) => word)).toEqual([null, null, null, null]);
  await saysOfFinalists(world, ines);
  const desk = await finalForJuror(slug, ines);
  expect(desk).toMatchObject({ given: 0, asked: 6, barred: 0, last: null, whyNotVote: null });
  const first = await votes(world, ines);
  must(await castVote({ slug, ...first }, ines));
  expect(await standingVotesOf(world)).toHaveLength(1);
  expect(await castVote({ slug, ...first, choice: "equal" }, ines)).toMatchObject({ refusal: { code: "twice" } });
  expect(await castVote({ slug, ...first, key: randomUUID() }, ines)).toMatchObject({ refusal: { code: "twice" } });
  const turned = { ...first, left: first.right, right: first.left, key: randomUUID() };
  expect(await castVote({ slug, ...turned }, ines)).toMatchObject({ refusal: { code: "twice" } });
  // A key is the juror's own.
  must(await castVote({ slug, ...first }, juno));
  const second = await votes(world, ines, { choice: "equal" });
  expect([second.left, second.right].sort()).not.toEqual([first.left, first.right].sort());
  const { last, given } = await finalForJuror(slug, ines);
  expect([last?.isTie, given]).toEqual([true, 2]);
  const of = { slug, voteId: last?.id ?? "" };
  await expect(undoVote(of, juno)).rejects.toMatchObject(MISSING);
  must(await undoVote(of, ines));
  must(await undoVote(of, ines));
  const after = await finalForJuror(slug, ines);
  expect([after.given, after.last?.isTie]).toEqual([1, false]);
  expect([after.pair?.left.number, after.pair?.right.number].sort()).toEqual([second.left, second.right].sort());
});

test("two presses at the same moment are one vote", async () => {
  const world = await anOpenFinal({ entries: 3 });
  const { slug, ines } = partsOf(world);
  const verdict = { slug, left: 1, right: 2, choice: "left" as const };
  const [key, other] = [randomUUID(), randomUUID()];
  const answers = await Promise.all([key, key, other].map((own) => castVote({ ...verdict, key: own }, ines)));
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  expect(await standingVotesOf(world)).toHaveLength(1);
});

test("nobody votes on an entry that is not in the final, on one entry twice, or without a seat", async () => {
  const world = await anOpenFinal({ entries: 4 }, { rule: { rule: "top", value: 2 }, seen: [1, 2] });
  const { slug, ines, chair } = partsOf(world);
  const cast = (left: number, right: number) =>
    castVote({ slug, left, right, choice: "left", key: randomUUID() }, ines);
  for (const [left, right] of [
    [1, 3],
    [3, 4],
    [1, 1],
    [1, 99],
  ] as const)
    expect(await cast(left, right)).toMatchObject({ refusal: { code: "not-yours" } });
  const vote = { slug, left: 1, right: 2, choice: "left" as const, key: randomUUID() };
  for (const other of [chair, await aPerson()]) await expect(castVote(vote, other)).rejects.toMatchObject(MISSING);
  must(await cast(1, 2));
  expect((await finalForJuror(slug, ines)).pair).toBeNull();
});

test("conflicts of the first round hold, and one declared in the final takes the votes on it back", async () => {
  const world = await anOpenFinal({ entries: 4 });
  const { slug, ines, juno, challengeId, chair } = partsOf(world);
  await aFoundConflict(world, 1, 2);
  const pairs = new Set<number>();
  while ((await finalForJuror(slug, ines)).pair) {
    const { left, right } = await votes(world, ines);
    pairs.add(left).add(right);
  }
  expect([...pairs].sort()).toEqual([1, 3, 4]);
  const barred = { slug, left: 1, right: 2, choice: "left" as const, key: randomUUID() };
  expect(await castVote(barred, ines)).toMatchObject({ refusal: { code: "not-yours" } });
  const said = { slug, conflicts: [3], reason: "We share an office." };
  expect(await sayOfFinalists({ ...said, conflicts: [77] }, ines)).toMatchObject({
    refusal: { code: "no-such-entry" },
  });
  expect(must(await sayOfFinalists(said, ines))).toEqual({ barred: 1 });
  expect(must(await sayOfFinalists(said, ines))).toEqual({ barred: 0 });
  expect(await standingVotesOf(world)).toHaveLength(1);
  expect(await leafOf(challengeId, "jury.recused")).toMatchObject({ cause: "conflict", entries: [3], votes: 2 });
  expect((await finalForJuror(slug, ines)).barred).toBe(2);
  const { final } = await finalForChair(slug, chair);
  expect(final?.coverage.conflicts).toEqual([{ juror: 1, entry: 3, reason: "We share an office." }]);
  // The other juror is not touched by it.
  expect((await finalForJuror(slug, juno)).barred).toBe(0);
});

test("until the final is closed nobody is told which entry was found better, not even the chair", async () => {
  const world = await anOpenFinal({ entries: 3 });
  const { slug, chair, ines, juno } = partsOf(world);
  await saysOfFinalists(world, juno);
  for (let i = 0; i < 3; i += 1) await votes(world, ines);
  const { final } = await finalForChair(slug, chair);
  expect(final).toMatchObject({ order: null, closedAt: null });
  expect(final?.coverage.entries.map(({ number, votes: seen }) => [number, seen])).toEqual([
    [1, 2],
    [2, 2],
    [3, 2],
  ]);
  expect(final?.coverage.jurors.map(({ votes: given, asked }) => [given, asked])).toEqual([
    [3, 3],
    [0, 3],
  ]);
  const words = JSON.stringify([final, await finalForJuror(slug, juno), await runSheetForJury(slug, juno)]);
  expect(words).not.toMatch(/strength|pBest|reliability|winner|loser/);
});

test("closing stops the votes and says what they say; the final stands, and is public with the results", async () => {
  const world = await anOpenFinal({ entries: 3 });
  const { slug, chair, ines, challengeId } = partsOf(world);
  await everyoneVotes(world);
  await expect(closeFinal(slug, ines)).rejects.toMatchObject(MISSING);
  const [prize] = await prizesOf(world);
  const awards = [{ prizeId: prize?.id ?? "", entry: 1, reason: "" }];
  expect(await decideAwards({ slug, awards, mentions: [] }, chair)).toMatchObject({ refusal: { code: "final-open" } });
  expect(await publishResults(slug, chair)).toMatchObject({ refusal: { code: "final-open" } });
  expect((await publishingForChair(slug, chair)).whyNot).toContain("The final is open");
  const [last] = await standingVotesOf(world);
  expect(must(await closeFinal(slug, chair))).toEqual({ votes: 6 });
  expect(await closeFinal(slug, chair)).toMatchObject({ refusal: { code: "closed" } });
  const late = { slug, left: 1, right: 2, choice: "left" as const, key: randomUUID() };
  for (const refused of [
    await castVote(late, ines),
    await undoVote({ slug, voteId: last?.id ?? "" }, ines),
    await sayOfFinalists({ slug, conflicts: [1], reason: "" }, ines),
  ])
    expect(refused).toMatchObject({ refusal: { code: "closed" } });
  expect(await finalForJuror(slug, ines)).toMatchObject({ pair: null, whyNotVote: expect.stringContaining("closed") });
  const { final } = await finalForChair(slug, chair);
  expect(final?.order?.entries.map(({ entry, rank, votes: seen }) => [entry, rank, seen])).toEqual([
    [1, 1, 4],
    [2, 2, 4],
    [3, 3, 4],
  ]);
  expect(final?.order?.jurors).toHaveLength(2);
  const leaf = await leafOf(challengeId, "round.closed");
  expect(leaf).toMatchObject({ votes: 6, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
  // Whoever tried a few orders would find the one whose hash it is.
  expect(leaf).not.toHaveProperty("result");
  expect(await openFinal(openingOf(world), chair)).toMatchObject({ refusal: { code: "decided" } });
  expect((await resultsForVisitor(slug, await now())).results).toBeNull();
  must(await decideAwards({ slug, awards, mentions: [] }, chair));
  must(await publishResults(slug, chair));
  const { results } = await resultsForVisitor(slug, await now());
  expect(results?.final?.entries).toEqual(final?.order?.entries);
  expect(results?.final?.recordHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(results?.final)).not.toContain("reliability");
});

test("a final without a vote gives no order, and another may take its place", async () => {
  const world = await anOpenFinal({ entries: 3 });
  const { slug, chair, ines } = partsOf(world);
  expect(must(await closeFinal(slug, chair))).toEqual({ votes: 0 });
  expect((await finalForChair(slug, chair)).whyNotOpen).toBeNull();
  must(await openFinal(openingOf(world, { jurors: [1] }), chair));
  expect((await finalForChair(slug, chair)).final).toMatchObject({ number: 3, closedAt: null });
  expect((await finalForJuror(slug, ines)).given).toBe(0);
});

test("the database itself keeps votes and rounds as they were given", async () => {
  const world = await anOpenFinal({ entries: 3 });
  const { slug, chair, ines, challengeId } = partsOf(world);
  await votes(world, ines);
  const [vote] = await standingVotesOf(world);
  if (!vote) throw new Error("no vote");
  const { id, winnerId, loserId } = vote;
  const sql = (statement: string) => db.$executeRawUnsafe(statement);
  await expect(sql(`UPDATE vote SET is_tie = true WHERE id = '${id}'`)).rejects.toThrow(/append-only/);
  await expect(sql(`DELETE FROM vote WHERE id = '${id}'`)).rejects.toThrow(/append-only/);
  const again = { ...vote, id: randomUUID(), winnerId: loserId, loserId: winnerId, idempotencyKey: "another key" };
  await expect(db.vote.create({ data: again })).rejects.toMatchObject({ code: "P2002" });
  const change = (what: string) => sql(`UPDATE round SET ${what} WHERE challenge_id = '${challengeId}'`);
  await expect(change("minutes_each = 3")).rejects.toThrow(/stands as it was opened/);
  must(await closeFinal(slug, chair));
  await expect(sql(`UPDATE vote SET withdrawn_at = cast_at WHERE id = '${id}'`)).rejects.toThrow(/round is closed/);
  await expect(change("closed_at = NULL")).rejects.toThrow(/stands as it was opened/);
});
