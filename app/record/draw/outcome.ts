import { LEAST_TEAMS, NO_SEED } from "./no-seed";
import { randomnessOfNonces } from "./nonces";
import { seedOf } from "./seed";

/** A team's part: its entry, and the nonce once it is revealed. */
export type Part = { entry: number; nonce: string | null };

export type Outcome = {
  /** NO_SEED, and the randomness the same, where too few took part. */
  seed: string;
  randomness: string;
  /** Entries whose teams revealed what they had committed to, and those whose teams did not; ascending. */
  revealed: number[];
  refused: number[];
};

/**
 * What the nonces of the city and of teams give, with the hash of the announcement's entry. A nonce that is not revealed is
 * left out, and who kept it back is named; without two teams that committed, and one of them that revealed, there is no
 * seed.
 */
export function outcomeOf(city: string, parts: readonly Part[], announced: string): Outcome {
  const inOrder = [...parts].sort((a, b) => a.entry - b.entry);
  const opened = inOrder.flatMap(({ entry, nonce }) => (nonce === null ? [] : [{ entry, nonce }]));
  const refused = inOrder.filter(({ nonce }) => nonce === null).map(({ entry }) => entry);
  const revealed = opened.map(({ entry }) => entry);
  if (parts.length < LEAST_TEAMS || opened.length === 0)
    return { seed: NO_SEED, randomness: NO_SEED, revealed, refused };
  const randomness = randomnessOfNonces(city, opened);
  return { seed: seedOf(randomness, announced), randomness, revealed, refused };
}
