import { list } from "~/kernel/text";
import { at } from "../numerics/symmetric";
import { type Strengths, strengthsOf } from "../pairwise/strengths";
import type { Vote } from "../pairwise/votes";
import { chancesOfPlaces } from "../ranking/chances";

/** A vote by numbers. */
export type CountedVote = { juror: number; winner: number; loser: number; isTie: boolean };

/** An entry as the votes place it. */
export type FinalRow = {
  entry: number;
  /** Shared where the shown strengths are equal. */
  rank: number;
  /** In log odds; all of them sum to 0. */
  strength: number;
  sd: number;
  /** The chance that it is truly the best. */
  pBest: number;
  votes: number;
};

/** What a final says. A reliability is the chance that a vote is not turned round; null where too few votes tell. */
export type FinalOrder = {
  entries: FinalRow[];
  jurors: { juror: number; reliability: number | null; votes: number }[];
  warnings: string[];
  votes: number;
};

/** A chance is then within one in a hundred of what more draws would tell, nearly always. */
const DRAWS = 10_000;

const idOf = (entry: number): string => `entry ${entry}`;
const entryOf = (id: string): number => Number(id.slice("entry ".length));

/** Entries and votes as the engine knows them. */
export const namedEntries = (entries: readonly number[]): string[] => entries.map(idOf);
export const namedVotes = (votes: readonly CountedVote[]): Vote[] =>
  votes.map(({ juror, winner, loser, isTie }) => ({
    ...{ juror: String(juror), winner: idOf(winner), loser: idOf(loser), isTie },
  }));
export const entryNamed = entryOf;

/**
 * The order that the votes give, from the best on; null where nobody voted. The order of votes changes nothing, and the
 * same votes and seed give the same figures.
 */
export function finalOrderOf(
  entries: readonly number[],
  votes: readonly CountedVote[],
  seed: string,
): FinalOrder | null {
  if (votes.length === 0) return null;
  const told = strengthsOf(namedVotes(votes), { entries: namedEntries(entries) });
  if (!told.ok) throw new RangeError(told.refusal.message);
  const { jurors, warnings } = told.value;
  return {
    entries: rowsOf(told.value, votes, seed),
    jurors: jurors
      .map(({ id, reliability, votes: given }) => ({
        ...{ juror: Number(id), reliability: reliability === null ? null : rounded(reliability), votes: given },
      }))
      .sort((a, b) => a.juror - b.juror),
    warnings: warnings.map(({ message }) => message),
    votes: votes.length,
  };
}

function rowsOf({ entries, covariance }: Strengths, votes: readonly CountedVote[], seed: string): FinalRow[] {
  const column = (place: number): Float64Array => Float64Array.from(entries, (_, i) => at(covariance, i, place));
  const effects = {
    estimates: Float64Array.from(entries, ({ strength }) => strength),
    variances: Float64Array.from(entries, (_, i) => at(covariance, i, i)),
    covariancesWith: column,
  };
  const { chances } = chancesOfPlaces(effects, { places: 1, seed: `final ${seed}`, draws: DRAWS });
  const rows = entries.map(({ id, strength, sd }, place) => {
    const entry = entryOf(id);
    const seen = votes.filter(({ winner, loser }) => winner === entry || loser === entry).length;
    return { entry, strength: rounded(strength), sd: rounded(sd), pBest: rounded(chances[place] ?? 0), votes: seen };
  });
  const above = (row: (typeof rows)[number]): number =>
    rows.filter(({ strength }) => shownStrength(strength) > shownStrength(row.strength)).length;
  return rows
    .map((row) => ({ ...row, rank: above(row) + 1 }))
    .sort((a, b) => a.rank - b.rank || b.strength - a.strength || a.entry - b.entry);
}

/** To six decimals, and no zero below zero: beyond them machines may differ. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

/** A strength as pages show it: two decimals. A smaller gap is a tie. */
export const shownStrength = (strength: number): number => Math.round(strength * 100) / 100 + 0;

const SURE = 0.95;
export const chanceText = (chance: number): string =>
  chance > 0.99 ? "over 99%" : chance < 0.01 ? "below 1%" : `${Math.round(chance * 100)}%`;

/** What the order says, in a sentence or two. */
export function orderSentence({ entries }: Pick<FinalOrder, "entries">, titleOf: (entry: number) => string): string {
  const named = ({ entry }: FinalRow): string => `“${titleOf(entry)}”`;
  const first = entries.filter(({ rank }) => rank === 1);
  const [best, ...equals] = first;
  if (!best) return "";
  if (equals.length > 0) return `The votes put ${list(first.map(named))} first and do not tell them apart.`;
  const head = `The votes put ${named(best)} first, and with a chance of ${chanceText(best.pBest)} it is truly the best.`;
  if (best.pBest >= SURE) return head;
  const rivals = entries.filter((row) => row !== best && row.pBest > 1 - SURE);
  if (rivals.length === 0) return head;
  const others = rivals.map((row) => `${named(row)} with ${chanceText(row.pBest)}`);
  return `${head} It may yet be ${list(others, "or")}: the votes leave that open.`;
}
