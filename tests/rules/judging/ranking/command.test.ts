import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { run } from "../../../support/command-line";
import { aPanel } from "./panels";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-rank-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, bytes: string | Uint8Array): string => {
  const at = path.join(folder, name);
  writeFileSync(at, bytes);
  return at;
};
const scores = aPanel({ entries: 8, jurors: 4, seed: "command", severities: [-2, 2] });
const csv = `entry,juror,score\n${scores.map(({ entry, juror, score }) => `${entry},${juror},${score}`).join("\n")}\n`;

test("palio rank --json answers one document with the keys of the contract", async () => {
  const { status, out, err } = await run("rank", file("scores.csv", csv), "--json");
  expect([status, err]).toEqual([0, ""]);
  const told = JSON.parse(out);
  expect(Object.keys(told.model).sort()).toEqual(["entry", "juror", "mean", "reml", "residual"]);
  expect(told).toMatchObject({ connected: true, calibrated: true, reason: null, warnings: [] });
  expect(told.entries[0]).toMatchObject({ id: "e7", rank: 1, band: 1 });
  expect(told.entries[0].interval[0]).toBeLessThan(told.entries[0].calibrated);
  expect(told.jurors.map(({ id, severity }: { id: string; severity: number }) => [id, Math.sign(severity)])).toEqual(
    expect.arrayContaining([
      ["j0", -1],
      ["j1", 1],
    ]),
  );
  expect(told.leaveOneOut).toHaveLength(4);
  expect(told.leaveOneOut[0]).toMatchObject({ juror: "j0", winner: "e7" });
});

test("the same file and seed give the same document, packed or not, and another seed other chances", async () => {
  const at = file("scores.csv", csv);
  const plain = await run("rank", at, "--json");
  const packed = await run("rank", file("scores.csv.gz", gzipSync(csv)), "--json", "--seed", "1");
  const other = await run("rank", at, "--json", "--seed", "2");
  expect(packed.out).toBe(plain.out);
  expect(other.out).not.toBe(plain.out);
});

test("in words, an entry has a line with its raw mean beside its calibrated score", async () => {
  const { status, out } = await run("rank", file("scores.csv", csv), "--top", "3");
  expect(status).toBe(0);
  expect(out).toMatch(/^8 entries, 4 jurors\. Calibrated around .*; standard deviations: entries /);
  expect(out).toMatch(/\n1\. e7: raw mean \S+, calibrated \S+ \(\S+ to \S+\), near-tie 1, best: \S+%, on a place: /);
});

test("weights that would let another entry win are told in words", async () => {
  const rows = [
    ["a", [9, 4]],
    ["b", [6, 8]],
  ] as const;
  const sheets = rows.flatMap(([entry, [use, code]]) =>
    ["x", "y", "z"].flatMap((juror, j) => [
      `${entry},${juror},use,${use + (j % 2)}`,
      `${entry},${juror},code,${code + j}`,
    ]),
  );
  const at = file("sheets.csv", `entry,juror,criterion,score\n${sheets.join("\n")}\n`);
  const { status, out } = await run("rank", at, "--weights", "use=1,code=1");
  expect(status).toBe(0);
  expect(out).toContain("use counts 50%; above 57% the winner is a.");
  expect((await run("rank", at, "--weights", "use=0,code=0")).status).toBe(1);
});

test("a juror's second score of an entry counts, and is told with both lines", async () => {
  const { out } = await run("rank", file("twice.csv", `${csv}e0,j0,5\n`), "--json");
  expect(JSON.parse(out).warnings).toEqual([
    {
      code: "repeated",
      line: 34,
      message: "Juror j0 scored entry e0 in line 2 and again in line 34; every score counts.",
    },
  ]);
});

test("bad input ends with 1 and a sentence, wrong use with 2", async () => {
  const bad = await run("rank", file("bad.csv", "entry,juror,score\na,x,good\n"), "--json");
  expect(bad).toEqual({
    ...{ status: 1, out: "" },
    err: "Line 2: the score “good” is not a number. Decimals are written with a point.\n",
  });
  const bytes = await run("rank", file("bad.bin", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)));
  expect([bytes.status, bytes.err]).toEqual([1, expect.stringContaining("This file is not text")]);
  const cut = file("cut.csv.gz", gzipSync(csv).subarray(0, 40));
  expect((await run("rank", cut)).err).toBe(`${cut} cannot be unpacked: it is broken, or holds more than 200 MB.\n`);
  const at = file("scores.csv", csv);
  for (const args of [[], [at, "--top", "0"], [at, "--scale", "5..1"], [at, "--fast"]])
    expect((await run("rank", ...args)).status).toBe(2);
  expect(await run("rank", at, "--weights", "a=1")).toMatchObject({ status: 1, out: "" });
});
