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
  dateOf,
  emailOf,
  fieldsOf,
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

type Members = Record<string, unknown>;

/** Reads a Frictionless data package (https://datapackage.org, v1 and v2): one dataset; null for what is none. */
export function readFrictionless(document: unknown, address: string | null): CatalogueReading | null {
  if (!isRecord(document) || !Array.isArray(document.resources) || "license_id" in document) return null;
  const isResource = (one: unknown) => isRecord(one) && ("path" in one || "data" in one || "schema" in one);
  const isPackage = document.resources.some(isResource) && !("metadata_modified" in document);
  if (!isPackage && !/datapackage/.test(lineOf(document.$schema ?? document.profile, 200))) return null;
  return collected("frictionless", [document], (one, warn) => datasetOf(one, address, warn));
}

function datasetOf(document: Members, address: string | null, warn: Warn): Read {
  const title = lineOf(document.title, 300) || lineOf(document.name, 300);
  if (title === "") {
    warn("no-title", "It has neither a title nor a name and is left out.");
    return NO_TITLE;
  }
  const resources = (document.resources as unknown[]).filter(isRecord);
  const distributions = firstDistributions(resources, warn).flatMap((resource) =>
    filesOf(resource, { address, own: document.fields }, warn),
  );
  const people = (Array.isArray(document.contributors) ? document.contributors : []).filter(isRecord);
  const [publisher, contact] = [inRole(people, "publisher"), inRole(people, "contact")];
  return {
    ...unknownDataset(identifierOf(document.id) || identifierOf(document.name) || title, title),
    description: textOf(document.description, 10_000),
    publisher: nameOf(publisher?.title ?? document.publisher, 200),
    contactName: nameOf(contact?.title, 200),
    contactEmail: emailOf(contact?.email),
    landingPage: linkOf(document.homepage),
    keywords: textsOf(document.keywords),
    issued: dateOf(document.created),
    modified: dateOf(document.updated ?? document.last_updated),
    frequency: readFrequency(lineOf(document.accrualPeriodicity, 200)),
    licenceRaw: licenceIn(document) || licenceAmong(distributions, warn),
    distributions,
  };
}

const inRole = (people: Members[], role: string): Members | undefined =>
  people.find((one) => one.role === role || (Array.isArray(one.roles) && one.roles.includes(role)));

/** The first of the licences, by its address where that is given; version 0 had one `license`. */
function licenceIn(document: Members): string {
  const first = Array.isArray(document.licenses) ? document.licenses[0] : (document.license ?? document.licenses);
  if (!isRecord(first)) return licenceOf(first);
  return licenceOf(first.path) || licenceOf(first.name) || licenceOf(first.title);
}

/** `own` are the fields of a table schema that names files as examples. */
type Around = { address: string | null; own: unknown };

/** A resource has one path, or several parts of one table. */
function filesOf(resource: Members, { address, own }: Around, warn: Warn): CatalogueDistribution[] {
  const paths = Array.isArray(resource.path) ? resource.path : [resource.path ?? resource.url];
  const name = lineOf(resource.title, 300) || lineOf(resource.name, 300);
  if (typeof resource.schema === "string")
    warn(
      "schema-elsewhere",
      `The columns of “${name}” are described in a file of their own, ${lineOf(resource.schema, 120)}.`,
    );
  return paths.slice(0, 50).map((path) => {
    const url = placeOf(path, address);
    if (url === null) warn("no-address", whyNoAddress(name, path));
    const mediaType = lineOf(resource.mediatype, 100).toLowerCase() || null;
    const stated = lineOf(resource.format, 100) || ending(path);
    return {
      ...unknownDistribution(url),
      title: name,
      format: formatOf({ stated, mediaType, url }),
      mediaType,
      byteSize: sizeOf(resource.bytes),
      licenceRaw: licenceIn(resource),
      fields: fieldsOf(isRecord(resource.schema) ? resource.schema.fields : own),
    };
  });
}

const ending = (path: unknown): string =>
  typeof path === "string" ? (/\.([a-z0-9]{2,8})$/i.exec(path)?.[1] ?? "") : "";

/** A path may not lead out of the package: neither upwards nor from the root. */
const isUnsafe = (path: string): boolean => /^(?:[/\\~]|[a-z]:)/i.test(path) || /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path);

function placeOf(path: unknown, address: string | null): string | null {
  const absolute = linkOf(path);
  if (absolute || typeof path !== "string" || path.trim() === "" || isUnsafe(path.trim())) return absolute;
  if (address === null || !URL.canParse(path, address)) return null;
  return linkOf(new URL(path, address).href);
}

function whyNoAddress(name: string, path: unknown): string {
  const file = `Its file “${name || "without a name"}”`;
  if (typeof path !== "string") return `${file} has no path.`;
  if (isUnsafe(path.trim())) return `${file} has a path that leads out of the package: ${path.slice(0, 120)}`;
  return `${file} has a path, ${path.slice(0, 120)}, that begins at an address which is not known.`;
}
