import type { Fact } from "~/record/entry";

/**
 * What a sheet's seal is the SHA-256 of, as canonical JSON, and what is revealed when results are out. The version's id
 * is random and told to nobody before, so that nobody can find the scores by trying.
 */
export const sealedWords = ({
  versionId,
  scores,
  feedbackHash,
}: {
  versionId: string;
  scores: Record<string, number>;
  /** SHA-256 of the version's id followed by the feedback. */
  feedbackHash: string;
}): { [key: string]: Fact } => ({ sheet: versionId, scores, feedback: feedbackHash });
