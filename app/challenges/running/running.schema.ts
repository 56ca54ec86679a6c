import { z } from "zod";
import { email } from "~/accounts/sign-in.schema";
import { fromLocalInput } from "~/kernel/time";
import { readCodeRules } from "../read-code-rules";
import { isRights } from "../rights";
import { readTieRules } from "../tie-rules";

const plain = (what: string, least: number, most: number) =>
  z
    .string({ error: what })
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n").trim())
    .min(least, what)
    .max(most, `At most ${most.toLocaleString("en")} characters.`);

const again = "Reload this page: it does not say what it was about.";
const numbered = z.coerce.number({ error: again }).int(again).min(1, again).max(1_000_000, again);

const reason = plain("Say why, in a sentence that everyone registered will read.", 10, 1_000);

const typed = z.string().max(1_000, "At most 1,000 characters.").default("");
/** The rules for code, read as a draft's are; what is wrong is said at its field. */
const code = z
  .object({
    licence: typed,
    licences: typed,
    needsReadme: typed,
    earlierWork: typed,
    needsPubliccode: typed,
    contributorsAreMembers: typed,
    mostMegabytes: typed,
    cureDays: typed,
    branchAtDeadline: typed,
  })
  .prefault({})
  .transform((fields, context) => {
    const { value, wrong } = readCodeRules(fields);
    for (const [field, message] of Object.entries(wrong))
      context.addIssue({ code: "custom", path: [field], message, input: fields });
    return value ?? z.NEVER;
  });

const ties = z
  .object({ priority: typed, direct: typed, last: typed })
  .prefault({})
  .transform((fields, context) => {
    const { value, wrong } = readTieRules(fields);
    for (const [field, message] of Object.entries(wrong))
      context.addIssue({ code: "custom", path: [field], message, input: fields });
    return value ?? z.NEVER;
  });

export const AmendForm = z.object({
  /** The version the editor began from. */
  from: numbered,
  text: z
    .string({ error: "The rules cannot be empty." })
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n"))
    .min(100, "The rules need at least 100 characters.")
    .max(60_000, "At most 60,000 characters."),
  eligibility: plain("Say who may take part.", 10, 4_000),
  rights: z
    .string({ error: "Choose one of the four templates." })
    .refine(isRights, "Choose one of the four templates."),
  code,
  /** A box that is ticked carries "on". */
  blind: z
    .enum(["", "on"], { error: "Tick it, or leave it." })
    .default("")
    .transform((ticked) => ticked === "on"),
  ties,
  reason,
  /** "look" shows what would change and does nothing. */
  act: z.enum(["look", "publish"], { error: again }).default("look"),
});
export type AmendFields = z.input<typeof AmendForm>;

// A date that cannot move any more is disabled on the page, and so is not sent.
const date = z
  .string()
  .refine((typed) => fromLocalInput(typed, "UTC") !== null, "Set a day and an hour, such as 2026-10-30T18:00.")
  .optional();
export const ExtendForm = z.object({
  closesAt: date,
  judgingEndsAt: date,
  resultsDueAt: date,
  decisionDueAt: date,
  reason,
  /** "look" shows what would move and does nothing. */
  act: z.enum(["look", "move"], { error: again }).default("move"),
});
/** A reason that a link proposes, as far as the form takes it; the person who sends it may change it. */
export const reasonAsked = (text: string | null): string => (text ?? "").replaceAll("\0", "").slice(0, 1_000);
export type ExtendFields = z.input<typeof ExtendForm>;

export const AnswerForm = z.object({
  number: numbered,
  answer: plain("Write the answer, in a sentence at least.", 5, 10_000),
});
export type AnswerFields = z.input<typeof AnswerForm>;

export const CorrectionForm = z.object({
  answer: plain("Write the answer, in a sentence at least.", 5, 10_000),
  reason,
});
export type CorrectionFields = z.input<typeof CorrectionForm>;

export const AnnouncementForm = z.object({
  /** One key a page, so that a double click announces once. */
  key: z.uuid({ error: again }),
  title: plain("Give it a title that says the news.", 5, 120),
  body: plain("Write the news, in a sentence at least.", 20, 10_000),
});
export type AnnouncementFields = z.input<typeof AnnouncementForm>;

export const ChairForm = z.object({ email });
export type ChairFields = z.input<typeof ChairForm>;
export const RemoveChairForm = z.object({ person: z.uuid() });
