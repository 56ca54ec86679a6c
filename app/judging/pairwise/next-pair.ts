import { seeded, shuffled } from "~/kernel/random";
import { namesOf } from "../names";
import { logistic } from "../numerics/logistic";
import { hermiteRule } from "../numerics/quadrature";
import { at } from "../numerics/symmetric";
import { linkedGroups } from "./connection";
import { type Strengths, strengthsOf } from "./strengths";
import { tallyOf } from "./tally";
import type { Vote } from "./votes";

/** All that may be compared, what was voted, who is asked, and the entries that this juror may not see. */
export type Desk = {
  entries: string[];
  votes: readonly Vote[];
  juror: string;
  barred: ReadonlySet<string>;
  seed: string;
};

type Pair = { left: string; right: string };

const NODES = 15;

/**
 * The pair to ask a juror about; null where the juror has seen every pair they may see. First come pairs that link
 * groups of entries which no vote links; among those, pairs with an entry that was seen least, beside one that was seen
 * at most once more where there is such a one; among those the pair whose vote tells most. The seed decides what is
 * left: the same desk and seed give the same pair, in whatever order votes came.
 */
export function nextPair({ entries, votes, juror, barred, seed }: Desk): Pair | null {
  const own = votes.filter((vote) => vote.juror === juror);
  const random = seeded(`${seed} ${juror} ${own.length}`);
  const asked = new Set(own.flatMap(({ winner, loser }) => [keyOf(winner, loser), keyOf(loser, winner)]));
  const open = shuffled(namesOf(entries), random).filter((entry) => !barred.has(entry));
  const pairs = open
    .flatMap((left, i) => open.slice(i + 1).map((right) => ({ left, right })))
    .filter(({ left, right }) => !asked.has(keyOf(left, right)));
  const candidates = covering(linking(pairs, entries, votes), votes);
  if (candidates.length === 0) return null;
  const told = strengthsOf(votes, { entries });
  const best = told.ok ? mostTelling(candidates, told.value) : (candidates[0] as Pair);
  return random() < 0.5 ? best : { left: best.right, right: best.left };
}

const keyOf = (a: string, b: string): string => JSON.stringify([a, b]);

function linking(pairs: Pair[], entries: string[], votes: readonly Vote[]): Pair[] {
  const tally = tallyOf(votes, entries);
  const groupOf = new Map<string, number>();
  for (const [group, places] of linkedGroups(tally.entries.length, tally.pairs).entries())
    for (const place of places) groupOf.set(tally.entries[place] as string, group);
  const links = pairs.filter(({ left, right }) => groupOf.get(left) !== groupOf.get(right));
  return links.length > 0 ? links : pairs;
}

function covering(pairs: Pair[], votes: readonly Vote[]): Pair[] {
  const views = new Map<string, number>();
  for (const entry of votes.flatMap(({ winner, loser }) => [winner, loser]))
    views.set(entry, (views.get(entry) ?? 0) + 1);
  const seen = pairs.map((pair) => {
    const [a, b] = [views.get(pair.left) ?? 0, views.get(pair.right) ?? 0];
    return { pair, less: Math.min(a, b), more: Math.max(a, b) };
  });
  const least = seen.reduce((fewest, { less }) => Math.min(fewest, less), Infinity);
  const due = seen.filter(({ less }) => less === least);
  const even = due.filter(({ more }) => more <= least + 1);
  return (even.length > 0 ? even : due).map(({ pair }) => pair);
}

function mostTelling(pairs: Pair[], { entries, covariance }: Strengths): Pair {
  const placeOf = new Map(entries.map(({ id }, place) => [id, place]));
  let [best, most] = [pairs[0] as Pair, -1];
  for (const pair of pairs) {
    const [i, j] = [placeOf.get(pair.left) as number, placeOf.get(pair.right) as number];
    const gap = (entries[i]?.strength ?? 0) - (entries[j]?.strength ?? 0);
    const told = informationOf(gap, at(covariance, i, i) + at(covariance, j, j) - 2 * at(covariance, i, j));
    // Less than this is rounding, which the order of entries would decide.
    if (told > most + 1e-9) [best, most] = [pair, told];
  }
  return best;
}

/**
 * What a vote tells about the difference of two strengths, in nats: how doubtful the vote is, less how doubtful it would
 * be if the difference were known (Lindley 1956, Annals of Mathematical Statistics 27; Houlsby et al. 2011,
 * arXiv:1112.5745). The difference is normal with this mean and variance.
 */
export function informationOf(mean: number, variance: number): number {
  const { nodes, weights } = hermiteRule(NODES);
  let [chance, doubt] = [0, 0];
  for (const [k, node] of nodes.entries()) {
    const share = (weights[k] as number) / Math.sqrt(Math.PI);
    const here = logistic(mean + Math.sqrt(2 * Math.max(0, variance)) * node);
    chance += share * here;
    doubt += share * doubtOf(here);
  }
  return Math.max(0, doubtOf(chance) - doubt);
}

const doubtOf = (chance: number): number =>
  chance <= 0 || chance >= 1 ? 0 : -chance * Math.log(chance) - (1 - chance) * Math.log(1 - chance);
