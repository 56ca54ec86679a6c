import { expect, test } from "vitest";
import { auditAll } from "~/audit/audit.server";
import { announce } from "~/judging/draw/announce.server";
import { drawForChair, drawForTeam, drawsOf } from "~/judging/draw/draws.server";
import { drawByBeacon } from "~/judging/draw/make-draw.server";
import { makeDue } from "~/judging/draw/make-due.server";
import { commitToDraw, openNumber } from "~/judging/draw/take-part.server";
import { drawSeed } from "~/judging/plan/draw-seed.server";
import { ok } from "~/kernel/result";
import { HOUR, MINUTE } from "~/kernel/time";
import { db, now, transaction } from "~/platform/database.server";
import { newNonce, sha256 } from "~/platform/secret.server";
import { checkDraws } from "~/record/draw/check-draws";
import { NO_SEED } from "~/record/draw/no-seed";
import { commitmentTo } from "~/record/draw/nonces";
import { seedOf } from "~/record/draw/seed";
import { openedCommitment } from "~/record/record.server";
import { clockFrom } from "../../support/clock";
import { chainOfTests } from "../../support/draws";
import { aJury, type JuryWorld } from "../../support/jury-world";
import { aPerson, must } from "../../support/world";

const later = async (milliseconds: number) => clockFrom(await now(), milliseconds);
const drawIn = (id: string) => db.draw.findUniqueOrThrow({ where: { id } });

/** What `palio verify` makes of the record's draws. */
async function checked() {
  const rows = await db.recordEntry.findMany({ orderBy: { id: "asc" }, select: { leaf: true } });
  return checkDraws(
    rows.map(({ leaf }, index) => ({ index, leaf })),
    [chainOfTests().chain],
  );
}

/** The leaves of one type, read. */
const acts = async ({ challenge }: JuryWorld, type: string) =>
  (await db.recordEntry.findMany({ where: { challengeId: challenge.id, type }, orderBy: { id: "asc" } })).map(
    ({ leaf }) => JSON.parse(leaf),
  );

/** A draw by numbers, just announced. */
async function byNumbers({ challenge }: JuryWorld): Promise<string> {
  const about = { challengeId: challenge.id, purpose: "assignment", round: 1, subject: sha256("x"), by: null } as const;
  const at = await now();
  const { id } = must(await transaction(async (tx) => ok(await announce({ ...about, source: "nonces", at }, tx))));
  return id;
}

type Team = JuryWorld["entries"][number];

/** A team commits to a number of its own, which is the answer. */
async function commits({ challenge }: JuryWorld, drawId: string, { number, team }: Team): Promise<string> {
  const nonce = newNonce();
  const commitment = commitmentTo({ draw: drawId, party: number, nonce });
  must(await commitToDraw({ slug: challenge.slug, drawId, commitment }, team.captain));
  return nonce;
}

test("the seed of an assignment comes from a drand round that is announced before it is out", async () => {
  const world = await aJury({ entries: 2, jurors: 2 });
  const { challenge, chair } = world;
  const { id } = must(await drawSeed(challenge.slug, chair));
  const draw = await drawIn(id);
  expect(draw.dueAt.getTime() - draw.announcedAt.getTime()).toBeGreaterThanOrEqual(10 * MINUTE);
  expect(await acts(world, "draw.announced")).toMatchObject([
    { draw: id, purpose: "assignment", source: "drand", beacon: draw.beacon, jurors: 2, entries: 2 },
  ]);
  const signature = chainOfTests().sign(draw.beacon ?? 0);
  expect(await drawByBeacon({ id, signature })).toMatchObject({ refusal: { code: "too-early" } });
  await later(11 * MINUTE);
  // Another round's signature is refused, whoever brings it.
  const other = chainOfTests().sign((draw.beacon ?? 0) + 1);
  expect(await drawByBeacon({ id, signature: other })).toMatchObject({ refusal: { code: "no-beacon" } });
  must(await drawByBeacon({ id, signature }));
  const { seed, randomness, announced } = await drawIn(id);
  expect(seed).toBe(seedOf(randomness ?? "", announced));
  // Who may not read what is told with the results, not before.
  const line = await db.recordEntry.findUniqueOrThrow({ where: { hash: announced } });
  expect(await openedCommitment(line)).toBeNull();
  const at = await now();
  await db.challenge.update({ where: { id: challenge.id }, data: { judgingClosedAt: at, resultsPublishedAt: at } });
  const { words = "" } = (await openedCommitment(line)) ?? {};
  expect(JSON.parse(words)).toEqual({ jurors: [1, 2], entries: [1, 2], conflicts: [] });
  // Brought again, nothing changes.
  must(await drawByBeacon({ id, signature }));
  expect(await acts(world, "draw.made")).toMatchObject([{ draw: id, seed, randomness, signature }]);
  expect(await checked()).toMatchObject({ faults: [] });
});

test("the job fetches the round when it is out; where that fails the reason is shown, and it is asked again", async () => {
  const world = await aJury({ entries: 2, jurors: 2 });
  const { slug } = world.challenge;
  const { id: drawId } = must(await drawSeed(slug, world.chair));
  await makeDue();
  expect(await drawIn(drawId)).toMatchObject({ seed: null, tries: 0 });
  await later(11 * MINUTE);
  await makeDue();
  const failed = await drawForChair({ slug, drawId }, world.chair);
  expect(failed.draw).toMatchObject({ seed: null, why: expect.stringMatching(/\w/) });
  await makeDue();
  expect(await drawIn(drawId)).toMatchObject({ tries: 1 });
  await later(2 * MINUTE);
  await makeDue();
  expect(await drawIn(drawId)).toMatchObject({ tries: 2 });
});

