import type { Fact } from "~/record/entry";

/** Digits of each half of a nonce: 32 bytes in hex. */
const HALF = 64;

/**
 * The halves of a sheet's nonce: what opens its seal, told with the results, and what opens its feedback, told to its
 * team alone. Both null for a sheet from before there were nonces.
 */
export const partsOfNonce = (nonce: string | null): { opens: string | null; ofFeedback: string | null } =>
  nonce === null
    ? { opens: null, ofFeedback: null }
    : { opens: nonce.slice(0, HALF), ofFeedback: nonce.slice(HALF, 2 * HALF) };

/**
 * What a sheet's seal is the SHA-256 of, as canonical JSON, and what is revealed when results are out. The nonce is told
 * to nobody before, so that nobody can find the scores by trying; before there were any, that was the version's id.
 */
export const sealedWords = ({
  versionId,
  nonce,
  scores,
  feedbackHash,
}: {
  versionId: string;
  nonce: string | null;
  scores: Record<string, number>;
  /** SHA-256 of the nonce's other half (before there were any, of the version's id) followed by the feedback. */
  feedbackHash: string;
}): { [key: string]: Fact } => ({
  ...{ sheet: versionId, scores, feedback: feedbackHash },
  ...(nonce === null ? {} : { nonce }),
});
