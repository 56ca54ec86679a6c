import { isRecord } from "../json";
import {
  collected,
  firstDistributions,
  licenceAmong,
  NO_TITLE,
  type Read,
  unknownDataset,
  unknownDistribution,
  type Warn,
} from "./collect";
import {
  bboxOf,
  dateOf,
  emailOf,
  identifierOf,
  licenceOf,
  lineOf,
  linkOf,
  nameOf,
  sizeOf,
  textOf,
  textsOf,
} from "./dcat-values";
import { formatOf } from "./format";
import { readFrequency } from "./frequency";
import type { CatalogueDistribution, CatalogueReading } from "./model";

type Package = Record<string, unknown>;

/** True for what CKAN's action API calls a package: resources beside the fields that only CKAN writes. */
const isPackage = (value: unknown): value is Package =>
  isRecord(value) &&
  Array.isArray(value.resources) &&
  ["license_id", "metadata_modified", "owner_org", "num_resources", "extras", "notes"].some((key) => key in value);

/** The packages of an answer (with or without its envelope), a bare result, a list, or one package; null for others. */
function packagesIn(document: unknown): { packages: unknown[]; total: number | null } | null {
  if (isPackage(document)) return { packages: [document], total: null };
  if (Array.isArray(document)) return document.some(isPackage) ? { packages: document, total: null } : null;
  if (!isRecord(document)) return null;
  if ("result" in document && ("success" in document || "help" in document)) {
    return packagesIn(document.result) ?? (isEmptySearch(document.result) ? { packages: [], total: 0 } : null);
  }
  if (!Array.isArray(document.results)) return null;
  const total = typeof document.count === "number" ? document.count : null;
  return document.results.some(isPackage) ? { packages: document.results, total } : null;
}

const isEmptySearch = (result: unknown): boolean =>
  isRecord(result) && result.count === 0 && Array.isArray(result.results) && result.results.length === 0;

/** Reads CKAN's `package_search`, `package_show` and lists of packages; null for what is none of these. */
export function readCkan(document: unknown, address: string | null): CatalogueReading | null {
  const found = packagesIn(document);
  if (!found) return null;
  const { packages, total } = found;
  return collected("ckan", packages, (member, warn) => datasetOf(member, address, warn), {
    total,
    next: nextPage(address, { read: packages.length, total }),
  });
}

/** The next page of a search: CKAN counts rows from `start`, and gives `rows` of them (10 where that is not said). */
function nextPage(address: string | null, { read, total }: { read: number; total: number | null }): string | null {
  if (address === null || total === null || read === 0 || !URL.canParse(address)) return null;
  const url = new URL(address);
  const from = Number(url.searchParams.get("start") ?? 0) || 0;
  if (from + read >= total) return null;
  if (!url.searchParams.has("rows")) url.searchParams.set("rows", "100");
  url.searchParams.set("start", String(from + read));
  return url.href;
}

/** Custom fields stand on the package or, in older portals, in a list of keys and values; values may be JSON in text. */
function fieldsIn(one: Package): Package {
  const extras = Array.isArray(one.extras) ? one.extras.slice(0, 200) : [];
  const listed = extras.filter(isRecord).flatMap(({ key, value }) => (typeof key === "string" ? [[key, value]] : []));
  return { ...Object.fromEntries(listed), ...one };
}

const firstOf = (fields: Package, keys: string[]): unknown =>
  keys.map((key) => fields[key]).find((value) => value !== undefined && value !== null && value !== "");

