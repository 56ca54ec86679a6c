import { z } from "zod";
import { paths } from "~/paths";
import { isTheme } from "~/ui/heraldry";
import { type Draft, SECTIONS, type Section } from "./draft";
import { rowId, sectionAfter } from "./drafting/section-text";

// A draft takes anything short enough; what is missing is the checklist's business.
const text = (most: number) =>
  z
    .string()
    // Browsers send line ends as CR LF; a text is stored, hashed and compared with LF alone.
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n"))
    .max(most, `At most ${most.toLocaleString("en")} characters.`)
    .default("");
const line = text(200);

const lineOr = (otherwise: string) => z.string().max(200, "At most 200 characters.").default(otherwise);

const TypedCriteria = z
  .array(
    z.object({
      title: text(120),
      description: text(600),
      weight: line,
      levels: z
        .array(z.object({ sentence: text(400) }))
        .max(10, "At most 10 levels.")
        .default([]),
    }),
  )
  .max(12, "At most 12 criteria.")
  .default([]);

const TypedCode = z
  .object({
    licence: line,
    licences: text(1_000),
    needsReadme: line,
    earlierWork: line,
    needsPubliccode: line,
    contributorsAreMembers: line,
    mostMegabytes: line,
    cureDays: line,
    branchAtDeadline: line,
  })
  .prefault({});

export const DRAFT_FORMS = {
  basics: z.object({
    title: text(120),
    summary: text(400),
    brief: text(60_000),
    theme: line,
    contact: line,
    division: line,
    colour: line,
  }),
  data: z.object({
    datasets: z
      .array(z.object({ datasetId: line, role: line, note: text(400) }))
      .max(40, "At most 40 datasets.")
      .default([]),
  }),
  prizes: z.object({
    prizes: z
      .array(z.object({ title: text(120), kind: line, amount: line, currency: line, inKind: text(400) }))
      .max(20, "At most 20 prizes.")
      .default([]),
  }),
  rules: z.object({
    text: text(60_000),
    eligibility: text(4_000),
    rights: line,
    code: TypedCode,
    blind: line,
    ties: z.object({ priority: line, direct: line, last: line }).prefault({}),
    minTeam: line,
    maxTeam: line,
  }),
  criteria: z.object({
    reviewsPerEntry: line,
    criteria: TypedCriteria,
    second: z
      .object({ reviewsPerEntry: lineOr("3"), rule: lineOr("top"), value: lineOr("5"), criteria: TypedCriteria })
      .prefault({}),
  }),
  calendar: z.object({
    timeZone: line,
    opensAt: line,
    closesAt: line,
    judgingEndsAt: line,
    resultsDueAt: line,
    decisionDueAt: line,
  }),
  // The signature is not typed: signing is an act of its own.
  pledge: z.object({
    ownerName: line,
    ownerRole: line,
    upkeep: text(1_000),
    upkeepUntil: line,
    decision: text(1_000),
    money: text(1_000),
    path: text(1_000),
  }),
} satisfies { [S in Section]: z.ZodObject & z.ZodType<Partial<Draft[S]>> };

/** What travels beside a section: the revision the writer began from, what comes next, and whose text wins. */
const again = "Reload this page: it does not say which text it began from.";
const revision = z.coerce.number({ error: again }).int(again).min(0, again).max(1_000_000, again);
const Steering = z.object({
  revision: revision.default(0),
  go: z.enum(["stay", "next", "preview"], { error: "Reload this page." }).default("stay"),
  /** The revision of somebody else's text that the writer has seen and replaces. */
  over: revision.optional(),
});
export const sectionForm = (section: Section) => DRAFT_FORMS[section].extend(Steering.shape);

/**
 * What a form carries of a section, also where one of conform's buttons only asked for a row more or less: the row is
 * in the payload already, and saving at once keeps what was typed. Null where something is too long.
 */
export function sectionContent(section: Section, payload: unknown) {
  const parsed = sectionForm(section).safeParse(payload);
  if (!parsed.success) return null;
  const { revision, go, over, ...content } = parsed.data;
  return { revision, go, over, content: content as Partial<Draft[Section]> };
}

type Asked = { slug: string; section: Section; go: "stay" | "next" | "preview"; search: string };

/** Where a person goes on after saving: to the row they added, the preview, the next section, or the same place. */
export function placeAfter(
  { slug, section, go, search }: Asked,
  submission: { payload: unknown; reply: () => { intent?: unknown } },
): string {
  const here = paths.draftSection(slug, section);
  const { intent } = submission.reply() as { intent?: Intent };
  if (intent?.type === "insert" || intent?.type === "remove") {
    const rows = rowsAt(submission.payload, intent.payload.name);
    const row = intent.type === "insert" ? rows - 1 : Math.min(intent.payload.index ?? 0, rows - 1);
    return `${here}${search}#${rowId(intent.payload.name, Math.max(0, row))}`;
  }
  const next = sectionAfter(section, SECTIONS);
  if (go === "next") return next ? paths.draftSection(slug, next) : paths.staffChallenge(slug);
  return go === "preview" ? `${here}?preview=1#preview` : `${here}${search}`;
}

type Intent = { type: string; payload: { name: string; index?: number } };

const rowsAt = (payload: unknown, name: string): number => {
  const list = name
    .split(/[[\].]+/)
    .filter((part) => part !== "")
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], payload);
  return Array.isArray(list) ? list.length : 0;
};

export type SectionFields<S extends Section> = z.input<(typeof DRAFT_FORMS)[S]> & z.input<typeof Steering>;

export const NewChallengeForm = z.object({
  title: z
    .string({ error: "Give the challenge a title; it can change until it is published." })
    .trim()
    .min(8, "At least eight characters: it is also the challenge's address.")
    .max(120, "At most 120 characters."),
  theme: z.string({ error: "Choose what it is about." }).refine(isTheme, "Choose what it is about."),
  organisation: z.uuid({ error: "Choose who posts it." }),
});
export type NewChallengeFields = z.input<typeof NewChallengeForm>;

export const SignatureForm = z.object({
  signedByName: z
    .string({ error: "Type the name of the person who signs." })
    .trim()
    .min(3, "Type the whole name.")
    .max(120, "At most 120 characters."),
  /** What was on the page when it was signed: other words are another pledge. */
  revision,
});
export type SignatureFields = z.input<typeof SignatureForm>;

const expected = (sentence: string) =>
  z.coerce.number(sentence).int(sentence).min(0, sentence).max(100_000, sentence).optional();

/** What is expected of a challenge, where it is: publishing asks for nothing else. */
export const PublishForm = z.object({
  entries: expected("A whole number of entries from 0 to 100,000, or nothing."),
  jurors: expected("A whole number of jurors from 0 to 100,000, or nothing."),
});

export type PublishFields = z.input<typeof PublishForm>;
