import type { Bbox } from "../reading/table";

/** What a publisher says of one column; "" where nothing is said. */
export type FieldNote = { name: string; title: string; description: string; type: string };

/** One downloadable form of a dataset. */
export type CatalogueDistribution = {
  title: string;
  /** The download where there is one, else the place of access, else null. */
  url: string | null;
  /** True where `url` is a direct download. */
  isDownload: boolean;
  /** A place of access beside the download; null where there is none, or where it is the same. */
  accessUrl: string | null;
  /** "" where the catalogue gives none and nothing else tells. */
  format: string;
  mediaType: string | null;
  /** As stated, in bytes. */
  byteSize: number | null;
  /** The licence of this form alone, as written. */
  licenceRaw: string;
  fields: FieldNote[];
};

/** A dataset as any catalogue tells it. Texts are plain text, "" where nothing is given; dates are ISO 8601. */
export type CatalogueDataset = {
  externalId: string;
  title: string;
  description: string;
  publisher: string;
  contactName: string;
  contactEmail: string;
  landingPage: string | null;
  keywords: string[];
  themes: string[];
  issued: string | null;
  modified: string | null;
  frequency: string | null;
  bbox: Bbox;
  /** The place in words, or an address of a gazetteer. */
  spatial: string;
  temporalStart: string | null;
  temporalEnd: string | null;
  /** As stated: "public", or an address of the EU's vocabulary. */
  accessRights: string;
  languages: string[];
  licenceRaw: string;
  distributions: CatalogueDistribution[];
};

/** Something that the catalogue's publisher could put right; `dataset` is its title or place in the list. */
export type CatalogueWarning = { code: string; message: string; dataset: string | null };

/** A member of the list that cannot be used, and why. */
export type RefusedDataset = { externalId: string; title: string; reason: string };

/** The kinds of catalogue that are known by their content. */
export type CatalogueKind =
  | "ckan"
  | "dcat-us"
  | "dcat-ap"
  | "socrata"
  | "opendatasoft"
  | "frictionless"
  /** A plain address: one dataset of one file. */
  | "file";

/** What one document of a catalogue told. */
export type CatalogueReading = {
  kind: CatalogueKind;
  datasets: CatalogueDataset[];
  refused: RefusedDataset[];
  warnings: CatalogueWarning[];
  /** The address of the next page, where the catalogue is paged and this is not its last. */
  next: string | null;
  /** How many datasets the catalogue says it has in all its pages; null where it does not say. */
  total: number | null;
};

/** What importers stop at. */
export const CATALOGUE_LIMITS = {
  bytes: 20_000_000,
  datasets: 5_000,
  distributions: 200,
  fields: 2_000,
  triples: 500_000,
  warnings: 500,
} as const;
