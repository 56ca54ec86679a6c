import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { withPostOffice } from "../../support/post-office";

const office = withPostOffice();

const letter = { key: "test:1", to: "ada@example.org", subject: "Received", text: "Your entry was received." };

const noReceipt = async () => null;

test("a letter leaves once, after its transaction, and not at all where that is undone", async () => {
  const { db } = await import("~/platform/database.server");
  const { writeMail } = await import("~/platform/mail/mail.server");
  const { doJobs } = await import("../../support/jobs");
  await db.$transaction((tx) => writeMail(letter, tx));
  await db.$transaction((tx) => writeMail(letter, tx));
  await db
    .$transaction(async (tx) => {
      await writeMail({ ...letter, key: "test:undone", to: "nobody@example.org" }, tx);
      throw new Error("undone");
    })
    .catch(() => {});
  await doJobs();
  expect(office.received.map(({ to }) => to)).toEqual([["ada@example.org"]]);
  expect(office.received[0]?.text).toContain("Your entry was received.");
  expect((await db.mail.findUniqueOrThrow({ where: { key: letter.key } })).sentAt).not.toBeNull();
});

test("a mail server that is down keeps the letter waiting, with the reason", async () => {
  const { db } = await import("~/platform/database.server");
  const { deliverMail, writeMail } = await import("~/platform/mail/mail.server");
  office.isDown = true;
  await db.$transaction((tx) => writeMail({ ...letter, key: "test:2" }, tx));
  await expect(deliverMail({ key: "test:2" }, noReceipt)).rejects.toThrow("try later");
  expect(await db.mail.findUniqueOrThrow({ where: { key: "test:2" } })).toMatchObject({ sentAt: null });
  office.isDown = false;
  await deliverMail({ key: "test:2" }, noReceipt);
  await deliverMail({ key: "test:2" }, noReceipt);
  expect(office.received.length).toBe(2);
});

test("a letter that tells of a receipt waits for it, brings it along, and goes without it after a minute", async () => {
  const { db, now } = await import("~/platform/database.server");
  const { deliverMail, writeMail } = await import("~/platform/mail/mail.server");
  const { receiptFiles } = await import("~/submissions/receipts/receipt-files.server");
  const { integrateOnce } = await import("~/record/integrator/integrator.server");
  const { appendToRecord } = await import("~/record/record.server");
  const { clockFrom } = await import("../../support/clock");
  const { verifyReceipt } = await import("../../../public/verify-record.js");
  const at = await now();
  const aLine = () => {
    const payload = { act: randomUUID() };
    return db.$transaction((tx) =>
      appendToRecord({ type: "correction", challengeId: null, at, by: null, payload }, tx),
    );
  };
  const told = async (key: string) => {
    const { hash } = await aLine();
    await db.$transaction((tx) => writeMail({ ...letter, key, recordHashes: [hash] }, tx));
    return hash;
  };
  const deliver = async (key: string) => {
    await deliverMail({ key }, receiptFiles);
    return (await db.mail.findUniqueOrThrow({ where: { key } })).sentAt !== null;
  };
  const waits = () => db.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM graphile_worker._private_jobs WHERE payload->>'key' = 'with-receipt' AND run_at > now()`;
  const hash = await told("with-receipt");
  expect(await deliver("with-receipt")).toBe(false);
  expect(await waits()).toEqual([{ count: 1n }]);
  await integrateOnce();
  expect(await deliver("with-receipt")).toBe(true);
  const files = new Map(office.received.at(-1)?.files.map(({ name, content }) => [name, content]));
  const { leaf } = await db.recordEntry.findUniqueOrThrow({ where: { hash } });
  const key = files.get("record-key.txt")?.trim() ?? "";
  const receipt = { name: "receipt.tlog-proof", text: files.get("receipt.tlog-proof") ?? "" };
  const verdict = await verifyReceipt({ receipt, key });
  expect(verdict).toMatchObject({ ok: true });
  expect(new TextDecoder().decode(verdict.entry ?? new Uint8Array())).toBe(leaf);
  expect(files.get("receipt.html")).toContain('<pre data-receipt="proof">');
  await told("without-receipt");
  expect(await deliver("without-receipt")).toBe(false);
  await clockFrom(await now(), 61_000);
  expect(await deliver("without-receipt")).toBe(true);
  expect(office.received.at(-1)?.files).toEqual([]);
  await db.clockShift.deleteMany();
});

test("acts, letters and jobs of a verb leave in one statement, in their order, and none where it is refused", async () => {
  const { db, now, queriesSoFar, transaction } = await import("~/platform/database.server");
  const { writeMail } = await import("~/platform/mail/mail.server");
  const { enqueue, job } = await import("~/platform/jobs/queue.server");
  const { appendToRecord } = await import("~/record/record.server");
  const { ok, refuse } = await import("~/kernel/result");
  const acts = [1, 2, 3];
  const at = await now();
  const verb = (isRefused: boolean) =>
    transaction(async (tx) => {
      await writeMail({ ...letter, key: "test:3", text: "A word with a zero\0 in it." }, tx);
      for (const act of acts)
        await appendToRecord(
          { type: "correction", challengeId: null, at, by: null, payload: { act }, content: { act } },
          tx,
        );
      await writeMail({ ...letter, key: "test:3" }, tx);
      await enqueue(job<{ act: string }>("nothing-here"), { act: "4" }, tx, { key: "one", at: new Date(2100, 1) });
      await enqueue(job<{ act: string }>("nothing-here"), { act: "5" }, tx, { key: "one", at: new Date(2100, 1) });
      return isRefused ? refuse("no", "No.") : ok(null);
    });
  const left = async () => ({
    letters: await db.mail.findMany({ where: { key: "test:3" }, select: { text: true } }),
    acts: await db.$queryRaw<{ act: unknown; content: unknown }[]>`
      SELECT leaf::jsonb->'act' AS act, content->'act' AS content FROM record_entry JOIN record_content ON entry_id = id
      WHERE leaf::jsonb ? 'act' ORDER BY id`,
    jobs: await db.$queryRaw<{ task: string; act: string }[]>`
      SELECT identifier AS task, payload->>'act' AS act FROM graphile_worker._private_jobs AS waiting
      JOIN graphile_worker._private_tasks AS task ON task.id = waiting.task_id ORDER BY waiting.id`,
  });
  const before = await left();
  expect(await verb(true)).toMatchObject({ ok: false });
  expect(await left()).toEqual(before);
  const asked = async (work: () => Promise<unknown>) => {
    const sent = queriesSoFar();
    await work();
    return queriesSoFar() - sent;
  };
  const empty = await asked(() => transaction(async () => ok(null)));
  expect(await asked(() => verb(false))).toBe(empty + 1);
  expect(await left()).toEqual({
    letters: [{ text: "A word with a zero in it." }],
    acts: acts.map((act) => ({ act, content: act })),
    jobs: [...before.jobs, { task: "nothing-here", act: "5" }, { task: "send-mail", act: null }],
  });
});
