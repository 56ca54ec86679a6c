import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundled, PROGRAM, recompute, seedOf, subjectOf } from "~/judging/result/bundle.server";
import type { ResultInputs } from "~/judging/result/inputs.schema";
import { needsLots, resultOf } from "~/judging/result/result";
import { canonicalJson } from "~/kernel/canonical";
import { sha256 } from "~/platform/secret.server";
import { lotsOf } from "~/record/draw/lots";
import { NO_SEED } from "~/record/draw/no-seed";
import { seedOf as drawSeedOf } from "~/record/draw/seed";
import { run } from "../../../support/command-line";
import { aJury } from "./a-jury";

const CLOSED = new Date("2026-11-02T09:00:00Z");
const bundleOf = (inputs: ResultInputs) =>
  bundled({ challenge: { slug: "rain", title: "Rain" }, closedAt: CLOSED, inputs });

test("raw and calibrated scores stand side by side, and the order goes by the calibrated ones where the panel allows", () => {
  const { rows, analysis } = resultOf(aJury({ severities: [-2, 2] }));
  expect(analysis).toMatchObject({ order: "calibrated", refusal: null });
  const calibrated = rows.map((row) => row.calibrated ?? Number.NaN);
  expect(calibrated).toEqual([...calibrated].sort((a, b) => b - a));
  for (const { interval, calibrated: value, mean, pBest, band } of rows) {
    expect(interval?.[0]).toBeLessThanOrEqual(value ?? Number.NaN);
    expect(interval?.[1]).toBeGreaterThanOrEqual(value ?? Number.NaN);
    for (const figure of [mean, pBest, band]) expect(figure).not.toBeNull();
  }
  expect(rows.reduce((sum, { pBest }) => sum + (pBest ?? 0), 0)).toBeCloseTo(1, 3);
  expect(analysis?.leaveOneOut?.map(({ juror }) => juror)).toEqual([1, 2, 3, 4, 5]);
  expect(analysis?.weightChanges.map(({ criterion, share }) => [criterion, share])).toEqual([
    ["a", 0.6],
    ["b", 0.4],
  ]);
  expect(analysis?.agreement.meaning).toMatch(/jur/);
});

test("a panel in two parts is not calibrated: raw means stand, and the reason names the entries", () => {
  const whole = aJury({ entries: 6, jurors: 4 });
  const sheets = whole.sheets.filter(({ entry, juror }) => entry <= 3 === juror <= 2);
  const { rows, analysis } = resultOf({ ...whole, sheets });
  expect(analysis).toMatchObject({ order: "raw", efficiency: 0 });
  expect(analysis?.refusal).toMatch(/^The panel is in 2 parts.*no\. 1.*Raw means stand\.$/);
  for (const { calibrated, interval } of rows) expect([calibrated, interval]).toEqual([null, null]);
  const means = rows.map(({ mean }) => mean ?? 0);
  expect(means).toEqual([...means].sort((a, b) => b - a));
});

test("equal scores share a rank, or are set apart by the chain, and the row says by what", () => {
  const [sheet] = aJury().sheets;
  const give = (entry: number, juror: number, a: number, b: number) => ({
    ...(sheet as ResultInputs["sheets"][number]),
    ...{ entry, juror, scores: { a, b } },
  });
  // 60 and 40 of 100: two levels of a weigh as much as three of b.
  const sheets = [1, 2].flatMap((juror) => [give(1, juror, 4, 7), give(2, juror, 6, 4), give(3, juror, 2, 2)]);
  const inputs = { ...aJury({ entries: 3 }), sheets };
  const ranks = (ties: ResultInputs["ties"]) =>
    resultOf({ ...inputs, ties }).rows.map(({ entry, rank, tie }) => [entry, rank, tie]);
  expect(ranks({ priority: null, direct: false, last: "shared" })).toEqual([
    [1, 1, "shared"],
    [2, 1, "shared"],
    [3, 3, null],
  ]);
  expect(ranks({ priority: "a", direct: false, last: "shared" })).toEqual([
    [2, 1, "priority"],
    [1, 2, "priority"],
    [3, 3, null],
  ]);
});

test("an entry without a sheet stands last without a rank, and without any sheet there is nothing to analyse", () => {
  const inputs = aJury();
  const sheets = inputs.sheets.filter(({ entry }) => entry !== 8);
  const { rows } = resultOf({ ...inputs, sheets });
  expect(rows.at(-1)).toMatchObject({ entry: 8, rank: null, mean: null, calibrated: null });
  expect(resultOf({ ...inputs, sheets: [] })).toMatchObject({ analysis: null });
  expect(recompute(bundleOf({ ...inputs, sheets: [] }).text)).toMatchObject({ ok: true });
});

test("the order in which sheets are given changes nothing in the result", () => {
  const inputs = aJury({ each: 3, entries: 12 });
  expect(resultOf({ ...inputs, sheets: [...inputs.sheets].reverse() })).toEqual(resultOf(inputs));
});

