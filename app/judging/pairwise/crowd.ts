import { fixedPoint } from "../numerics/accelerated";
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
const AT_FIRST = PRIOR.agree / (PRIOR.agree + PRIOR.differ);

/** What is estimated at once: strengths, and the reliability of every juror. */
type Guess = { strengths: Float64Array; reliabilities: Float64Array };

/** Pairs of entries, each once, and which of them each juror's pair is. */
type Duels = { duels: { first: number; second: number }[]; duelOf: Int32Array };

function duelsOf(pairs: readonly JurorPair[]): Duels {
  const places = new Map<string, number>();
  const duels: Duels["duels"] = [];
  const duelOf = Int32Array.from(pairs, ({ first, second }) => {
    const key = `${first} ${second}`;
    const place = places.get(key) ?? duels.push({ first, second }) - 1;
    places.set(key, place);
    return place;
  });
  return { duels, duelOf };
}

/** The wins over all jurors as choices between two, each vote weighed as `weigh` says. */
function choicesOf(
  pairs: readonly JurorPair[],
  { duels, duelOf }: Duels,
  weigh: (pair: JurorPair) => { first: number; second: number },
): Choice[] {
  const wins = new Float64Array(2 * duels.length);
  for (const [i, pair] of pairs.entries()) {
    const duel = 2 * (duelOf[i] as number);
    const { first, second } = weigh(pair);
    wins[duel] = (wins[duel] as number) + first;
    wins[duel + 1] = (wins[duel + 1] as number) + second;
  }
  return duels.flatMap(({ first, second }, i) => [
    { chosen: first, among: [first, second], weight: wins[2 * i] as number },
    { chosen: second, among: [first, second], weight: wins[2 * i + 1] as number },
  ]);
}

/** Every vote taken at its word. */
export const plainChoices = ({ pairs }: Tally): Choice[] =>
  choicesOf(pairs, duelsOf(pairs), ({ firstWins, secondWins }) => ({ first: firstWins, second: secondWins }));

/** Who can be told careful from careless: jurors with votes enough, where there are others to compare them with. */
const toldJurors = (tally: Tally): boolean[] => votesOf(tally).map((n) => tally.jurors.length > 1 && n >= LEAST_VOTES);

/**
 * Crowd-BT over the whole set of votes (Chen, Bennett, Collins-Thompson & Horvitz 2013, WSDM): a juror votes as
 * Bradley–Terry says with the chance that is the juror's reliability, else the other way round. Expectation–maximisation
 * (Dempster, Laird & Rubin 1977, J. R. Statist. Soc. B 39) from plain Bradley–Terry, so no order of votes matters. A
 * juror about whom votes say too little is taken at their word. `bend` is that of the votes with reliabilities held.
 */
export function crowdFit(tally: Tally, priorSd: number): CrowdFit {
  const size = tally.entries.length;
  const told = toldJurors(tally);
  const { strengths } = fitLuce({ size, choices: plainChoices(tally), priorSd });
  const start = { strengths, reliabilities: Float64Array.from(told, (is) => (is ? AT_FIRST : 1)) };
  const duels = duelsOf(tally.pairs);
  const weighed = (guess: Guess): Float64Array => {
    const choices = choicesOf(tally.pairs, duels, (pair) => carefulWins(pair, guess));
    return fitLuce({ size, choices, priorSd }, guess.strengths).strengths;
  };
  const peak = told.includes(true) ? peakFrom(start, { tally, told, priorSd, weighed }) : start;
  return { strengths: peak.strengths, bend: bendOf(tally, peak, priorSd), reliabilities: toldOnly(peak, told) };
}

/** How far each juror can be relied on where strengths are given. */
export function reliabilitiesFor(tally: Tally, strengths: Float64Array): (number | null)[] {
  const told = toldJurors(tally);
  const start = { strengths, reliabilities: Float64Array.from(told, (is) => (is ? AT_FIRST : 1)) };
  return toldOnly(peakFrom(start, { tally, told, priorSd: 0, weighed: () => strengths }), told);
}

