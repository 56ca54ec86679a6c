import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiptDocument } from "~/record/receipt-document";
import { run } from "../../support/command-line";
import { aServer } from "../../support/doors";
import { type ALog, aKey, aLog, aReceipt, keyText, someEntries } from "./a-log";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-verify-"));
const entries = someEntries(700);
const log = aLog(entries);
const key = keyText(aKey());

function written(name: string, { files }: ALog): string {
  const place = path.join(folder, name);
  for (const [file, bytes] of files) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), bytes);
  }
  return place;
}
const writtenText = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const place = written("record", log);

/** What the server was asked for, and how it answers before it gives the file. */
const asked: string[] = [];
let whyNot: (file: string) => number | null = () => null;
let server: Awaited<ReturnType<typeof aServer>>;
beforeAll(async () => {
  server = await aServer((request, response) => {
    const file = (request.url ?? "").replace("/record/", "");
    asked.push(file);
    const bytes = log.files.get(file);
    const status = whyNot(file) ?? (bytes ? 200 : 404);
    return response.writeHead(status).end(status === 200 ? bytes : "no");
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const json = async (...args: string[]) => {
  const { status, out, err } = await run("verify", ...args, "--json");
  expect(err).toBe("");
  return { status, answer: JSON.parse(out) };
};

test("palio verify of a folder answers one document, and says in words what it does not show", async () => {
  expect(await json(place, "--key", key)).toEqual({
    status: 0,
    answer: {
      ...{ ok: true, size: 700, root: log.checkpoint.split("\n")[2], problems: [] },
      ...{ origin: "palio.example.org/record", key: "given", compared: 0 },
      ...{ draws: [], seedsWithoutDraw: 0, drawFaults: [] },
    },
  });
  const { status, out } = await run("verify", place, "--key", key);
  expect([status, out]).toEqual([0, expect.stringContaining("all 700 entries are as the checkpoint signs them")]);
  expect(out).toContain("would look the same");
});

test("older files are found whichever way the folder is named", async () => {
  const older = written("older", {
    ...log,
    files: new Map(log.files).set("checkpoint.300", Buffer.from("nonsense\n")),
  });
  for (const name of [
    older,
    `${older}/`,
    path.relative(process.cwd(), older),
    `./${path.relative(process.cwd(), older)}/.`,
  ])
    expect((await json(name, "--key", key)).answer.problems, name).toMatchObject([
      { code: "not-a-note", message: "checkpoint.300: It is not a signed note." },
    ]);
});

test("a wrong entry is named with its index and why, and the exit status is 1", async () => {
  const spoilt = { ...log, files: new Map(log.files) };
  const bundle = Buffer.from(log.files.get("tile/entries/001") ?? []);
  bundle[bundle.indexOf('"act":300')] = 0x27;
  spoilt.files.set("tile/entries/001", bundle);
  const wrong = written("spoilt", spoilt);
  const { status, answer } = await json(wrong, "--key", key);
  expect([status, answer.ok]).toEqual([1, false]);
  expect(answer.problems).toEqual([
    {
      ...{ code: "entry-differs", index: 300, last: 300 },
      message: "Entry 300 in tile/entries/001 is not as the checkpoint signs: changed, or in another place.",
    },
  ]);
  expect((await run("verify", wrong, "--key", key)).out).toContain("Entry 300 in tile/entries/001");
});

test("missing and torn files, no checkpoint and no key are said", async () => {
  const codes = async (change: (files: Map<string, Uint8Array>) => void, ...args: string[]) => {
    const files = new Map(log.files);
    change(files);
    const name = `changed-${readdirSync(folder).length}`;
    mkdirSync(path.join(folder, name));
    const { answer } = await json(written(name, { ...log, files }), ...args);
    return answer.problems.map(({ code, index }: { code: string; index: number }) => [code, index]);
  };
  // Narrower files of the time before are there too, and nothing is wrong with them.
  expect(await codes(() => {}, "--key", key)).toEqual([]);
  expect(await codes((files) => files.delete("checkpoint"), "--key", key)).toEqual([["no-checkpoint", null]]);
  expect(await codes((files) => files.delete("tile/0/001"), "--key", key)).toEqual([["tile-missing", 256]]);
  expect(await codes((files) => files.delete("tile/entries/000"), "--key", key)).toEqual([["entries-missing", 0]]);
  const torn = (path: string) => (files: Map<string, Uint8Array>) =>
    files.set(path, (files.get(path) ?? new Uint8Array()).subarray(0, -1));
  expect(await codes(torn("tile/1/000.p/2"), "--key", key)).toEqual([["tile-torn", 0]]);
  expect(await codes(torn("tile/entries/002.p/188"), "--key", key)).toEqual([["entries-torn", 699]]);
  expect(await codes(torn("tile/entries/000.p/100"), "--key", key)).toEqual([["narrower-differs", 99]]);
  const endless = (files: Map<string, Uint8Array>) => files.set("tile/0/000", new Uint8Array(9000));
  expect(await codes(endless, "--key", key)).toEqual([["too-large", null]]);
  expect(await codes(() => {})).toEqual([["no-key", null]]);
  expect(await codes((files) => files.set("key", Buffer.from(`${key}\n`)))).toEqual([]);
});

test("where the narrow files are gone, the full ones that came after them stand in", async () => {
  const files = new Map(aLog(someEntries(800)).files).set("checkpoint", Buffer.from(log.checkpoint));
  for (const file of ["tile/0/002.p/188", "tile/entries/002.p/188"]) files.delete(file);
  const { status, answer } = await json(written("pruned", { ...log, files }), "--key", key);
  expect([status, answer.size, answer.problems]).toEqual([0, 700, []]);
});

test("an address is read with several hands, and tried again where it fails for a while", async () => {
  const failures = new Map<string, number>();
  whyNot = (file) => {
    failures.set(file, (failures.get(file) ?? 0) + 1);
    return file.startsWith("tile/entries") && failures.get(file) === 1 ? 503 : null;
  };
  expect(await json(server.at("/record"), "--key", key)).toMatchObject({ status: 0, answer: { ok: true, size: 700 } });
  whyNot = () => 500;
  expect(await run("verify", server.at("/record/"), "--key", key, "--json")).toEqual({
    ...{ status: 1, out: "" },
    err: `${server.at("/record/checkpoint")} could not be read: it answered 500.\n`,
  });
  whyNot = () => null;
}, 30_000);

test("a check that broke off goes on from what it kept, and what was kept wrongly is read again", async () => {
  const kept = path.join(folder, "kept");
  whyNot = (file) => (file.startsWith("tile/1") ? 404 : null);
  expect((await json(server.at("/record"), "--key", key, "--keep", kept)).status).toBe(1);
  whyNot = () => null;
  asked.length = 0;
  expect((await json(server.at("/record"), "--key", key, "--keep", kept)).status).toBe(0);
  const full = asked.filter((file) => /^tile\/(?:0|entries)\/\d+$/.test(file));
  expect(full).toEqual([]);
  writeFileSync(path.join(kept, "tile/0/000"), new Uint8Array(32 * 256));
  expect((await json(server.at("/record"), "--key", key, "--keep", kept)).status).toBe(0);
  expect(asked).toContain("tile/0/000");
});

test("a receipt is checked by itself, and with a kept checkpoint against the record", async () => {
  const early = aLog(entries.slice(0, 250));
  const receipt = writtenText("receipt.tlog-proof", aReceipt(early, 77, entries[77]));
  const checkpoint = writtenText("kept.txt", early.checkpoint);
  const alone = await run("verify", "--receipt", receipt, "--key", key);
  expect(alone).toEqual({
    ...{ status: 0, err: "" },
    out: `${receipt}: entry 77 of palio.example.org/record is in the record of 250 entries that was signed.\n`,
  });
  const both = ["--receipt", receipt, "--checkpoint", checkpoint];
  expect(await json(place, "--key", key, ...both)).toMatchObject({ status: 0, answer: { ok: true, compared: 2 } });
  const cut = written("cut", aLog(entries.slice(0, 60)));
  const { status, answer } = await json(cut, "--key", key, ...both);
  expect([status, answer.problems[0]]).toMatchObject([1, { code: "truncated", index: 60, last: 249 }]);
  // Without its entry in it, a receipt is about the record's own.
  const bare = writtenText("bare.tlog-proof", aReceipt(early, 77));
  expect((await json(place, "--key", key, "--receipt", bare)).status).toBe(0);
  expect((await json("--receipt", bare, "--key", key)).answer.problems).toMatchObject([
    { code: "no-entry", index: 77 },
  ]);
  const leaf = String(entries[77]);
  const about = { title: "Entry received", lines: [], leaf, index: 77, size: 250, key };
  const proof = aReceipt(early, 77, entries[77]);
  const page = writtenText("receipt.html", receiptDocument({ receipts: [{ ...about, proof }], script: "" }));
  expect((await run("verify", "--receipt", page, "--key", key)).out).toContain("receipt.html: entry 77 of ");
  expect((await json(place, "--key", key, "--receipt", page)).status).toBe(0);
  const spoilt = receiptDocument({
    receipts: [{ ...about, proof: proof.replace("index 77", "index 78") }],
    script: "",
  });
  expect((await json("--receipt", writtenText("spoilt.html", spoilt), "--key", key)).status).toBe(1);
  const other = writtenText("other.tlog-proof", aReceipt(early, 77).replace("index 77", "index 78"));
  expect((await json(place, "--key", key, "--receipt", other)).answer.problems).toMatchObject([
    { code: "receipt-unsound", index: 78 },
  ]);
});

test("receipts in one page, or in several files, are each checked, and the one that does not hold is named", async () => {
  const script = ["verify-record.js", "check-receipt.js"]
    .map((file) => readFileSync(`public/${file}`, "utf8"))
    .join("\n");
  const told = (index: number, proof = aReceipt(log, index, entries[index])) => ({
    ...{ title: "Score sheet sealed", lines: [], leaf: String(entries[index]), index, size: 700, key, proof },
  });
  const pageOf = (name: string, ...receipts: [ReturnType<typeof told>, ...ReturnType<typeof told>[]]) =>
    writtenText(name, receiptDocument({ receipts, script }));
  const whole = pageOf("receipts.html", told(7), told(300), told(699));
  const holds = (n: number, index: number) =>
    `${whole}, number ${n}: entry ${index} of palio.example.org/record is in the record of 700 entries that was signed.\n`;
  expect(await run("verify", "--receipt", whole, "--key", key)).toEqual({
    ...{ status: 0, err: "", out: holds(1, 7) + holds(2, 300) + holds(3, 699) },
  });
  expect(await json(place, "--key", key, "--receipt", whole)).toMatchObject({ status: 0, answer: { compared: 3 } });
  const other = aReceipt(log, 300, entries[301]);
  const spoilt = pageOf("spoilt-second.html", told(7), told(300, other), told(699, aReceipt(log, 699).slice(0, 60)));
  const { status, answer } = await json("--receipt", spoilt, "--key", key);
  expect([status, answer.problems]).toMatchObject([
    1,
    [
      {
        code: "receipt-unsound",
        index: 300,
        message: `${spoilt}, number 2 does not prove that entry 300 is in the record.`,
      },
      { message: expect.stringContaining(`${spoilt}, number 3`) },
    ],
  ]);
  expect((await run("verify", "--receipt", spoilt, "--key", key)).out).toContain(`${spoilt}, number 1: entry 7 of `);
  const early = pageOf("early.html", { ...told(7, aReceipt(aLog(entries.slice(0, 250)), 7, entries[7])), size: 250 });
  const both = await json("--receipt", whole, "--receipt", early, "--key", key);
  expect(both).toMatchObject({ status: 0, answer: { ok: true, size: null, problems: [] } });
});

test("palio verify without a place, with two, or with an unknown flag is used wrongly", async () => {
  for (const args of [[], [place, place], [place, "--wrong"], ["--receipt", "a"], ["--checkpoint", "a", "--key", key]])
    expect((await run("verify", ...args)).status, args.join(" ")).toBe(2);
  const nowhere = path.join(folder, "nowhere");
  expect(await run("verify", place, "--key", key, "--receipt", nowhere)).toEqual({
    ...{ status: 1, out: "", err: `${nowhere} cannot be read.\n` },
  });
  expect(await run("verify", nowhere, "--key", key)).toMatchObject({ status: 1, out: "" });
  expect((await run("verify", place, "--key", "nonsense")).err).toContain("A key reads NAME+ID+KEY");
});

test("the verifier runs by itself, in a folder where nothing of Palio is", () => {
  const alone = path.join(folder, "alone");
  mkdirSync(alone);
  copyFileSync("public/verify-record.js", path.join(alone, "verify-record.js"));
  const at = (...args: string[]) =>
    spawnSync(process.execPath, ["verify-record.js", ...args], { cwd: alone, encoding: "utf8" });
  const whole = at(place, "--key", key, "--json");
  expect([whole.status, JSON.parse(whole.stdout).ok, whole.stderr]).toEqual([0, true, ""]);
  expect(at(path.join(folder, "spoilt"), "--key", key).status).toBe(1);
  const bare = at();
  expect([bare.status, bare.stderr]).toEqual([2, expect.stringContaining("node verify-record.js [FOLDER|URL]")]);
  expect(existsSync(path.join(alone, "node_modules"))).toBe(false);
});