test("the same inputs make the same bundle to the letter, and it recomputes", () => {
  const inputs = aJury();
  const { text, hash } = bundleOf(inputs);
  expect(bundleOf(JSON.parse(JSON.stringify(inputs))).text).toBe(text);
  const told = recompute(text);
  expect(told).toMatchObject({ ok: true, value: { ok: true, hash, differences: [], version: PROGRAM.version } });
});

test("every digit that is changed in a bundle is named with its place", () => {
  const { text } = bundleOf(aJury());
  const changed = (change: (bundle: { inputs: ResultInputs; result: { rows: { mean: number }[] } }) => void) => {
    const bundle = JSON.parse(text);
    change(bundle);
    const told = recompute(JSON.stringify(bundle));
    return told.ok ? told.value.differences.map(({ place }) => place) : [told.refusal.message];
  };
  expect(
    changed(({ result }) => {
      (result.rows[1] as { mean: number }).mean += 0.1;
    }),
  ).toEqual(["checksums.result", "result.rows[1].mean"]);
  const places = changed(({ inputs }) => {
    const [sheet] = inputs.sheets;
    if (sheet) sheet.scores.a = sheet.scores.a === 1 ? 2 : 1;
  });
  expect(places).toContain("checksums.inputs");
  expect(places.some((place) => place.startsWith("result.rows"))).toBe(true);
  expect(changed(({ inputs }) => Object.assign(inputs, { seed: "0".repeat(64) }))).toContain("inputs.seed");
  expect(changed(({ inputs }) => Object.assign(inputs.sheets[0] ?? {}, { entry: 99 }))[0]).toMatch(
    /the sheet of juror \d for entry 99 is of no entry/,
  );
});

test("palio recompute answers 0 for what recomputes and 1 with the difference for what does not", async () => {
  const { mkdtempSync, writeFileSync, rmSync } = await import("node:fs");
  const folder = mkdtempSync("/tmp/palio-recompute-");
  const file = (name: string, text: string) => {
    writeFileSync(`${folder}/${name}`, text);
    return `${folder}/${name}`;
  };
  const { text, result } = bundleOf(aJury());
  expect(await run("recompute", file("good.json", text), "--json")).toMatchObject({ status: 0, err: "" });
  const mean = result.rows[0]?.mean;
  const bad = await run("recompute", file("bad.json", text.replaceAll(`"mean":${mean},`, '"mean":12.3,')));
  expect(bad.status).toBe(1);
  expect(bad.out).toContain(`result.rows[0].mean: the bundle says 12.3, and ${mean} comes out`);
  for (const nonsense of ["", "{}", "[]", "null", '{"format":"palio-result-1"}', text.slice(0, -9)]) {
    const { status, out, err } = await run("recompute", file("nonsense.json", nonsense), "--json");
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(/^(The bundle is not JSON|This is no bundle of a result).*\.\n$/);
  }
  expect((await run("recompute")).status).toBe(2);
  rmSync(folder, { recursive: true });
});

test("the version that a bundle names is the program's own", () => {
  expect(PROGRAM.version).toBe(JSON.parse(readFileSync("package.json", "utf8")).version);
});

test("entries that are equal to the end of the chain wait for lots; where too few drew them, they share their rank", () => {
  const jury = aJury({ entries: 3, jurors: 4 });
  const sheets = jury.sheets.map((sheet) => ({ ...sheet, scores: { a: 5, b: 5 } }));
  const inputs = {
    ...jury,
    sheets,
    seed: seedOf(sheets),
    ties: { priority: null, direct: true, last: "draw" } as const,
  };
  expect(needsLots(inputs)).toBe(true);
  expect(needsLots({ ...inputs, ties: { ...inputs.ties, last: "shared" } })).toBe(false);
  expect(needsLots({ ...jury, ties: inputs.ties })).toBe(resultOf(jury).rows.some(({ tie }) => tie === "shared"));
  const announced = canonicalJson({ draw: "a draw", subject: subjectOf(inputs) });
  const randomness = sha256("some nonces");
  const drawn = { announced, randomness, seed: drawSeedOf(randomness, sha256(announced)) };
  const placed = resultOf({ ...inputs, draw: drawn }).rows;
  expect(placed.map(({ rank, tie }) => [rank, tie])).toEqual([1, 2, 3].map((rank) => [rank, "draw"]));
  expect(placed.map(({ entry }) => entry)).toEqual(lotsOf([1, 2, 3], drawn.seed));
  const isVoid = { announced, randomness: NO_SEED, seed: NO_SEED };
  expect(resultOf({ ...inputs, draw: isVoid }).rows.map(({ rank, tie }) => [rank, tie])).toEqual(
    [1, 1, 1].map((rank) => [rank, "shared"]),
  );
  for (const draw of [drawn, isVoid])
    expect(recompute(bundleOf({ ...inputs, draw }).text)).toMatchObject({ value: { ok: true, differences: [] } });
  // Announced for other sheets, it is no draw of these.
  const other = recompute(bundleOf({ ...inputs, places: 7, draw: drawn }).text);
  expect(other).toMatchObject({ value: { ok: false, differences: [{ place: "inputs.draw.announced" }] } });
});
