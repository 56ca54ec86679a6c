import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { MINUTE } from "~/kernel/time";
import { withPostOffice } from "../../support/post-office";

const load = async () => ({
  ...(await import("~/accounts/accounts.server")),
  ...(await import("~/jobs.server")),
  ...(await import("~/outcomes/state-decision.server")),
  ...(await import("~/personal-data/erase-person.server")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/record/integrator/integrator.server")),
  ...(await import("~/record/record.server")),
  ...(await import("~/submissions/receipts/send-receipts.server")),
  ...(await import("~/submissions/withdraw-entry.server")),
  ...(await import("../../support/clock")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/jury-world")),
  ...(await import("../../support/team-world")),
  ...(await import("../../support/world")),
});
let site: Awaited<ReturnType<typeof load>>;

const office = withPostOffice();
beforeAll(async () => {
  site = await load();
});

/** What the clock does once a minute, with what comes of it. */
async function theMinutePasses(): Promise<void> {
  await site.sendReceiptsDue();
  await site.doJobs();
}

const later = async (milliseconds: number) => site.clockFrom(await site.now(), milliseconds);

/** Everything so far is signed, told and out of the way. */
async function allTold(): Promise<void> {
  await site.integrateOnce();
  await later(3 * MINUTE);
  await theMinutePasses();
  office.received.length = 0;
}

const lettersTo = (email: string) => office.received.filter(({ to }) => to.includes(email));
const emailOf = async ({ id }: { id: string }) => (await site.db.person.findUniqueOrThrow({ where: { id } })).email;

/** The files of the only letter to an address, in a folder with the verifier and nothing else. */
function kept(email: string) {
  const [letter, ...others] = lettersTo(email);
  if (!letter || others.length > 0) throw new Error(`${email} has ${others.length + (letter ? 1 : 0)} letters`);
  const folder = mkdtempSync(path.join(os.tmpdir(), "palio-kept-"));
  copyFileSync("public/verify-record.js", path.join(folder, "verify-record.js"));
  for (const { name, content } of letter.files) writeFileSync(path.join(folder, name ?? ""), content);
  const fileOf = (name: string) => letter.files.find((file) => file.name === name)?.content ?? "";
  const key = fileOf("record-key.txt").trim();
  const check = (name: string) => {
    const args = ["verify-record.js", "--receipt", name, "--key", key];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return { status, said: stdout.trimEnd().split("\n") };
  };
  const write = (name: string, content: string) => writeFileSync(path.join(folder, name), content);
  return {
    text: letter.text.replaceAll("\r\n", "\n"),
    names: letter.files.map(({ name }) => name),
    fileOf,
    check,
    write,
  };
}

/** So many acts of a person that are about no challenge. */
async function acts(person: { id: string }, many: number): Promise<void> {
  for (let n = 0; n < many; n++)
    await site.db.$transaction(async (tx) =>
      site.appendToRecord(
        {
          ...{ type: "correction", challengeId: null, at: await site.now(tx), by: person.id },
          payload: { act: randomUUID() },
        },
        tx,
      ),
    );
}

test("a juror who hands in two sheets gets one letter, once they pause and all is signed, and it checks itself", async () => {
  const world = await site.anAssignedJury();
  const [juror] = world.jurors;
  if (!juror) throw new Error("no jury");
  await allTold();
  site.must(await site.handInFor(world, juror, { number: 1, level: 3 }));
  await site.integrateOnce();
  await theMinutePasses();
  expect(office.received).toEqual([]);
  site.must(await site.handInFor(world, juror, { number: 2, level: 3 }));
  await later(3 * MINUTE);
  await theMinutePasses();
  // One of the lines is signed, and the other waits.
  expect(office.received).toEqual([]);
  await site.integrateOnce();
  await theMinutePasses();
  const { text, names, fileOf, check, write } = kept(juror.email);
  expect(text).toContain("1. Score sheet sealed: Entry 1\n   In “Drains that warn”\n   20");
  expect(text).toContain("2. Score sheet sealed: Entry 2");
  const lines = await site.db.recordEntry.findMany({ where: { type: "score.sealed" }, orderBy: { id: "asc" } });
  for (const { hash, at } of lines) {
    expect(text).toContain(`http://localhost:3000/record/${hash}`);
    expect(text).toContain(`${at.toISOString()} by the server's clock (`);
  }
  expect(names).toEqual(["receipts.html", "receipt-1.tlog-proof", "receipt-2.tlog-proof", "record-key.txt"]);
  for (const words of [site.FEEDBACK, "Ines", "Juror A", "Team 1", "Entry number"])
    expect(text + fileOf("receipts.html"), words).not.toContain(words);

  const both = check("receipts.html");
  const holds = (n: number) =>
    expect.stringMatching(new RegExp(`^receipts.html, number ${n}: entry \\d+ of .* signed`));
  expect(both).toEqual({ status: 0, said: [holds(1), holds(2)] });
  for (const n of [1, 2]) expect(check(`receipt-${n}.tlog-proof`).status).toBe(0);
  const [head, first, second] = fileOf("receipts.html").split('<section data-receipt="one">');
  const spoilt = second?.replace(/index \d+/, "index 0");
  write("receipts.html", [head, first, spoilt].join('<section data-receipt="one">'));
  expect(check("receipts.html")).toEqual({
    status: 1,
    said: [holds(1), "receipts.html, number 2 does not prove that entry 0 is in the record."],
  });

  await later(20 * MINUTE);
  await theMinutePasses();
  await theMinutePasses();
  expect(lettersTo(juror.email)).toHaveLength(1);
  await site.db.clockShift.deleteMany();
}, 60_000);

test("whoever states a decision for the city gets its receipt, and not before it is signed", async () => {
  const { city, challenge } = await site.publishedResults();
  await allTold();
  const decision = { kind: "pilot", reason: "It runs in two rooms.", ownerName: "Livia Fontana", dueOn: "2030-01-15" };
  site.must(await site.stateDecision({ slug: challenge.slug, entry: 1, ...decision, kind: "pilot" }, city.editor));
  await later(3 * MINUTE);
  await theMinutePasses();
  expect(office.received).toEqual([]);
  await site.integrateOnce();
  await theMinutePasses();
  const { text, names, check } = kept(await emailOf(city.editor));
  expect(text).toContain("City decided: Entry 1\n   In “Drains that warn”");
  expect(text).not.toContain("two rooms");
  expect(names).toEqual(["receipt.html", "receipt.tlog-proof", "record-key.txt"]);
  expect(check("receipt.html")).toMatchObject({
    status: 0,
    said: [expect.stringMatching(/^receipt.html: entry \d+ of/)],
  });
  expect(office.received).toHaveLength(1);
  await site.db.clockShift.deleteMany();
}, 60_000);

test("nobody who was erased, or does not want them, gets a letter, and nothing stays due", async () => {
  const { jurors } = await site.publishedResults();
  const [erased, silent] = jurors;
  if (!erased || !silent) throw new Error("no jury");
  await site.integrateOnce();
  expect(await site.db.receiptDue.count({ where: { personId: erased.id } })).toBe(4);
  site.must(await site.erasePerson({ email: erased.email }, erased));
  expect(await site.db.receiptDue.count({ where: { personId: erased.id } })).toBe(0);
  await site.chooseReceipts(silent.id, false);
  await site.integrateOnce();
  await later(3 * MINUTE);
  await theMinutePasses();
  expect(office.received.filter(({ text }) => text.includes("Score sheet sealed"))).toEqual([]);
  expect(await site.db.receiptDue.count()).toBe(0);
  await site.db.clockShift.deleteMany();
}, 60_000);

test("who never pauses gets a letter every quarter of an hour, of fifty lines at most", async () => {
  const person = await site.aPerson("Pia Prova");
  await acts(person, 55);
  await later(14 * MINUTE);
  await acts(person, 1);
  await site.integrateOnce();
  await theMinutePasses();
  expect(lettersTo(person.email)).toEqual([]);
  await later(MINUTE);
  await theMinutePasses();
  expect(lettersTo(person.email).map(({ files }) => files.length)).toEqual([52]);
  await theMinutePasses();
  expect(lettersTo(person.email).map(({ files }) => files.length)).toEqual([52, 8]);
  await theMinutePasses();
  expect(lettersTo(person.email)).toHaveLength(2);
  await site.db.clockShift.deleteMany();
});

test("two runs at once write one letter", async () => {
  const person = await site.aPerson();
  await acts(person, 2);
  await site.integrateOnce();
  await later(3 * MINUTE);
  await Promise.all([1, 2, 3].map(() => site.mailReceiptsTo({ personId: person.id })));
  expect(await site.db.mail.count({ where: { to: person.email } })).toBe(1);
  await site.db.clockShift.deleteMany();
});

test("the letter that tells a team of its withdrawal brings the receipt, and no second letter comes", async () => {
  const challenge = await site.anOpenChallenge(await site.aCity());
  const { team } = await site.anEntry({ challenge });
  await allTold();
  site.must(await site.withdrawEntry(challenge.slug, team.captain));
  await site.signAndDoJobs();
  await later(3 * MINUTE);
  await theMinutePasses();
  const { text, check } = kept(await emailOf(team.captain));
  expect(text).toContain("withdrew entry 1");
  expect(check("receipt.html").status).toBe(0);
  await site.db.clockShift.deleteMany();
});

test("receipts are asked for by the clock, and their jobs are known", async () => {
  const { crontab, handlers } = site;
  expect(crontab.split("\n")).toContain("* * * * * send-receipts");
  const known = handlers.map(({ name }) => name);
  for (const name of ["send-receipts", "send-receipts-to"]) expect(known).toContain(name);
});
