import fc from "fast-check";
import { expect, test } from "vitest";
import { LEAST_VOTES } from "~/judging/pairwise/crowd";
import { type Strengths, strengthsOf } from "~/judging/pairwise/strengths";
import { standingVotes, undo, type Vote, type VoteEvent } from "~/judging/pairwise/votes";
import { seeded, shuffled } from "~/kernel/random";

const held = (votes: Vote[], priorSd?: number): Strengths => {
  const found = strengthsOf(votes, priorSd === undefined ? {} : { priorSd });
  if (!found.ok) throw new Error(found.refusal.message);
  return found.value;
};
const strengthIn = ({ entries }: Strengths) => new Map(entries.map(({ id, strength }) => [id, strength]));
const reliabilityIn = ({ jurors }: Strengths) => new Map(jurors.map(({ id, reliability }) => [id, reliability]));
const codes = ({ warnings }: Strengths) => warnings.map(({ code }) => code);

const vote = (winner: string, loser: string, juror = "j", isTie = false): Vote => ({ winner, loser, juror, isTie });
const someVotes = fc
  .array(
    fc.record({
      pair: fc.constantFrom(...["ab", "ac", "bc", "ad", "bd", "cd", "ba", "cb", "dc", "da"]),
      juror: fc.constantFrom("x", "y", "z"),
      isTie: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) => rows.map(({ pair, juror, isTie }) => vote(pair[0] as string, pair[1] as string, juror, isTie)));

test("the order of votes changes no digit, with careful jurors and careless ones", () => {
  fc.assert(
    fc.property(someVotes, fc.string(), (votes, seed) => {
      const turned = shuffled(votes, seeded(seed));
      expect(held(turned)).toEqual(held(votes));
      expect(held([...votes].reverse())).toEqual(held(votes));
    }),
    { numRuns: 40 },
  );
});

test("what entries and jurors are called changes nothing else", () => {
  fc.assert(
    fc.property(someVotes, (votes) => {
      const names: Record<string, string> = { a: "q", b: "p", c: "o", d: "n", x: "m", y: "l", z: "k" };
      const name = (old: string) => names[old] as string;
      const renamed = held(
        votes.map(({ winner, loser, juror, isTie }) => vote(name(winner), name(loser), name(juror), isTie)),
      );
      for (const { id, strength, sd } of held(votes).entries) {
        expect(strengthIn(renamed).get(name(id))).toBeCloseTo(strength, 7);
        expect(renamed.entries.find((entry) => entry.id === name(id))?.sd).toBeCloseTo(sd, 6);
      }
      for (const { id, reliability } of held(votes).jurors)
        expect(reliabilityIn(renamed).get(name(id)) ?? -1).toBeCloseTo(reliability ?? -1, 7);
    }),
    { numRuns: 40 },
  );
});

test("which side of a tie an entry stands on says nothing", () => {
  fc.assert(
    fc.property(someVotes, (votes) => {
      const swapped = votes.map((one) => (one.isTie ? { ...one, winner: one.loser, loser: one.winner } : one));
      expect(held(swapped)).toEqual(held(votes));
    }),
    { numRuns: 40 },
  );
});

test("with one juror, turning every vote round turns every strength round; strengths sum to 0", () => {
  fc.assert(
    fc.property(someVotes, (votes) => {
      const one = votes.map((each) => ({ ...each, juror: "x" }));
      const turned = strengthIn(held(one.map((each) => ({ ...each, winner: each.loser, loser: each.winner }))));
      const straight = held(one).entries;
      for (const { id, strength } of straight) expect(turned.get(id)).toBeCloseTo(-strength, 9);
      expect(straight.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(0, 9);
    }),
    { numRuns: 40 },
  );
});

/** Votes of jurors who see the better entry with the chance given, over entries whose strengths lie `gap` apart. */
function panel(
  chances: Record<string, number>,
  { entries, each, gap }: { entries: number; each: number; gap: number },
) {
  const random = seeded("a panel");
  return Object.entries(chances).flatMap(([juror, chance]) =>
    Array.from({ length: each }, () => {
      const a = Math.floor(random() * entries);
      const b = (a + 1 + Math.floor(random() * (entries - 1))) % entries;
      const isAbove = random() < 1 / (1 + Math.exp(-gap * (a - b)));
      const [winner, loser] = isAbove === random() < chance ? [a, b] : [b, a];
      return vote(`e${winner}`, `e${loser}`, juror);
    }),
  );
}

test("a careless juror and one who votes the wrong way round are found, and bend the order less", () => {
  const votes = panel({ ada: 1, bea: 1, cem: 1, dan: 0.5, eve: 0.05 }, { entries: 8, each: 120, gap: 1 });
  const found = held(votes);
  const reliability = (juror: string) => reliabilityIn(found).get(juror) as number;
  for (const juror of ["ada", "bea", "cem"]) expect(reliability(juror)).toBeGreaterThan(0.85);
  expect(reliability("dan")).toBeGreaterThan(0.3);
  expect(reliability("dan")).toBeLessThan(0.7);
  expect(reliability("eve")).toBeLessThan(0.2);
  expect(found.entries.map(({ id }) => id)).toEqual(
    [...found.entries].sort((a, b) => a.strength - b.strength).map(({ id }) => id),
  );
  const taken = held(votes.map((one) => ({ ...one, juror: "all" })));
  const reach = ({ entries }: Strengths) => (entries.at(-1)?.strength as number) - (entries[0]?.strength as number);
  expect(reach(found)).toBeGreaterThan(1.5 * reach(taken));
});

test("a juror with few votes is taken at their word, and nothing is said about them", () => {
  const many = panel({ ada: 1, bea: 1 }, { entries: 4, each: LEAST_VOTES, gap: 1 });
  const found = held([...many, vote("e0", "e1", "new"), vote("e1", "e2", "new")]);
  expect(reliabilityIn(found).get("new")).toBeNull();
  expect(reliabilityIn(found).get("ada")).not.toBeNull();
  expect(codes(found)).toContain("few-votes");
  expect(codes(held([vote("a", "b")]))).toContain("one-juror");
});

test("maximum likelihood counts every vote alike, and is refused by name where it has no finite answer", () => {
  const votes = [vote("a", "b", "x"), vote("a", "b", "y"), vote("b", "a", "z")];
  const odds = strengthIn(held(votes, 0));
  expect((odds.get("a") as number) - (odds.get("b") as number)).toBeCloseTo(Math.log(2), 9);
  const why = (rows: Vote[]) => {
    const found = strengthsOf(rows, { priorSd: 0 });
    return found.ok ? null : found.refusal.message;
  };
  expect(why([vote("a", "b"), vote("b", "a"), vote("c", "a")])).toBe(
    "Maximum likelihood has no finite answer here: c never lost to any of the rest. Give a prior.",
  );
  expect(why([...votes, vote("c", "d"), vote("d", "c")])).toMatch(/a and b never met any of the rest/);
  expect(why([vote("a", "b", "x", true)])).toBeNull();
});

test("ten thousand identical votes have a finite answer, and say that they repeat themselves", () => {
  const found = held(Array.from({ length: 10_000 }, () => vote("a", "b")));
  const gap = (strengthIn(found).get("a") as number) - (strengthIn(found).get("b") as number);
  expect(gap).toBeGreaterThan(5);
  expect(gap).toBeLessThan(20);
  expect(codes(found)).toContain("repeated");
});

test("votes that contradict each other wholly leave every entry where it was", () => {
  const votes = ["x", "y", "z"].flatMap((juror) =>
    Array.from({ length: 50 }, () => [vote("a", "b", juror), vote("b", "a", juror)]).flat(),
  );
  for (const { strength, sd } of held(votes).entries) {
    expect(strength).toBeCloseTo(0, 9);
    expect(sd).toBeGreaterThan(0);
  }
});

test("entries that no vote links are told apart from those that can be compared", () => {
  const found = held([vote("a", "b"), vote("c", "d"), vote("d", "e")]);
  expect(found.warnings.find(({ code }) => code === "not-linked")?.message).toBe(
    "The comparisons fall into 2 groups that no vote links, such as a and b: strengths of different groups cannot be compared.",
  );
});

test("one entry is not enough, and an entry is never compared with itself", () => {
  expect(strengthsOf([], { entries: ["a"] })).toMatchObject({ ok: false, refusal: { code: "one-entry" } });
  expect(() => strengthsOf([vote("a", "a")])).toThrow(RangeError);
});

test("undo withdraws a juror's last vote, again and again, and nothing leaves the list", () => {
  const given = (id: string, juror: string): VoteEvent => ({ kind: "vote", id, ...vote("a", "b", juror) });
  let events: VoteEvent[] = [given("1", "x"), given("2", "y"), given("3", "x")];
  const standing = () => standingVotes(events).map(({ id }) => id);
  const undone = (juror: string) => {
    const event = undo(events, juror);
    if (event) events = [...events, event];
    return event !== null;
  };
  expect([undone("x"), standing()]).toEqual([true, ["1", "2"]]);
  expect([undone("x"), standing()]).toEqual([true, ["2"]]);
  expect([undone("x"), standing()]).toEqual([false, ["2"]]);
  expect(events.length).toBe(5);
  events = [...events, { kind: "withdrawal", voteId: "2", juror: "x" }];
  expect(standing()).toEqual(["2"]);
  expect(standingVotes([...events].reverse()).map(({ id }) => id)).toEqual(["2"]);
});
