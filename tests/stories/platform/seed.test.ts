import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { seedOnce } from "../../../prisma/seed/once";

const url = () => process.env.DATABASE_URL ?? "";
const bothAtOnce = () => Promise.all([1, 2].map(() => seedOnce({ url: url(), mayEmpty: true })));

test("a seeding that was killed half-way is told anew, by one process of two, and only where it may be emptied", async () => {
  const seeding = spawn(process.execPath, ["bin/palio.mjs", "seed"], {
    env: { ...process.env, PALIO_MODE: "demonstration" },
    stdio: "ignore",
  });
  const ended = once(seeding, "exit");
  while ((await db.challenge.count()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  seeding.kill("SIGKILL");
  await ended;
  expect(await db.clockShift.count()).toBe(1);
  await expect(seedOnce({ url: url(), mayEmpty: false })).rejects.toThrow("was stopped half-way");
  expect((await bothAtOnce()).sort()).toEqual([false, true]);
  expect(await db.clockShift.count()).toBe(0);
  expect(await db.decision.count()).toBeGreaterThan(2);
  expect(await db.organisation.count()).toBe(1);
  expect(await db.receiptDue.count()).toBe(0);
  expect(await seedOnce({ url: url(), mayEmpty: true })).toBe(false);
}, 120_000);
