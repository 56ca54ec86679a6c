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
async function aDecidedJury(size: { entries: number; jurors?: number } = { entries: 1 }) {
  const world = await aClosedJury(size);
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

/** Ways to change one sheet behind the program's back; `by` is a number that decides the place and what it becomes. */
const CHANGES: ((sheet: Sheet, by: number) => Partial<Sheet>)[] = [
  ({ scores }, by) => {
    const [criterion = "", level = 0] = Object.entries(scores)[by % Object.keys(scores).length] ?? [];
    return { scores: { ...scores, [criterion]: level === 4 ? 1 + (by % 3) : level + 1 } };
  },
  ({ scores }) => ({ scores: Object.fromEntries(Object.entries(scores).slice(1)) }),
  ({ feedback }, by) => ({ feedback: changedAt(feedback, by % feedback.length) }),
  ({ feedback }) => ({ feedback: `${feedback} ` }),
  ({ nonce }, by) => ({ nonce: changedAt(nonce, by % nonce.length) }),
];
type Sheet = { id: string; scores: Record<string, number>; feedback: string; nonce: string };
const changedAt = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`;

test("of 500 changes that somebody made to a sealed sheet in the database, each stops the results", async () => {
  const { id, publish } = await aDecidedJury({ entries: 2, jurors: 2 });
  const sheets = (await db.scoreSheetVersion.findMany({
    where: { state: "handed_in", assignment: { juror: { challengeId: id } } },
    select: { id: true, scores: true, feedback: true, nonce: true },
  })) as Sheet[];
  const write = ({ id: version, scores, feedback, nonce }: Sheet) =>
    db.$transaction([
      db.$executeRaw`SET LOCAL session_replication_role = replica`,
      db.$executeRaw`UPDATE score_sheet_version SET scores = ${JSON.stringify(scores)}::jsonb, feedback = ${feedback},
        nonce = ${nonce} WHERE id = ${version}::uuid`,
    ]);
  for (let by = 0; by < 500; by++) {
    const sheet = sheets[by % sheets.length] as Sheet;
    const change = CHANGES[by % CHANGES.length]?.(sheet, by);
    await write({ ...sheet, ...change });
    expect(await publish(), JSON.stringify(change)).toMatchObject({ refusal: { code: "not-as-sealed" } });
    await write(sheet);
  }
  must(await publish());
}, 120_000);

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
