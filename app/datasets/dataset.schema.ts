import { z } from "zod";
import { bytesText } from "~/kernel/text";
import { CATALOGUE_LIMITS } from "./catalogue/model";
import { LIMITS } from "./reading/table";

/** The most that a form takes of a table; of a catalogue it is less. */
const MOST_TABLE = LIMITS.fileBytes;
const MOST_CATALOGUE = CATALOGUE_LIMITS.bytes;

const address = z
  .string()
  .trim()
  .max(2000, "That address is too long.")
  .pipe(z.url({ protocol: /^https?$/, error: "That is not an address. It begins with https://." }))
  .optional();

const fileOfUpTo = (most: number) =>
  z
    .instanceof(File, { error: "Choose a file." })
    .refine(({ size }) => size <= most, `Palio reads files of up to ${bytesText(most)} here. Send a smaller extract.`);

const organisationId = z.uuid({ error: "Choose an organisation." });

type Either = { file?: unknown; address?: unknown };

// These two are asked even where another field is wrong, so that every reason stands on the page at once.
const always = { when: () => true };
const hasOne = ({ file: sent, address: typed }: Either): boolean => Boolean(sent || typed);
const hasNotBoth = ({ file: sent, address: typed }: Either): boolean => !(sent && typed);
const NONE = { path: ["file"], error: "Choose a file, or type an address.", ...always };
const BOTH = { path: ["address"], error: "Give a file or an address, not both.", ...always };

// PostgreSQL holds no NUL, and browsers send line ends as CR LF.
const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").replace(/\r\n?/g, "\n"));
const given = (error: string) =>
  z.string({ error }).overwrite((typed) => typed.replaceAll("\0", "").replace(/\r\n?/g, "\n"));

/** What a browser offers to choose for a table; whatever is chosen is known by its content. */
export const TABLE_FILES =
  ".csv,.tsv,.txt,.geojson,.json,.parquet,.xlsx,text/csv,application/geo+json,application/json";

export const ImportForm = z
  .object({ organisationId, file: fileOfUpTo(MOST_CATALOGUE).optional(), address })
  .refine(hasOne, NONE)
  .refine(hasNotBoth, BOTH);

export const DatasetForm = z
  .object({
    organisationId,
    file: fileOfUpTo(MOST_TABLE).optional(),
    address,
    title: given("Type a title.").trim().min(3, "At least three letters.").max(200, "At most 200 characters."),
    description: text.trim().max(10_000, "At most 10,000 characters.").default(""),
    keywords: text.trim().max(500, "At most 500 characters.").default(""),
    licenceId: z.string().max(100, "Choose a licence of the list.").default(""),
  })
  .refine(hasOne, NONE)
  .refine(hasNotBoth, BOTH);

export const LicenceForm = z.object({
  licenceId: z.string({ error: "Choose a licence." }).max(100, "Choose a licence of the list."),
  reason: given("Say how you know.")
    .trim()
    .min(10, "One sentence: how you know.")
    .max(1000, "At most 1,000 characters."),
});

export const NewerFileForm = z.object({ file: fileOfUpTo(MOST_TABLE) });

/** How often a catalogue is read again by itself. */
export const ScheduleForm = z.object({ every: z.enum(["never", "day", "week", "month"]) });

export const CopyForm = z.object({ distributionId: z.uuid({ error: "That file is not known." }) });

export type NewerFileFields = z.input<typeof NewerFileForm>;
export type ImportFields = z.input<typeof ImportForm>;
export type DatasetFields = z.input<typeof DatasetForm>;
export type LicenceFields = z.input<typeof LicenceForm>;
