import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDraws } from "~/record/draw/check-draws";
import { NO_SEED } from "~/record/draw/no-seed";
import { randomnessOfNonces } from "~/record/draw/nonces";
import { seedOf } from "~/record/draw/seed";
import type { Fact } from "~/record/entry";
import * as a from "./a-draw";

const drand = a.drandAnnounced();
const made = a.drandMade(drand);
const nonces = a.noncesAnnounced();
const told = (lines: a.Line[], chains = [a.chain]) => checkDraws(a.leaves(lines), chains);

test("any other digit in what made a draw is a fault of that line", () => {
  const good = a.goodRecord();
  const lines = [1, 9].flatMap((index) => (good[index] ? [{ index, line: good[index] }] : []));
  const places = lines.flatMap(({ index, line }) =>
    Object.entries(line.facts)
      .filter(([name, fact]) => name !== "draw" && typeof fact === "string")
      .flatMap(([name, fact]) => [...String(fact)].map((_, at) => ({ index, line, name, at }))),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 15 }), ({ index, line, name, at }, by) => {
      const text = String(line.facts[name]);
      const digit = (Number.parseInt(text[at] ?? "", 16) ^ by).toString(16);
      const facts: { [key: string]: Fact | undefined } = {
        ...line.facts,
        [name]: text.slice(0, at) + digit + text.slice(at + 1),
      };
      const { faults, draws } = told(good.map((other, i) => (i === index ? { ...line, facts } : other)));
      expect(faults[0]?.index).toBe(index);
      expect(draws.map(({ state }) => state)).toContain("wrong");
    }),
    { numRuns: 20, seed: 41 },
  );
});

test("times are kept at their boundaries: ten minutes to the second, and an act at the end of its time", () => {
  // Beacon 241 is due at the twelfth minute.
  expect(told([a.drandAnnounced({}, 2), a.drandMade(a.drandAnnounced({}, 2), {}, 12)]).faults).toEqual([]);
  expect(told([a.drandAnnounced({}, 2 + 1 / 60)]).faults).toMatchObject([{ index: 0 }]);
  expect(told([drand, a.drandMade(drand, {}, 12 - 1 / 60)]).faults).toMatchObject([{ index: 1 }]);
  const last = [nonces, a.committed(3, { minute: 60 }), a.committed(7, { minute: 1 })];
  const both = [a.revealed(7, { minute: 60 }), a.revealed(3, { minute: 120 })];
  expect(told([...last, ...both, a.noncesMade(nonces, { entries: [3, 7], minute: 120 })]).faults).toEqual([]);
  const kept = a.noncesMade(nonces, { entries: [7], refused: [3], minute: 120 });
  expect(told([...last, a.revealed(7), kept]).faults).toEqual([]);
});

test("once every entry that committed has revealed, the draw need not wait", () => {
  const early = a.noncesMade(nonces, { entries: [3, 7], minute: 61 });
  const both = [a.revealed(3, { minute: 60 }), a.revealed(7, { minute: 60 })];
  expect(told([nonces, a.committed(3), a.committed(7), ...both, early]).faults).toEqual([]);
});

test("a drand network that is not known is said, and the draw does not count as computed anew", () => {
  const { draws, faults } = told([drand, made, a.seeded(made)], []);
  expect(faults).toEqual([]);
  expect(draws).toMatchObject([
    {
      state: "not checked",
      notes: [`Neither the time nor the signature of beacon 241 was checked: ${a.chain.hash} is not known here.`],
    },
  ]);
  // What needs no key is still computed.
  const wrong = told([drand, a.drandMade(drand, { seed: a.sha256("mine") })], []);
  expect(wrong.faults).toMatchObject([{ index: 1, why: expect.stringContaining("Its seed") }]);
  expect(wrong.draws).toMatchObject([{ state: "wrong" }]);
});

test("without two teams that commit and one that reveals there is no seed, which is said plainly and is no fault", () => {
  const alone = told([nonces, a.noncesMade(nonces, { entries: [] })]);
  expect([alone.faults, alone.draws[0]?.state]).toEqual([[], "recomputed"]);
  expect(alone.draws[0]).toMatchObject({
    seed: NO_SEED,
    notes: ["0 teams committed to a nonce, and 0 revealed one: too few, so there is no seed."],
  });
  const single = [nonces, a.committed(3), a.revealed(3)];
  const one = told([...single, a.noncesMade(nonces, { entries: [3] })]);
  expect([one.faults, one.draws[0]?.teams, one.draws[0]?.seed]).toEqual([[], 1, NO_SEED]);
  const randomness = randomnessOfNonces(a.nonceOf("city"), [{ entry: 3, nonce: a.nonceOf(3) }]);
  const chosen = a.noncesMade(nonces, { entries: [3] }, { randomness, seed: seedOf(randomness, a.hashOf(nonces)) });
  expect(told([...single, chosen]).faults).toMatchObject([
    { index: 3, why: "Too few took part for a seed, and it has one." },
  ]);
  const kept = told([
    nonces,
    a.committed(3),
    a.committed(7),
    a.revealed(3),
    a.noncesMade(nonces, { entries: [3], refused: [7] }),
  ]);
  expect(kept.faults).toEqual([]);
  expect(kept.draws[0]?.notes).toContain("Only the city and 1 team took part: the two could have agreed on the seed.");
});

test("an instant that is written in another way cannot be read", () => {
  const [{ index = 0, leaf = "" } = {}] = a.leaves([drand]);
  const other = leaf.replace(/(\d\d)\.000Z/, "$1Z");
  expect(other).not.toBe(leaf);
  expect(checkDraws([{ index, leaf: other }], [a.chain]).faults).toEqual([
    { index: 0, why: "This is about a draw, and what stands under “at” in it cannot be read." },
  ]);
});

test("a draw that is announced and not made yet waits", () => {
  expect(told([drand]).draws).toMatchObject([{ state: "waiting", made: null, seed: null }]);
});

test("seeds without a draw are counted, and where one was announced they may not pass it over", () => {
  const old = told([a.seeded(null), a.seeded(null), a.published(null), a.seeded(null, { round: 2 })]);
  expect(old).toEqual({ draws: [], withoutDraw: 3, faults: [] });
  const passed = told([drand, a.seeded(null), a.seeded(null, { round: 2 }), a.published(null)]);
  const why = "It settles the assignment without the draw that was announced for it.";
  expect([passed.withoutDraw, passed.faults]).toEqual([2, [{ index: 1, why }]]);
  expect(passed.draws[0]?.state).toBe("wrong");
});

test("each round and each challenge has a draw of its own, and a plan may be repaired by the same", () => {
  const second = a.drandAnnounced({ draw: a.BY_NONCES, round: 2 });
  const secondMade = a.drandMade(second);
  const elsewhere = { ...a.drandAnnounced({ draw: a.CHALLENGE }), challenge: a.OTHER_CHALLENGE };
  const lines = [drand, second, elsewhere, made, secondMade, a.seeded(made), a.seeded(made)];
  const { draws, faults } = told([...lines, a.seeded(secondMade, { round: 2 })]);
  expect(faults).toEqual([]);
  expect(draws.map(({ state }) => state)).toEqual(["recomputed", "recomputed", "waiting"]);
});
