import { z } from "zod";
import { MOST_FEEDBACK, MOST_NOTE } from "./sheet";

const text = (most: number, what: string) =>
  z
    .string({ error: `Write ${what} as text.` })
    // A form sends line ends as CR LF.
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n"))
    .max(most, `At most ${most.toLocaleString("en")} characters.`)
    .default("");

export const SheetForm = z.object({
  /** The number of the version the typing is based on; 0 for none yet. */
  revision: z.coerce.number({ error: "Reload this page." }).int("Reload this page.").min(0, "Reload this page."),
  /** One per press of a button or pause in typing, so that a second arrival makes no second version. */
  key: z.string().min(8, "Reload this page.").max(100, "Reload this page.").optional(),
  scores: z
    .record(
      z.uuid("That is not a criterion of this rubric."),
      z.coerce
        .number({ error: "Choose one of the levels." })
        .int("Choose one of the levels.")
        .min(0, "Choose one of the levels.")
        .max(10, "Choose one of the levels."),
    )
    .default({}),
  privateNote: text(MOST_NOTE, "the note"),
  feedback: text(MOST_FEEDBACK, "the feedback"),
});

export const ConflictForm = z.object({
  reason: z.string().trim().max(500, "At most 500 characters.").default(""),
});

const again = "Open the versions again and press the button there.";

export const BringBackForm = z.object({
  version: z.coerce.number({ error: again }).int(again).min(1, again).max(1_000_000, again),
});

/** The number of a version or an entry in an address's query; null where there is none. */
export const numberAsked = (text: string | null): number | null =>
  /^[1-9]\d{0,6}$/.test(text ?? "") ? Number(text) : null;

export type SheetFields = z.input<typeof SheetForm>;
export type ConflictFields = z.input<typeof ConflictForm>;
