import fc from "fast-check";
import { expect, test } from "vitest";
import { agreementOf } from "~/judging/agreement/agreement";
import type { Score } from "~/judging/agreement/score-table";

type Rows = (number | null)[][];
const scoresOf = (rows: Rows, criterion = ""): Score[] =>
  rows.flatMap((row, i) =>
    row.flatMap((score, j) => (score === null ? [] : [{ entry: `e${i}`, juror: `j${j}`, criterion, score }])),
  );
const figures = (rows: Rows) => agreementOf(scoresOf(rows));
const codes = (rows: Rows) => [...new Set(figures(rows).warnings.map(({ code }) => code))].sort();

const complete = fc
  .record({ entries: fc.integer({ min: 2, max: 7 }), jurors: fc.integer({ min: 2, max: 5 }) })
  .chain(({ entries, jurors }) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: jurors, maxLength: jurors }), {
      minLength: entries,
      maxLength: entries,
    }),
  );
const holed = complete.chain((rows) =>
  fc
    .infiniteStream(fc.integer({ min: 0, max: 3 }))
    .map((dice) => rows.map((row) => row.map((score) => (dice.next().value === 0 ? null : score)))),
);

/** Every number of an answer, in order; null where it has none. */
const numbersIn = ({ icc, alpha, kendallW, fleissKappa, gwetAC1 }: ReturnType<typeof figures>) => [
  ...Object.values(icc),
  ...Object.values(alpha),
  ...[kendallW, fleissKappa, gwetAC1],
];

function same(a: (number | null)[], b: (number | null)[]) {
  expect(a.map((value) => value === null)).toEqual(b.map((value) => value === null));
  for (const [i, value] of a.entries()) expect(value ?? 0).toBeCloseTo(b[i] ?? 0, 9);
}

test("the order in which scores came in changes no digit", () => {
  fc.assert(
    fc.property(holed, fc.integer(), (rows, turn) => {
      const scores = scoresOf(rows);
      const turned = [...scores].sort((a, b) => ((a.score + turn) % 3) - ((b.score + turn) % 3)).reverse();
      expect(agreementOf(turned)).toEqual(agreementOf(scores));
    }),
  );
});

test("what jurors and entries are called changes no figure", () => {
  fc.assert(
    fc.property(holed, (rows) => {
      const named = scoresOf(rows).map((score) => ({ ...score, juror: `${9 - Number(score.juror.slice(1))}` }));
      const renamed = named.map((score) => ({ ...score, entry: `${9 - Number(score.entry.slice(1))}` }));
      same(numbersIn(agreementOf(renamed)), numbersIn(figures(rows)));
    }),
  );
});

test("no figure is ever infinite or not a number", () => {
  fc.assert(
    fc.property(holed, (rows) => {
      for (const value of numbersIn(figures(rows))) expect(value === null || Number.isFinite(value)).toBe(true);
    }),
  );
});

test("jurors who give the same scores agree wholly", () => {
  const rows = [1, 4, 2, 5, 3].map((score) => [score, score, score]);
  for (const value of numbersIn(figures(rows))) expect(value).toBeCloseTo(1, 12);
  expect(figures(rows).icc2Interval).toEqual([1, 1]);
  expect(figures(rows).meaning).toMatch(/^This jury tells these entries apart well/);
});

test("a juror who is harsher by a constant changes neither the order nor the agreement on differences", () => {
  fc.assert(
    fc.property(complete, fc.integer({ min: 1, max: 5 }), (rows, more) => {
      const before = figures(rows);
      const after = figures(rows.map(([first, ...rest]) => [(first as number) + more, ...rest]));
      if (before.icc.icc3 === null || after.icc.icc3 === null) return;
      same([after.icc.icc3, after.kendallW], [before.icc.icc3, before.kendallW]);
    }),
  );
});

