import fc from "fast-check";
import { expect, test } from "vitest";
import { assign } from "~/judging/assigning/assign.server";
import { loadsOf } from "~/judging/assigning/problem";
import { type Named, type Panel, standOf, whatOutgrew } from "~/judging/plan/panel";
import { type Proposal, withChange } from "~/judging/plan/plan";
import { numbersOf, problemFor, shortText, type Wishes } from "~/judging/plan/plan-problem";
import { connectionText, costText, proofText } from "~/judging/plan/plan-words";

const wishes: Wishes = { mode: "fair", seed: "s", least: null, most: null, mayMove: false, pins: [], bans: [] };

const panelOf = (
  of: Partial<Omit<Panel, "jurors" | "entries">> & { jurors?: number; entries?: number } = {},
): Panel => ({
  ...{ conflicts: [], standing: [], begun: [], blocked: [], bids: [], warmUp: [], reviewsPerEntry: 2 },
  ...of,
  jurors: Array.from({ length: of.jurors ?? 3 }, (_, i) => ({ number: i + 1, tags: [], languages: [] })),
  entries: Array.from({ length: of.entries ?? 4 }, (_, i) => ({ number: i + 1, tags: [], language: null })),
});

const pairsIn = async (panel: Panel, asked: Partial<Wishes> = {}) => {
  const stated = problemFor(panel, { ...wishes, ...asked });
  if (!stated.ok) throw new Error(stated.refusal.message);
  const answer = await assign(stated.value.problem);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return { pairs: numbersOf(panel, answer.value), plan: answer.value, stated: stated.value };
};

const key = (pair: Named) => pair.join(" ");

const anyPanel = fc
  .record({
    entries: fc.integer({ min: 1, max: 7 }),
    jurors: fc.integer({ min: 1, max: 5 }),
    reviewsPerEntry: fc.integer({ min: 1, max: 4 }),
  })
  .chain((size) => {
    const all = Array.from({ length: size.entries }, (_, e) =>
      Array.from({ length: size.jurors }, (_, j): Named => [e + 1, j + 1]),
    ).flat();
    return fc.record({
      size: fc.constant(size),
      conflicts: fc.subarray(all, { maxLength: Math.floor(all.length / 3) }),
      standing: fc.subarray(all, { maxLength: Math.floor(all.length / 4) }),
    });
  })
  .map(({ size, conflicts, standing }) => {
    const blocked = new Set(conflicts.map(key));
    return panelOf({ ...size, conflicts, standing: standing.filter((pair) => !blocked.has(key(pair))) });
  });

test("every entry has its reviews wherever there are jurors enough without a conflict; what stands is kept, the rest is named", async () => {
  await fc.assert(
    fc.asyncProperty(anyPanel, async (panel) => {
      const { pairs, stated } = await pairsIn(panel);
      const made = new Set(pairs.map(key));
      expect(made.size).toBe(pairs.length);
      expect(panel.conflicts.some((pair) => made.has(key(pair)))).toBe(false);
      expect(panel.standing.every((pair) => made.has(key(pair)))).toBe(true);
      for (const { number } of panel.entries) {
        const of = (list: Named[]) => list.filter(([entry]) => entry === number).length;
        const able = panel.jurors.length - of(panel.conflicts);
        expect(of(pairs)).toBe(Math.max(of(panel.standing), Math.min(panel.reviewsPerEntry, able)));
        const lacks = stated.short.find(({ entry }) => entry === number)?.lacks ?? 0;
        expect(lacks).toBe(Math.max(0, panel.reviewsPerEntry - of(pairs)));
      }
    }),
    { numRuns: 60 },
  );
});

test("without bounds the load is as even as it can be, and bounds that are given hold", async () => {
  const { plan } = await pairsIn(panelOf({ entries: 4, jurors: 3 }));
  expect([...loadsOf(plan.assignment, 3)].sort()).toEqual([2, 3, 3]);
  const tight = await pairsIn(panelOf({ entries: 4, jurors: 3 }), { least: 1, most: 4 });
  expect(Math.max(...loadsOf(tight.plan.assignment, 3))).toBeLessThanOrEqual(4);
  const few = problemFor(panelOf({ entries: 4, jurors: 3 }), { ...wishes, most: 2 });
  const answer = few.ok ? await assign(few.value.problem) : few;
  expect(answer).toMatchObject({
    refusal: { message: "All 4 entries together ask for 8 reviews, and the jury has 6 places left for them." },
  });
});

