import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { closeJudging } from "~/judging/close-judging.server";
import { deskEntryForJuror, deskForJuror } from "~/judging/desk/desk.server";
import { handInSheet, sealOf } from "~/judging/desk/hand-in-sheet.server";
import { reopenSheet } from "~/judging/desk/reopen-sheet.server";
import { saveSheet } from "~/judging/desk/save-sheet.server";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { withdrawEntry } from "~/submissions/withdraw-entry.server";
import { clockFrom } from "../../support/clock";
import { anAssignedJury, aScoredJury, FEEDBACK, handInFor, type JuryWorld, scoresOf } from "../../support/jury-world";
import { aPerson, must } from "../../support/world";

const sheetOf = async ({ challenge }: JuryWorld, level: number, feedback = FEEDBACK) => ({
  scores: await scoresOf(challenge, level),
  privateNote: "For me.",
  feedback,
});

const aJurorOf = (world: JuryWorld) => {
  const [ines, juno] = world.jurors;
  if (!ines || !juno) throw new Error("no jury");
  return { ines, juno };
};

const versionsOf = (personId: string) =>
  db.scoreSheetVersion.findMany({ where: { assignment: { juror: { personId } } }, orderBy: { number: "asc" } });

/** How many of this database's connections wait for a lock. */
async function areWaiting(): Promise<number> {
  const [row] = await db.$queryRaw<[{ waiting: number }]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row.waiting;
}

test("every save is a new version, the same words again are none, and nothing is ever changed or deleted", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const of = { slug: world.challenge.slug, number: 1 };
  const first = must(
    await saveSheet({ ...of, revision: 0, idempotencyKey: "first-key", sheet: await sheetOf(world, 1) }, ines),
  );
  expect(first.revision).toBe(1);
  const again = await sheetOf(world, 1);
  expect(must(await saveSheet({ ...of, revision: 1, idempotencyKey: "second-key", sheet: again }, ines)).revision).toBe(
    1,
  );
  expect(
    must(await saveSheet({ ...of, revision: 1, idempotencyKey: "third-key", sheet: await sheetOf(world, 2) }, ines))
      .revision,
  ).toBe(2);
  const versions = await versionsOf(ines.id);
  expect(versions.map(({ number, state }) => [number, state])).toEqual([
    [1, "draft"],
    [2, "draft"],
  ]);
  await expect(db.$executeRaw`UPDATE score_sheet_version SET feedback = 'other'`).rejects.toThrow("append-only");
  await expect(db.$executeRaw`DELETE FROM score_sheet_version`).rejects.toThrow("append-only");
});

test("a double click on hand in makes one version and one seal", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const handIn = {
    slug: world.challenge.slug,
    number: 1,
    revision: 0,
    idempotencyKey: randomUUID(),
    sheet: await sheetOf(world, 3),
  };
  const both = await Promise.all([handInSheet(handIn, ines), handInSheet(handIn, ines)]);
  expect(both.map((one) => must(one).revision)).toEqual([1, 1]);
  const [version, ...more] = await versionsOf(ines.id);
  expect(more).toEqual([]);
  const seals = await db.recordEntry.findMany({ where: { challengeId: world.challenge.id, type: "score.sealed" } });
  expect(seals).toHaveLength(1);
  const leaf = JSON.parse(seals[0]?.leaf ?? "{}");
  expect(leaf.seal).toBe(
    sealOf({
      versionId: version?.id ?? "",
      nonce: version?.nonce ?? null,
      scores: handIn.sheet.scores,
      feedback: FEEDBACK,
    }),
  );
  expect(Object.keys(leaf).sort()).toEqual(["at", "challenge", "juror", "seal", "submission", "type", "v"]);
});

test("a sheet that is handed in again is sealed anew, and the new seal names the one before", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const of = { slug: world.challenge.slug, number: 1 };
  for (const level of [1, 2, 3]) {
    const revision = (await versionsOf(ines.id)).length;
    const save = { ...of, revision, idempotencyKey: randomUUID(), sheet: await sheetOf(world, level) };
    must(await handInSheet(save, ines));
    if (level < 3) must(await reopenSheet(of, ines));
  }
  const sealed = await db.recordEntry.findMany({
    where: { challengeId: world.challenge.id, type: "score.sealed" },
    orderBy: { id: "asc" },
  });
  const seals = sealed.map(({ leaf }) => JSON.parse(leaf));
  expect(seals.map(({ replaces }) => replaces)).toEqual([undefined, seals[0].seal, seals[1].seal]);
});

