import { randomUUID } from "node:crypto";
import {
  chmodSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { filesUpTo } from "~/record/integrator/entries-in-turn.server";
import { integrateOnce, startIntegrator } from "~/record/integrator/integrator.server";
import { recordFile } from "~/record/integrator/record-files.server";
import { rotateKey } from "~/record/integrator/record-key.server";
import { takeBack } from "~/record/integrator/take-back.server";
import { acts, manyActs, placeOf, verified } from "../../support/a-record";
import { byHand } from "../../support/by-hand";
import { must } from "../../support/world";

const checkpoint = (): string => readFileSync(placeOf("checkpoint"), "utf8");

beforeEach(async () => {
  must(await integrateOnce());
});

test("acts are taken in as they came, each once, and the verifier finds the record whole", async () => {
  const made = await acts(5);
  const size = must(await integrateOnce());
  const rows = await db.recordEntry.findMany({ orderBy: { id: "asc" }, select: { hash: true, index: true } });
  expect(rows.map(({ index }) => Number(index))).toEqual(rows.map((_, n) => n));
  expect(rows.slice(-5).map(({ hash }) => hash)).toEqual(made.map(({ hash }) => hash));
  expect(await verified()).toMatchObject({ ok: true, size, origin: "localhost:3000/record" });
});

test("an act whose transaction ends late is taken in after those that overtook it", async () => {
  const slow = new pg.Client({ connectionString: config().database.url });
  await slow.connect();
  await slow.query("BEGIN");
  const leaf = '{"at":"2026-11-26T10:00:00.000Z","type":"correction"}';
  const hash = sha256(leaf);
  const insert = "INSERT INTO record_entry (type, leaf, hash, at) VALUES ('correction', $1, $2, $3)";
  await slow.query(insert, [leaf, hash, JSON.parse(leaf).at]);
  await acts(2);
  const before = must(await integrateOnce());
  await slow.query("COMMIT");
  await slow.end();
  expect(must(await integrateOnce())).toBe(before + 1);
  expect(Number((await db.recordEntry.findUniqueOrThrow({ where: { hash } })).index)).toBe(before);
  expect(await verified()).toMatchObject({ ok: true, problems: [] });
});

test("a checkpoint that was kept is gone on from, over many tiles; narrower files go once the full ones are there", async () => {
  const kept = [checkpoint()];
  for (const count of [300, 1, 700, 3_000]) {
    await manyActs(count);
    must(await integrateOnce());
    kept.push(checkpoint());
  }
  expect(await verified(kept)).toMatchObject({ ok: true, compared: kept.length });
  expect(existsSync(placeOf("tile/0/000"))).toBe(true);
  expect(existsSync(placeOf("tile/0/000.p"))).toBe(false);
  expect(existsSync(placeOf("tile/entries/000.p"))).toBe(false);
});

test("two integrators at once are impossible: the second waits until the first is gone", async () => {
  const first = startIntegrator();
  await acts(1);
  await expect.poll(() => db.recordEntry.count({ where: { index: null } }), { timeout: 15_000 }).toBe(0);
  expect(await integrateOnce()).toMatchObject({ ok: false, refusal: { code: "elsewhere" } });
  const second = startIntegrator();
  await first.stop();
  await acts(1);
  await expect.poll(() => db.recordEntry.count({ where: { index: null } }), { timeout: 15_000 }).toBe(0);
  await second.stop();
  expect(await verified()).toMatchObject({ ok: true });
});

test("what contradicts the last checkpoint is not signed, the reason is kept, and no file is touched", async () => {
  await acts(3);
  must(await integrateOnce());
  const before = checkpoint();
  await db.$executeRaw`ALTER TABLE record_entry DISABLE TRIGGER append_only`;
  const entry = await db.recordEntry.findFirstOrThrow({ where: { index: 0 } });
  const leaf = entry.leaf.replace(/"act":"[^"]*"/, '"act":"another"');
  await db.recordEntry.update({ where: { id: entry.id }, data: { leaf, hash: sha256(leaf) } });
  await acts(1);
  expect(await integrateOnce()).toMatchObject({ ok: false, refusal: { code: "other-history" } });
  expect(await db.recordStop.findFirst()).toMatchObject({ code: "other-history" });
  expect(await db.recordEntry.count({ where: { index: null } })).toBe(1);
  expect(checkpoint()).toBe(before);
  expect(await verified([before])).toMatchObject({ ok: true });
  await db.recordEntry.update({ where: { id: entry.id }, data: { leaf: entry.leaf, hash: entry.hash } });
  await db.$executeRaw`ALTER TABLE record_entry ENABLE TRIGGER append_only`;
  must(await integrateOnce());
  expect(await db.recordStop.count()).toBe(0);
});

test("a row that is not what its line says stops the record, though the line is as it was signed", async () => {
  const [made] = await acts(1);
  must(await integrateOnce());
  const where = { hash: made?.hash };
  const { at } = await db.recordEntry.findUniqueOrThrow({ where });
  const changes = [{ at: new Date(0) }, { type: "redaction" }, { challengeId: randomUUID() }];
  for (const change of changes) {
    await db.$executeRaw`ALTER TABLE record_entry DISABLE TRIGGER append_only`;
    await db.recordEntry.update({ where, data: change });
    expect(await integrateOnce(), JSON.stringify(change)).toMatchObject({ ok: false, refusal: { code: "odd-row" } });
    await db.recordEntry.update({ where, data: { at, type: "correction", challengeId: null } });
    await db.$executeRaw`ALTER TABLE record_entry ENABLE TRIGGER append_only`;
  }
  must(await integrateOnce());
});

test("a line that is gone from the middle, or that cannot be read, stops the record too, and the reason is kept", async () => {
  await acts(3);
  const size = must(await integrateOnce());
  const line = await db.recordEntry.findUniqueOrThrow({ where: { index: size - 2 } });
  const changes = [
    ["DELETE FROM record_entry", "entries-missing", `has no entry ${size - 2} `],
    [
      "UPDATE record_entry SET leaf = 'nonsense', hash = encode(sha256('nonsense'), 'hex')",
      "other-history",
      "not those",
    ],
  ] as const;
  for (const [change, code, why] of changes) {
    await byHand(`${change} WHERE id = ${line.id}`);
    expect(await integrateOnce(), change).toMatchObject({ ok: false, refusal: { code } });
    expect(await db.recordStop.findFirst()).toMatchObject({ code, why: expect.stringContaining(why) });
    await byHand(`DELETE FROM record_entry WHERE id = ${line.id}`);
    await db.recordEntry.create({ data: line });
  }
  expect(must(await integrateOnce())).toBe(size);
});

test("a database from a backup, older than the checkpoint among the files, is not gone on with until its lines are back", async () => {
  await acts(2);
  const size = must(await integrateOnce());
  const newest = readFileSync(placeOf("checkpoint"));
  const forgotten = await db.recordEntry.findMany({ where: { index: { gte: size - 2 } }, orderBy: { index: "asc" } });
  const tables = ["record_entry", "record_checkpoint"];
  for (const table of tables) await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER append_only`);
  await db.$executeRaw`DELETE FROM record_entry WHERE index >= ${size - 2}`;
  await db.$executeRaw`DELETE FROM record_checkpoint WHERE size > ${size - 2}`;
  for (const table of tables) await db.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER append_only`);
  const refused = await integrateOnce();
  expect(refused).toMatchObject({ ok: false, refusal: { code: "entries-missing" } });
  expect(JSON.stringify(refused)).toContain(`signs ${size} entries`);
  expect(readFileSync(placeOf("checkpoint")).equals(newest)).toBe(true);
  expect(must(await takeBack(recordFile))).toBe(2);
  const back = await db.recordEntry.findMany({ where: { index: { gte: size - 2 } }, orderBy: { index: "asc" } });
  expect(back).toEqual(forgotten.map((line, n) => ({ ...line, id: back[n]?.id })));
  expect(must(await integrateOnce())).toBe(size);
});

