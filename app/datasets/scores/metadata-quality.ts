import { type LicenceReading, readLicence } from "../catalogue/licence";
import type { CatalogueDataset, CatalogueDistribution } from "../catalogue/model";
import { type Measure, type Score, scoreOf } from "./score";
import { fileTypeOf, isKnownAccessRight, isRegisteredMediaType } from "./vocabularies";

export const MOST_QUALITY = 405;

/** What is known beyond the catalogue. */
export type Known = {
  /** Whether each distribution's `url` answered the last look, by its place; null or absent where nobody looked. */
  works?: (boolean | null)[];
  /** The licence as staff confirmed it, where they did. */
  licence?: Pick<LicenceReading, "id">;
};

/**
 * How well a dataset is described, in the 405 points of the metadata quality assessment of data.europa.eu (five
 * dimensions: findability, accessibility, interoperability, reusability, contextuality; weights as published at
 * https://data.europa.eu/mqa/methodology). For what is asked of distributions one that has it is enough. Whether an
 * address works is not measured before a look at it.
 */
export function metadataQuality(dataset: CatalogueDataset, known: Known = {}): Score {
  return scoreOf("quality", MOST_QUALITY, [
    ...findability(dataset),
    ...accessibility(dataset, known.works ?? []),
    ...interoperability(dataset),
    ...reusability(dataset, known.licence ?? readLicence(licenceSaidIn(dataset))),
    ...contextuality(dataset),
  ]);
}

/** "excellent" from 351 points, "good" from 221, "sufficient" from 121, "bad" below: the words of data.europa.eu. */
export function qualityWord(total: number): "excellent" | "good" | "sufficient" | "bad" {
  if (total >= 351) return "excellent";
  if (total >= 221) return "good";
  return total >= 121 ? "sufficient" : "bad";
}

const measure = (code: string, weight: number, has: boolean | null): Measure => ({
  ...{ code, weight },
  share: has === null ? null : Number(has),
});

const findability = ({ keywords, themes, spatial, bbox, temporalStart, temporalEnd }: CatalogueDataset): Measure[] => [
  measure("keywords", 30, keywords.length > 0),
  measure("themes", 30, themes.length > 0),
  measure("spatial", 20, spatial !== "" || bbox.length > 0),
  measure("temporal", 20, temporalStart !== null || temporalEnd !== null),
];

function accessibility({ distributions }: CatalogueDataset, works: (boolean | null)[]): Measure[] {
  const placed = distributions.map((one, place) => ({ ...one, works: works[place] ?? null }));
  const withAddress = placed.filter(({ url }) => url !== null);
  const downloads = withAddress.filter(({ isDownload }) => isDownload);
  return [
    measure("access-works", 50, anyWorks(withAddress)),
    measure("download", 20, downloads.length > 0),
    measure("download-works", 30, anyWorks(downloads)),
  ];
}

/** Whether one of them works: no where there is none, not known where the ones looked at fail and others are left. */
function anyWorks(looked: { works: boolean | null }[]): boolean | null {
  if (looked.some(({ works }) => works === true)) return true;
  return looked.some(({ works }) => works === null) ? null : false;
}

function interoperability({ title, description, distributions }: CatalogueDataset): Measure[] {
  const any = (has: (one: CatalogueDistribution) => boolean) => distributions.some(has);
  const type = ({ format }: CatalogueDistribution) => fileTypeOf(format);
  return [
    measure(
      "format",
      20,
      any(({ format }) => format !== ""),
    ),
    measure(
      "media-type",
      10,
      any(({ mediaType }) => Boolean(mediaType)),
    ),
    measure("known-formats", 10, any(hasKnownFormats)),
    measure(
      "open-format",
      20,
      any((one) => type(one)?.isOpen === true),
    ),
    measure(
      "machine-readable",
      20,
      any((one) => type(one)?.isMachineReadable === true),
    ),
    measure(
      "required",
      30,
      title !== "" && description !== "" && any(({ url, accessUrl }) => url !== null || accessUrl !== null),
    ),
  ];
}

const hasKnownFormats = ({ format, mediaType }: CatalogueDistribution): boolean =>
  Boolean(fileTypeOf(format)?.code) && mediaType !== null && isRegisteredMediaType(mediaType);

function reusability(dataset: CatalogueDataset, { id }: Pick<LicenceReading, "id">): Measure[] {
  const { accessRights, contactName, contactEmail, publisher } = dataset;
  return [
    measure("licence", 20, id !== null || statesRights(dataset)),
    measure("known-licence", 10, id !== null),
    measure("access-rights", 10, accessRights !== ""),
    measure("known-access-rights", 5, isKnownAccessRight(accessRights)),
    measure("contact", 20, contactName !== "" || contactEmail !== ""),
    measure("publisher", 10, publisher !== ""),
  ];
}

/** The dataset's licence as written, or else that of the first of its distributions that states one; "" for none. */
export const licenceSaidIn = ({ licenceRaw, distributions }: CatalogueDataset): string =>
  licenceRaw || (distributions.find((one) => one.licenceRaw !== "")?.licenceRaw ?? "");

const statesRights = (dataset: CatalogueDataset): boolean => licenceSaidIn(dataset) !== "";

/** "Rights" is any text on what may be done with the data: the licence's, or who may have access. */
const contextuality = (dataset: CatalogueDataset): Measure[] => [
  measure("rights", 5, statesRights(dataset) || dataset.accessRights !== ""),
  measure(
    "size",
    5,
    dataset.distributions.some(({ byteSize }) => byteSize !== null),
  ),
  measure("issued", 5, dataset.issued !== null),
  measure("modified", 5, dataset.modified !== null),
];