test("the same seed draws the same pairs, and a sheet of a juror who left still counts", async () => {
  const panel = panelOf({ entries: 5, jurors: 4 });
  expect((await pairsIn(panel)).pairs).toEqual((await pairsIn(panel)).pairs);
  const left = panelOf({ entries: 1, jurors: 2, standing: [[1, 9]], begun: [[1, 9]] });
  expect((await pairsIn(left)).pairs).toHaveLength(1);
});

test("what jurors would like to read decides between them; silence counts as willing once somebody spoke", () => {
  const bids: Panel["bids"] = [
    { pair: [1, 1], bid: "eager" },
    { pair: [1, 2], bid: "rather_not" },
  ];
  const stated = problemFor(panelOf({ entries: 1, jurors: 3, bids }), wishes);
  const fits = [0.4, 0, 0.2].map((wished) => expect.closeTo(0.1 + 0.9 * wished));
  expect(stated.ok && [...stated.value.problem.similarity]).toEqual(fits);
});

test("a repair leaves what is begun, and may move the rest", () => {
  const panel = panelOf({
    standing: [
      [1, 1],
      [2, 1],
    ],
    begun: [[1, 1]],
  });
  const stated = problemFor(panel, { ...wishes, mayMove: true });
  expect(stated).toMatchObject({
    value: {
      standing: [
        [0, 0],
        [1, 0],
      ],
      problem: { pinned: [[0, 0]] },
    },
  });
});

test("a change pins, forbids, moves or frees a pair; what is begun stays, and unknown numbers are named", () => {
  const panel = panelOf({ standing: [[1, 1]], begun: [[1, 1]] });
  const change = (change: "pin" | "forbid" | "move" | "free", entry: number, juror: number, to: number | null = null) =>
    withChange(panel, { pins: [[2, 2]], bans: [[3, 3]] }, { change, entry, juror, to });
  expect(change("pin", 3, 3)).toMatchObject({
    value: {
      pins: [
        [2, 2],
        [3, 3],
      ],
      bans: [],
    },
  });
  expect(change("forbid", 2, 2)).toMatchObject({
    value: {
      pins: [],
      bans: [
        [3, 3],
        [2, 2],
      ],
    },
  });
  expect(change("move", 2, 2, 3)).toMatchObject({
    value: {
      pins: [[2, 3]],
      bans: [
        [3, 3],
        [2, 2],
      ],
    },
  });
  expect(change("free", 2, 2)).toMatchObject({ value: { pins: [], bans: [[3, 3]] } });
  expect(change("forbid", 1, 1)).toMatchObject({
    refusal: { message: "Juror 1 has begun to score entry 1; that review stays." },
  });
  expect(change("move", 2, 2, 2)).toMatchObject({ refusal: { code: "no-other" } });
  expect(change("pin", 9, 1)).toMatchObject({ refusal: { message: "There is no entry 9 in this challenge." } });
  expect(change("move", 2, 2, 9)).toMatchObject({ refusal: { message: "There is no juror 9 on this jury." } });
  const pinned = withChange(
    panelOf({ conflicts: [[1, 1]] }),
    { pins: [], bans: [] },
    {
      ...{ change: "pin", entry: 1, juror: 1, to: null },
    },
  );
  expect(pinned.ok && problemFor(panelOf({ conflicts: [[1, 1]] }), { ...wishes, ...pinned.value })).toMatchObject({
    refusal: { message: "The pair of entry 1 and juror 1 is both pinned and forbidden." },
  });
});

