import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { startIntegrator } from "~/record/integrator/integrator.server";
import { acts, verified } from "./a-record";

const PER_SECOND = 50;
const SECONDS = 6;

test("at fifty acts a second, ninety-nine of a hundred are signed within five seconds", async () => {
  const integrator = startIntegrator();
  const done: Promise<number>[] = [];
  const signed = new Map<number, number>();
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const last = await db.recordCheckpoint.findFirst({ orderBy: { id: "desc" }, select: { size: true } });
      const size = Number(last?.size ?? 0);
      if (!signed.has(size)) signed.set(size, performance.now());
      await pause(50);
    }
  })();
  const begun = performance.now();
  for (let n = 0; n < PER_SECOND * SECONDS; n++) {
    await pause(Math.max(0, begun + (n * 1000) / PER_SECOND - performance.now()));
    done.push(acts(1).then(() => performance.now()));
  }
  const times = await Promise.all(done);
  await expect.poll(() => db.recordEntry.count({ where: { index: null } }), { timeout: 15_000 }).toBe(0);
  await expect.poll(() => signed.has(times.length), { timeout: 15_000 }).toBe(true);
  isOver = true;
  await watching;
  await integrator.stop();
  // The nth act that was done is taken to be signed by the first checkpoint of at least n: they come almost in order.
  const waits = times
    .sort((one, other) => one - other)
    .map((at, n) => Math.min(...[...signed].flatMap(([size, seen]) => (size > n ? [seen - at] : []))))
    .sort((one, other) => one - other);
  const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0;
  expect(p99).toBeLessThan(5_000);
  expect(await verified()).toMatchObject({ ok: true, size: times.length });
}, 60_000);
