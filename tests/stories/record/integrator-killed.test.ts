import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { integrateOnce } from "~/record/integrator/integrator.server";
import { manyActs, placeOf, verified } from "../../support/a-record";
import { must } from "../../support/world";

const KILLS = 2;

/** A process of its own that takes acts in; there once it has done so for the first time. */
async function aProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/integrating.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error("it ended by itself")));
  });
  return child;
}

test("two processes that take acts in, killed at any moment, lose or double no entry, and every checkpoint they gave out stands", async () => {
  must(await integrateOnce());
  const kept: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const children = await Promise.all([aProcess(), aProcess()]);
    const ended = children.map((child) => new Promise((resolve) => child.once("exit", resolve)));
    const until = Date.now() + Math.random() * 400;
    while (Date.now() < until) {
      await manyActs(1 + Math.floor(Math.random() * 200));
      await pause(5);
    }
    // Neither has stumbled over the other.
    expect(children.map(({ exitCode }) => exitCode)).toEqual([null, null]);
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(ended);
    expect(await verified(kept)).toMatchObject({ ok: true, problems: [] });
    kept.push(readFileSync(placeOf("checkpoint"), "utf8"));
  }
  // The server lets go of a killed process's lock as soon as it has noticed.
  await expect.poll(async () => (await integrateOnce()).ok).toBe(true);
  expect(await verified(kept)).toMatchObject({ ok: true, size: await db.recordEntry.count() });
  const [row] = await db.$queryRaw<{ places: bigint; last: bigint }[]>`
    SELECT count(DISTINCT index) AS places, max(index) AS last FROM record_entry`;
  const signed = await db.recordCheckpoint.findMany({ select: { size: true, root: true } });
  expect(new Set(signed.map(({ size, root }) => `${size} ${root}`)).size).toBe(
    new Set(signed.map(({ size }) => size)).size,
  );
  expect(row).toEqual({ places: BigInt(await db.recordEntry.count()), last: row && row.places - 1n });
}, 120_000);
