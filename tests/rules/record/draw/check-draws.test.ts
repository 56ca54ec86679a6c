import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDraws } from "~/record/draw/check-draws";
import * as a from "./a-draw";

const drand = a.drandAnnounced();
const made = a.drandMade(drand);
const nonces = a.noncesAnnounced();
/** The lines of a draw by nonces up to the one that makes it, with what is put in the place of some of them. */
const hands = ({
  announced = nonces,
  commits = [a.committed(3), a.committed(7)],
  reveals = [a.revealed(3), a.revealed(7)],
} = {}) => [...[announced, ...commits, ...reveals]];
const tie = a.noncesMade(nonces, { entries: [3, 7] });

test("a good record has no fault, and tells of each draw where its seed comes from", () => {
  const { draws, withoutDraw, faults } = checkDraws(a.leaves(a.goodRecord()), [a.chain]);
  expect(faults).toEqual([]);
  expect(withoutDraw).toBe(0);
  expect(draws).toMatchObject([
    {
      ...{ draw: a.BY_DRAND, purpose: "assignment", round: 1, source: "drand", beacon: a.BEACON, teams: null },
      ...{ state: "recomputed", announced: 0, made: 1, seed: made.facts.seed, notes: [] },
    },
    {
      ...{ draw: a.BY_NONCES, purpose: "result", round: 1, source: "nonces", beacon: null, teams: 2 },
      ...{ state: "recomputed", announced: 3, made: 9 },
      notes: ["What entry 7 committed to was kept back, once the other nonces could be seen."],
    },
  ]);
});

test("lines may come in any order and among any others", () => {
  const good = a.leaves(a.goodRecord());
  const others = [
    { index: 90, leaf: '{"type":"draw.announced"' },
    { index: 91, leaf: "no JSON at all" },
    { index: 92, leaf: '{"type":"draw.postponed"}' },
    { index: 93, leaf: '"type":"jury.seed"' },
  ];
  const whole = checkDraws(good, [a.chain]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...good, ...others], { minLength: good.length + others.length }), (lines) => {
      expect(checkDraws(lines, [a.chain])).toEqual(whole);
    }),
    { numRuns: 10 },
  );
});

