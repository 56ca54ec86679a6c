import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { closeJudging } from "~/judging/close-judging.server";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { resultsForVisitor } from "~/outcomes/results.server";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { appendToRecord } from "~/record/record.server";
import { aClosedJury, aFoundConflict, anAssignedJury, handInFor, prizesOf } from "../../support/jury-world";
import { must } from "../../support/world";

const inOrder = async (world: Parameters<typeof prizesOf>[0], entries: number[]) =>
  (await prizesOf(world)).map(({ id }, index) => ({ prizeId: id, entry: entries[index], reason: "" }));

/** Judging closed and the prize decided. */
async function aDecidedJury() {
  const world = await aClosedJury({ entries: 1 });
  const { id, slug } = world.challenge;
  must(await decideAwards({ slug, awards: await inOrder(world, [1]), mentions: [] }, world.chair));
  return { id, publish: () => publishResults(slug, world.chair) };
}

test("nothing is published where a sheet is not what was sealed", async () => {
  const { id, publish } = await aDecidedJury();
  const sheet = await db.scoreSheetVersion.findFirstOrThrow({ where: { assignment: { juror: { challengeId: id } } } });
  const { id: _own, savedAt: _saved, ...columns } = sheet;
  const byHand = { number: sheet.number + 1, scores: sheet.scores ?? {}, idempotencyKey: "by hand" };
  await db.scoreSheetVersion.create({ data: { ...columns, ...byHand, feedback: "Words of somebody else." } });
  expect(await publish()).toMatchObject({
    refusal: { code: "not-as-sealed", message: expect.stringContaining("is not what the record says was sealed") },
  });
  expect(await db.recordEntry.count({ where: { challengeId: id, type: "score.revealed" } })).toBe(0);
});

test("nothing is published where a sheet that was sealed has vanished", async () => {
  const { id, publish } = await aDecidedJury();
  const { id: submission } = await db.submission.findFirstOrThrow({ where: { challengeId: id } });
  const payload = { juror: randomUUID(), submission, seal: sha256("a sheet that is nowhere") };
  await appendToRecord({ type: "score.sealed", challengeId: id, at: await now(), by: null, payload }, db);
  expect(await publish()).toMatchObject({
    refusal: { message: expect.stringContaining("was sealed and is not there any more") },
  });
});

test("a sheet that was sealed and does not count is named with its cause", async () => {
  const world = await anAssignedJury({ entries: 1, jurors: 2 });
  const { id, slug } = world.challenge;
  for (const juror of world.jurors) must(await handInFor(world, juror, { number: 1, level: 3 }));
  await aFoundConflict(world, 1, 1);
  must(await closeJudging(slug, world.chair));
  must(await decideAwards({ slug, awards: await inOrder(world, [1]), mentions: [] }, world.chair));
  must(await publishResults(slug, world.chair));
  const { leaf } = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "result.published" } });
  expect(JSON.parse(leaf)).toMatchObject({ sealed: 2, revealed: 1, missing: [[1, 1, "recused"]] });
  const { results } = await resultsForVisitor(slug, await now());
  expect(results?.account).toEqual({ sealed: 2, revealed: 1, missing: [[1, 1, "recused"]] });
});
