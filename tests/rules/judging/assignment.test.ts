import fc from "fast-check";
import { expect, test } from "vitest";
import { type AssignmentProblem, assign, type Pair, shortageText } from "~/judging/assignment";

const names = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${i}`);
const key = ({ jurorId, entryId }: Pair) => `${jurorId} ${entryId}`;

const problem = fc
  .record({
    e: fc.integer({ min: 0, max: 9 }),
    j: fc.integer({ min: 0, max: 6 }),
    reviewsPerEntry: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ e, j, reviewsPerEntry }) => {
    const entries = names("e", e);
    const jurors = names("j", j);
    const pairs = entries.flatMap((entryId) => jurors.map((jurorId) => ({ entryId, jurorId })));
    return fc.record({
      entries: fc.constant(entries),
      jurors: fc.constant(jurors),
      conflicts: fc.subarray(pairs, { maxLength: Math.floor(pairs.length / 3) }),
      existing: fc.subarray(pairs, { maxLength: Math.floor(pairs.length / 4) }),
      reviewsPerEntry: fc.constant(reviewsPerEntry),
      seed: fc.string(),
    });
  })
  .map((of): AssignmentProblem => {
    const blocked = new Set(of.conflicts.map(key));
    return { ...of, existing: of.existing.filter((pair) => !blocked.has(key(pair))) };
  });

const loadsOf = (pairs: Pair[], jurors: string[]) =>
  jurors.map((jurorId) => pairs.filter((pair) => pair.jurorId === jurorId).length);

test("nobody gets an entry they have a conflict with, or the same entry twice, and what stands is kept", () => {
  fc.assert(
    fc.property(problem, (of) => {
      const { added } = assign(of);
      const blocked = new Set(of.conflicts.map(key));
      const all = [...of.existing, ...added].map(key);
      expect(added.some((pair) => blocked.has(key(pair)))).toBe(false);
      expect(new Set(all).size).toBe(all.length);
    }),
  );
});

test("every entry has its reviews wherever there are jurors enough without a conflict, and the rest is named", () => {
  fc.assert(
    fc.property(problem, (of) => {
      const { added, short } = assign(of);
      for (const entryId of of.entries) {
        const able = of.jurors.filter(
          (jurorId) => !of.conflicts.some((pair) => key(pair) === key({ jurorId, entryId })),
        );
        const got = [...of.existing, ...added].filter((pair) => pair.entryId === entryId).length;
        const stood = of.existing.filter((pair) => pair.entryId === entryId).length;
        expect(got).toBe(Math.max(stood, Math.min(of.reviewsPerEntry, able.length)));
        expect(short.find((row) => row.entryId === entryId)?.lacks ?? 0).toBe(Math.max(0, of.reviewsPerEntry - got));
      }
    }),
  );
});

test("the same entries, jurors and seed give the same pairs in whatever order they come", () => {
  fc.assert(
    fc.property(problem, (of) => {
      const turned = { ...of, entries: [...of.entries].reverse(), jurors: [...of.jurors].reverse() };
      expect(assign(turned).added.map(key).sort()).toEqual(assign(of).added.map(key).sort());
    }),
  );
});

test("without conflicts and nothing standing, loads differ by at most one", () => {
  fc.assert(
    fc.property(problem, (of) => {
      const { added } = assign({ ...of, conflicts: [], existing: [] });
      const loads = loadsOf(added, of.jurors);
      if (loads.length > 0) expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});

/** The least largest load by trying every way: only for tiny cases. */
function leastLargestLoad({ entries, jurors, conflicts, reviewsPerEntry }: AssignmentProblem): number {
  const blocked = new Set(conflicts.map(key));
  const choices = entries.map((entryId) => {
    const able = jurors.filter((jurorId) => !blocked.has(key({ jurorId, entryId })));
    const size = Math.min(reviewsPerEntry, able.length);
    return subsets(able, size);
  });
  let best = Number.POSITIVE_INFINITY;
  const walk = (at: number, loads: Map<string, number>) => {
    if (at === choices.length) {
      best = Math.min(best, Math.max(0, ...loads.values()));
      return;
    }
    for (const chosen of choices[at] ?? []) {
      const next = new Map(loads);
      for (const jurorId of chosen) next.set(jurorId, (next.get(jurorId) ?? 0) + 1);
      walk(at + 1, next);
    }
  };
  walk(0, new Map());
  return best;
}

const subsets = (items: string[], size: number): string[][] =>
  size === 0
    ? [[]]
    : items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));

test("with conflicts, no other assignment has a smaller largest load", () => {
  const tiny = problem.filter(({ entries, jurors }) => entries.length <= 4 && jurors.length <= 4);
  fc.assert(
    fc.property(tiny, (of) => {
      const alone = { ...of, existing: [] };
      const loads = loadsOf(assign(alone).added, of.jurors);
      expect(Math.max(0, ...loads)).toBe(leastLargestLoad(alone));
    }),
    { numRuns: 60 },
  );
});

test("a shortage is told in words", () => {
  expect(shortageText([], 3)).toBeNull();
  expect(shortageText([{ entryId: "a", lacks: 2 }], 3)).toMatch(
    /^2 reviews cannot be placed: 1 entry has fewer than 3 jurors/,
  );
});
