import { expect, test } from "vitest";
import { DAY, isoDay, toLocalInput } from "~/kernel/time";
import { resultsForVisitor } from "~/outcomes/results.server";
import { statePayment } from "~/outcomes/state-payment.server";
import { db, now } from "~/platform/database.server";
import { clockFrom } from "../../support/clock";
import { publishedResults } from "../../support/jury-world";
import { aColleague, aPerson, must } from "../../support/world";

/** A day from today, where the city is. */
const dayAfter = async (days: number) =>
  toLocalInput(new Date((await now()).getTime() + days * DAY), "Europe/Rome").slice(0, 10);

test("the city states what it paid, the newest word stands for everyone, and the record keeps each", async () => {
  const world = await publishedResults({ entries: 2 });
  const { id, slug } = world.challenge;
  const prizes = await db.award.findMany({
    where: { challengeId: id, prizeId: { not: null } },
    orderBy: { id: "asc" },
  });
  const [award] = prizes;
  if (!award) throw new Error("no award");
  await clockFrom(await now(), 3 * DAY);
  const paid = async (ago: number, viewer = world.city.editor) =>
    statePayment({ slug, award: award.id, paidOn: await dayAfter(-ago) }, viewer);
  must(await paid(2));
  must(await paid(2));
  must(await paid(1));
  expect(await paid(-1)).toMatchObject({ refusal: { code: "to-come" } });
  expect(await paid(9)).toMatchObject({ refusal: { code: "too-early" } });
  const leaves = await db.recordEntry.findMany({
    where: { challengeId: id, type: "payment.stated" },
    orderBy: { id: "asc" },
  });
  expect(leaves.map(({ leaf }) => JSON.parse(leaf))).toMatchObject([
    { award: award.id, on: await dayAfter(-2) },
    { award: award.id, on: await dayAfter(-1) },
  ]);
  const { results } = await resultsForVisitor(slug, await now());
  const shown = results?.awards.find((one) => one.id === award.id)?.payments;
  expect(shown?.map(({ paidOn }) => isoDay(paidOn))).toEqual([await dayAfter(-1)]);
  expect(results?.records.paid).toEqual({ [award.id]: leaves[1]?.hash });
  expect(await paid(1, await aColleague(world.city, "viewer"))).toMatchObject({ refusal: { code: "not-yours" } });
  await expect(paid(1, await aPerson())).rejects.toMatchObject({ status: 404 });
  expect(await statePayment({ slug, award: id, paidOn: await dayAfter(0) }, world.city.editor)).toMatchObject({
    refusal: { code: "not-awarded" },
  });
  await expect(db.$executeRaw`DELETE FROM payment`).rejects.toThrow("append-only");
  await db.clockShift.deleteMany();
});
