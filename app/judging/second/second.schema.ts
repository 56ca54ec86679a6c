import { z } from "zod";
import { fromLocalInput } from "~/kernel/time";
import { tickedNumbers } from "../round/round.schema";

const sentence = "Choose a day and an hour.";

const endsAt = z
  .string({ error: sentence })
  // Whether there is such a day; in which zone it is meant, the challenge says.
  .refine((text) => fromLocalInput(text, "UTC") !== null, sentence);

const jurors = tickedNumbers("Choose from the jury.").refine((chosen) => chosen.length > 0, "Choose who scores it.");

export const SecondRoundForm = z.object({ endsAt, jurors });
export const SecondJurorsForm = z.object({ jurors });

export const MoreTimeForm = z.object({
  endsAt,
  reason: z
    .string({ error: "Say why; everyone reads it." })
    .trim()
    .min(10, "Say why in at least ten characters; everyone reads it.")
    .max(1_000, "At most 1,000 characters."),
});

export type MoreTimeFields = z.input<typeof MoreTimeForm>;
export type SecondRoundFields = z.input<typeof SecondRoundForm>;
export type SecondJurorsFields = z.input<typeof SecondJurorsForm>;
