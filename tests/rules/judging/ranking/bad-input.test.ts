import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ranking, rank } from "~/judging/ranking/ranking";
import type { Score } from "~/judging/ranking/scores";
import { aPanel } from "./panels";

const seed = "1";
const row = (entry: string, juror: string, score: number): Score => ({ entry, juror, score });
const codeOf = (scores: Score[]) => rank(scores, { seed }).refusal?.code ?? "calibrated";

test("raw means stand, with the reason, where scores cannot be calibrated", () => {
  const cases: [string, Score[]][] = [
    ["one-entry", [row("a", "x", 1), row("a", "y", 2)]],
    ["one-juror", [row("a", "x", 1), row("b", "x", 2)]],
    ["all-equal", ["a", "b"].flatMap((entry) => ["x", "y"].map((juror) => row(entry, juror, 3)))],
    ["one-score-each", [row("a", "x", 1), row("b", "x", 2), row("c", "y", 3), row("d", "y", 1)]],
    ["one-entry-each", [row("a", "x", 1), row("a", "y", 2), row("b", "z", 3), row("b", "w", 1)]],
    ["one-entry", Array.from({ length: 10_000 }, () => row("a", "x", 4))],
  ];
  for (const [code, scores] of cases) {
    const { refusal, calibrated, entries } = rank(scores, { seed });
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(/Raw means stand\.$/);
    expect(calibrated).toBe(false);
    for (const { calibrated: score, interval, raw } of entries) {
      expect([score, interval]).toEqual([null, null]);
      expect(raw).not.toBeNaN();
    }
  }
});

test("panels that share no juror and no entry are not compared by calibrated scores", () => {
  const apart = [
    ...aPanel({ entries: 5, jurors: 3, seed: "a" }),
    ...elsewhere(aPanel({ entries: 4, jurors: 3, seed: "b" })),
  ];
  const { connected, efficiency, calibrated, refusal } = rank(apart, { seed });
  expect([connected, efficiency, calibrated]).toEqual([false, 0, false]);
  expect(refusal?.message).toBe(
    "The panel is in 2 parts that share no juror and no entry: e0, e1, e2 and 2 more and other e0, other e1, other e2 and 1 more. Whether one part has better entries or milder jurors cannot be told. Raw means stand.",
  );
});

const elsewhere = (scores: Score[]): Score[] =>
  scores.map(({ entry, juror, score }) => row(`other ${entry}`, `other ${juror}`, score));

test("a number that is none, or too large to reckon with, is refused and not reckoned with", () => {
  for (const score of [Number.NaN, Infinity, -Infinity, 1e13])
    expect(() => rank([row("a", "x", score), row("b", "x", 1)], { seed })).toThrow(RangeError);
  expect(() => rank([], { seed })).toThrow(RangeError);
});

test("scores without any error are ranked as they are, and it is said that this is too good to be true", () => {
  const exact = [1, 2, 3, 4].flatMap((merit) => [0, 1, 5].map((mild) => row(`e${merit}`, `j${mild}`, merit + mild)));
  const { entries, warnings, calibrated } = rank(exact, { seed });
  expect(calibrated).toBe(true);
  expect(entries.map(({ id }) => id)).toEqual(["e4", "e3", "e2", "e1"]);
  expect(entries[0]?.pBest).toBe(1);
  expect(entries.map(({ calibrated: score }) => Math.round(1e4 * (score ?? 0)) / 1e4)).toEqual([6, 5, 4, 3]);
  expect(warnings.map(({ code }) => code)).toContain("no-error");
});

test("a large number beside which the differences are small loses none of them", () => {
  const scores = aPanel({ entries: 8, jurors: 4, seed: "far" });
  const far = scores.map((one) => ({ ...one, score: one.score + 1e9 }));
  const [near, moved] = [scores, far].map((given) => rank(given, { seed })) as [Ranking, Ranking];
  expect(moved.entries.map(({ id }) => id)).toEqual(near.entries.map(({ id }) => id));
  expect(moved.model?.entry).toBeCloseTo(near.model?.entry as number, 5);
});

test("the same score given twice by a juror counts twice", () => {
  const once = aPanel({ entries: 6, jurors: 4, seed: "twice" });
  const { entries } = rank([...once, once[0] as Score], { seed });
  expect(entries.find(({ id }) => id === "e0")?.scores).toBe(5);
});

test("whatever scores are given, the answer is whole: every number finite, every chance a chance, every rank shared or skipped", () => {
  const scores = fc.array(
    fc.record({
      entry: fc.constantFrom("a", "b", "c", "d", "e", "__proto__", ""),
      juror: fc.constantFrom("x", "y", "z", "w", "constructor"),
      score: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -1e12, max: 1e12, noNaN: true })),
    }),
    { minLength: 1, maxLength: 40 },
  );
  fc.assert(
    fc.property(scores, (given) => holdWhole(rank(given, { seed, places: 2, draws: 1_000 }))),
    { numRuns: 300 },
  );
});

function holdWhole({ entries, jurors, model, calibrated, refusal, leaveOneOut }: Ranking): void {
  expect(calibrated).toBe(refusal === null);
  for (const value of Object.values(model ?? {})) expect(value).toSatisfy(Number.isFinite);
  for (const { raw, calibrated: score, sd, pBest, pPlaces } of entries) {
    for (const value of [raw, score, sd, pBest, pPlaces]) if (value !== null) expect(value).toSatisfy(Number.isFinite);
    expect(score === null).toBe(!calibrated);
  }
  const best = entries.reduce((sum, { pBest }) => sum + (pBest ?? 0), 0);
  if (calibrated) expect(best).toBeCloseTo(1, 6);
  for (const { rank: place } of entries) expect(place).toBe(1 + entries.filter((other) => other.rank < place).length);
  for (const { severity } of jurors) if (severity !== null) expect(severity).toSatisfy(Number.isFinite);
  expect(leaveOneOut?.length).toBe(jurors.length);
}

test("two panels that one entry holds together are told to be weakly connected; four shared entries are enough", () => {
  const panels = (bridges: number): Score[] => [
    ...aPanel({ entries: 10, jurors: 4, seed: "left" }),
    ...aPanel({ entries: 10, jurors: 4, seed: "right" }).map(({ entry, juror, score }) =>
      row(Number(entry.slice(1)) < bridges ? entry : `other ${entry}`, `other ${juror}`, score),
    ),
  ];
  const { refusal, connected, model, entries } = rank(panels(1), { seed });
  expect([refusal?.code, connected]).toEqual(["weakly-connected", true]);
  expect(refusal?.message).toMatch(/ against .*, 9\.\d% is left .* at least 10% is needed\. .* Raw means stand\.$/);
  expect(model).not.toBeNull();
  expect(entries[0]?.calibrated).toBeNull();
  expect(codeOf(panels(4))).toBe("calibrated");
});
