import { z } from "zod";

const number = z.int().min(1).max(1e9);
/** Of the second round; what names no round is of the first. */
const round = z.literal(2).optional();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** All that a result is computed from, as the bundle carries it. Jurors go by their numbers. */
export const ResultInputs = z.strictObject({
  criteria: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        title: z.string(),
        weight: z.number().positive(),
        round,
        levels: z.array(z.strictObject({ value: z.number(), sentence: z.string() })).min(1),
      }),
    )
    .min(1),
  entries: z.array(z.strictObject({ entry: number, submission: z.string() })),
  /** A level for every criterion of its round; `seal` is what the record has held since the sheet was handed in. */
  sheets: z.array(
    z.strictObject({ entry: number, juror: number, round, scores: z.record(z.string(), z.number()), seal: hash }),
  ),
  ties: z.strictObject({ priority: z.string().nullable(), direct: z.boolean(), last: z.enum(["shared", "draw"]) }),
  /** How many prizes there are, for the chance of being among the best so many. */
  places: z.int().min(0).max(1000),
  /** Of the draws that chances are told by: SHA-256 of the canonical JSON of the sheets' seals. */
  seed: hash,
  /** Of the lots between entries that are equal to the end of the chain, where there are such. */
  draw: z
    .strictObject({
      /** The announcement, as it stands in the record: it names the hash of all that stands above. */
      announced: z.string(),
      randomness: hash,
      /** Of the drand network; absent where the city and teams drew. */
      signature: z
        .string()
        .regex(/^[0-9a-f]{96}$/)
        .optional(),
      seed: hash,
    })
    .optional(),
});

export type ResultInputs = z.infer<typeof ResultInputs>;
