import { z } from "zod";
import { KINDS, whyNotWordless } from "./problem";

export const MOST_REPORT = 8_000;
export const MOST_REMARK = 4_000;
export const MOST_TITLE = 120;

const atMost = (most: number) => `At most ${most.toLocaleString("en")} characters.`;

/** A problem as it is reported; where in the data it stands comes with the address. */
export const ReportForm = z.object({
  kind: z.enum(KINDS, { error: "Choose what kind of problem it is." }),
  title: z
    .string({ error: "Say in one line what is wrong." })
    .trim()
    .min(5, "Say in one line what is wrong: at least 5 characters.")
    .max(MOST_TITLE, atMost(MOST_TITLE)),
  text: z
    .string({ error: "Say what you saw, and what you expected." })
    .trim()
    .min(10, "Say what you saw, and what you expected: at least 10 characters.")
    .max(MOST_REPORT, atMost(MOST_REPORT)),
});

const remark = (error: string) => z.string({ error }).trim().min(1, error).max(MOST_REMARK, atMost(MOST_REMARK));

export const RemarkForm = z.object({ text: remark("Write what you have to add.") });

export const ReopenForm = z.object({ text: remark("Say why it is open again: everyone reads it.") });

/** "words" leaves the problem as it stands. */
export const ANSWERS = ["words", "acknowledged", "fixed", "wont_fix"] as const;

export const ProblemAnswerForm = z
  .object({
    becomes: z.enum(ANSWERS, { error: "Choose what becomes of the problem." }),
    fixedIn: z.uuid("Choose a copy of the list.").optional(),
    text: z.string().trim().max(MOST_REMARK, atMost(MOST_REMARK)).default(""),
  })
  .superRefine(({ becomes, text }, context) => {
    const why = whyNotWordless({ becomes: becomes === "words" ? null : becomes, text });
    if (why) context.addIssue({ code: "custom", path: ["text"], message: why.message });
  });

export type ReportFields = z.input<typeof ReportForm>;
export type RemarkFields = z.input<typeof RemarkForm>;
export type ProblemAnswerFields = z.input<typeof ProblemAnswerForm>;
