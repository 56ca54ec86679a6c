import { canonicalJson } from "~/kernel/canonical";
import { sha256 } from "~/platform/secret.server";
import type { CountedVote } from "./final-order";

/**
 * What the closing of a final commits to of its votes: SHA-256 of the canonical JSON of a list with juror, winner, loser
 * and tie of each, in the order and under the numbers of the votes' file. It stands behind a salt and not in the line,
 * where few votes could be guessed from it before results are out.
 */
export const votesSealed = (votes: readonly CountedVote[]): { votes: string } => ({
  votes: sha256(canonicalJson(votes.map(({ juror, winner, loser, isTie }) => ({ juror, winner, loser, tie: isTie })))),
});