test("a save from an older version is refused as a conflict and overwrites nothing, on either side", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const of = { slug: world.challenge.slug, number: 1 };
  must(
    await saveSheet(
      { ...of, revision: 0, idempotencyKey: "tab-one", sheet: await sheetOf(world, 1, "From the first tab.") },
      ines,
    ),
  );
  const late = { ...of, revision: 0, sheet: await sheetOf(world, 4, "From the second tab.") };
  expect(await saveSheet({ ...late, idempotencyKey: "tab-two" }, ines)).toMatchObject({
    ok: false,
    refusal: { code: "conflict" },
  });
  expect(await handInSheet({ ...late, idempotencyKey: "tab-two", sheet: await sheetOf(world, 4) }, ines)).toMatchObject(
    {
      ok: false,
      refusal: { code: "conflict" },
    },
  );
  expect((await versionsOf(ines.id)).map(({ feedback }) => feedback)).toEqual(["From the first tab."]);
});

test("two saves of one version at the same moment leave one version and one conflict", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const of = { slug: world.challenge.slug, number: 1, revision: 0 };
  const answers = await Promise.all(
    [1, 2, 3].map(async (level) =>
      saveSheet({ ...of, idempotencyKey: `at-once-${level}`, sheet: await sheetOf(world, level) }, ines),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await versionsOf(ines.id)).toHaveLength(1);
});

test("another juror's sheet, an entry that was not assigned and a stranger's press are not found", async () => {
  const world = await anAssignedJury({ entries: 3, jurors: 3 });
  const { ines } = aJurorOf(world);
  const desk = await deskForJuror(world.challenge.slug, ines);
  const mine = new Set(desk.queue.map(({ number }) => number));
  const notMine = world.entries.find(({ number }) => !mine.has(number));
  if (!notMine) throw new Error("every entry is assigned");
  const of = { slug: world.challenge.slug, number: notMine.number };
  const save = { ...of, revision: 0, idempotencyKey: randomUUID(), sheet: await sheetOf(world, 1) };
  await expect(deskEntryForJuror(of, ines)).rejects.toMatchObject({ status: 404 });
  await expect(saveSheet(save, ines)).rejects.toMatchObject({ status: 404 });
  await expect(handInSheet(save, ines)).rejects.toMatchObject({ status: 404 });
  await expect(reopenSheet(of, ines)).rejects.toMatchObject({ status: 404 });
  await expect(deskForJuror(world.challenge.slug, await aPerson())).rejects.toMatchObject({ status: 404 });
  await expect(deskForJuror(world.challenge.slug, world.chair)).rejects.toMatchObject({ status: 404 });
});

test("an incomplete sheet is not handed in, and a score that is no level is not saved", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  expect(await handInFor(world, ines, { number: 1, level: 3, feedback: "Too short." })).toMatchObject({
    ok: false,
    refusal: { code: "incomplete" },
  });
  const of = { slug: world.challenge.slug, number: 1, revision: 0, idempotencyKey: randomUUID() };
  const sheet = { ...(await sheetOf(world, 3)), scores: {} };
  expect(await handInSheet({ ...of, sheet }, ines)).toMatchObject({ ok: false, refusal: { code: "incomplete" } });
  expect(
    await saveSheet({ ...of, sheet: { ...sheet, scores: await scoresOf(world.challenge, 9) } }, ines),
  ).toMatchObject({
    ok: false,
    refusal: { code: "not-the-rubric" },
  });
  expect(await versionsOf(ines.id)).toEqual([]);
});

test("a handed-in sheet is changed only after it is reopened, and then counts again when it is handed in", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const of = { slug: world.challenge.slug, number: 1 };
  must(await handInFor(world, ines, { number: 1, level: 3 }));
  const save = { ...of, revision: 1, idempotencyKey: randomUUID(), sheet: await sheetOf(world, 1) };
  expect(await saveSheet(save, ines)).toMatchObject({ ok: false, refusal: { code: "handed-in" } });
  expect(must(await reopenSheet(of, ines)).revision).toBe(2);
  expect(await reopenSheet(of, ines)).toMatchObject({ ok: false, refusal: { code: "not-handed-in" } });
  must(await handInFor(world, ines, { number: 1, level: 1, revision: 2 }));
  expect((await versionsOf(ines.id)).map(({ state }) => state)).toEqual(["handed_in", "draft", "handed_in"]);
});

test("from the end of judging, by the database's clock, nothing is saved, handed in or reopened", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { ines } = aJurorOf(world);
  const of = { slug: world.challenge.slug, number: 1 };
  await clockFrom(world.challenge.judgingEndsAt, -2000);
  must(await handInFor(world, ines, { number: 1, level: 3 }));
  await clockFrom(world.challenge.judgingEndsAt, 0);
  const late = { refusal: { code: "closed" }, ok: false };
  expect(
    await saveSheet(
      { ...of, number: 2, revision: 0, idempotencyKey: randomUUID(), sheet: await sheetOf(world, 1) },
      ines,
    ),
  ).toMatchObject(late);
  expect(await handInFor(world, ines, { number: 2, level: 3 })).toMatchObject(late);
  expect(await reopenSheet(of, ines)).toMatchObject(late);
});

