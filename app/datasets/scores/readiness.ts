import type { Instant } from "~/kernel/time";
import { type LicenceReading, readLicence } from "../catalogue/licence";
import type { CatalogueDataset } from "../catalogue/model";
import type { ColumnFacts, ReadingWarning } from "../reading/table";
import { freshness } from "./freshness";
import { licenceSaidIn } from "./metadata-quality";
import { type Measure, type Score, scoreOf } from "./score";
import { fileTypeOf } from "./vocabularies";

/** A held copy, as far as its soundness goes. `outliers` counts a column's cells far from the rest, where that is told. */
export type CopyFacts = {
  rowCount: number;
  columns: (Pick<ColumnFacts, "type" | "missing" | "misfits"> & { outliers?: number | null })[];
  warnings: Pick<ReadingWarning, "code">[];
};

/** What readiness is made of. The texts are as in `CatalogueDataset`. */
export type ReadinessFacts = Pick<
  CatalogueDataset,
  | "description"
  | "contactName"
  | "contactEmail"
  | "keywords"
  | "spatial"
  | "bbox"
  | "temporalStart"
  | "temporalEnd"
  | "frequency"
> & {
  /** Of its distributions, as stated. */
  formats: string[];
  /** `isStated`: something is, whether or not it is understood. */
  licence: Pick<LicenceReading, "id" | "open"> & { isStated: boolean };
  /** When the data last changed; null where nobody tells. */
  changedAt: Instant | null;
  /** For each address that was looked at, whether it answered: newest first, at most ten looks. */
  looks: boolean[][];
  copies: CopyFacts[];
  /** Of the known columns, how many are described; null where no column is known. */
  described: { columns: number; of: number } | null;
};

/**
 * How ready data is to be built on, from 0 to 100: access 25, licence 20, freshness 15, soundness 20, documentation 15,
 * discovery 5. Terms that need a look at the address, or a copy that was read, are dropped until there is one.
 */
export const readiness = (facts: ReadinessFacts, now: Instant): Score =>
  scoreOf("readiness", 100, [
    ...access(facts),
    { code: "licence", weight: 20, share: licenceShare(facts.licence) },
    { code: "freshness", weight: 15, share: freshness(facts.frequency, ageOf(facts.changedAt, now)) },
    ...soundness(facts.copies),
    ...documentation(facts),
    ...discovery(facts),
  ]);

/** The facts that a catalogue alone tells: nothing looked at, nothing held. */
export function statedFacts(dataset: CatalogueDataset): ReadinessFacts {
  const fields = dataset.distributions.flatMap((one) => one.fields);
  const licence = licenceSaidIn(dataset);
  return {
    ...dataset,
    formats: dataset.distributions.map(({ format }) => format),
    licence: { ...readLicence(licence), isStated: licence !== "" },
    changedAt: instantIn(dataset.modified) ?? instantIn(dataset.issued),
    ...{ looks: [], copies: [] },
    described:
      fields.length === 0
        ? null
        : { columns: fields.filter(({ description }) => description !== "").length, of: fields.length },
  };
}

/** The instant that an ISO 8601 text begins with ("2024", "2024-05-01", "2024-05-01T10:00Z"); null for other texts. */
export function instantIn(stated: string | null): Instant | null {
  const at = stated === null ? Number.NaN : Date.parse(stated.trim());
  return Number.isNaN(at) ? null : new Date(at);
}

const ageOf = (changedAt: Instant | null, now: Instant): number | null =>
  changedAt === null ? null : now.getTime() - changedAt.getTime();

const mean = (shares: number[]): number | null =>
  shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;

const shareOf = (some: number, all: number): number => (all === 0 ? 0 : some / all);

function access({ looks, formats, copies }: ReadinessFacts): Measure[] {
  const looked = looks.filter((one) => one.length > 0);
  const successes = (one: boolean[]) => shareOf(one.filter(Boolean).length, one.length);
  const isMachineReadable = copies.length > 0 || formats.some((format) => fileTypeOf(format)?.isMachineReadable);
  return [
    { code: "reachable", weight: 10, share: mean(looked.map(([last]) => Number(last))) },
    { code: "reliable", weight: 5, share: mean(looked.map((one) => successes(one.slice(0, 10)))) },
    { code: "machine-readable", weight: 10, share: Number(isMachineReadable) },
  ];
}

/** 1 for a known open licence, .6 for one that is open by its text, .3 for anything else that is stated. */
function licenceShare({ id, open, isStated }: ReadinessFacts["licence"]): number {
  if (open) return id === null ? 0.6 : 1;
  return id !== null || isStated ? 0.3 : 0;
}

/** Warnings that are about people in the data say nothing about how it was read. */
const isOfReading = ({ code }: Pick<ReadingWarning, "code">): boolean => !code.startsWith("personal-");

function soundness(copies: CopyFacts[]): Measure[] {
  const columns = copies.flatMap(({ rowCount, columns: all }) => all.map((one) => ({ ...one, rowCount })));
  const sum = (of: (column: (typeof columns)[number]) => number, among = columns) =>
    among.reduce((all, column) => all + of(column), 0);
  const present = (column: (typeof columns)[number]) => Math.max(0, column.rowCount - column.missing);
  const counted = columns.filter(({ outliers }) => typeof outliers === "number");
  const isRead = copies.length > 0;
  const missing = shareOf(
    sum(({ missing: n }) => n),
    sum(({ rowCount }) => rowCount),
  );
  const outliers = shareOf(
    sum(({ outliers: n }) => n ?? 0, counted),
    sum(present, counted),
  );
  return [
    { code: "no-warnings", weight: 8, share: mean(copies.map((one) => Number(!one.warnings.some(isOfReading)))) },
    { code: "filled", weight: 4, share: isRead ? 1 - Math.min(1, 2 * missing) : null },
    {
      code: "consistent",
      weight: 4,
      share: isRead
        ? 1 -
          shareOf(
            sum(({ misfits }) => misfits),
            sum(present),
          )
        : null,
    },
    { code: "no-outliers", weight: 4, share: counted.length > 0 ? 1 - Math.min(1, 10 * outliers) : null },
  ];
}

const documentation = ({ description, described, contactName, contactEmail }: ReadinessFacts): Measure[] => [
  { code: "description", weight: 5.25, share: Math.min(1, description.trim().length / 300) },
  { code: "columns", weight: 6, share: described && shareOf(described.columns, described.of) },
  { code: "contact", weight: 3.75, share: Number(contactName !== "" || contactEmail !== "") },
];

function discovery({ keywords, spatial, bbox, temporalStart, temporalEnd }: ReadinessFacts): Measure[] {
  const third = 5 / 3;
  return [
    { code: "keywords", weight: third, share: Math.min(1, keywords.length / 3) },
    { code: "spatial", weight: third, share: Number(spatial !== "" || bbox.length > 0) },
    { code: "temporal", weight: third, share: Number(temporalStart !== null || temporalEnd !== null) },
  ];
}
