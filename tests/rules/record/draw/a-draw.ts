import { createHash } from "node:crypto";
import { canonicalJson } from "~/kernel/canonical";
import { randomnessOf } from "~/record/draw/beacon";
import { checkDraws } from "~/record/draw/check-draws";
import { commitmentTo } from "~/record/draw/nonces";
import { outcomeOf } from "~/record/draw/outcome";
import { seedOf } from "~/record/draw/seed";
import { type Act, type Fact, leafOf } from "~/record/entry";
import { testChain } from "../../../support/drand-chain";

export const { chain, sign } = testChain("the rules of draws");

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const uuid = (name: string): string => sha256(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

export const CHALLENGE = uuid("challenge");
export const OTHER_CHALLENGE = uuid("another challenge");
export const [BY_DRAND, BY_NONCES] = [uuid("by drand"), uuid("by nonces")];

type Facts = { [key: string]: Fact | undefined };
export type Line = {
  type: Act;
  minute: number;
  challenge: string;
  facts: Facts;
  /** Facts that the program would not write, in the place of its own. */
  spoilt?: object;
};

/** An instant so many minutes after all began. */
export const at = (minute: number): Date => new Date((chain.genesis + 60 * minute) * 1000);
const instant = (minute: number): string => at(minute).toISOString();

/** A line as the verbs write it, unless it is spoilt; what is undefined is left out. */
export function leafText({ type, minute, challenge, facts, spoilt = {} }: Line): string {
  const leaf = leafOf({ type, challenge, at: at(minute), payload: JSON.parse(JSON.stringify(facts)) });
  return canonicalJson({ ...JSON.parse(leaf), ...spoilt });
}
export const hashOf = (line: Line): string => sha256(leafText(line));
export const leaves = (lines: Line[]) => lines.map((line, index) => ({ index, leaf: leafText(line) }));

/** The faults of a record of these lines, whose drand network is known. */
export const faultsIn = (lines: Line[]) => checkDraws(leaves(lines), [chain]).faults;

const line = (type: Act, minute: number, facts: Facts): Line => ({ type, minute, challenge: CHALLENGE, facts });
const announcement = { subject: sha256("pool"), version: "0.1.0" };

/** The beacon that is due twelve minutes after all began. */
export const BEACON = 241;

export const drandAnnounced = (facts: Facts = {}, minute = 1): Line =>
  line("draw.announced", minute, {
    ...{ draw: BY_DRAND, purpose: "assignment", ...announcement, source: "drand", chain: chain.hash, beacon: BEACON },
    ...facts,
  });

export function drandMade(announced: Line, facts: Facts = {}, minute = 13): Line {
  const signature = sign(Number(announced.facts.beacon));
  const randomness = randomnessOf(signature);
  const seed = seedOf(randomness, hashOf(announced));
  return line("draw.made", minute, {
    ...{ draw: announced.facts.draw, announced: hashOf(announced), randomness, seed, signature },
    ...facts,
  });
}

export const seeded = (made: Line | null, facts: Facts = {}): Line =>
  line("jury.seed", 130, { seed: made?.facts.seed ?? "0123456789abcdef", draw: made?.facts.draw, ...facts });
export const published = (made: Line | null, facts: Facts = {}): Line =>
  line("result.published", 140, {
    ...{ result: sha256("result"), sealed: 4, revealed: 4, missing: [] },
    ...{ seed: made?.facts.seed, draw: made?.facts.draw, ...facts },
  });

export const nonceOf = (party: "city" | number): string => sha256(`nonce of ${party}`);
const commitmentOf = (party: "city" | number): string =>
  commitmentTo({ draw: BY_NONCES, party, nonce: nonceOf(party) });

/** Teams commit up to the 60th minute and reveal up to the 120th. */
export const noncesAnnounced = (facts: Facts = {}): Line =>
  line("draw.announced", 1, {
    ...{ draw: BY_NONCES, purpose: "result", ...announcement, source: "nonces", city: commitmentOf("city") },
    ...{ commits_until: instant(60), reveals_until: instant(120), ...facts },
  });
export const committed = (entry: number, { minute = 30, ...facts }: Facts & { minute?: number } = {}): Line =>
  line("draw.committed", minute, { draw: BY_NONCES, entry, nonce_hash: commitmentOf(entry), ...facts });
export const revealed = (entry: number, { minute = 90, ...facts }: Facts & { minute?: number } = {}): Line =>
  line("draw.revealed", minute, { draw: BY_NONCES, entry, nonce: nonceOf(entry), ...facts });

type Hands = { entries: number[]; refused?: number[]; minute?: number };
export function noncesMade(announced: Line, { entries, refused = [], minute = 121 }: Hands, facts: Facts = {}): Line {
  const city = nonceOf("city");
  const opened = entries.map((entry) => ({ entry, nonce: nonceOf(entry) }));
  const kept = refused.map((entry) => ({ entry, nonce: null }));
  const { randomness, seed } = outcomeOf(city, [...opened, ...kept], hashOf(announced));
  return line("draw.made", minute, {
    ...{ draw: BY_NONCES, announced: hashOf(announced), randomness, seed, city, entries, refused },
    ...facts,
  });
}

/** A whole record: an assignment drawn by drand, a tie drawn by the nonces of the city and two teams, and a third that kept its own back. */
export function goodRecord(): Line[] {
  const [drand, nonces] = [drandAnnounced(), noncesAnnounced()];
  const byDrand = drandMade(drand);
  const byNonces = noncesMade(nonces, { entries: [3, 12], refused: [7] });
  return [
    ...[drand, byDrand, seeded(byDrand), nonces, committed(12), committed(7), committed(3)],
    ...[revealed(12), revealed(3), byNonces, published(byNonces)],
  ];
}
