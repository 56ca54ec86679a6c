import { expect, test } from "vitest";
import { db } from "~/platform/database.server";
import { startIntegrator } from "~/record/integrator/integrator.server";
import { acts, verified } from "../../support/a-record";

test("acts are signed while others keep coming, and not only once it is quiet", async () => {
  const integrator = startIntegrator();
  const signed = async () => Number((await db.recordCheckpoint.aggregate({ _max: { size: true } }))._max.size ?? 0);
  while ((await signed()) < 100) await Promise.all([acts(3), acts(3)]);
  await integrator.stop();
  expect(await db.recordCheckpoint.count()).toBeGreaterThan(1);
  expect(await verified()).toMatchObject({ ok: true });
});