test("α asks no more of the scores than its metric says", () => {
  fc.assert(
    fc.property(holed, (rows) => {
      const each = (change: (score: number) => number) =>
        figures(rows.map((row) => row.map((score) => (score === null ? null : change(score))))).alpha;
      const { nominal, ordinal, interval, ratio } = figures(rows).alpha;
      same([each((score) => (score * 5) % 7).nominal], [nominal]);
      same([each((score) => score ** 3).ordinal], [ordinal]);
      same([each((score) => 10 - 2 * score).interval], [interval]);
      same([each((score) => 3 * score).ratio], [ratio]);
    }),
  );
});

test("a figure that cannot be computed is null, and a warning says why", () => {
  expect(codes([[1], [2], [3]])).toEqual(["no-pairs", "one-juror"]);
  expect(codes([[1, 2, 3]])).toEqual(["one-entry"]);
  expect(
    codes([
      [4, 4],
      [4, 4],
    ]),
  ).toEqual(["all-equal"]);
  expect(
    codes([
      [1, 2],
      [2, null],
      [3, 3],
    ]),
  ).toEqual(["incomplete"]);
  expect(
    codes([
      [1, 1],
      [1, 1],
      [-1, -1],
    ]),
  ).toEqual(["no-ratio"]);
  expect(
    codes([
      [1, 2],
      [2, 1],
    ]),
  ).toEqual(["no-spread"]);
  const holes = figures([
    [1, 2],
    [2, null],
    [3, 3],
  ]);
  expect([holes.icc.icc2, holes.kendallW]).toEqual([null, null]);
  expect(holes.alpha.interval).not.toBeNull();
  expect(holes.warnings[0]?.message).toBe(
    "No intraclass correlation. It needs a score by every juror for every entry, and 1 score is missing.",
  );
});

test("zero is a score, and is not missing", () => {
  const answer = figures([
    [0, 0],
    [1, 2],
    [3, 3],
  ]);
  expect(answer.icc.icc2).not.toBeNull();
  expect(answer.warnings).toEqual([]);
});

test("the whole score is the weighted mean of the criteria, and a sheet without one of them is left out", () => {
  const a = [
    [1, 2],
    [4, 4],
    [2, 3],
  ];
  const b = [
    [5, 1],
    [1, 5],
    [3, 3],
  ];
  const scores = [...scoresOf(a, "a"), ...scoresOf(b, "b")];
  const onlyA = agreementOf(scores, new Map([["b", 0]]));
  same(numbersIn(onlyA), numbersIn(figures(a)));
  const mixed = a.map((row, i) => row.map((score, j) => (2 * score + (b[i]?.[j] as number)) / 3));
  const weighted = agreementOf(
    scores,
    new Map([
      ["a", 2],
      ["b", 1],
    ]),
  );
  same(numbersIn(weighted), numbersIn(figures(mixed)));
  expect(weighted.criteria.map(({ criterion }) => criterion)).toEqual(["a", "b"]);
  expect(weighted.criteria[0]?.icc).toEqual(figures(a).icc);
  expect(agreementOf(scores.slice(1)).warnings.map(({ code }) => code)).toContain("part-sheets");
});

test("the sentence says what the figure means for the entries, and does not praise chance", () => {
  const meaning = (rows: Rows) => figures(rows).meaning;
  expect(
    meaning([
      [1, 5, 3],
      [2, 4, 3],
      [3, 1, 4],
      [2, 3, 1],
    ]),
  ).toMatch(/^This jury does not tell these entries apart/);
  expect(
    meaning([
      [1, 1, null],
      [null, 3, 3],
      [5, null, 5],
    ]),
  ).toMatch(/^The jurors agree well \(α 1\.00\)/);
  expect(
    meaning([
      [1, 5, null],
      [null, 3, 1],
      [5, null, 1],
    ]),
  ).toMatch(/^The jurors agree no more than chance/);
  expect(meaning([[1], [2]])).toBe(
    "How far the jurors agree cannot be said: no entry was scored by two jurors, so there is nothing to compare.",
  );
});
