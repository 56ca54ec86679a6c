import { z } from "zod";
import { fromLocalInput } from "~/kernel/time";

const sentence = "Choose a day and an hour.";

export const SecondRoundForm = z.object({
  endsAt: z
    .string({ error: sentence })
    // Whether there is such a day; in which zone it is meant, the challenge says.
    .refine((text) => fromLocalInput(text, "UTC") !== null, sentence),
});

export type SecondRoundFields = z.input<typeof SecondRoundForm>;
