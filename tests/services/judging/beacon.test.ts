import "../../support/fakes/drand";
import { afterAll, expect, test } from "vitest";
import { makeDue } from "~/judging/draw/make-due.server";
import { drawSeed } from "~/judging/plan/draw-seed.server";
import { MINUTE } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockFrom } from "../../support/clock";
import { closeRelay, relay } from "../../support/fakes/drand";
import { aJury } from "../../support/jury-world";
import { must } from "../../support/world";

afterAll(closeRelay);

const later = async (minutes: number) => clockFrom(await now(), minutes * MINUTE);

test("the job fetches the announced round once it is out, not before, and once; what is no beacon draws nothing", async () => {
  const { challenge, chair } = await aJury({ entries: 2, jurors: 2 });
  const { id } = must(await drawSeed(challenge.slug, chair));
  const draw = () => db.draw.findUniqueOrThrow({ where: { id } });
  await makeDue();
  expect(relay.asked).toEqual([]);
  await later(11);
  for (const [minutes, broken, why] of [
    [0, "<html>", "What drand answered is no beacon."],
    [2, JSON.stringify({ round: 1, signature: "ab" }), "is not the signature of drand’s round"],
  ] as const) {
    await later(minutes);
    relay.broken = broken;
    await makeDue();
    expect(await draw()).toMatchObject({ seed: null, why: expect.stringContaining(why) });
  }
  relay.broken = null;
  await later(3);
  await makeDue();
  const { seed, beacon, chain, why } = await draw();
  expect(seed).toMatch(/^[0-9a-f]{64}$/);
  expect([why, relay.asked.at(-1)]).toEqual([null, `/${chain}/public/${beacon}`]);
  const asked = relay.asked.length;
  await later(5);
  await makeDue();
  expect(relay.asked).toHaveLength(asked);
});
