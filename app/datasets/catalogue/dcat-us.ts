import { z } from "zod";
import { ok, type Result, refuse } from "~/kernel/result";
import { isRecord } from "../json";
import { collected, firstDistributions, licenceAmong, NO_TITLE, type Read, type Warn } from "./collect";
import {
  bboxOf,
  dateOf,
  emailOf,
  fieldsOf,
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
import type { CatalogueDataset, CatalogueDistribution, CatalogueReading } from "./model";

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
  /** What our own export says of the columns. */
  fields: optional,
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

/**
 * Reads a DCAT-US catalogue (`data.json`) of version 1.0, 1.1 or 3.0 as plain JSON, nested catalogues included. A
 * dataset that cannot be used is refused; only a document that is no catalogue is refused as a whole
 * (`not-a-catalogue`).
 */
export function readDcatUs(document: unknown): Result<CatalogueReading> {
  const members = membersOf(document, 0);
  if (!members) {
    return refuse("not-a-catalogue", "This is not a DCAT-US catalogue: it has no list of datasets named “dataset”.");
  }
  return ok(collected("dcat-us", members, datasetOf));
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

function datasetOf(member: unknown, warn: Warn): Read {
  const form = DatasetForm.safeParse(member);
  const title = form.success ? lineOf(form.data.title, 300) : "";
  if (!form.success || title === "") {
    warn("no-title", "It has no title and is left out.");
    return NO_TITLE;
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
  const distributions = firstDistributions(forms, warn).map((form) => distributionOf(form, warn));
  return { distributions, licenceRaw: licenceOf(data.license) || licenceAmong(distributions, warn) };
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
    fields: fieldsOf(form.fields),
  };
}
