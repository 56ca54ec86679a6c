import { expect, test } from "vitest";
import { cumulativeLogit } from "~/judging/scale-checks/cumulative-logit";
import { manyFacetRasch, type Rating } from "~/judging/scale-checks/many-facet-rasch";
import { ordinalEntries } from "~/judging/scale-checks/ordinal-entries";
import { seeded, shuffled } from "~/kernel/random";
import type { Result } from "~/kernel/result";

const held = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};
const codeOf = <T>(result: Result<T>) => (result.ok ? null : result.refusal.code);

const SEVERITIES: Record<string, number> = { ada: 0, bea: 0.2, cem: -0.2, strict: 1.5, kind: -1.5 };

/** Levels 0 to 4 that each juror gives each of 40 entries for two criteria, by the many-facet Rasch model. */
function panel(): Rating[] {
  const random = seeded("a panel of five");
  return Array.from({ length: 40 }, (_, i) => i).flatMap((i) =>
    Object.entries(SEVERITIES).flatMap(([juror, severity]) =>
      ["idea", "craft"].map((criterion) => {
        const logit = (i - 19.5) / 10 - severity - (criterion === "craft" ? 0.5 : -0.5);
        const weights = [0, 1.5, 2, 1.5, 0].map((sum, k) => Math.exp(k * logit + sum));
        let dice = random() * weights.reduce((sum, weight) => sum + weight, 0);
        const level = weights.findIndex((weight) => {
          dice -= weight;
          return dice < 0;
        });
        return { entry: `e${`${i}`.padStart(2, "0")}`, juror, criterion, level: Math.max(0, level) };
      }),
    ),
  );
}

test("a juror who is strict and one who is kind are found, and so is the hard criterion", () => {
  const { jurors, criteria, entries } = held(manyFacetRasch(panel()));
  for (const { id, estimate } of jurors) expect(Math.abs(estimate - (SEVERITIES[id] as number))).toBeLessThan(0.4);
  const [craft, idea] = criteria;
  expect((craft?.estimate as number) - (idea?.estimate as number)).toBeCloseTo(1, 0);
  expect(jurors.reduce((sum, { estimate }) => sum + estimate, 0)).toBeCloseTo(0, 9);
  expect(entries[39]?.ability).toBeGreaterThan(entries[0]?.ability as number);
});

test("the order of levels, and numbers that stand for them in the same order, change nothing", () => {
  const ratings = panel();
  const first = held(manyFacetRasch(ratings));
  const turned = held(manyFacetRasch(shuffled(ratings, seeded("turn"))));
  for (const [i, { estimate }] of first.jurors.entries()) expect(turned.jurors[i]?.estimate).toBeCloseTo(estimate, 6);
  const renumbered = held(manyFacetRasch(ratings.map((rating) => ({ ...rating, level: 10 + rating.level ** 2 }))));
  expect(renumbered.deviance).toBeCloseTo(first.deviance, 9);
  expect(renumbered.levels).toEqual([10, 11, 14, 19, 26]);
});

test("entries stand in the order they were made in, whichever of the two models is asked", () => {
  const ratings = panel();
  const ordinal = held(ordinalEntries(ratings.filter(({ criterion }) => criterion === "idea")));
  const severity = new Map(ordinal.jurors.map((juror) => [juror.id, juror.severity]));
  expect(severity.get("strict")).toBeGreaterThan(1);
  expect(severity.get("kind")).toBeLessThan(-1);
  expect([...severity.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
  const { entries } = held(manyFacetRasch(ratings));
  const rise = (figures: number[]) => {
    const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
    return mean(figures.slice(27)) - mean(figures.slice(0, 13));
  };
  expect(rise(ordinal.entries.map(({ effect }) => effect))).toBeGreaterThan(1);
  expect(rise(entries.map(({ ability }) => ability))).toBeGreaterThan(1);
});

test("an entry at the end of the scale for everybody keeps a finite place", () => {
  const top = panel().filter(({ criterion }) => criterion === "idea");
  const best = held(ordinalEntries(top.map((row) => (row.entry === "e39" ? { ...row, level: 4 } : row)))).entries;
  expect(Math.max(...best.map(({ effect }) => effect))).toBe(best[39]?.effect);
  expect(best[39]?.effect).toBeLessThan(6);
});

test("data that hold no finite answer are refused by name", () => {
  const rating = (entry: string, juror: string, level: number): Rating => ({ entry, juror, criterion: "", level });
  const rows = [rating("a", "x", 1), rating("a", "y", 2), rating("b", "x", 2), rating("b", "y", 3)];
  expect(codeOf(manyFacetRasch(rows.map((row) => ({ ...row, level: 2 }))))).toBe("one-level");
  expect(codeOf(manyFacetRasch(rows.slice(0, 2)))).toBe("one-entry");
  const endless = manyFacetRasch([...rows, rating("a", "z", 3), rating("b", "z", 3)]);
  expect(endless).toMatchObject({
    ok: false,
    refusal: { message: "Juror z has only the highest level, so the model has no finite answer." },
  });
  expect(codeOf(ordinalEntries(rows.map((row) => ({ ...row, level: 2 }))))).toBe("one-level");
  expect(codeOf(ordinalEntries(rows.slice(0, 2)))).toBe("one-entry");
  expect(codeOf(ordinalEntries([...rows, rating("a", "z", 3), rating("b", "z", 3)]))).toBe("endless");
  const apart = [1, 1, 2, 2].map((level, i) => ({ group: `g${i % 2}`, level, x: [level] }));
  expect(codeOf(cumulativeLogit(apart))).toBe("endless");
  expect(codeOf(cumulativeLogit(apart.map((score) => ({ ...score, group: "g" }))))).toBe("one-group");
  expect(() =>
    cumulativeLogit([
      { group: "x", level: 1, x: [1] },
      { group: "y", level: 2, x: [] },
    ]),
  ).toThrow(RangeError);
});

test("entries that jurors do not tell apart have no variance, and the model says so rather than fail", () => {
  const ratings = ["x", "y", "z", "w"].flatMap((juror, j) =>
    Array.from({ length: 8 }, (_, i) => ({ entry: `e${i}`, juror, level: [1, 2, 3, 2][(i + j) % 4] as number })),
  );
  expect(held(ordinalEntries(ratings)).entryVariance).toBeLessThan(0.01);
});