function datasetOf(member: unknown, address: string | null, warn: Warn): Read {
  const title = isRecord(member) ? lineOf(member.title, 300) || lineOf(member.name, 300) : "";
  if (!isRecord(member) || title === "") {
    warn("no-title", "It has no title and is left out.");
    return NO_TITLE;
  }
  const externalId = identifierOf(member.id) || identifierOf(member.name) || title;
  if (member.private === true) return { refused: "It is marked as private.", title, externalId };
  if (member.state === "deleted") return { refused: "It is marked as deleted.", title, externalId };
  const fields = fieldsIn(member);
  const resources = Array.isArray(member.resources) ? member.resources.filter(isRecord) : [];
  const distributions = firstDistributions(resources, warn).map((resource) => distributionOf(resource, warn));
  const contact = firstOf(fields, ["contact_name", "maintainer", "author"]);
  return {
    ...unknownDataset(externalId, title),
    description: textOf(firstOf(fields, ["notes", "excerpt", "description"]), 10_000),
    publisher: nameOf(firstOf(fields, ["publisher_name", "organization", "author"]), 200),
    contactName: nameOf(contact, 200),
    contactEmail: emailOf(firstOf(fields, ["contact_email", "maintainer_email", "owner_email", "author_email"])),
    landingPage: linkOf(firstOf(fields, ["url", "information_url", "landing_page"])) ?? pageOf(member.name, address),
    keywords: textsOf(tagsOf(member.tags) ?? member.tag_string),
    themes: textsOf(groupsOf(member.groups) ?? firstOf(fields, ["theme", "topics"])),
    ...datesOf(fields),
    frequency: readFrequency(
      lineOf(
        firstOf(fields, ["frequency", "accrual_periodicity", "update_frequency", "refresh_rate", "updateInterval"]),
        200,
      ),
    ),
    bbox: bboxOf(fields.spatial),
    spatial: lineOf(firstOf(fields, ["spatial_text", "spatialRelationship", "geographic_coverage"]), 300),
    temporalStart: dateOf(firstOf(fields, ["temporal_start", "temporal_coverage_from"])),
    temporalEnd: dateOf(firstOf(fields, ["temporal_end", "temporal_coverage_to"])),
    accessRights: lineOf(fields.access_rights, 300),
    languages: textsOf(firstOf(fields, ["language", "languages"])),
    licenceRaw: licenceIn(fields) || licenceAmong(distributions, warn),
    distributions,
  };
}

/** The portal's own page, where the document came from a portal. */
const pageOf = (name: unknown, address: string | null): string | null =>
  address && URL.canParse(address) && typeof name === "string" && /^[\w-]{1,200}$/.test(name)
    ? linkOf(`${new URL(address).origin}/dataset/${name}`)
    : null;

const groupsOf = (groups: unknown): unknown[] | null =>
  Array.isArray(groups) && groups.length > 0 ? groups.map(titleOf) : null;

const titleOf = (group: unknown): unknown =>
  isRecord(group) ? firstOf(group, ["title", "display_name", "name"]) : group;

const tagsOf = (tags: unknown): unknown[] | null =>
  Array.isArray(tags) && tags.length > 0
    ? tags.map((tag) => (isRecord(tag) ? (tag.display_name ?? tag.name) : tag))
    : null;

/** The publisher's own dates first; those of the portal's entry where it says none. */
function datesOf(fields: Package): { issued: string | null; modified: string | null } {
  const first = (keys: string[]) =>
    keys.map((key) => dateOf(localDate(fields[key]))).find((date) => date !== null) ?? null;
  return {
    issued: first(["issued", "date_published", "dateFirstPublished", "metadata_created"]),
    modified: first(["modified", "last_refreshed", "dateLastUpdated", "metadata_modified"]),
  };
}

/** "22.09.2004" as ISO 8601: with points, the day comes first wherever it is written. */
function localDate(value: unknown): unknown {
  const parts = typeof value === "string" ? /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(value.trim()) : null;
  return parts ? `${parts[3]}-${parts[2]?.padStart(2, "0")}-${parts[1]?.padStart(2, "0")}` : value;
}

/** The licence by its address where that is known, else by its id or title. "Not specified" is none. */
function licenceIn(fields: Package): string {
  const [id, title, url] = [
    licenceOf(fields.license_id),
    licenceOf(fields.license_title),
    licenceOf(fields.license_url),
  ];
  if (/^(?:notspecified|not[- ]specified|none|unknown)$/i.test(id))
    return title && !/not specified/i.test(title) ? title : "";
  return url || id || title || licenceOf(fields.license);
}

function distributionOf(resource: Package, warn: Warn): CatalogueDistribution {
  const url = linkOf(resource.url);
  const title = lineOf(resource.name, 300) || lineOf(resource.description, 300);
  if (url === null) warn("no-address", `Its distribution “${title || "without a title"}” has no address.`);
  const mediaType = lineOf(resource.mimetype, 100).toLowerCase() || null;
  const isService = /^(?:wms|wfs|wmts|api|html|esri rest|arcgis geoservices rest api)$/i.test(
    lineOf(resource.format, 60),
  );
  return {
    ...unknownDistribution(url),
    title,
    isDownload: url !== null && !isService,
    format: formatOf({ stated: lineOf(resource.format, 100), mediaType, url }),
    mediaType,
    byteSize: sizeOf(resource.size),
    licenceRaw: licenceIn(resource),
  };
}