test("the key is made at the first start for its owner's eyes alone, and another is never made in its place", async () => {
  const file = config().recordKeyFile;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  renameSync(file, `${file}.away`);
  expect(await integrateOnce()).toMatchObject({ ok: false, refusal: { code: "no-key" } });
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, "PRIVATE+KEY+nothing\n");
  expect(await integrateOnce()).toMatchObject({ ok: false, refusal: { code: "not-a-key" } });
  renameSync(`${file}.away`, file);
  chmodSync(file, 0o600);
  must(await integrateOnce());
});

test("a changed key signs beside the one before it, so that whoever knows either goes on; later the old one may go", async () => {
  const old = readFileSync(placeOf("key"), "utf8").trim();
  const next = await rotateKey();
  must(await integrateOnce());
  for (const key of [old, next]) expect(await verified([], key)).toMatchObject({ ok: true });
  expect(readFileSync(placeOf("key"), "utf8").trim()).toBe(next);
  expect(statSync(config().recordKeyFile).mode & 0o777).toBe(0o600);
  const [first = ""] = readFileSync(config().recordKeyFile, "utf8").split("\n");
  writeFileSync(config().recordKeyFile, first);
  await acts(1);
  must(await integrateOnce());
  expect(await verified([], next)).toMatchObject({ ok: true, problems: [] });
  expect((await verified([], old)).problems[0]?.code).toBe("not-signed");
});

test("100 of 100 files that are torn or missing are written again as they were, and no second history begins", async () => {
  await manyActs(600);
  const size = must(await integrateOnce());
  const before = checkpoint();
  const rest: string[] = [];
  for await (const file of filesUpTo(size)) rest.push(placeOf(file.path));
  for (let round = 0; round < 10; round++) {
    // The checkpoint each time, and nine others by turns; each is cut somewhere, or gone.
    const torn = [
      placeOf("checkpoint"),
      ...Array.from({ length: 9 }, (_, n) => rest[(round * 9 + n) % rest.length] ?? ""),
    ];
    const bytes = torn.map((file) => readFileSync(file));
    torn.forEach((file, n) => {
      if ((round + n) % 5 === 0) rmSync(file);
      else truncateSync(file, Math.floor(Math.random() * (bytes[n]?.length ?? 0)));
    });
    expect(must(await integrateOnce())).toBe(size);
    expect(torn.filter((file, n) => !bytes[n]?.equals(readFileSync(file)))).toEqual([]);
  }
  expect(await verified([before])).toMatchObject({ ok: true, compared: 1, problems: [] });
});
