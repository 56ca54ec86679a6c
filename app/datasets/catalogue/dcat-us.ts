import { z } from "zod";
import { ok, type Result, refuse } from "~/kernel/result";
import { excerpt } from "~/kernel/text";
import { isRecord } from "../json";
import {
  bboxOf,
  dateOf,
  emailOf,
  identifierOf,
  isInterval,
  licenceOf,
  lineOf,
  linkOf,
  nameOf,
  periodOf,
  placeOf,
  sizeOf,
  textOf,
  textsOf,
} from "./dcat-values";
import { formatOf } from "./format";
import { readFrequency } from "./frequency";
import {
  CATALOGUE_LIMITS,
  type CatalogueDataset,
  type CatalogueDistribution,
  type CatalogueReading,
  type CatalogueWarning,
} from "./model";

const { datasets: DATASETS, distributions: DISTRIBUTIONS, warnings: WARNINGS } = CATALOGUE_LIMITS;
const DEPTH = 10;

const optional = z.unknown().optional();

/** Every field may have any form: `dcat-values` reads them one by one, so that one bad field costs only itself. */
const DistributionForm = z.looseObject({
  title: optional,
  downloadURL: optional,
  accessURL: optional,
  format: optional,
  mediaType: optional,
  license: optional,
  byteSize: optional,
});

const DatasetForm = DistributionForm.extend({
  identifier: optional,
  description: optional,
  publisher: optional,
  contactPoint: optional,
  landingPage: optional,
  keyword: optional,
  theme: optional,
  issued: optional,
  modified: optional,
  accrualPeriodicity: optional,
  spatial: optional,
  temporal: optional,
  accessLevel: optional,
  accessRights: optional,
  language: optional,
  distribution: optional,
});
type DatasetForm = z.infer<typeof DatasetForm>;

const EMPTY = { kind: "dcat-us", next: null, total: null } as const;

/**
 * Reads a DCAT-US catalogue (`data.json`) of version 1.0, 1.1 or 3.0 as plain JSON, nested catalogues included. A
 * dataset that cannot be used costs a warning; only a document that is no catalogue is refused (`not-a-catalogue`).
 */
export function readDcatUs(document: unknown): Result<CatalogueReading> {
  const members = membersOf(document, 0);
  if (!members) {
    return refuse("not-a-catalogue", "This is not a DCAT-US catalogue: it has no list of datasets named “dataset”.");
  }
  const reading: CatalogueReading = { ...EMPTY, datasets: [], refused: [], warnings: [] };
  const taken = new Set<string>();
  for (const [index, member] of members.slice(0, DATASETS).entries()) {
    const place = `dataset ${index + 1}`;
    const dataset = datasetOf(member, { place, warnings: reading.warnings });
    if (!dataset) {
      reading.refused.push({ externalId: "", title: place, reason: "It has no title." });
      continue;
    }
    if (taken.has(dataset.externalId)) {
      const reason = `Its identifier, ${excerpt(dataset.externalId, 80)}, stands for an earlier dataset; this one is left out.`;
      reading.warnings.push({ code: "repeated-identifier", message: reason, dataset: dataset.title });
      reading.refused.push({ externalId: dataset.externalId, title: dataset.title, reason });
      continue;
    }
    taken.add(dataset.externalId);
    reading.datasets.push(dataset);
  }
  return ok({ ...reading, warnings: [...catalogueWarnings(members.length), ...capped(reading.warnings)] });
}

/** The datasets of a catalogue and of those in it; null for what is not a catalogue. */
function membersOf(document: unknown, depth: number): unknown[] | null {
  if (Array.isArray(document)) return document.length === 0 || document.some(isDatasetLike) ? document : null;
  if (!isRecord(document) || depth > DEPTH) return null;
  const own = listOf(document.dataset);
  const inner = listOf(document.catalog).filter(isRecord);
  if (document.dataset === undefined && inner.length === 0) return null;
  if (document.dataset !== undefined && !Array.isArray(document.dataset) && !isRecord(document.dataset)) return null;
  return [...own, ...inner.flatMap((catalogue) => membersOf(catalogue, depth + 1) ?? [])];
}

const isDatasetLike = (member: unknown): boolean =>
  isRecord(member) &&
  ["identifier", "distribution", "accessLevel", "accessURL"].some((key) => key in member) &&
  "title" in member;

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

function catalogueWarnings(found: number): CatalogueWarning[] {
  if (found === 0) return [{ code: "empty-catalogue", message: "The catalogue lists no dataset.", dataset: null }];
  if (found <= DATASETS) return [];
  const [all, most] = [found.toLocaleString("en"), DATASETS.toLocaleString("en")];
  const message = `The catalogue lists ${all} datasets; the first ${most} were read.`;
  return [{ code: "too-many-datasets", message, dataset: null }];
}

