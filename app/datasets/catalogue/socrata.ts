import { isRecord } from "../json";
import { collected, NO_TITLE, type Read, unknownDataset, unknownDistribution, type Warn } from "./collect";
import { dateOf, identifierOf, licenceOf, lineOf, linkOf, nameOf, textOf, textsOf } from "./dcat-values";
import type { CatalogueReading, FieldNote } from "./model";
import { CATALOGUE_LIMITS } from "./model";

type Members = Record<string, unknown>;

/**
 * Reads Socrata: the discovery API (`api/catalog/v1`), a view's description (`views/ID.json`), or a view with its rows
 * (`rows.json`). Null for what is none of these.
 */
export function readSocrata(document: unknown, address: string | null): CatalogueReading | null {
  if (!isRecord(document)) return null;
  if (Array.isArray(document.results) && typeof document.resultSetSize === "number") {
    const { results, resultSetSize: total } = document;
    if (results.length > 0 && !results.some((one) => isRecord(one) && isRecord(one.resource))) return null;
    return collected("socrata", results, foundOf, { total, next: nextPage(address, { read: results.length, total }) });
  }
  const view = isRecord(document.meta) && isRecord(document.meta.view) ? document.meta.view : document;
  const isView =
    typeof view.id === "string" && /^[a-z0-9]{4}-[a-z0-9]{4}$/.test(view.id) && Array.isArray(view.columns);
  return isView ? collected("socrata", [view], (one, warn) => viewOf(one, address, warn)) : null;
}

function nextPage(address: string | null, { read, total }: { read: number; total: number }): string | null {
  if (address === null || read === 0 || !URL.canParse(address)) return null;
  const url = new URL(address);
  const at = (Number(url.searchParams.get("offset") ?? 0) || 0) + read;
  // The API answers for the first ten thousand only.
  if (at >= total || at >= 10_000) return null;
  if (!url.searchParams.has("limit")) url.searchParams.set("limit", "100");
  url.searchParams.set("offset", String(at));
  return url.href;
}

/** The forms in which every tabular view can be had. */
function formsOf(portal: string, { id, fields }: { id: string; fields: FieldNote[] }) {
  return (
    [
      ["CSV", "csv", "text/csv"],
      ["JSON", "json", "application/json"],
    ] as const
  ).map(([format, ending, mediaType]) => ({
    ...unknownDistribution(`${portal}/api/views/${id}/rows.${ending}?accessType=DOWNLOAD`),
    title: format,
    format,
    mediaType,
    fields,
  }));
}

function foundOf(member: unknown, warn: Warn): Read {
  const resource = isRecord(member) && isRecord(member.resource) ? member.resource : null;
  const title = resource ? lineOf(resource.name, 300) : "";
  if (!isRecord(member) || !resource || title === "") {
    warn("no-title", "It has no title and is left out.");
    return NO_TITLE;
  }
  const classification = isRecord(member.classification) ? member.classification : {};
  const metadata = isRecord(member.metadata) ? member.metadata : {};
  const page = linkOf(member.permalink) ?? linkOf(member.link);
  const id = identifierOf(resource.id);
  const isTable = /^(?:dataset|map|filter|chart)$/.test(lineOf(resource.type, 40)) || resource.type === undefined;
  return {
    ...unknownDataset(id || title, title),
    description: textOf(resource.description, 10_000),
    publisher: nameOf(resource.attribution, 200) || lineOf(metadata.domain, 200),
    landingPage: page,
    keywords: textsOf([...listOf(classification.domain_tags), ...listOf(classification.tags)]),
    themes: textsOf([classification.domain_category, ...listOf(classification.categories)].filter(Boolean)),
    issued: dateOf(resource.createdAt),
    modified: dateOf(resource.data_updated_at ?? resource.updatedAt),
    accessRights: "public",
    licenceRaw: licenceOf(metadata.license),
    distributions: page && id && isTable ? formsOf(new URL(page).origin, { id, fields: listedFields(resource) }) : [],
  };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The discovery API tells of columns in lists that run beside one another. */
function listedFields(resource: Members): FieldNote[] {
  const at = (key: string, index: number) => listOf(resource[key])[index];
  return listOf(resource.columns_field_name)
    .slice(0, CATALOGUE_LIMITS.fields)
    .map((name, index) => ({
      name: lineOf(name, 200),
      title: lineOf(at("columns_name", index), 200),
      description: textOf(at("columns_description", index), 2_000),
      type: lineOf(at("columns_datatype", index), 60).toLowerCase(),
    }));
}

function viewOf(view: Members, address: string | null, warn: Warn): Read {
  const title = lineOf(view.name, 300);
  if (title === "") {
    warn("no-title", "It has no title and is left out.");
    return NO_TITLE;
  }
  const id = identifierOf(view.id);
  const portal = address && /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).origin : null;
  const licence = isRecord(view.license) ? (view.license.termsLink ?? view.license.name) : view.license;
  return {
    ...unknownDataset(id, title),
    description: textOf(view.description, 10_000),
    publisher: nameOf(view.attribution, 200),
    landingPage: portal ? `${portal}/d/${id}` : linkOf(view.attributionLink),
    keywords: textsOf(view.tags),
    themes: textsOf(view.category),
    issued: epochDate(view.publicationDate ?? view.createdAt),
    modified: epochDate(view.rowsUpdatedAt ?? view.viewLastModified),
    accessRights: listOf(view.rights).includes("read") ? "public" : "",
    licenceRaw: licenceOf(licence) || licenceOf(view.licenseId),
    distributions: portal ? formsOf(portal, { id, fields: columnFields(view.columns) }) : [],
  };
}

/** Seconds since 1970 as ISO 8601, else null. */
const epochDate = (value: unknown): string | null =>
  typeof value === "number" && value > 0 && value < 1e11 ? new Date(value * 1000).toISOString() : null;

/** Columns that Socrata adds for itself (`meta_data`: row ids and times) are not the publisher's. */
export const isOwnColumn = (column: unknown): column is Members =>
  isRecord(column) && column.dataTypeName !== "meta_data";

const columnFields = (columns: unknown): FieldNote[] =>
  listOf(columns)
    .filter(isOwnColumn)
    .slice(0, CATALOGUE_LIMITS.fields)
    .map(({ fieldName, name, description, dataTypeName }) => ({
      name: lineOf(fieldName, 200),
      title: lineOf(name, 200),
      description: textOf(description, 2_000),
      type: lineOf(dataTypeName, 60),
    }));
