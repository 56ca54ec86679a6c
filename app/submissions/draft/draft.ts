/** A picture of an entry: the SHA-256 of its bytes, and what it shows for those who do not see it. */
export type Image = { sha256: string; mediaType: string; alt: string };

/** How a dataset is used, and the file of it that is used; empty or absent where the team does not say which. */
export type DatasetUse = { datasetId: string; how: string; distributionId?: string };

/** A dataset that the challenge is tied to, with its files by name. */
export type TiedDataset = { id: string; slug: string; title: string; files: { id: string; name: string }[] };

/** What a team has typed so far, as typed. */
export type EntryDraft = {
  title: string;
  pitch: string;
  description: string;
  demoUrl: string;
  videoUrl: string;
  /** How each of the challenge's datasets is used; an empty text where it is not. */
  datasets: DatasetUse[];
  images: Image[];
};

/** The part of a draft that its form carries; pictures are kept apart, and their changes never clash with the words. */
export type DraftWords = Omit<EntryDraft, "images">;

export const EMPTY_DRAFT: EntryDraft = {
  title: "",
  pitch: "",
  description: "",
  demoUrl: "",
  videoUrl: "",
  datasets: [],
  images: [],
};

/** A stored draft, whatever it lacks filled in. */
export const draftOf = (content: unknown): EntryDraft => ({
  ...EMPTY_DRAFT,
  ...(content as Partial<EntryDraft> | null),
});

const NAMES = {
  title: "Title",
  pitch: "Pitch",
  description: "Description",
  demoUrl: "Demo",
  videoUrl: "Video",
} as const;

/** Where two versions of a draft differ, in words, field by field. */
export function differences(
  mine: DraftWords,
  theirs: DraftWords,
  tied: TiedDataset[],
): { name: string; mine: string; theirs: string }[] {
  const fields = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map((field) => ({
    name: NAMES[field] as string,
    mine: mine[field],
    theirs: theirs[field],
  }));
  const ids = [...new Set([...mine.datasets, ...theirs.datasets].map(({ datasetId }) => datasetId))];
  const uses = ids.flatMap((id) => {
    const dataset = tied.find((one) => one.id === id);
    const title = dataset?.title ?? "a dataset";
    const [ours, others] = [mine, theirs].map(({ datasets }) => datasets.find(({ datasetId }) => datasetId === id));
    const file = (use: DatasetUse | undefined) =>
      dataset?.files.find((one) => one.id === use?.distributionId)?.name ?? "";
    return [
      { name: `How “${title}” is used`, mine: ours?.how ?? "", theirs: others?.how ?? "" },
      { name: `Which file of “${title}”`, mine: file(ours), theirs: file(others) },
    ];
  });
  return [...fields, ...uses].filter((field) => field.mine !== field.theirs);
}
