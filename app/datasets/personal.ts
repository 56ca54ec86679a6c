import type { ReadingWarning, TableReading } from "./reading/table";

type Sign = {
  code: string;
  what: string;
  /** Column names, words in lower case joined by single spaces. */
  names: RegExp;
  /** Values of a text column, and the share of them that has to fit. */
  values: RegExp | null;
  share: number;
};

const SIGNS: Sign[] = [
  {
    code: "personal-email",
    what: "e-mail addresses",
    names: /\b(?:e ?mail|mail|courriel|correo|posta elettronica)\b/,
    values: /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,}/,
    share: 0.02,
  },
  {
    code: "personal-phone",
    what: "telephone numbers",
    names:
      /\b(?:phone|telephone|tel|telefon|tele?fono|telefax|fax|mobile|mobil|handy|cell ?phone|portable|cellulare)\b/,
    values: /^(?:tel\.?:? ?)?(?:\+\d{1,3}[ ./()-]{0,2}|\(?0\d|\(\d{3}\) ?|\d{3}[-.]\d{3}[-.]\d{4})[\d ./()-]{4,18}$/i,
    share: 0.5,
  },
  {
    code: "personal-name",
    what: "names of people",
    names:
      /\b(?:(?:first|last|given|family|full|middle|maiden|person|owner|applicant|contact|employee|driver|victim|author) ?name|sur ?name|contact person|nachname|vorname|familienname|ansprechpartner(?:in)?|prenom|nom de famille|nom prenom|nombre completo|apellidos?|cognome|nome e cognome)\b/,
    values: null,
    share: 1,
  },
];

const PREVIEW_COLUMNS = 100;
const ROWS = 200;

/**
 * Columns that look as if they were about people, by their name or by the values in the preview. A warning, not a
 * proof: a hotel's telephone number is public, and a name can hide in any free text.
 */
export function personalWarnings(table: Pick<TableReading, "columns" | "preview">): ReadingWarning[] {
  return table.columns.flatMap((column, index) => {
    if (column.type === "empty") return [];
    const values = column.type === "text" && index < PREVIEW_COLUMNS ? filled(table.preview.slice(0, ROWS), index) : [];
    const sign = SIGNS.find((one) => one.names.test(plainName(column.name))) ?? SIGNS.find((one) => shows(one, values));
    if (!sign || column.type === "boolean") return [];
    return [
      { code: sign.code, message: `The column “${column.name}” seems to hold ${sign.what}: may it be published?` },
    ];
  });
}

const filled = (preview: string[][], index: number): string[] =>
  preview.map((row) => (row[index] ?? "").trim()).filter((cell) => cell !== "");

const shows = ({ values, share }: Sign, cells: string[]): boolean =>
  values !== null &&
  cells.length > 0 &&
  cells.filter((cell) => values.test(cell)).length >= Math.max(1, cells.length * share);

/** "contactEmail", "E-Mail" and "prénom" as "contact email", "e mail" and "prenom". */
const plainName = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
