/** A draw by nonces needs so many teams that committed, one of which at least revealed. */
export const LEAST_TEAMS = 2;

/** What stands for the seed of a draw that too few took part in: fixed before anybody could know what it does. */
export const NO_SEED = "0".repeat(64);
