import { expect, test } from "vitest";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { dataForVisitor } from "~/challenges/reading/data.server";
import { troublesOf } from "~/challenges/reading/troubles.server";
import { snapshotsOf } from "~/datasets/health/snapshot-history.server";
import { DAY } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockFrom } from "../../support/clock";
import { anUploadedDataset } from "../../support/data-world";
import { aCity, anOpenChallenge } from "../../support/world";

/** An open challenge with a pinned file, and that file. */
async function aPinnedWorld() {
  const city = await aCity();
  const { datasetId } = await anUploadedDataset(city);
  const challenge = await anOpenChallenge(city, 10 * DAY, {
    data: { datasets: [{ datasetId, role: "required", note: "" }] },
  });
  const file = await db.distribution.findFirstOrThrow({ where: { datasetId } });
  return { challenge, file };
}

/** A later copy of the file, with these columns. */
async function aLaterCopy(distributionId: string, columns: string[], rowCount: number) {
  const { id: _id, shapes: _shapes, ...pinned } = await db.snapshot.findFirstOrThrow({ where: { distributionId } });
  await db.snapshot.create({
    data: {
      ...pinned,
      sha256: "f".repeat(64),
      rowCount,
      columns: columns.map((name) => ({ name, type: "text", missing: 0, min: null, max: null, top: [] })),
      warnings: [],
      fetchedAt: await now(),
    },
  });
}

test("while a challenge is open, a pinned file that stops answering is told on its data page, and before and after not", async () => {
  const { challenge, file } = await aPinnedWorld();
  const at = await now();
  expect(await troublesOf(challenge, at)).toEqual([]);
  await db.distribution.update({ where: { id: file.id }, data: { failingSince: at } });
  const [tie] = await dataForVisitor(challenge.slug, at);
  expect(tie?.troubles).toEqual([expect.objectContaining({ kind: "failing", isPinned: true, since: at })]);
  expect(tie?.pins).toHaveLength(1);
  await clockFrom(challenge.closesAt, 0);
  expect(await troublesOf(await challengeForVisitor(challenge.slug, await now()), await now())).toEqual([]);
});

test("a later copy with more rows is no trouble; one with other columns is", async () => {
  const { challenge, file } = await aPinnedWorld();
  const columns = ["id", "street", "height_m", "surveyed"];
  const same = await db.snapshot.findFirstOrThrow({ where: { distributionId: file.id } });
  await db.snapshot.create({
    data: {
      ...{ distributionId: file.id, sha256: "e".repeat(64), bytes: 1n, fileName: "a.csv", kind: "csv", rowCount: 3 },
      columns: same.columns ?? [],
    },
  });
  expect(await troublesOf(challenge, await now())).toEqual([]);
  await aLaterCopy(file.id, columns.slice(1), 2);
  const [trouble] = await troublesOf(challenge, await now());
  expect(trouble).toMatchObject({ kind: "drifted", changes: { removed: ["id"] } });
});

test("the copies of a file stand newest first with what changed, ten a page", async () => {
  const { file } = await aPinnedWorld();
  for (let n = 0; n < 11; n++) await aLaterCopy(file.id, ["id", `c${n}`], n);
  const first = await snapshotsOf(file.id);
  expect(first.copies).toHaveLength(10);
  expect(first.copies[0]?.changes).toMatchObject({ added: ["c10"], removed: ["c9"], rows: { before: 9, after: 10 } });
  const rest = await snapshotsOf(file.id, { before: first.next ?? "" });
  expect(rest.copies).toHaveLength(2);
  expect(rest.next).toBeNull();
  expect(rest.copies.at(-1)?.changes).toBeNull();
});
