import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { integrateOnce } from "~/record/integrator/integrator.server";
import { tileFile } from "~/record/integrator/record-files.server";
import { signedFiles } from "~/record/integrator/signed-files.server";
import { signingHealth, signingNow } from "~/record/integrator/signing.server";
import { checkingScript, signedReceipt } from "~/record/receipt.server";
import { appendToRecord, openedCommitment, recordEntry } from "~/record/record.server";
import { verifyReceipt } from "../../../public/verify-record.js";
import { acts, manyActs, placeOf, verified } from "../../support/a-record";
import { must } from "../../support/world";

beforeAll(async () => {
  await manyActs(700);
  must(await integrateOnce());
});

const receiptAt = async (index: number) => {
  const entry = await db.recordEntry.findUniqueOrThrow({ where: { index } });
  return { leaf: entry.leaf, receipt: await signedReceipt(entry) };
};

test("every entry has a receipt that holds by itself, and goes on from what is signed later", async () => {
  const texts: string[] = [];
  for (const index of [0, 255, 256, 511, 512, 699]) {
    const { leaf, receipt } = await receiptAt(index);
    if (!receipt) throw new Error(`there is no receipt of ${index}`);
    const answer = await verifyReceipt({ receipt: { name: "receipt", text: receipt.proof }, key: receipt.key });
    expect(answer).toMatchObject({ ok: true, index, size: 700 });
    expect(Buffer.from(answer.entry ?? []).toString()).toBe(leaf);
    texts.push(receipt.proof);
  }
  await acts(1);
  must(await integrateOnce());
  const checkpoints = texts.map((text) => text.slice(text.indexOf("\n\n") + 2));
  expect(await verified(checkpoints)).toMatchObject({ ok: true, compared: texts.length });
});

test("what a kept page checks itself with is one script that loads nothing", async () => {
  const script = await checkingScript();
  const file = `${placeOf("..")}/check.mjs`;
  writeFileSync(file, script);
  const { status, stderr } = spawnSync(process.execPath, ["--check", file], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  expect(script).not.toMatch(/^import /m);
  expect(script).toContain("await verifyReceipt(");
});

test("an act that is not signed yet has no receipt, and has one a moment later", async () => {
  const [made] = await acts(1);
  const entry = () => db.recordEntry.findUniqueOrThrow({ where: { hash: made?.hash } });
  expect(await signedReceipt(await entry())).toBeNull();
  expect(await signingNow()).toMatchObject({ waiting: 1 });
  must(await integrateOnce());
  expect(await signedReceipt(await entry())).toMatchObject({ size: await db.recordEntry.count() });
  expect(await signingNow()).toMatchObject({ waiting: 0, oldest: null, stop: null });
});

test("a narrower tile that has gone is cut from the full one; paths that name no tile name nothing", async () => {
  const full = readFileSync(placeOf("tile/0/000"));
  expect(Buffer.from((await tileFile("tile/0/000.p/9")) ?? []).equals(full.subarray(0, 9 * 32))).toBe(true);
  const narrow = Buffer.from((await tileFile("tile/entries/000.p/9")) ?? []);
  expect(narrow.equals(readFileSync(placeOf("tile/entries/000")).subarray(0, narrow.length))).toBe(true);
  const none = [
    "tile/0/999",
    "tile/0/000.p/0",
    "tile/0/000.p/257",
    "tile/0/../../checkpoint",
    "tile/0/000/",
    "checkpoint",
    "tile/0/00",
  ];
  for (const path of none) expect(await tileFile(path), path).toBeNull();
});

test("the record is exported out of the database alone, as the verifier wants it", async () => {
  const files = new Map<string, Buffer>();
  for await (const { path, bytes } of signedFiles()) files.set(path, Buffer.from(bytes));
  expect([...files.keys()].slice(-2)).toEqual(["key", "checkpoint"]);
  for (const [path, bytes] of files) expect(readFileSync(placeOf(path)).equals(bytes), path).toBe(true);
});

test("the words of a public act open its commitment; those of others, and erased ones, stay closed", async () => {
  const recorded = async (type: "decision.made" | "jury.recused") => {
    const of = { type, challengeId: null, by: null, content: { reason: "Runs in two rooms." } } as const;
    const { hash } = await db.$transaction(async (tx) => appendToRecord({ ...of, at: await now(tx) }, tx));
    const entry = await recordEntry(hash);
    if (!entry) throw new Error("it is not recorded");
    return entry;
  };
  const decided = await recorded("decision.made");
  const opened = await openedCommitment(decided);
  const bytes = Buffer.concat([Buffer.from(opened?.salt ?? "", "hex"), Buffer.from(opened?.words ?? "")]);
  expect(JSON.parse(decided.leaf).commitment).toBe(sha256(bytes));
  expect(await openedCommitment(await recorded("jury.recused"))).toBeNull();
  const erase = db.recordContent.delete({ where: { entryId: decided.id } });
  await expect(erase).rejects.toThrow("constraint violated");
  await db.$transaction([
    db.$executeRaw`SET LOCAL palio.erasing = 'on'`,
    db.recordContent.delete({ where: { entryId: decided.id } }),
  ]);
  expect(await openedCommitment(decided)).toBeNull();
});

test("whoever watches over the machine is told whether the record is signed, and why it is not", async () => {
  must(await integrateOnce());
  const size = await db.recordEntry.count();
  expect(await signingHealth()).toEqual({ isWell: true, sentence: `${size} entries are signed.` });
  await acts(1);
  const later = new Date((await now()).getTime() + 120_000);
  expect(await signingHealth(later)).toMatchObject({ isWell: false });
  await db.recordStop.create({ data: { code: "other-history", why: "It is another history." } });
  expect(await signingHealth()).toEqual({ isWell: false, sentence: "It is another history." });
  rmSync(placeOf("checkpoint"));
  must(await integrateOnce());
  expect((await signingHealth()).isWell).toBe(true);
});
