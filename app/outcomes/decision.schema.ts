import { z } from "zod";
import { fromLocalInput } from "~/kernel/time";
import { KINDS } from "./decisions";

const text = (what: string, least: number, most: number) =>
  z
    .string({ error: what })
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n").trim())
    .min(least, what)
    .max(most, `At most ${most.toLocaleString("en")} characters.`);

export const DecisionForm = z.object({
  entry: z.coerce.number({ error: "Choose the entry." }).int("Choose the entry.").min(1, "Choose the entry."),
  kind: z.enum(KINDS, { error: "Choose one of the four." }),
  reason: text("Say why, in at least 20 characters: everyone will read it.", 20, 5000),
  ownerName: text("Name the person who answers for it.", 3, 120),
  dueOn: z
    .string({ error: "Set the day by which it is done, or the next report is due." })
    .refine((typed) => fromLocalInput(`${typed}T00:00`, "UTC") !== null, "Set a day, such as 2027-01-15."),
});

export type DecisionFields = z.input<typeof DecisionForm>;
