import fc from "fast-check";
import { expect, test } from "vitest";
import { rank } from "~/judging/ranking/ranking";
import type { Score } from "~/judging/ranking/scores";
import { bundled, recompute, seedOf } from "~/judging/result/bundle.server";
import type { ResultInputs } from "~/judging/result/inputs.schema";
import { resultOf } from "~/judging/result/result";
import { seeded, shuffled } from "~/kernel/random";
import { sha256 } from "~/platform/secret.server";
import { aPanel } from "../ranking/panels";
import { aJury } from "./a-jury";

const options = { seed: "1", draws: 500 };

type Size = { entries: number; jurors: number; going: number; each?: number; seed: string };

/** Two rounds of one jury: everything once, and the best entries once more, by another draw of chance. */
function twoRounds({ going, ...size }: Size): Score[] {
  const late = aPanel({ ...size, each: size.jurors, seed: `${size.seed} again` });
  const goesOn = ({ entry }: Score) => Number(entry.slice(1)) >= size.entries - going;
  return [...aPanel(size), ...late.filter(goesOn).map((one) => ({ ...one, round: 2 as const }))];
}

const design = fc.record({
  entries: fc.integer({ min: 4, max: 9 }),
  jurors: fc.integer({ min: 3, max: 6 }),
  going: fc.integer({ min: 2, max: 4 }),
  seed: fc.string(),
});

test("the order in which the scores of two rounds came changes no digit of the ranking", () => {
  fc.assert(
    fc.property(design, fc.string(), (panel, order) => {
      const scores = twoRounds(panel);
      expect(rank(shuffled(scores, seeded(order)), options)).toEqual(rank(scores, options));
    }),
    { numRuns: 40 },
  );
});

test("a constant added to every score of the second round changes no place, calibrated or raw", () => {
  fc.assert(
    fc.property(design, fc.constantFrom(2, 3), fc.integer({ min: -40, max: 40 }), (panel, each, constant) => {
      const scores = twoRounds({ ...panel, each });
      const moved = scores.map((one) => (one.round === 2 ? { ...one, score: one.score + constant } : one));
      const [before, after] = [rank(scores, options), rank(moved, options)];
      expect(after.calibrated).toBe(before.calibrated);
      const placesOf = ({ entries }: typeof before) => entries.map(({ id, rank: place }) => [id, place]);
      expect(placesOf(after)).toEqual(placesOf(before));
      expect(after.round?.shift).toBeCloseTo((before.round?.shift ?? 0) + constant, 6);
      for (const [i, { calibrated }] of before.entries.entries())
        if (calibrated !== null) expect(after.entries[i]?.calibrated).toBeCloseTo(calibrated, 6);
    }),
    { numRuns: 40 },
  );
});

test("a second round that is stricter by 3 leaves every figure of a jury of three where it was", () => {
  // The deviance falls towards even jurors here, and a search that meets that bound may not stop short of the entries' peak.
  const scores = twoRounds({ entries: 4, jurors: 3, going: 2, each: 2, seed: "2gW@*q" });
  const moved = scores.map((one) => (one.round === 2 ? { ...one, score: one.score - 3 } : one));
  const [before, after] = [rank(scores, options), rank(moved, options)];
  expect(before.model?.juror).toBe(0);
  expect(after.model?.juror).toBe(0);
  expect(before.entries.map(({ calibrated }) => calibrated?.toFixed(2))).toEqual(["7.03", "6.38", "5.77", "4.63"]);
  for (const [i, { id, calibrated, sd }] of after.entries.entries()) {
    expect(id).toBe(before.entries[i]?.id);
    expect(calibrated).toBeCloseTo(before.entries[i]?.calibrated as number, 9);
    expect(sd).toBeCloseTo(before.entries[i]?.sd as number, 9);
  }
});

test("scores that all name the first round are the scores that name none", () => {
  const scores = aPanel({ entries: 6, jurors: 4, seed: "named" });
  const named = scores.map((one) => ({ ...one, round: 1 as const }));
  expect(rank(named, options)).toEqual(rank(scores, options));
  expect(rank(scores, options).round).toBeNull();
});

test("a better entry that a first round of few sheets misplaced is found by the second", () => {
  let [once, twice] = [0, 0];
  for (let world = 0; world < 12; world++) {
    const size = { entries: 12, jurors: 6, each: 2, seed: `found ${world}`, going: 4 };
    const scores = twoRounds(size);
    const bestOf = (given: Score[]) => rank(given, options).entries[0]?.id;
    if (bestOf(scores.filter(({ round }) => round !== 2)) === "e11") once += 1;
    if (bestOf(scores) === "e11") twice += 1;
  }
  expect(twice).toBeGreaterThan(once);
});

