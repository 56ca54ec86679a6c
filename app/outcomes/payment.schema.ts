import { z } from "zod";
import { fromLocalInput } from "~/kernel/time";

export const PaymentForm = z.object({
  award: z.uuid({ error: "Choose the prize." }),
  paidOn: z
    .string({ error: "Set the day on which it was paid." })
    .refine((typed) => fromLocalInput(`${typed}T00:00`, "UTC") !== null, "Set a day, such as 2027-01-15."),
});

export type PaymentFields = z.input<typeof PaymentForm>;
