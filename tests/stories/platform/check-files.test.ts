import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { localPathOf, storeFile } from "~/platform/storage/files.server";
import { run } from "../../support/command-line";

// Each run closes the database behind itself, as a command does; this file's tests open it again.
test("palio check-files says that all is well, or which files are not", async () => {
  const hash = await storeFile(Buffer.from("to be damaged"), "text/plain");
  await storeFile(Buffer.from("sound"), "text/plain");
  const { path } = await localPathOf(hash);
  expect(await run("check-files")).toMatchObject({ status: 0, out: "All 2 stored files are whole.\n" });
  writeFileSync(path, "to be damagEd");
  const { status, out, err } = await run("check-files", "--json");
  expect([status, err]).toEqual([1, `${hash} does not match its hash.\n`]);
  expect(JSON.parse(out)).toEqual({ ok: false, files: 2, problems: [{ sha256: hash, problem: "damaged" }] });
});