test("where raw means stand, a second round that is stricter by much puts nobody who went on below those who did not", () => {
  // No juror has a second entry in the first round, so that nothing can be calibrated.
  const first = ["a", "b", "c", "d"].map((entry, i): Score => ({ entry, juror: `first ${i}`, score: 80 - 10 * i }));
  const second = ["a", "b"].map((entry, i): Score => ({ entry, juror: `second ${i}`, score: 25 - 5 * i, round: 2 }));
  const { calibrated, entries, round } = rank([...first, ...second], options);
  expect(calibrated).toBe(false);
  expect(entries.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
  expect(round).toEqual({ effect: -52.5, sd: null, shift: -52.5 });
});

test("a first round in two parts is not calibrated, however well the second ties them together", () => {
  const parts = aPanel({ entries: 6, jurors: 4, seed: "parts" }).filter(
    ({ entry, juror }) => Number(entry.slice(1)) < 3 === Number(juror.slice(1)) < 2,
  );
  const all = aPanel({ entries: 6, jurors: 4, seed: "again" }).map((one) => ({ ...one, round: 2 as const }));
  const { calibrated, refusal } = rank([...parts, ...all], options);
  expect(calibrated).toBe(false);
  expect(refusal?.message).toMatch(/^In the first round: The panel is in 2 parts/);
});

/** A jury whose best three entries were scored once more, by a criterion of their own with five levels. */
function aJuryTwice(): ResultInputs {
  const first = aJury({ severities: [-2, 2] });
  const levels = [1, 2, 3, 4, 5].map((value) => ({ value, sentence: `On stage, ${value}.` }));
  const late = [6, 7, 8].flatMap((entry) =>
    [1, 2, 3, 4].map((juror) => ({
      ...{ entry, juror, round: 2 as const, seal: sha256(`${entry} ${juror} 2`) },
      scores: { c: Math.min(5, Math.max(1, entry - 5 + (juror % 2))) },
    })),
  );
  const sheets = [...first.sheets, ...late];
  const criteria = [...first.criteria, { id: "c", title: "On stage", weight: 10, levels, round: 2 as const }];
  return { ...first, criteria, sheets, seed: seedOf(sheets) };
}

test("a result of two rounds weighs each sheet by its own rubric, says how they were pooled, and recomputes", () => {
  const inputs = aJuryTwice();
  const { rows, analysis } = resultOf(inputs);
  expect(analysis?.order).toBe("calibrated");
  expect(analysis?.pooled).toMatchObject({ entries: 3, sheets: 12, agreement: { meaning: expect.any(String) } });
  expect(analysis?.weightChanges.map(({ criterion, share }) => [criterion, share])).toEqual([
    ["a", 0.6],
    ["b", 0.4],
    ["c", 1],
  ]);
  expect(rows.map(({ entry, sheets }) => [entry, sheets])).toEqual(rows.map(({ entry }) => [entry, entry > 5 ? 9 : 5]));
  expect(rows.find(({ entry }) => entry === 1)?.criteria.at(-1)).toEqual({ id: "c", scores: [], mean: null });
  expect(resultOf({ ...inputs, sheets: [...inputs.sheets].reverse() })).toEqual(resultOf(inputs));
  const challenge = { slug: "rain", title: "Rain" };
  const { text } = bundled({ challenge, closedAt: new Date("2026-11-02T09:00:00Z"), inputs });
  expect(JSON.parse(text).format).toBe("palio-result-2");
  expect(recompute(text)).toMatchObject({ ok: true, value: { ok: true, differences: [] } });
  const damaged = JSON.parse(text);
  damaged.inputs.sheets.push(damaged.inputs.sheets.at(-1));
  expect(recompute(JSON.stringify(damaged))).toMatchObject({
    refusal: { message: expect.stringMatching(/juror 4 for entry 8 in the second round stands in it twice/) },
  });
});

test("a second round of the rubric that nobody scored leaves every figure of the first as it is", () => {
  const inputs = aJury();
  const [one] = aJuryTwice().criteria.filter(({ round }) => round === 2);
  const { rows, analysis } = resultOf({ ...inputs, criteria: [...inputs.criteria, one as never] });
  const plain = resultOf(inputs);
  expect(rows.map(({ criteria: _, ...row }) => row)).toEqual(plain.rows.map(({ criteria: _, ...row }) => row));
  expect(analysis).toEqual(plain.analysis);
});
