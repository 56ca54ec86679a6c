import { expect, test } from "vitest";
import { bringBackSheet } from "~/judging/desk/bring-back-sheet.server";
import { comparisonForJuror } from "~/judging/desk/compare.server";
import { handInSheet } from "~/judging/desk/hand-in-sheet.server";
import { saveSheet } from "~/judging/desk/save-sheet.server";
import { historyForJuror } from "~/judging/desk/sheet-history.server";
import { queriesSoFar } from "~/platform/database.server";
import { clockFrom } from "../../support/clock";
import { anAssignedJury, FEEDBACK, handInFor, type JuryWorld, scoresOf } from "../../support/jury-world";
import { must } from "../../support/world";

/** A juror's sheet on entry 1, saved at level 1 and then at level 3. */
async function twiceSaved(world: JuryWorld) {
  const [ines] = world.jurors;
  if (!ines) throw new Error("no jury");
  const of = { slug: world.challenge.slug, number: 1 };
  const save = async (level: number, revision: number) =>
    must(
      await saveSheet(
        {
          ...{ ...of, revision, idempotencyKey: `save-${level}-${revision}` },
          sheet: { scores: await scoresOf(world.challenge, level), privateNote: "For me.", feedback: FEEDBACK },
        },
        ines,
      ),
    );
  await save(1, 0);
  await save(3, 1);
  return { ines, of, save };
}

test("an earlier version comes back as a new one on top, and a second press makes no second", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { ines, of } = await twiceSaved(world);
  const back = must(await bringBackSheet({ ...of, version: 1 }, ines));
  expect(back.revision).toBe(3);
  const { versions, newest, minutes, next } = await historyForJuror({ ...of, before: null }, ines);
  expect([newest, minutes, next]).toEqual([3, expect.any(Number), null]);
  expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect(versions[0]?.scores).toEqual(await scoresOf(world.challenge, 1));
  expect(versions[0]?.changes.join()).toContain("3 to 1");
  expect(await bringBackSheet({ ...of, version: 3 }, ines)).toMatchObject({ ok: false, refusal: { code: "stands" } });
});

test("a sheet that is handed in is not changed by its versions, nor is one after the end of judging", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { ines, of } = await twiceSaved(world);
  const sheet = { scores: await scoresOf(world.challenge, 3), privateNote: "", feedback: FEEDBACK };
  must(await handInSheet({ ...of, revision: 2, idempotencyKey: "hand-in-it", sheet }, ines));
  expect(await bringBackSheet({ ...of, version: 1 }, ines)).toMatchObject({ refusal: { code: "handed-in" } });
  await clockFrom(world.challenge.judgingEndsAt, 0);
  expect(await bringBackSheet({ ...of, version: 1 }, ines)).toMatchObject({ ok: false });
  await expect(bringBackSheet({ ...of, version: 99 }, ines)).resolves.toMatchObject({ ok: false });
});

test("another juror's versions are nobody else's", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { of } = await twiceSaved(world);
  const other = world.jurors[1];
  if (!other) throw new Error("one juror only");
  const own = await historyForJuror({ ...of, before: null }, other);
  expect(own.versions).toEqual([]);
  await expect(historyForJuror({ ...of, before: null }, world.city.editor)).rejects.toMatchObject({ status: 404 });
});

test("two entries stand beside each other by what one juror gave them, whatever was asked for", async () => {
  const world = await anAssignedJury({ entries: 3 });
  const { ines, of } = await twiceSaved(world);
  must(await handInFor(world, ines, { number: 2, level: 2 }));
  const pair = async (a: number | null, b: number | null) => {
    const { left, right } = await comparisonForJuror({ slug: of.slug, a, b }, ines);
    return [left?.number, right?.number];
  };
  expect(await pair(1, 2)).toEqual([1, 2]);
  expect(await pair(2, 1)).toEqual([2, 1]);
  const order = (await comparisonForJuror({ slug: of.slug, a: null, b: null }, ines)).entries.map((one) => one.number);
  expect(await pair(2, 2)).toEqual([2, order.find((number) => number !== 2)]);
  expect(await pair(null, 1)).toEqual([order.find((number) => number !== 1), 1]);
  expect(await pair(77, null)).toEqual(order.slice(0, 2));
  const before = queriesSoFar();
  const { left, right } = await comparisonForJuror({ slug: of.slug, a: 1, b: 2 }, ines);
  expect(queriesSoFar() - before).toBeLessThan(40);
  expect([left?.scores, right?.state]).toEqual([await scoresOf(world.challenge, 3), "handed_in"]);
});
