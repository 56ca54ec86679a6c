import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, HOUR } from "~/kernel/time";
import { workByDay } from "~/submissions/provenance/days";
import { factsOf } from "~/submissions/provenance/facts";
import { broughtBy } from "~/submissions/provenance/pushes";
import { commit, OPENS, on, push, seen, sha } from "../../support/provenance";

/** Histories of some commits whose parents are older ones, and pushes to any of them. */
const histories = fc
  .array(
    fc.record({
      back: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
      date: fc.integer({ min: -90, max: 90 }),
      isReachable: fc.boolean(),
      lines: fc.nat(9_000),
    }),
    { maxLength: 40 },
  )
  .chain((made) =>
    fc.record({
      commits: fc.constant(
        made.map(({ back, date, isReachable, lines }, n) =>
          commit(n + 1, {
            ...{ parents: [...new Set(back)].filter((by) => n + 1 > by).map((by) => sha(n + 1 - by)), isReachable },
            ...{ committedAt: on(date * HOUR), additions: lines },
          }),
        ),
      ),
      pushes: fc
        .array(
          fc.record({
            after: fc.integer({ min: 0, max: 45 }),
            before: fc.integer({ min: 0, max: 45 }),
            at: fc.integer({ min: -50, max: 100 }),
            kind: fc.constantFrom("push" as const, "force_push" as const, "branch_deletion" as const),
            ref: fc.constantFrom("refs/heads/main", "refs/heads/try"),
          }),
          { maxLength: 20 },
        )
        .map((all) =>
          all.map(({ after, before, at, ...more }, n) =>
            push(n + 1, after, { ...more, before: sha(before), at: on(at * HOUR) }),
          ),
        ),
    }),
  );

test("the order in which things were read changes nothing", () => {
  fc.assert(
    fc.property(histories, fc.func(fc.nat()), ({ commits, pushes }, of) => {
      const shuffled = <T>(all: T[]) => [...all].sort((a, b) => of(JSON.stringify(a)) - of(JSON.stringify(b)));
      expect(factsOf(seen({ commits: shuffled(commits), pushes: shuffled(pushes) }))).toEqual(
        factsOf(seen({ commits, pushes })),
      );
    }),
  );
});

test("a commit belongs to one push at most: the first in time that leads to it", () => {
  fc.assert(
    fc.property(histories, ({ commits, pushes }) => {
      const arrivals = broughtBy(commits, pushes);
      const brought = arrivals.flatMap((arrival) => arrival.brought.map((one) => one.sha));
      expect(new Set(brought).size).toBe(brought.length);
      const parentsOf = new Map(commits.map((one) => [one.sha, one.parents]));
      const leads = (from: string, to: string): boolean =>
        parentsOf.has(from) && (from === to || (parentsOf.get(from) ?? []).some((parent) => leads(parent, to)));
      // Slow and plain, as it is meant.
      for (const one of commits.slice(0, 12)) {
        const first = [...pushes]
          .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.id) - Number(b.id))
          .find(({ after }) => leads(after, one.sha));
        expect(arrivals.find((arrival) => arrival.brought.includes(one))?.push.id).toBe(first?.id);
      }
    }),
    { numRuns: 60 },
  );
});

test("keys are unique, and later commits and pushes take none of them away", () => {
  fc.assert(
    fc.property(histories, ({ commits, pushes }) => {
      const before = factsOf(seen({ commits, pushes })).map(({ key }) => key);
      expect(new Set(before).size).toBe(before.length);
      const later = [
        commit(90, { parents: [sha(1)], committedAt: on(200 * HOUR) }),
        commit(91, { committedAt: on(-200 * HOUR), additions: 9_000 }),
      ];
      const grown = seen({
        commits: [...commits, ...later],
        pushes: [...pushes, push(90, 90, { at: on(200 * HOUR) }), push(91, 91, { at: on(201 * HOUR) })],
      });
      expect(factsOf(grown).map(({ key }) => key)).toEqual(expect.arrayContaining(before));
    }),
  );
});

test("every commit that the branch leads to is on one day or outside, and somebody's", () => {
  const zone = "Europe/Rome";
  fc.assert(
    fc.property(histories, fc.integer({ min: -5, max: 60 }), (made, length) => {
      const { days, people, outside } = workByDay(made.commits, { from: OPENS, to: on(length * DAY), zone });
      const reached = made.commits.filter(({ isReachable }) => isReachable).length;
      expect(days.reduce((sum, { commits: n }) => sum + n, 0) + outside).toBe(reached);
      expect(people.reduce((sum, { commits: n }) => sum + n, 0)).toBe(reached);
    }),
  );
});
