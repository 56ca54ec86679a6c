import { expect, test } from "vitest";
import { withPostOffice } from "../../support/post-office";

const office = withPostOffice();

const letter = { key: "test:1", to: "ada@example.org", subject: "Received", text: "Your entry was received." };

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
  await expect(deliverMail({ key: "test:2" })).rejects.toThrow("try later");
  expect(await db.mail.findUniqueOrThrow({ where: { key: "test:2" } })).toMatchObject({ sentAt: null });
  office.isDown = false;
  await deliverMail({ key: "test:2" });
  await deliverMail({ key: "test:2" });
  expect(office.received.length).toBe(2);
});