test("the city and two teams draw by numbers that they commit to before anybody opens one", async () => {
  const world = await aJury({ entries: 3, jurors: 2 });
  const { challenge, entries } = world;
  const [first, second, third] = entries as [Team, Team, Team];
  const drawId = await byNumbers(world);
  const of = { slug: challenge.slug, drawId };
  expect(await db.mail.count({ where: { key: { startsWith: `draw:${drawId}` } } })).toBe(3);
  const nonce = await commits(world, drawId, first);
  const theirs = await commits(world, drawId, second);
  const again = commitToDraw({ ...of, commitment: sha256("another") }, first.team.captain);
  expect(await again).toMatchObject({ refusal: { code: "committed" } });
  expect(await openNumber({ ...of, nonce }, first.team.captain)).toMatchObject({ refusal: { code: "too-early" } });
  // Nobody reads the city's number before it is opened.
  expect(JSON.stringify(await drawsOf(challenge.id, first.team.captain))).not.toContain(
    (await drawIn(drawId)).cityNonce,
  );
  expect(JSON.stringify(await drawForTeam(of, first.team.captain))).not.toContain((await drawIn(drawId)).cityNonce);
  await later(25 * HOUR);
  expect(await commitToDraw({ ...of, commitment: sha256("late") }, third.team.captain)).toMatchObject({
    refusal: { code: "too-late" },
  });
  expect(await openNumber({ ...of, nonce: theirs }, first.team.captain)).toMatchObject({
    refusal: { code: "other-number" },
  });
  expect(await openNumber({ ...of, nonce }, third.team.captain)).toMatchObject({ refusal: { code: "not-committed" } });
  must(await openNumber({ ...of, nonce }, first.team.captain));
  expect(await drawIn(drawId)).toMatchObject({ seed: null });
  // With the last number the city's is opened, and the seed drawn.
  must(await openNumber({ ...of, nonce: theirs }, second.team.captain));
  const { seed, cityNonce, randomness, announced } = await drawIn(drawId);
  expect(randomness).toBe(sha256(`city:${cityNonce}\n${first.number}:${nonce}\n${second.number}:${theirs}`));
  expect(seed).toBe(seedOf(randomness ?? "", announced));
  expect(await acts(world, "draw.made")).toMatchObject([
    { city: cityNonce, entries: [first.number, second.number], refused: [], seed },
  ]);
  const lines = await db.recordEntry.findMany({ where: { type: "draw.committed" }, orderBy: { id: "asc" } });
  const parts = [nonce, theirs].map((own, i) => ({ nonce: own, line: lines[i]?.hash }));
  expect(await drawsOf(challenge.id, null)).toMatchObject([{ city: cityNonce, seed, act: null, parts }]);
  expect(await checked()).toMatchObject({ faults: [] });
  expect(await auditAll()).toMatchObject({ differences: [] });
});

test("a number that is not opened is left out and named; with too few that take part no seed is drawn", async () => {
  const world = await aJury({ entries: 2, jurors: 2 });
  const [first, second] = world.entries as [Team, Team];
  const drawId = await byNumbers(world);
  const nonce = await commits(world, drawId, first);
  await commits(world, drawId, second);
  await later(25 * HOUR);
  must(await openNumber({ slug: world.challenge.slug, drawId, nonce }, first.team.captain));
  await later(24 * HOUR);
  await makeDue();
  expect(await acts(world, "draw.made")).toMatchObject([{ entries: [first.number], refused: [second.number] }]);
  expect((await drawIn(drawId)).seed).not.toBe(NO_SEED);

  const alone = await aJury({ entries: 2, jurors: 2 });
  const their = await byNumbers(alone);
  const [only] = alone.entries as [Team];
  const number = await commits(alone, their, only);
  await later(25 * HOUR);
  must(await openNumber({ slug: alone.challenge.slug, drawId: their, nonce: number }, only.team.captain));
  expect(await drawIn(their)).toMatchObject({ seed: NO_SEED, randomness: NO_SEED });
  expect(await checked()).toMatchObject({ faults: [] });
});

test("only members of a team that competes take part, and what was announced cannot be changed in the database", async () => {
  const world = await aJury({ entries: 2, jurors: 2 });
  const drawId = await byNumbers(world);
  const of = { slug: world.challenge.slug, drawId };
  const stranger = await aPerson();
  await expect(drawForTeam(of, stranger)).rejects.toMatchObject({ status: 404 });
  await expect(commitToDraw({ ...of, commitment: sha256("x") }, world.chair)).rejects.toMatchObject({ status: 404 });
  await expect(db.$executeRaw`UPDATE draw SET city_nonce = 'another'`).rejects.toThrow(/announced/);
  await expect(db.$executeRaw`DELETE FROM draw`).rejects.toThrow(/append-only/);
  const [first] = world.entries as [Team];
  await commits(world, drawId, first);
  await expect(db.$executeRaw`UPDATE draw_nonce SET commitment = ${sha256("y")}`).rejects.toThrow(/stands/);
});