const toldOnly = ({ reliabilities }: Guess, told: boolean[]): (number | null)[] =>
  told.map((is, juror) => (is ? (reliabilities[juror] as number) : null));

type Search = { tally: Tally; told: boolean[]; priorSd: number; weighed: (guess: Guess) => Float64Array };

function peakFrom(start: Guess, { tally, told, priorSd, weighed }: Search): Guess {
  const size = start.strengths.length;
  const joined = ({ strengths, reliabilities }: Guess): Float64Array =>
    Float64Array.from([...strengths, ...reliabilities]);
  const parted = (x: Float64Array): Guess => ({ strengths: x.slice(0, size), reliabilities: x.slice(size) });
  const step = (x: Float64Array): Float64Array => {
    const guess = parted(x);
    const strengths = weighed(guess);
    return joined({ strengths, reliabilities: nextReliabilities(tally, told, { ...guess, strengths }) });
  };
  // A juror at either bound would stay there; one that votes bring there comes as near as numbers can.
  const within = (x: Float64Array): Float64Array =>
    x.map((value, i) => (i >= size && told[i - size] ? Math.min(1 - 1e-12, Math.max(1e-12, value)) : value));
  return parted(fixedPoint({ step, within, height: (x) => heightOf(tally, told, parted(x), priorSd) }, joined(start)));
}

/** The log-posterior of strengths and reliabilities, but for constants. */
function heightOf({ pairs }: Tally, told: boolean[], { strengths, reliabilities }: Guess, priorSd: number): number {
  let sum = 0;
  for (const { juror, first, second, firstWins, secondWins } of pairs) {
    const better = logistic((strengths[first] as number) - (strengths[second] as number));
    const reliability = reliabilities[juror] as number;
    const chance = reliability * better + (1 - reliability) * (1 - better);
    if (firstWins > 0) sum += firstWins * Math.log(chance);
    if (secondWins > 0) sum += secondWins * Math.log(1 - chance);
  }
  for (const [juror, is] of told.entries()) if (is) sum += (PRIOR.agree - 1) * Math.log(reliabilities[juror] as number);
  if (priorSd === 0) return sum;
  return sum - strengths.reduce((total, value) => total + value * value, 0) / (2 * priorSd ** 2);
}

/** The chance that a vote for the first, or for the second, was given with care. */
function carefulShares({ juror, first, second }: JurorPair, { strengths, reliabilities }: Guess) {
  const reliability = reliabilities[juror] as number;
  const better = logistic((strengths[first] as number) - (strengths[second] as number));
  const share = (chance: number): number =>
    (reliability * chance) / (reliability * chance + (1 - reliability) * (1 - chance));
  return { first: share(better), second: share(1 - better) };
}

/** The wins as they would be if every vote were careful: one that was not counts for the other entry. */
function carefulWins(pair: JurorPair, guess: Guess): { first: number; second: number } {
  const { first, second } = carefulShares(pair, guess);
  const { firstWins, secondWins } = pair;
  return {
    first: firstWins * first + secondWins * (1 - second),
    second: secondWins * second + firstWins * (1 - first),
  };
}

/** The peak of each juror's reliability given how likely each vote was careful. */
function nextReliabilities({ pairs }: Tally, told: boolean[], guess: Guess): Float64Array {
  const careful = guess.reliabilities.map(() => PRIOR.agree - 1);
  const all = guess.reliabilities.map(() => PRIOR.agree + PRIOR.differ - 2);
  for (const pair of pairs) {
    const { first, second } = carefulShares(pair, guess);
    const { juror, firstWins, secondWins } = pair;
    careful[juror] = (careful[juror] as number) + firstWins * first + secondWins * second;
    all[juror] = (all[juror] as number) + firstWins + secondWins;
  }
  return guess.reliabilities.map((value, j) => (told[j] ? (careful[j] as number) / (all[j] as number) : value));
}

/** Minus the second derivative of the log-posterior of the votes as they are, not of votes known to be careful. */
function bendOf({ entries, pairs }: Tally, { strengths, reliabilities }: Guess, priorSd: number): Symmetric {
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
