import { z } from "zod";

const entry = z.coerce.number({ error: "Choose an entry." }).int("Choose an entry.").min(1, "Choose an entry.");

export const AwardsForm = z.object({
  awards: z
    .array(
      z.object({
        prizeId: z.uuid({ error: "Reload this page: that prize is not known." }),
        /** Left out where the prize is not awarded. */
        entry: entry.optional(),
        reason: z
          .string()
          .overwrite((typed) => typed.replace(/\r\n?/g, "\n").trim())
          .max(2000, "At most 2,000 characters.")
          .default(""),
      }),
    )
    .max(50)
    .default([]),
  // One sentence for the group: a box that does not exist has no place of its own to say it.
  mentions: z
    .array(z.string())
    .max(200, "At most 200 mentions.")
    .refine((ticked) => ticked.every((one) => entry.safeParse(one).success), "Choose entries of the list.")
    .transform((ticked) => ticked.map(Number))
    .default([]),
});

export type AwardsFields = z.input<typeof AwardsForm>;