test("judging closes once, over complete sheets, and then stands; a missing sheet before its end holds it open", async () => {
  const world = await aScoredJury({ entries: 2 });
  const { challenge, chair } = world;
  const { ines } = aJurorOf(world);
  must(await reopenSheet({ slug: challenge.slug, number: 2 }, ines));
  expect(await closeJudging(challenge.slug, chair)).toMatchObject({ ok: false, refusal: { code: "sheets-missing" } });
  await clockFrom(challenge.judgingEndsAt, 0);
  expect(must(await closeJudging(challenge.slug, chair)).entries).toBe(2);
  expect(await closeJudging(challenge.slug, chair)).toMatchObject({ ok: false, refusal: { code: "closed" } });
  const result = await db.result.findUniqueOrThrow({ where: { challengeId: challenge.id } });
  // The reopened sheet does not count.
  expect(result.ranking).toMatchObject([
    { entry: 1, rank: 1, mean: 100, sheets: 2 },
    { entry: 2, rank: 2, mean: 66.7, sheets: 1 },
  ]);
  expect(await handInFor(world, ines, { number: 2, level: 3, revision: 2 })).toMatchObject({
    refusal: { code: "closed" },
  });
  await expect(db.$executeRaw`DELETE FROM result`).rejects.toThrow("append-only");
});

test("judging does not close over an entry that would get no feedback", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { ines } = aJurorOf(world);
  must(await handInFor(world, ines, { number: 1, level: 3 }));
  await clockFrom(world.challenge.judgingEndsAt, 1000);
  expect(await closeJudging(world.challenge.slug, world.chair)).toMatchObject({
    ok: false,
    refusal: { code: "no-feedback", message: "Every team gets feedback. Entry 2 has none from a handed-in sheet yet." },
  });
});

test("a withdrawn entry leaves the queues", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { ines } = aJurorOf(world);
  const [entry] = world.entries;
  if (!entry) throw new Error("no entry");
  await clockFrom(world.challenge.closesAt, -1000);
  must(await withdrawEntry(world.challenge.slug, entry.team.captain));
  await clockFrom(world.challenge.closesAt, 1000);
  const desk = await deskForJuror(world.challenge.slug, ines);
  expect(desk.queue.map(({ number }) => number)).toEqual([2]);
  await expect(handInFor(world, ines, { number: 1, level: 3 })).rejects.toMatchObject({ status: 404 });
});

test("a save costs no more than eight statements, whatever was saved before", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const save = { slug: world.challenge.slug, number: 1 };
  for (const revision of [0, 1, 2]) {
    const sheet = await sheetOf(world, 1 + (revision % 2), `The words of version ${revision + 1}.`);
    const before = queriesSoFar();
    must(await saveSheet({ ...save, revision, idempotencyKey: `save-${revision}`, sheet }, ines));
    expect(queriesSoFar() - before).toBeLessThanOrEqual(8);
  }
});

test("while the chair holds the challenge to close it, a save waits and holds no sheet; then it is refused", async () => {
  const world = await anAssignedJury({ entries: 1 });
  const { ines } = aJurorOf(world);
  const { id, slug } = world.challenge;
  const sheet = await sheetOf(world, 2);
  const save = { slug, number: 1, revision: 0, idempotencyKey: "while-closing", sheet };
  const waiting = await db.$transaction(async (closing) => {
    await closing.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
    const saving = saveSheet(save, ines);
    await expect.poll(() => areWaiting()).toBe(1);
    // What the chair's closing does next: it would wait in a circle for a save that held its sheet already.
    await closing.$queryRaw`SELECT id FROM assignment WHERE juror_id IN (SELECT id FROM juror WHERE person_id = ${ines.id}::uuid) FOR UPDATE NOWAIT`;
    await closing.challenge.update({ where: { id }, data: { judgingClosedAt: await now(closing) } });
    return { saving };
  });
  expect(await waiting.saving).toMatchObject({ ok: false, refusal: { code: "closed" } });
  expect(await versionsOf(ines.id)).toEqual([]);
});

test("a juror's pages cost the same number of queries for two entries and for eight", async () => {
  const cost = async (entries: number) => {
    const world = await anAssignedJury({ entries });
    const { ines } = aJurorOf(world);
    const before = queriesSoFar();
    await deskForJuror(world.challenge.slug, ines);
    await deskEntryForJuror({ slug: world.challenge.slug, number: 1 }, ines);
    return queriesSoFar() - before;
  };
  expect(await cost(8)).toBe(await cost(2));
});
