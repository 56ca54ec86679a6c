import fc from "fast-check";
import { expect, test } from "vitest";
import { rank } from "~/judging/ranking/ranking";
import type { Score } from "~/judging/ranking/scores";
import { seeded, shuffled } from "~/kernel/random";
import { aPanel } from "./panels";

const design = fc.record({
  entries: fc.integer({ min: 2, max: 9 }),
  jurors: fc.integer({ min: 2, max: 6 }),
  seed: fc.string(),
});
// Few draws: these laws are not about how fine the chances are.
const options = { seed: "1", draws: 500 };
const orderOf = (scores: Score[]) => rank(scores, options).entries.map(({ id, rank: place }) => [id, place]);

test("the order in which scores came in changes no digit of a ranking", () => {
  fc.assert(
    fc.property(design, fc.integer({ min: 1, max: 6 }), fc.string(), (panel, each, order) => {
      const scores = aPanel({ ...panel, each });
      expect(rank(shuffled(scores, seeded(order)), options)).toEqual(rank(scores, options));
    }),
    { numRuns: 60 },
  );
});

test("a constant added to one juror's scores changes no calibrated order where every juror scored every entry", () => {
  fc.assert(
    fc.property(design, fc.integer({ min: -40, max: 40 }), (panel, constant) => {
      const scores = aPanel(panel);
      const moved = scores.map((one) => (one.juror === "j1" ? { ...one, score: one.score + constant } : one));
      expect(orderOf(moved)).toEqual(orderOf(scores));
    }),
    { numRuns: 60 },
  );
});

test("another unit of the scores changes neither order nor chances", () => {
  fc.assert(
    fc.property(design, fc.constantFrom(0.001, 0.5, 20, 1000), (panel, unit) => {
      const scores = aPanel({ ...panel, each: Math.max(2, panel.jurors - 1) });
      const [before, after] = [scores, scores.map((one) => ({ ...one, score: one.score * unit }))].map((given) =>
        rank(given, options),
      );
      expect(after?.calibrated).toBe(before?.calibrated);
      for (const [i, entry] of (after?.entries ?? []).entries()) {
        expect(entry.rank).toBe(before?.entries[i]?.rank);
        expect(Math.abs((entry.pBest ?? 0) - (before?.entries[i]?.pBest ?? 0))).toBeLessThan(0.05);
      }
    }),
    { numRuns: 30 },
  );
});

test("planted harsh and lenient jurors are recovered, and the calibrated order is nearer to the truth than raw means", () => {
  const [raws, calibrateds] = [0, 1].map(() => [] as number[]) as [number[], number[]];
  for (let world = 0; world < 8; world++) {
    const panel = { entries: 30, jurors: 10, each: 4, seed: `world ${world}`, severities: [-2, 2] };
    const { entries, jurors, calibrated } = rank(aPanel(panel), options);
    expect(calibrated).toBe(true);
    const severity = (id: string) => jurors.find((juror) => juror.id === id)?.severity ?? 0;
    expect(severity("j0")).toBeLessThan(-1);
    expect(severity("j1")).toBeGreaterThan(1);
    const ordered = [...jurors].sort((a, b) => (a.severity ?? 0) - (b.severity ?? 0)).map(({ id }) => id);
    expect([ordered[0], ordered.at(-1)]).toEqual(["j0", "j1"]);
    raws.push(inversions(entries.map(({ id, raw }) => ({ id, value: raw }))));
    calibrateds.push(inversions(entries.map(({ id, calibrated: value }) => ({ id, value: value ?? 0 }))));
  }
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  expect(sum(calibrateds)).toBeLessThan(0.7 * sum(raws));
});

/** Pairs in the wrong order: the truth of these panels is the order of the entries' numbers. */
function inversions(entries: { id: string; value: number }[]): number {
  const byNumber = [...entries].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  return byNumber.reduce((sum, a, i) => sum + byNumber.slice(i + 1).filter((b) => b.value < a.value).length, 0);
}

test("more reviews never widen the mean interval, over many worlds", () => {
  const width = (each: number) => {
    let sum = 0;
    for (let world = 0; world < 15; world++) {
      const { entries } = rank(aPanel({ entries: 20, jurors: 10, each, seed: `reviews ${world}` }), options);
      for (const { interval } of entries) sum += interval ? interval[1] - interval[0] : 0;
    }
    return sum / 300;
  };
  const widths = [3, 4, 6, 8, 10].map(width);
  for (const [i, one] of widths.entries()) if (i > 0) expect(one).toBeLessThan(widths[i - 1] as number);
});

test("intervals of 95% hold the truth about as often as they say", () => {
  let [held, all] = [0, 0];
  for (let world = 0; world < 40; world++) {
    const panel = { entries: 25, jurors: 8, each: 4, seed: `cover ${world}`, truth: "normal" as const };
    const { entries, model } = rank(aPanel(panel), options);
    const truth = aPanel.truthOf(panel);
    const middle = entries.reduce((sum, { id }) => sum + (truth.get(id) as number), 0) / entries.length;
    for (const { id, interval } of entries) {
      if (!interval || !model) continue;
      all += 1;
      const shifted = (truth.get(id) as number) - middle + model.mean;
      if (shifted >= interval[0] && shifted <= interval[1]) held += 1;
    }
  }
  expect(held / all).toBeGreaterThan(0.92);
});
