import { z } from "zod";
import { EU_THEMES } from "../catalogue/themes";
import { FREQUENCIES_TO_CHOOSE } from "../scores/freshness";

/** The most columns of one file that the form describes; the first ones are what people read. */
export const MOST_COLUMNS = 200;

/** Whom the data is open to, in the words of the EU's list. */
export const ACCESS_RIGHTS = [
  { value: "public", label: "Public: anyone may have it" },
  { value: "restricted", label: "Restricted: under conditions" },
  { value: "non-public", label: "Non-public: not for everyone" },
];

// PostgreSQL holds no NUL, and browsers send line ends as CR LF.
const text = (most: number) =>
  z
    .string()
    .overwrite((typed) => typed.replaceAll("\0", "").replace(/\r\n?/g, "\n").trim())
    .max(most, `At most ${most.toLocaleString("en")} characters.`)
    .default("");

const day = z
  .string()
  .trim()
  .regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    "A year, a month or a day: 2024, 2024-05 or 2024-05-31.",
  )
  .optional();

const oneOf = (values: string[], error: string) =>
  z
    .string()
    .refine((chosen) => values.includes(chosen), error)
    .optional();

const again = "Reload this page: it does not say what it was about.";

export const DescribeForm = z
  .object({
    description: text(10_000),
    keywords: text(500),
    themes: z
      .array(z.string())
      .max(EU_THEMES.length, "Choose themes of the list.")
      .refine((themes) => themes.every((theme) => EU_THEMES.includes(theme)), "Choose themes of the list.")
      .default([]),
    contactName: text(200),
    contactEmail: z
      .string()
      .trim()
      .max(200, "That address is too long.")
      .pipe(z.email({ error: "That is not a mail address." }))
      .optional(),
    frequency: oneOf(FREQUENCIES_TO_CHOOSE, "Choose how often from the list."),
    temporalStart: day,
    temporalEnd: day,
    spatial: text(300),
    accessRights: oneOf(
      ACCESS_RIGHTS.map(({ value }) => value),
      "Choose from the list.",
    ),
    stewardId: z.uuid({ error: "Choose somebody of the list, or nobody." }).optional(),
    /** The file whose columns the notes are about. */
    distributionId: z.uuid({ error: again }).optional(),
    notes: z
      .array(z.object({ name: z.string({ error: again }).max(200, again), description: text(500) }))
      .max(MOST_COLUMNS, again)
      .default([]),
  })
  .refine(
    ({ temporalStart, temporalEnd }) =>
      !temporalStart || !temporalEnd || temporalStart.slice(0, temporalEnd.length) <= temporalEnd,
    {
      path: ["temporalEnd"],
      error: "The period cannot end before it begins.",
    },
  );

export type DescribeFields = z.input<typeof DescribeForm>;
export type Description = z.output<typeof DescribeForm>;