test("a plan that the jury has outgrown says by what", () => {
  const then = standOf(panelOf());
  expect(whatOutgrew(then, panelOf(), [])).toBeNull();
  const later = panelOf({ jurors: 2, entries: 3, conflicts: [[1, 1]], standing: [[2, 1]], begun: [[2, 1]] });
  expect(whatOutgrew(then, later, [[2, 1]])).toBe(
    "The jury has changed since this was worked out: juror 3 left, entry 4 was withdrawn, 1 new conflict, 1 changed pair and 1 review begun that was to move.",
  );
});

const proposal = (of: Partial<Proposal> = {}): Proposal => ({
  ...{ stand: standOf(panelOf()), pairs: [[1, 1]], given: [], sum: 4, least: 1, isOptimal: true, gap: 0, leastGap: 0 },
  ...{ connection: { isConnected: true, exchanges: 0, cost: { sum: 0, min: 0 }, reason: null }, short: [] },
  ...of,
});

test("what is proven, what hangs together and what a change costs is said in words", () => {
  expect(proofText(proposal())).toBe("Proven: no plan fits better.");
  expect(proofText(proposal({ isOptimal: false, gap: 0.5, leastGap: 0.25 }))).toBe(
    "Not proven to be the best: the fit in all could be larger by 0.50 at most and the entry with the least could have 0.25 more at most.",
  );
  const connection = { isConnected: true, exchanges: 2, cost: { sum: 0.5, min: 0 }, reason: null };
  expect(connectionText(proposal({ connection }))).toContain("That took 2 exchanges and 0.50 of the fit.");
  const after = proposal({ pairs: [[1, 2]], sum: 3.5, least: 1.25 });
  expect(costText(proposal(), after)).toBe(
    "Beside the plan before: 1 pair changes, the fit in all falls by 0.50, and that of the entry with the least rises by 0.25.",
  );
  expect(costText(proposal(), proposal())).toContain("No pair changes, the fit in all stays");
  expect(shortText([{ entry: 1, lacks: 1 }], 2)).toBe(
    "1 review cannot be placed: 1 entry has fewer than 2 jurors without a conflict. Invite more jurors, then work it out again.",
  );
});

test("an entry goes to jurors who read its language, but for what holds the panel together", async () => {
  const panel = panelOf({ jurors: 4, entries: 4 });
  const reading = (number: number) => (number <= 2 ? "it" : "en");
  const { pairs } = await pairsIn({
    ...panel,
    jurors: panel.jurors.map((juror) => ({ ...juror, languages: [reading(juror.number)] })),
    entries: panel.entries.map((entry) => ({ ...entry, language: reading(entry.number) })),
  });
  // One exchange holds the two halves of the panel together.
  expect(pairs.filter(([entry, juror]) => reading(juror) !== reading(entry)).length).toBeLessThanOrEqual(2);
  expect(pairs).toHaveLength(8);
});

test("a warm-up entry goes to every juror who may score it, and loads stay as even as they can be", async () => {
  const conflicts: Named[] = [[2, 3]];
  const { pairs, plan } = await pairsIn(panelOf({ jurors: 5, entries: 6, conflicts, warmUp: [2], reviewsPerEntry: 3 }));
  const on = (entry: number) => pairs.filter((pair) => pair[0] === entry).map((pair) => pair[1]);
  expect(on(2).sort()).toEqual([1, 2, 4, 5]);
  for (const entry of [1, 3, 4, 5, 6]) expect(on(entry)).toHaveLength(3);
  const loads = [...loadsOf(plan.assignment, 5)];
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
});

test("a pair that the chair bars stays barred in the warm-up set, and another set outgrows a plan", async () => {
  const panel = panelOf({ jurors: 3, entries: 4, warmUp: [1, 2] });
  const { pairs } = await pairsIn(panel, { bans: [[1, 2]] });
  expect(pairs.filter(([entry]) => entry === 1).map(([, juror]) => juror)).toEqual([1, 3]);
  expect(pairs.filter(([entry]) => entry === 2)).toHaveLength(3);
  expect(whatOutgrew(standOf(panel), { ...panel, warmUp: [1] }, [])).toContain("another warm-up set");
  expect(whatOutgrew(standOf(panel), panel, [])).toBeNull();
});
