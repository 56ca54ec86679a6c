import type { CatalogueDataset, CatalogueDistribution, FieldNote } from "../catalogue/model";
import type { ColumnFacts } from "../reading/table";

/** A copy that is held of a distribution, as it is offered to others. */
export type ExportedCopy = {
  /** The whole address of the bytes. */
  url: string;
  fileName: string;
  sha256: string;
  bytes: number;
  kind: "csv" | "geojson" | "json" | "parquet" | "xlsx";
  encoding: string;
  delimiter: string | null;
  decimalMark: string;
  columns: ColumnFacts[];
};

/** A distribution with its newest copy, where one is held. */
export type ExportedDistribution = CatalogueDistribution & { copy: ExportedCopy | null };

/** A dataset as it is given away: what its catalogue said, with the licence that holds, and where it stands here. */
export type ExportedDataset = Omit<CatalogueDataset, "distributions"> & {
  /** The whole address of its page. */
  page: string;
  slug: string;
  organisation: string;
  distributions: ExportedDistribution[];
};

/** A catalogue that is given away, or a page of one. */
export type ExportedCatalogue = {
  title: string;
  publisher: string;
  homepage: string;
  /** The address of this page, and of the next one where there is one. */
  address: string;
  next: string | null;
  /** All datasets of the catalogue, on whichever page. */
  total: number;
  datasets: ExportedDataset[];
};

/** The object without the members that say nothing: undefined, null, "", and empty lists. */
export const withoutEmpty = <T extends Record<string, unknown>>(members: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<T>;

export const isAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);

/** Where a distribution's access begins, and where its bytes are to be had: the publisher's word first, then the copy. */
export function addressesOf({ url, isDownload, accessUrl, copy }: ExportedDistribution): {
  access: string | null;
  download: string | null;
} {
  if (url === null) return { access: copy?.url ?? null, download: copy?.url ?? null };
  return isDownload ? { access: accessUrl ?? url, download: url } : { access: url, download: null };
}

/** What is told of the columns: the publisher's notes, and for columns without any what reading the copy found. */
export function fieldsOf({ fields, copy }: ExportedDistribution): FieldNote[] {
  if (!copy) return fields;
  const noted = new Map(fields.map((field) => [field.name, field]));
  const found = copy.columns.map(({ name, type }) => noted.get(name) ?? { name, title: "", description: "", type });
  const known = new Set(found.map(({ name }) => name));
  return [...found, ...fields.filter(({ name }) => !known.has(name))];
}
