import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { leafOf } from "~/record/entry";
import { appendToRecord } from "~/record/record.server";

const challengeId = randomUUID();

test("an act's leaf is canonical JSON whose hash is its own, and its commitment opens with what was written", async () => {
  const content = { question: "May we use a forecast from outside?", answer: "Yes." };
  const at = await now();
  const { hash } = await db.$transaction((tx) =>
    appendToRecord(
      { type: "question.answered", challengeId, at, by: null, payload: { question: randomUUID() }, content },
      tx,
    ),
  );
  const entry = await db.recordEntry.findUniqueOrThrow({ where: { hash }, include: { content: true } });
  expect(sha256(entry.leaf)).toBe(hash);
  expect(canonicalJson(JSON.parse(entry.leaf))).toBe(entry.leaf);
  const salt = Buffer.from(entry.content?.salt ?? "", "hex");
  expect(JSON.parse(entry.leaf).commitment).toBe(sha256(Buffer.concat([salt, Buffer.from(canonicalJson(content))])));
  expect(entry.leaf).not.toContain("forecast");
  await expect(
    db.$executeRaw`UPDATE record_content SET content = '"No."'::jsonb WHERE entry_id = ${entry.id}`,
  ).rejects.toThrow("append-only");
});

test("words that the database cannot keep are committed to as it keeps them", async () => {
  const at = await now();
  const content = { answer: "Yes\0, and \ud800 half." };
  const of = {
    type: "question.answered",
    challengeId,
    at,
    by: null,
    payload: { question: randomUUID() },
    content,
  } as const;
  const { hash, opens } = await db.$transaction((tx) => appendToRecord(of, tx));
  const entry = await db.recordEntry.findUniqueOrThrow({ where: { hash }, include: { content: true } });
  const salt = Buffer.from(entry.content?.salt ?? "", "hex");
  const kept = canonicalJson(entry.content?.content as Json);
  expect(kept).toBe(canonicalJson({ answer: "Yes, and \ufffd half." }));
  expect(opens?.words).toBe(kept);
  expect(JSON.parse(entry.leaf).commitment).toBe(sha256(Buffer.concat([salt, Buffer.from(kept)])));
});

test("an act that is undone leaves no trace in the record", async () => {
  const before = await db.recordEntry.count();
  await db
    .$transaction(async (tx) => {
      await appendToRecord({ type: "correction", challengeId, at: await now(tx), by: null }, tx);
      throw new Error("undone");
    })
    .catch(() => {});
  expect(await db.recordEntry.count()).toBe(before);
});

test("the record takes no change, no deletion and no emptying, and an index only once", async () => {
  const { hash } = await db.$transaction(async (tx) =>
    appendToRecord({ type: "correction", challengeId, at: await now(tx), by: null }, tx),
  );
  const { id } = await db.recordEntry.findUniqueOrThrow({ where: { hash }, select: { id: true } });
  await expect(db.$executeRaw`UPDATE record_entry SET leaf = '{}' WHERE id = ${id}`).rejects.toThrow("append-only");
  await expect(db.$executeRaw`DELETE FROM record_entry WHERE id = ${id}`).rejects.toThrow("append-only");
  await expect(db.$executeRaw`TRUNCATE record_entry CASCADE`).rejects.toThrow("append-only");
  await db.$executeRaw`UPDATE record_entry SET index = 7 WHERE id = ${id}`;
  await expect(db.$executeRaw`UPDATE record_entry SET index = 8 WHERE id = ${id}`).rejects.toThrow("append-only");
});

test("no name, address or sentence gets into a leaf", () => {
  const leaf = (value: never) => leafOf({ type: "correction", challenge: null, at: new Date(0), payload: { value } });
  for (const personal of [
    "Ada Lovelace",
    "ada@example.org",
    "a b",
    "https://example.org",
    "città",
    "",
    "x".repeat(101),
    "ada.lovelace",
    "mario-rossi-1974",
    "393331234567",
    "lovelace",
  ]) {
    expect(() => leaf(personal as never), personal).toThrow("must be an identifier");
    expect(() => leaf({ deep: [personal] } as never), personal).toThrow("must be an identifier");
  }
  for (const named of [{ "Ada Lovelace": 1 }, { deep: { "ada@example.org": null } }])
    expect(() => leaf(named as never), JSON.stringify(named)).toThrow("by free text");
  for (const fine of [randomUUID(), "a".repeat(96), "2027-01-15", "0.2.0", "closes_at", { repository: "15650899" }])
    expect(leaf(fine as never)).toContain("correction");
});

test("no fact of a leaf takes the place of its type, challenge or instant", () => {
  const payload = { v: 2, type: "conflict", challenge: randomUUID(), at: "2020-01-01" };
  expect(JSON.parse(leafOf({ type: "correction", challenge: null, at: new Date(0), payload }))).toEqual({
    ...{ v: 1, type: "correction", challenge: null, at: "1970-01-01T00:00:00.000Z" },
  });
});

test("a leaf reads back as what was put in", () => {
  const fact = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.uuid(), fc.stringMatching(/^[0-9a-f]{64}$/));
  const name = fc.stringMatching(/^[a-z]{2,9}$/).filter((word) => !["type", "challenge", "at"].includes(word));
  fc.assert(
    fc.property(fc.dictionary(name, fact), (payload) => {
      const read = JSON.parse(leafOf({ type: "correction", challenge: null, at: new Date(0), payload }));
      expect(read).toMatchObject(payload);
    }),
  );
});
