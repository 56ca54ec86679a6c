import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { whyNotProduction } from "../../../bin/production";
import { aPerson } from "../../support/world";

test("a database with people of its own may serve in production", async () => {
  await aPerson("Ada Real");
  expect(await whyNotProduction()).toBeNull();
});

test("a database with the demonstration's persons may not", async () => {
  const { id } = await aPerson("Ada Demonstration");
  await db.person.update({ where: { id }, data: { isDemonstration: true } });
  expect(await whyNotProduction()).toContain("the demonstration's persons");
  await db.person.update({ where: { id }, data: { isDemonstration: false } });
});

test("a database whose clock is shifted may not", async () => {
  await db.clockShift.create({ data: { shift: 1000n } });
  expect(await whyNotProduction()).toContain("clock is shifted");
  await db.clockShift.deleteMany();
});
