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
  mentions: z.array(entry).max(200).default([]),
});

export type AwardsFields = z.input<typeof AwardsForm>;
