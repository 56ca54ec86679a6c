import { z } from "zod";

export const DismissForm = z.object({
  reason: z
    .string({ error: "Say why it does not stand in the way, in a sentence." })
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n").trim())
    .min(10, "Say why it does not stand in the way, in a sentence.")
    .max(1_000, "At most 1,000 characters."),
});
export type DismissFields = z.input<typeof DismissForm>;

const again = "Reload this page: it does not say which entries it was about.";
/** The entries that stood on the page, by number with commas between: one that was assigned since is not among them. */
export const ClearForm = z.object({
  entries: z
    .string({ error: again })
    .regex(/^[1-9]\d{0,8}(,[1-9]\d{0,8}){0,4999}$/, again)
    .transform((typed) => typed.split(",").map(Number)),
});
