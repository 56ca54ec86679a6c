import fc from "fast-check";
import { expect, test } from "vitest";
import { calibrate } from "~/judging/ranking/calibration";
import { prepare } from "~/judging/ranking/equations";
import { pointAt, squaresOf } from "~/judging/ranking/point";
import { fitReml } from "~/judging/ranking/reml";
import { type Score, scoresOf } from "~/judging/ranking/scores";
import { whyNotCalibrate } from "~/judging/ranking/why-not-calibrate";
import { aPanel } from "./panels";

/** Whole scores of a panel, "." where a juror did not score an entry: a line for each entry, a place for each juror. */
const written = (...lines: string[]): Score[] =>
  lines.flatMap((line, entry) =>
    [...line].flatMap((level, juror) =>
      level === "." ? [] : [{ entry: `e${entry}`, juror: `j${juror}`, score: Number(level) }],
    ),
  );

/** Whole scores from 1 to 9 of up to 8 entries by up to 6 jurors, who each leave out what chance says. */
const wholeLevels = fc
  .array(fc.stringMatching(/^[1-9.]{6}$/), { minLength: 2, maxLength: 8 })
  .map((lines) => written(...lines));

function designOf(given: Score[]) {
  const { entries, jurors, entryOf, jurorOf, values } = scoresOf(given);
  const terms = [
    { levels: entries.length, of: entryOf },
    { levels: jurors.length, of: jurorOf },
  ];
  return { y: values.map((value) => value / 10), terms, fixed: [new Float64Array(values.length).fill(1)] };
}

const RATIOS = [0, ...Array.from({ length: 21 }, (_, i) => 10 ** (i / 4 - 2))];

test("no variances have a higher likelihood than those that are found, whatever scores leave an error", () => {
  fc.assert(
    fc.property(wholeLevels, (given) => {
      fc.pre(given.length > 0 && whyNotCalibrate(scoresOf(given)) === null);
      const design = designOf(given);
      const prepared = prepare(design);
      fc.pre(squaresOf(pointAt(prepared, [1e6, 1e6]).solution.residual) > 1e-6);
      const fit = fitReml(design);
      expect(fit.isExact).toBe(false);
      for (const entry of RATIOS)
        for (const juror of RATIOS)
          expect(pointAt(prepared, [entry, juror]).deviance).toBeGreaterThan(fit.deviance - 1e-5);
    }),
    { numRuns: 60 },
  );
});

test("of two peaks the higher is taken, though the other is nearer", () => {
  // Five jurors in a ring, one of them milder by far: that entries are equal is one peak, and that they differ another.
  const scores = [
    ...[12.126594, 4.375669, 5.681821, 5.882579, 7.162595, 5.968663, 7.85607, 7.382207, 7.047872, 15.14529],
  ].map((score, i) => ({ entry: `e${i >> 1}`, juror: `j${((i + 1) >> 1) % 5}`, score }));
  const { ratios } = calibrate(scoresOf(scores));
  expect(ratios[0]).toBeCloseTo(14.38, 1);
  expect(ratios[1]).toBeCloseTo(80.7, 0);
});

test("a few whole levels that are explained by chance leave an error, and many that are explained leave none", () => {
  const few = calibrate(scoresOf(written("12.212", ".12..1")));
  expect([few.isExact, few.model.entry]).toEqual([false, 0]);
  const many = calibrate(scoresOf(written("1234", "2345", "3456", "5678", "4567", "6789")));
  expect(many.isExact).toBe(true);
});

test("what one juror adds to every entry changes nothing about the entries, as long as jurors differ", () => {
  const size = { entries: fc.integer({ min: 3, max: 9 }), jurors: fc.integer({ min: 3, max: 6 }), seed: fc.string() };
  fc.assert(
    fc.property(fc.record(size), fc.integer({ min: -40, max: 40 }), (panel, constant) => {
      const scores = aPanel(panel);
      const moved = scores.map((one) => (one.juror === "j1" ? { ...one, score: one.score + constant } : one));
      const [before, after] = [calibrate(scoresOf(scores)), calibrate(scoresOf(moved))];
      fc.pre(before.model.juror > 0 && after.model.juror > 0);
      expect(after.model.entry).toBeCloseTo(before.model.entry, 4);
      expect(after.model.residual).toBeCloseTo(before.model.residual, 4);
      for (const [i, effect] of before.entries.estimates.entries())
        expect(after.entries.estimates[i]).toBeCloseTo(effect, 4);
    }),
    { numRuns: 100 },
  );
});
