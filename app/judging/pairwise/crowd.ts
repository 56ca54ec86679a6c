import { logistic } from "../numerics/logistic";
import { addAt, type Symmetric, zeros } from "../numerics/symmetric";
import { type Choice, fitLuce } from "./luce";
import { type JurorPair, type Tally, votesOf } from "./tally";

/** Strengths with how far each juror can be relied on; null for a juror about whom votes say too little. */
export type CrowdFit = { strengths: Float64Array; bend: Symmetric; reliabilities: (number | null)[] };

/** With fewer votes than this the prior would speak, not the juror. */
export const LEAST_VOTES = 10;

/** Jurors are taken for careful until votes say otherwise: Beta(10, 1). */
const PRIOR = { agree: 10, differ: 1 };

/** The wins over all jurors as choices between two. */
export const choicesOf = (
  pairs: readonly JurorPair[],
  trust: (pair: JurorPair) => { first: number; second: number },
) => {
  const sums = new Map<string, Choice>();
  for (const pair of pairs) {
    const among = [pair.first, pair.second];
    const { first, second } = trust(pair);
    for (const [chosen, weight] of [[pair.first, first] as const, [pair.second, second] as const]) {
      const key = `${pair.first} ${pair.second} ${chosen}`;
      sums.set(key, { chosen, among, weight: (sums.get(key)?.weight ?? 0) + weight });
    }
  }
  return [...sums.values()];
};

/** Every vote taken at its word. */
export const plainChoices = (pairs: readonly JurorPair[]): Choice[] =>
  choicesOf(pairs, ({ firstWins, secondWins }) => ({ first: firstWins, second: secondWins }));

/** Who can be told careful from careless: jurors with votes enough, where there are others to compare them with. */
const isTold = (tally: Tally): boolean[] => votesOf(tally).map((n) => tally.jurors.length > 1 && n >= LEAST_VOTES);

/**
 * Crowd-BT over the whole set of votes (Chen, Bennett, Collins-Thompson & Horvitz 2013, WSDM): a juror sees the better
 * entry with the chance that is the juror's reliability, else votes the other way round. Expectation–maximisation
 * (Dempster, Laird & Rubin 1977, J. R. Statist. Soc. B 39) from plain Bradley–Terry, so no order of votes matters. A
 * juror about whom votes say too little is taken at their word. `bend` is that of the votes with reliabilities held.
 */
export function crowdFit(tally: Tally, priorSd: number): CrowdFit {
  const size = tally.entries.length;
  const told = isTold(tally);
  let { strengths } = fitLuce({ size, choices: plainChoices(tally.pairs), priorSd });
  let reliabilities = told.map((is) => (is ? PRIOR.agree / (PRIOR.agree + PRIOR.differ) : 1));
  for (let round = 0; round < 2_000 && told.includes(true); round += 1) {
    const choices = choicesOf(tally.pairs, (pair) => {
      const { first, second } = carefulShares(pair, strengths, reliabilities);
      const { firstWins, secondWins } = pair;
      return {
        first: firstWins * first + secondWins * (1 - second),
        second: secondWins * second + firstWins * (1 - first),
      };
    });
    const fit = fitLuce({ size, choices, priorSd }, strengths);
    const next = nextReliabilities(tally, told, fit.strengths, reliabilities);
    const moved = Math.max(
      ...fit.strengths.map((value, i) => Math.abs(value - (strengths[i] as number))),
      ...next.map((value, j) => Math.abs(value - (reliabilities[j] as number))),
    );
    [strengths, reliabilities] = [fit.strengths, next];
    if (moved < 1e-11) break;
  }
  const bend = bendOf(tally, { strengths, reliabilities, priorSd });
  return { strengths, bend, reliabilities: reliabilities.map((value, j) => (told[j] ? value : null)) };
}

/** How far each juror can be relied on where strengths are given. */
export function reliabilitiesFor(tally: Tally, strengths: Float64Array): (number | null)[] {
  const told = isTold(tally);
  let reliabilities = told.map((is) => (is ? PRIOR.agree / (PRIOR.agree + PRIOR.differ) : 1));
  for (let round = 0; round < 2_000; round += 1) {
    const next = nextReliabilities(tally, told, strengths, reliabilities);
    const moved = Math.max(0, ...next.map((value, j) => Math.abs(value - (reliabilities[j] as number))));
    reliabilities = next;
    if (moved < 1e-11) break;
  }
  return reliabilities.map((value, j) => (told[j] ? value : null));
}

/** The chance that a vote for the first, or for the second, was given with care. */
function carefulShares(pair: JurorPair, strengths: Float64Array, reliabilities: number[]) {
  const reliability = reliabilities[pair.juror] as number;
  const better = logistic((strengths[pair.first] as number) - (strengths[pair.second] as number));
  const share = (chance: number): number =>
    (reliability * chance) / (reliability * chance + (1 - reliability) * (1 - chance));
  return { first: share(better), second: share(1 - better) };
}

/** The peak of each juror's reliability given how likely each vote was careful. */
function nextReliabilities(tally: Tally, told: boolean[], strengths: Float64Array, before: number[]): number[] {
  const careful = before.map(() => PRIOR.agree - 1);
  const all = before.map(() => PRIOR.agree + PRIOR.differ - 2);
  for (const pair of tally.pairs) {
    const { first, second } = carefulShares(pair, strengths, before);
    const { juror, firstWins, secondWins } = pair;
    careful[juror] = (careful[juror] as number) + firstWins * first + secondWins * second;
    all[juror] = (all[juror] as number) + firstWins + secondWins;
  }
  return before.map((value, j) => (told[j] ? (careful[j] as number) / (all[j] as number) : value));
}

type Peak = { strengths: Float64Array; reliabilities: number[]; priorSd: number };

/** Minus the second derivative of the log-posterior of the votes as they are, not of votes known to be careful. */
function bendOf({ entries, pairs }: Tally, { strengths, reliabilities, priorSd }: Peak): Symmetric {
  const bend = zeros(entries.length);
  for (const { juror, first, second, firstWins, secondWins } of pairs) {
    const trust = 2 * (reliabilities[juror] as number) - 1;
    const better = logistic((strengths[first] as number) - (strengths[second] as number));
    const steep = better * (1 - better);
    const bendFor = (chance: number): number => {
      const seen = (1 - trust) / 2 + trust * chance;
      return ((trust * steep) / seen) ** 2 - (trust * steep * (1 - 2 * chance)) / seen;
    };
    const bent = firstWins * bendFor(better) + secondWins * bendFor(1 - better);
    addAt(bend, first, first, bent);
    addAt(bend, second, second, bent);
    addAt(bend, first, second, -bent);
    addAt(bend, second, first, -bent);
  }
  for (let i = 0; priorSd > 0 && i < entries.length; i += 1) addAt(bend, i, i, 1 / priorSd ** 2);
  return bend;
}
