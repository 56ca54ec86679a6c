import type { Json } from "~/kernel/canonical";
import type { DatasetUse, EntryDraft, Image, TiedDataset } from "~/submissions/draft/draft";

/** What one version of an entry says: the value whose canonical JSON is hashed into the receipt. */
export type EntryContent = {
  title: string;
  pitch: string;
  description: string;
  demoUrl: string | null;
  videoUrl: string | null;
  repositoryUrl: string | null;
  commitSha: string | null;
  /** The branch whose head at the deadline is judged; what was handed in otherwise has no such key, and hashes as ever. */
  branch?: string;
  images: Image[];
  /** A use without a file has no `distributionId` at all, so that what was hashed before files were named hashes the same. */
  datasets: DatasetUse[];
};

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/**
 * A draft as it is handed in: trimmed, datasets without a use left out and in the order of their ids, and no file that
 * is not, or is no more, one of its dataset's.
 */
export function entryContent(
  draft: EntryDraft,
  {
    repositoryUrl,
    commitSha,
    branch = null,
    tied,
  }: {
    repositoryUrl: string | null;
    commitSha: string | null;
    branch?: string | null;
    tied: { id: string; files: Pick<TiedDataset["files"][number], "id">[] }[];
  },
): EntryContent {
  const uses = new Map(draft.datasets.map((use) => [use.datasetId, use]));
  return {
    title: draft.title.trim(),
    pitch: draft.pitch.trim(),
    description: draft.description.trim(),
    demoUrl: orNull(draft.demoUrl),
    videoUrl: orNull(draft.videoUrl),
    repositoryUrl,
    commitSha,
    ...(branch === null ? {} : { branch }),
    images: draft.images.map(({ sha256, mediaType, alt }) => ({ sha256, mediaType, alt: alt.trim() })),
    datasets: [...tied]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap(({ id: datasetId, files }) => {
        const use = uses.get(datasetId);
        const how = use?.how.trim() ?? "";
        if (how === "") return [];
        const file = files.find(({ id }) => id === use?.distributionId);
        return [{ datasetId, how, ...(file ? { distributionId: file.id } : {}) }];
      }),
  };
}

/** The same as plain JSON, for the hash. */
export const contentJson = (content: EntryContent): Json => content as unknown as Json;

type Received = { content: string; teamId: string; rulesVersionId: string };

/** What the receipt of a version commits to behind a salt: the hash of its content, whose it is, and under which rules. */
export const receivedWords = ({ content, teamId: team, rulesVersionId: rules }: Received) => ({ content, team, rules });