function capped(warnings: CatalogueWarning[]): CatalogueWarning[] {
  if (warnings.length <= WARNINGS) return warnings;
  const message = `There are ${(warnings.length - WARNINGS).toLocaleString("en")} more warnings of this kind.`;
  return [...warnings.slice(0, WARNINGS), { code: "more-warnings", message, dataset: null }];
}

type Place = { place: string; warnings: CatalogueWarning[] };

function datasetOf(member: unknown, { place, warnings }: Place): CatalogueDataset | null {
  const form = DatasetForm.safeParse(member);
  const title = form.success ? lineOf(form.data.title, 300) : "";
  const warn = (code: string, message: string) => warnings.push({ code, message, dataset: title || place });
  if (!form.success || title === "") {
    warn("no-title", "It has no title and is left out.");
    return null;
  }
  const { data } = form;
  const landingPage = linkOf(data.landingPage);
  const externalId = identifierOf(data.identifier) || landingPage || title;
  if (identifierOf(data.identifier) === "") {
    warn("no-identifier", "It has no identifier; its landing page or title has to stand for one.");
  }
  const level = lineOf(data.accessLevel, 40).toLowerCase();
  if (level !== "" && level !== "public") warn("not-public", `Its access level is “${level}”.`);
  return {
    externalId,
    title,
    description: textOf(data.description, 10_000),
    publisher: nameOf(data.publisher, 200),
    contactName: nameOf(isRecord(data.contactPoint) ? data.contactPoint.fn : data.contactPoint, 200),
    contactEmail: emailOf(isRecord(data.contactPoint) ? data.contactPoint.hasEmail : data.contactPoint),
    landingPage,
    keywords: textsOf(data.keyword),
    themes: textsOf(data.theme),
    ...datesOf(data, warn),
    bbox: bboxOf(data.spatial),
    spatial: placeOf(data.spatial),
    ...periodOf(data.temporal),
    accessRights: lineOf(data.accessRights, 300) || level,
    languages: textsOf(data.language),
    ...distributionsOf(data, warn),
  };
}

type Warn = (code: string, message: string) => void;

/** A repeating interval in `modified`, which version 1.1 allows, is a frequency. */
function datesOf(data: DatasetForm, warn: Warn): Pick<CatalogueDataset, "issued" | "modified" | "frequency"> {
  const [issued, modified] = [dateOf(data.issued), dateOf(data.modified)];
  const interval = isInterval(data.modified) ? data.modified : "";
  const frequency = readFrequency(lineOf(data.accrualPeriodicity, 200) || interval);
  for (const [name, raw, date] of [
    ["issued", data.issued, issued],
    ["modified", data.modified, modified],
  ] as const) {
    const text = lineOf(raw, 60);
    if (date === null && text !== "" && !isInterval(raw)) warn("bad-date", `Its “${name}” is not a date: ${text}`);
  }
  return { issued, modified, frequency };
}

/** Version 1.0 has addresses on the dataset itself; version 3 has the licence on the distributions. */
function distributionsOf(data: DatasetForm, warn: Warn): Pick<CatalogueDataset, "distributions" | "licenceRaw"> {
  const listed = listOf(data.distribution);
  const isOwn = listed.length === 0 && (data.accessURL !== undefined || data.downloadURL !== undefined);
  const forms = (isOwn ? [{ ...data, title: "" }] : listed).flatMap((member) => {
    const form = DistributionForm.safeParse(member);
    return form.success ? [form.data] : [];
  });
  if (forms.length < listed.length) warn("bad-distribution", "One of its distributions is not an object.");
  if (forms.length > DISTRIBUTIONS)
    warn("too-many-distributions", `The first ${DISTRIBUTIONS} of its distributions were read.`);
  const distributions = forms.slice(0, DISTRIBUTIONS).map((form) => distributionOf(form, warn));
  const licences = new Set(forms.map((form) => licenceOf(form.license)).filter((licence) => licence !== ""));
  const own = licenceOf(data.license);
  if (own === "" && licences.size > 1)
    warn("several-licences", "Its distributions state different licences; the first is kept.");
  return { distributions, licenceRaw: own || ([...licences][0] ?? "") };
}

function distributionOf(form: z.infer<typeof DistributionForm>, warn: Warn): CatalogueDistribution {
  const [download, access] = [linkOf(form.downloadURL), linkOf(form.accessURL)];
  const url = download ?? access;
  const title = lineOf(form.title, 300);
  const mediaType = lineOf(form.mediaType, 100).toLowerCase() || null;
  if (url === null) warn("no-address", `Its distribution “${title || mediaType || "without a title"}” has no address.`);
  return {
    title,
    url,
    isDownload: download !== null,
    accessUrl: download && access !== download ? access : null,
    format: formatOf({ stated: lineOf(form.format, 100), mediaType, url }),
    mediaType,
    byteSize: sizeOf(form.byteSize),
    licenceRaw: licenceOf(form.license),
    fields: [],
  };
}