type Case = [name: string, lines: a.Line[], fault: number, why: string];
const CASES: Case[] = [
  [
    "a second announcement for the same thing",
    [drand, a.drandAnnounced({ draw: a.BY_NONCES }, 2)],
    1,
    "whoever may ask again is choosing",
  ],
  ["the same draw announced twice", [drand, a.drandAnnounced({ purpose: "result" }, 2)], 1, "announced before"],
  ["a draw made that nobody announced", [made], 0, "not announced before it"],
  ["an announcement after the draw", [made, drand], 0, "not announced before it"],
  ["a draw of another challenge", [drand, { ...made, challenge: a.OTHER_CHALLENGE }], 1, "for this challenge"],
  [
    "a draw made of another announcement",
    [a.drandAnnounced({ subject: a.sha256("another pool") }), made],
    1,
    "another announcement",
  ],
  ["a second draw made of one announcement", [drand, made, made], 2, "made before, and has one seed"],
  ["a seed of somebody’s choice", [drand, a.drandMade(drand, { seed: a.sha256("mine") })], 1, "Its seed is not"],

  ["a beacon less than ten minutes ahead", [a.drandAnnounced({ beacon: a.BEACON - 21 })], 0, "less than 10 minutes"],
  ["a beacon of the past", [a.drandAnnounced({ beacon: 1 })], 0, "may have known it"],
  ["a draw made before its beacon", [drand, a.drandMade(drand, {}, 11)], 1, "made before beacon 241 was due"],
  [
    "the signature of another beacon",
    [
      drand,
      a.drandMade(
        { ...drand, facts: { ...drand.facts, beacon: 242 } },
        { announced: made.facts.announced, seed: made.facts.seed },
      ),
    ],
    1,
    "not the drand network’s own",
  ],
  ["no signature", [drand, a.drandMade(drand, { signature: undefined })], 1, "no signature"],
  [
    "other randomness than the beacon’s",
    [drand, a.drandMade(drand, { randomness: a.sha256("mine") })],
    1,
    "not the SHA-256 of the signature",
  ],
  ["a nonce in a draw by drand", [drand, a.committed(3, { draw: a.BY_DRAND })], 1, "takes no nonces"],
  ["a nonce revealed in a draw by drand", [drand, a.revealed(3, { draw: a.BY_DRAND })], 1, "takes no nonces"],

  [
    "no time to reveal",
    [a.noncesAnnounced({ reveals_until: a.at(60).toISOString() })],
    0,
    "no time to commit, or none to reveal",
  ],
  [
    "no time to commit",
    [a.noncesAnnounced({ commits_until: a.at(1).toISOString() })],
    0,
    "no time to commit, or none to reveal",
  ],
  ["a commitment to a draw that was not announced", [a.committed(3), nonces], 0, "not announced before it"],
  ["a commitment dated before the draw", [nonces, a.committed(3, { minute: 0 })], 1, "before the announcement"],
  ["a commitment when its time was over", [nonces, a.committed(3, { minute: 61 })], 1, "time to commit had ended"],
  [
    "a commitment after a nonce was seen",
    hands({ reveals: [a.revealed(3), a.committed(12)] }),
    4,
    "nonces were already revealed",
  ],
  [
    "a second commitment of an entry",
    hands({ commits: [a.committed(3), a.committed(3)], reveals: [] }),
    2,
    "had committed before",
  ],
  ["a nonce that nobody committed to", hands({ reveals: [a.revealed(12)] }), 3, "committed to none"],
  [
    "another nonce than was committed to",
    hands({ reveals: [a.revealed(3, { nonce: a.nonceOf(4) })] }),
    3,
    "not the one that it had committed to",
  ],
  [
    "a copied commitment",
    hands({
      commits: [a.committed(3), a.committed(7, { nonce_hash: a.committed(3).facts.nonce_hash })],
      reveals: [a.revealed(3), a.revealed(7, { nonce: a.nonceOf(3) })],
    }),
    4,
    "not the one that it had committed to",
  ],
  [
    "a nonce revealed too early",
    hands({ reveals: [a.revealed(3, { minute: 59 })] }),
    3,
    "while others could still commit",
  ],
  ["a nonce revealed too late", hands({ reveals: [a.revealed(3, { minute: 121 })] }), 3, "time to reveal had ended"],
  ["a nonce revealed twice", hands({ reveals: [a.revealed(3), a.revealed(3)] }), 4, "revealed its nonce before"],
  [
    "a nonce revealed once the draw was made",
    [...hands({ reveals: [a.revealed(3)] }), a.noncesMade(nonces, { entries: [3], refused: [7] }), a.revealed(7)],
    5,
    "when the draw was already made",
  ],

  [
    "a draw made while a team could still reveal",
    [...hands({ reveals: [a.revealed(3)] }), a.noncesMade(nonces, { entries: [3], refused: [7], minute: 100 })],
    4,
    "while entry 7 could still reveal",
  ],
  [
    "a draw made while teams could still commit",
    [nonces, a.noncesMade(nonces, { entries: [], minute: 59 })],
    1,
    "while teams could still commit",
  ],
  [
    "another nonce of the city",
    [
      a.noncesAnnounced({ city: a.sha256("another") }),
      a.noncesMade(a.noncesAnnounced({ city: a.sha256("another") }), { entries: [] }),
    ],
    1,
    "city’s nonce is not the one",
  ],
  [
    "no nonce of the city",
    [...hands(), a.noncesMade(nonces, { entries: [3, 7] }, { city: undefined })],
    5,
    "no nonce of the city",
  ],
  [
    "an entry that is counted and revealed nothing",
    [...hands({ reveals: [a.revealed(3)] }), a.noncesMade(nonces, { entries: [3], refused: [7] }, { entries: [3, 7] })],
    4,
    "counts the nonces of entries 3, 7, and revealed are those of entry 3",
  ],
  [
    "entries that are not told in order",
    [...hands(), a.noncesMade(nonces, { entries: [3, 7] }, { entries: [7, 3] })],
    5,
    "counts the nonces of entries 7, 3",
  ],
  [
    "an entry whose refusal is not told",
    [...hands({ reveals: [a.revealed(3)] }), a.noncesMade(nonces, { entries: [3] })],
    4,
    "no entry, and that is true of entry 7",
  ],
  [
    "other randomness than the nonces’",
    [...hands(), a.noncesMade(nonces, { entries: [3, 7] }, { randomness: a.sha256("mine") })],
    5,
    "not the SHA-256 of the nonces",
  ],

  ["a seed before its draw was made", [drand, a.seeded(made)], 1, "not made before it"],
  [
    "another seed than was drawn",
    [drand, made, a.seeded(made, { seed: a.sha256("mine") })],
    2,
    "not the one that was drawn",
  ],
  [
    "a seed of a draw that was never announced",
    [drand, made, a.seeded(made, { draw: a.BY_NONCES })],
    2,
    "not announced before it",
  ],
  [
    "a seed of a draw of another challenge",
    [drand, made, { ...a.seeded(made), challenge: a.OTHER_CHALLENGE }],
    2,
    "for this challenge",
  ],
  ["an assignment by the draw for the result", [...hands(), tie, a.seeded(tie)], 6, "announced for the result"],
  ["a result by the draw for the assignment", [drand, made, a.published(made)], 2, "announced for the assignment"],
  [
    "the second round by the draw for the first",
    [drand, made, a.seeded(made, { round: 2 })],
    2,
    "announced for round 1",
  ],
  [
    "a result that names a draw and no seed",
    [...hands(), tie, a.published(tie, { seed: undefined })],
    6,
    "not the one that was drawn",
  ],
  [
    "facts that cannot be read",
    [{ ...a.drandAnnounced(), spoilt: { beacon: "soon" } }],
    0,
    "“beacon” in it cannot be read",
  ],
  [
    "a source that is not known",
    [{ ...a.drandAnnounced(), spoilt: { source: "dice" } }],
    0,
    "“source” in it cannot be read",
  ],
];

test.for(CASES)("%s is a fault of its line", ([, lines, index, why]) => {
  const faults = a.faultsIn(lines);
  expect(faults.map((fault) => fault.index)).toContain(index);
  const own = faults.filter((fault) => fault.index === index).map((fault) => fault.why);
  expect(own.join(" ")).toContain(why);
  // What one line does wrong is not laid at the door of those before it.
  expect(faults.filter((fault) => fault.index < index)).toEqual([]);
});
