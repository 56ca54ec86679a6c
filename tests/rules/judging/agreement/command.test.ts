import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { run } from "../../../support/command-line";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-agreement-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(text: string | Uint8Array): string {
  const file = path.join(folder, "scores.csv");
  writeFileSync(file, text);
  return file;
}
const agreement = (text: string | Uint8Array, ...flags: string[]) => run("agreement", fileOf(text), ...flags);
const refusal = async (text: string | Uint8Array) => {
  const { status, out, err } = await agreement(text, "--json");
  expect([status, out]).toEqual([1, ""]);
  return err.trim();
};

const PANEL = "entry,juror,score\nA,x,1\nA,y,2\nB,x,3\nB,y,3\nC,x,5\nC,y,4\n";

test("palio agreement --json answers one document with every figure", async () => {
  const { status, out, err } = await agreement(PANEL, "--json");
  expect([status, err]).toEqual([0, ""]);
  const told = JSON.parse(out);
  expect(Object.keys(told.icc)).toEqual(["icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"]);
  expect(Object.keys(told.alpha)).toEqual(["nominal", "ordinal", "interval", "ratio"]);
  expect(told).toMatchObject({ jurors: 2, entries: 3, kendallW: 1, criteria: [], warnings: [] });
});

test("in words it says what the figures mean, and its warnings stand apart", async () => {
  const whole = await agreement(PANEL);
  expect(whole).toMatchObject({ status: 0, err: "" });
  expect(whole.out).toContain("2 jurors, 3 entries.\nThis jury ");
  const holed = await agreement(`${PANEL}D,x,\nE,x,2\n`);
  expect(holed.err).toContain("Line 8 has no score and is left out.");
  expect(holed.err).toContain("No intraclass correlation.");
});

test("a file from a spreadsheet is read: semicolons, a byte order mark, another encoding, any order of columns", async () => {
  const wanted = JSON.parse((await agreement(PANEL, "--json")).out).icc;
  const columns = PANEL.split("\n").map((line) => line.split(",").reverse().join(";"));
  const told = await agreement(
    `\ufeff${columns.join("\r\n").replaceAll("A", "“Älpha; 1”".replace(/[“”]/g, '"'))}`,
    "--json",
  );
  expect(JSON.parse(told.out).icc).toEqual(wanted);
  const latin = await agreement(Buffer.from(PANEL.replaceAll("A", "Caf\xe9"), "latin1"), "--json");
  expect(JSON.parse(latin.out).icc).toEqual(wanted);
});

test("what palio rank reads it reads too: jurors called judges, columns besides, gzip", async () => {
  const wanted = JSON.parse((await agreement(PANEL, "--json")).out);
  const lines = PANEL.trim().split("\n");
  const wide = lines.map((line, i) => (i === 0 ? "entry,judge,score,colour" : `${line},red`));
  const { status, out } = await agreement(gzipSync(wide.join("\n")), "--json");
  const told = JSON.parse(out);
  expect(status).toBe(0);
  expect(told.warnings).toEqual([{ code: "not-read", message: "The column “colour” is not read.", line: null }]);
  expect({ ...told, warnings: [] }).toEqual(wanted);
});

test("a bad file is refused in one sentence that names the line", async () => {
  expect(await refusal("")).toBe("The file is empty.");
  expect(await refusal("entry,juror,score\n")).toBe("The file has no scores.");
  expect(await refusal("entry,juror,points\n")).toContain("There is no column “score”.");
  expect(await refusal("entry,juror,score,score\n")).toContain("The column “score” stands there twice.");
  expect(await refusal(`${PANEL}A,z\n`)).toBe("Line 8 has another number of fields: 2 where the header has 3.");
  expect(await refusal(`${PANEL},z,1\n`)).toBe("Line 8 has no entry.");
  expect(await refusal(`${PANEL}B,y,4\n`)).toBe("Line 8: juror y scored entry B in line 5 already.");
  expect(await refusal(`entry,juror,score\n${"A,x,1\n".repeat(10_000)}`)).toBe(
    "Line 3: juror x scored entry A in line 2 already.",
  );
  for (const score of ["NaN", "Infinity", "-Infinity", "0x10", "four"])
    expect(await refusal(`${PANEL}D,x,"${score}"\n`)).toBe(
      `Line 8: the score “${score}” is not a number. Decimals are written with a point.`,
    );
  expect(await refusal(`${PANEL}D,x,1e300\n`)).toBe("Line 8: the score 1e300 is too large to reckon with.");
  expect(await refusal(`${PANEL}D,"x,1\n`)).toContain("a quote is out of place or never closed");
  expect(await refusal(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toContain("This file is not text");
});

test("one juror, one entry or equal scores are told in a warning, with nulls for figures", async () => {
  for (const rows of ["A,x,1\nB,x,2\n", "A,x,1\nA,y,2\n", "A,x,3\nA,y,3\nB,x,3\nB,y,3\n"]) {
    const { status, out } = await agreement(`entry,juror,score\n${rows}`, "--json");
    const { icc, kendallW, warnings } = JSON.parse(out);
    expect([status, icc.icc2, kendallW]).toEqual([0, null, null]);
    expect(warnings.length).toBeGreaterThan(0);
  }
});

test("used wrongly it exits with 2", async () => {
  for (const args of [[], ["a", "b"], [fileOf(PANEL), "--wrong"]])
    expect((await run("agreement", ...args)).status, args.join(" ")).toBe(2);
  expect(await run("agreement", path.join(folder, "none.csv"))).toMatchObject({ status: 1, out: "" });
  expect(await agreement(PANEL, "--weights", "a=1")).toMatchObject({ status: 1, out: "" });
});
