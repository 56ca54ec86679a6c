import { z } from "zod";
import { BIDS } from "./bid";
import { CHANGES } from "./plan";
import { MOST_WARM_UP } from "./warm-up-set";

const MOST = 100_000;
const whole = (sentence: string, least: number) =>
  z.coerce.number(sentence).int(sentence).min(least, sentence).max(MOST, sentence);

const Load = whole("A whole number from 0 to 100,000, or nothing.", 0).optional();

export const PlanForm = z
  .object({
    mode: z.enum(["fair", "sum"], "Choose one of the two."),
    least: Load,
    most: Load,
    mayMove: z.boolean("This is either chosen or not.").optional(),
  })
  .refine(({ least, most }) => least === undefined || most === undefined || least <= most, {
    path: ["most"],
    message: "The most is smaller than the least.",
  });

export const ChangeForm = z
  .object({
    change: z.enum(CHANGES, "Choose what to change."),
    entry: whole("The number of an entry.", 1),
    juror: whole("The number of a juror.", 1),
    other: whole("The number of a juror.", 1).optional(),
  })
  .refine(({ change, other }) => change !== "move" || other !== undefined, {
    path: ["other"],
    message: "Say which other juror takes the entry.",
  });

export const BidForm = z.object({ entry: whole("The number of an entry.", 1), bid: z.enum(BIDS) });
export const AskForm = z.object({ ask: z.enum(["yes", "no"]) });

const UNKNOWN = "Choose from the entries of this challenge.";

export const WarmUpForm = z.object({
  entries: z
    .array(z.string())
    .max(MOST_WARM_UP, "Choose up to three.")
    .refine((ticked) => ticked.every((one) => whole(UNKNOWN, 1).safeParse(one).success), UNKNOWN)
    .transform((ticked) => ticked.map(Number))
    .default([]),
});

export const ConfirmForm = z.object({ plan: z.uuid() });

export type PlanFields = z.input<typeof PlanForm>;
export type ChangeFields = z.input<typeof ChangeForm>;
export type WarmUpFields = z.input<typeof WarmUpForm>;
