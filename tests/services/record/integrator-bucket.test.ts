import "../../support/bucket";
import { existsSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { integrateOnce } from "~/record/integrator/integrator.server";
import { recordFile } from "~/record/integrator/record-files.server";
import { verifyRecord } from "../../../public/verify-record.js";
import { manyActs, recordFolder } from "../../support/a-record";
import { closeBucket } from "../../support/bucket";
import { must } from "../../support/world";

afterAll(() => closeBucket());

test("with a bucket configured the record lies in it, whole, and narrower files go there too", async () => {
  for (const count of [200, 100]) {
    await manyActs(count);
    must(await integrateOnce());
  }
  const source = { read: async (path: string) => new Uint8Array((await recordFile(path)) ?? []) };
  expect(await verifyRecord({ source })).toMatchObject({ ok: true, size: 300, problems: [] });
  expect(await recordFile("tile/0/000.p/200")).toBeNull();
  expect(await recordFile("tile/entries/000")).not.toBeNull();
  expect(existsSync(recordFolder())).toBe(false);
});
