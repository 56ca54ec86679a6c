import { count } from "~/kernel/text";
import { isRecord } from "../json";
import { collected, NO_TITLE, type Read, unknownDataset, unknownDistribution, type Warn } from "./collect";
import {
  bboxOf,
  dateOf,
  emailOf,
  identifierOf,
  licenceOf,
  lineOf,
  linkOf,
  nameOf,
  textOf,
  textsOf,
} from "./dcat-values";
import { readFrequency } from "./frequency";
import type { CatalogueReading, FieldNote } from "./model";
import { CATALOGUE_LIMITS } from "./model";

type Members = Record<string, unknown>;

/**
 * Reads Opendatasoft's Explore API: the catalogue of v2.1 (`total_count`, `results`), that of v1 (`nhits`,
 * `datasets`), or one dataset. Entries may be cut to any of their fields. Null for what is none of these.
 */
export function readOpendatasoft(document: unknown, address: string | null): CatalogueReading | null {
  if (!isRecord(document)) return null;
  const isOne = typeof document.dataset_id === "string" && (isRecord(document.metas) || Array.isArray(document.fields));
  const list = isOne ? [document] : Array.isArray(document.results) ? document.results : document.datasets;
  if (!Array.isArray(list) || (list.length > 0 && !list.some(isDataset))) return null;
  const stated = document.total_count ?? document.nhits;
  const total = typeof stated === "number" ? stated : null;
  if (list.length === 0 && total === null) return null;
  const next = nextPage(address, { read: list.length, total });
  return collected("opendatasoft", list, (member, warn) => datasetOf(member, address, warn), { total, next });
}

const isDataset = (member: unknown): boolean =>
  isRecord(member) && (typeof member.dataset_id === "string" || typeof member.datasetid === "string");

/** The furthest that offset and limit together may reach; beyond it the API refuses, and the export has to serve. */
const REACH = 10_000;

function nextPage(address: string | null, { read, total }: { read: number; total: number | null }): string | null {
  if (address === null || total === null || read === 0 || !URL.canParse(address)) return null;
  const url = new URL(address);
  const isOld = url.searchParams.has("rows") || /\/api\/datasets\/1\.0\//.test(url.pathname);
  const [from, size, most] = isOld ? (["start", "rows", 1_000] as const) : (["offset", "limit", 100] as const);
  const at = (Number(url.searchParams.get(from) ?? 0) || 0) + read;
  if (at >= total || at + most >= REACH) return null;
  if (!url.searchParams.has(size)) url.searchParams.set(size, String(most));
  url.searchParams.set(from, String(at));
  return url.href;
}

function datasetOf(member: unknown, address: string | null, warn: Warn): Read {
  if (!isRecord(member)) return NO_TITLE;
  const externalId = identifierOf(member.dataset_id ?? member.datasetid);
  const metas = isRecord(member.metas) ? member.metas : {};
  const own = isRecord(metas.default) ? metas.default : metas;
  const dcat = isRecord(metas.dcat) ? metas.dcat : {};
  const title = lineOf(own.title, 300) || externalId;
  if (title === "") {
    warn("no-title", "It has neither a title nor an identifier and is left out.");
    return NO_TITLE;
  }
  return {
    ...unknownDataset(externalId || title, title),
    description: textOf(own.description, 10_000),
    publisher: nameOf(own.publisher ?? dcat.creator, 200),
    contactName: nameOf(dcat.contact_name, 200),
    contactEmail: emailOf(dcat.contact_email),
    landingPage: pageOf(externalId, address) ?? linkOf(own.references),
    keywords: textsOf(own.keyword),
    themes: textsOf(own.theme),
    issued: dateOf(dcat.issued ?? dcat.created),
    modified: dateOf(own.modified),
    frequency: readFrequency(lineOf(dcat.accrualperiodicity ?? own.update_frequency, 200)),
    bbox: bboxOf(own.geographic_area),
    spatial: textsOf(own.territory).join(", ") || lineOf(dcat.spatial, 300),
    ...periodIn(dcat.temporal),
    languages: textsOf(own.language),
    licenceRaw: licenceOf(own.license_url) || licenceOf(own.license),
    distributions: member.has_records === false ? [] : exportsOf(member, { externalId, address }),
  };
}

function periodIn(temporal: unknown): { temporalStart: string | null; temporalEnd: string | null } {
  const [start, end] = typeof temporal === "string" ? temporal.split("/") : [];
  return { temporalStart: start ? dateOf(start) : null, temporalEnd: end ? dateOf(end) : null };
}

/** The portal that an address of its API belongs to, or null where the document was not fetched. */
const portalOf = (address: string | null): string | null =>
  address && /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).origin : null;

function pageOf(id: string, address: string | null): string | null {
  const portal = portalOf(address);
  return portal && id ? `${portal}/explore/dataset/${encodeURIComponent(id)}/` : null;
}

/** Every dataset with records can be had as CSV and JSON, and as GeoJSON where it has places; how many there are is said. */
function exportsOf(member: Members, { externalId, address }: { externalId: string; address: string | null }) {
  const portal = portalOf(address);
  if (!portal || externalId === "") return [];
  const base = `${portal}/api/explore/v2.1/catalog/datasets/${encodeURIComponent(externalId)}/exports`;
  const fields = fieldsOf(member.fields);
  const records = recordsOf(member.metas);
  const hasPlaces =
    textsOf(member.features).includes("geo") || fields.some(({ type }) => /^geo_(?:point_2d|shape)$/.test(type));
  const formats = [
    ["CSV", "csv", "text/csv"],
    ...(hasPlaces ? [["GeoJSON", "geojson", "application/geo+json"]] : []),
    ["JSON", "json", "application/json"],
  ] as const;
  return formats.map(([format = "", ending = "", mediaType = ""]) => ({
    ...unknownDistribution(`${base}/${ending}`),
    title: records === null ? format : `${format}, ${count(records, "record")}`,
    format,
    mediaType,
    fields,
  }));
}

function recordsOf(metas: unknown): number | null {
  const own = isRecord(metas) && isRecord(metas.default) ? metas.default : metas;
  const stated = isRecord(own) ? own.records_count : null;
  return typeof stated === "number" && Number.isInteger(stated) && stated >= 0 ? stated : null;
}

function fieldsOf(fields: unknown): FieldNote[] {
  const list = Array.isArray(fields) ? fields.slice(0, CATALOGUE_LIMITS.fields).filter(isRecord) : [];
  return list.flatMap(({ name, label, description, type }) => {
    const plain = lineOf(name, 200);
    if (plain === "") return [];
    return [
      { name: plain, title: lineOf(label, 200), description: textOf(description, 2_000), type: lineOf(type, 60) },
    ];
  });
}
