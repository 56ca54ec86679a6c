import { z } from "zod";
import { isId } from "~/kernel/text";

// A draft takes anything short enough; what is missing is the checklist's business.
const text = (most: number) =>
  z
    .string()
    .max(most, `At most ${most.toLocaleString("en")} characters.`)
    .default("");

const again = "Open this page again and press the button there.";
const revision = z.coerce.number({ error: again }).int(again).min(0, again).max(1_000_000, again);

export const MOST_PITCH = 300;
export const LEAST_DESCRIPTION = 100;

/** How many characters a draft keeps. Longer pitches than an entry may have are named by the checklist: cutting is the writer's work. */
export const DRAFT_TAKES = { title: 120, pitch: 2_000, description: 60_000, address: 500 } as const;

export const DraftForm = z.object({
  revision: revision.default(0),
  title: text(DRAFT_TAKES.title),
  pitch: text(DRAFT_TAKES.pitch),
  description: text(DRAFT_TAKES.description),
  demoUrl: text(DRAFT_TAKES.address),
  videoUrl: text(DRAFT_TAKES.address),
  datasets: z
    .array(
      z.object({
        datasetId: z.uuid("That dataset is not known."),
        how: text(1_000),
        distributionId: z
          .string()
          .refine((typed) => typed === "" || isId(typed), "Choose a file of the list.")
          .default(""),
      }),
    )
    .max(40, "At most 40 datasets.")
    .default([]),
  next: z.enum(["stay", "preview", "submit"], { error: "Reload this page." }).default("stay"),
});

export const SubmitForm = z.object({
  key: z.string({ error: again }).min(16, again).max(100, again),
  revision,
});

export const WithdrawForm = z.object({
  number: z.coerce.number({ error: again }).int(again).min(1, again).max(1_000_000, again),
});

export const MOST_IMAGES = 6;
export const MOST_IMAGE_BYTES = 5_000_000;

export const ImagesForm = z.object({
  kept: z
    .array(
      z.object({
        sha256: z.string().regex(/^[0-9a-f]{64}$/, "That picture is not known."),
        alt: text(300),
        remove: z.boolean().default(false),
      }),
    )
    .max(MOST_IMAGES, `At most ${MOST_IMAGES} pictures.`)
    .default([]),
  file: z.file().max(MOST_IMAGE_BYTES, "That picture is larger than 5 MB.").optional(),
  alt: text(300),
});

export type DraftFields = z.input<typeof DraftForm>;
export type SubmitFields = z.input<typeof SubmitForm>;
export type ImagesFields = z.input<typeof ImagesForm>;
