import type { Json } from "~/kernel/canonical";
import type { EntryDraft, Image } from "~/submissions/draft/draft";

/** What one version of an entry says: the value whose canonical JSON is hashed into the receipt. */
export type EntryContent = {
  title: string;
  pitch: string;
  description: string;
  demoUrl: string | null;
  videoUrl: string | null;
  repositoryUrl: string | null;
  commitSha: string | null;
  images: Image[];
  datasets: { datasetId: string; how: string }[];
};

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** A draft as it is handed in: trimmed, datasets without a use left out and in the order of their ids. */
export function entryContent(
  draft: EntryDraft,
  { repositoryUrl, commitSha, tied }: { repositoryUrl: string | null; commitSha: string | null; tied: string[] },
): EntryContent {
  const uses = new Map(draft.datasets.map(({ datasetId, how }) => [datasetId, how.trim()]));
  return {
    title: draft.title.trim(),
    pitch: draft.pitch.trim(),
    description: draft.description.trim(),
    demoUrl: orNull(draft.demoUrl),
    videoUrl: orNull(draft.videoUrl),
    repositoryUrl,
    commitSha,
    images: draft.images.map(({ sha256, mediaType, alt }) => ({ sha256, mediaType, alt: alt.trim() })),
    datasets: [...tied]
      .sort()
      .flatMap((datasetId) => (uses.get(datasetId) ? [{ datasetId, how: uses.get(datasetId) ?? "" }] : [])),
  };
}

/** The same as plain JSON, for the hash. */
export const contentJson = (content: EntryContent): Json => content as unknown as Json;
