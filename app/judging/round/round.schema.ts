import { z } from "zod";
import { fromLocalInput } from "~/kernel/time";
import type { GoOnRule } from "./who-goes-on";

const again = "Reload this page.";
const whole = (sentence: string, least: number, most: number) =>
  z.coerce.number({ error: sentence }).int(sentence).min(least, sentence).max(most, sentence);
const entry = whole(again, 1, 1_000_000_000);
/** Ticked numbers of entries or jurors. One sentence for the group: a box that does not exist has no place of its own to say it. */
export const tickedNumbers = (sentence: string) =>
  z
    .array(z.string())
    .max(1000, sentence)
    .refine((ticked) => ticked.every((one) => entry.safeParse(one).success), sentence)
    .transform((ticked) => ticked.map(Number))
    .default([]);

export const OpenForm = z
  .object({
    act: z.enum(["look", "open"], { error: again }).default("look"),
    rule: z.enum(["top", "threshold", "chance"], "Choose one of the three."),
    top: whole("A whole number from 2 to 30.", 2, 30).optional(),
    least: z.coerce
      .number({ error: "A score from 0 to 100." })
      .min(0, "A score from 0 to 100.")
      .max(100, "A score from 0 to 100.")
      .optional(),
    jurors: tickedNumbers("Choose from the jury.").refine((chosen) => chosen.length > 0, "Choose who votes."),
    minutes: whole("A whole number of minutes, from 1 to 120.", 1, 120),
    startsAt: z
      .string({ error: "Choose a day and an hour." })
      // Whether there is such a day; in which zone it is meant, the challenge says.
      .refine((text) => fromLocalInput(text, "UTC") !== null, "Choose a day and an hour."),
    /** Who went on by the rule when the chair looked: "1,4,7". */
    seen: z
      .string()
      .regex(/^\d{1,9}(,\d{1,9})*$/, "Look again at who goes on.")
      .max(1000, "Look again at who goes on.")
      .transform((text) => text.split(",").map(Number))
      .default([]),
  })
  .refine(({ rule, top }) => rule !== "top" || top !== undefined, { path: ["top"], message: "How many go on?" })
  .refine(({ rule, least }) => rule !== "threshold" || least !== undefined, {
    path: ["least"],
    message: "From which score on?",
  });

/** The rule that a form of the right shape asks for. */
export const ruleIn = ({ rule, top = 0, least = 0 }: z.output<typeof OpenForm>): GoOnRule =>
  rule === "top" ? { rule, value: top } : rule === "threshold" ? { rule, value: least } : { rule };

export const VerdictForm = z.object({
  left: entry,
  right: entry,
  choice: z.enum(["left", "right", "equal"], again),
  /** One per shown pair, so that a second press is no second vote. */
  key: z.string({ error: again }).min(8, again).max(100, again),
});

export const UndoForm = z.object({ vote: z.uuid({ error: again }) });

export const FinalistsForm = z.object({
  conflicts: tickedNumbers("Choose from the entries of the final."),
  reason: z.string().trim().max(500, "At most 500 characters.").default(""),
});

export type OpenFields = z.input<typeof OpenForm>;
export type FinalistsFields = z.input<typeof FinalistsForm>;
export type VerdictForm = z.output<typeof VerdictForm>;
