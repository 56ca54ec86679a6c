import { ok, type Result, refuse } from "~/kernel/result";
import { isRecord } from "../json";
import { sniffKind } from "../reading/sniff";
import { readCkan } from "./ckan";
import { collected, unknownDataset, unknownDistribution } from "./collect";
import { readDcatAp } from "./dcat-ap";
import { readDcatUs } from "./dcat-us";
import { formatOf } from "./format";
import { readFrictionless } from "./frictionless";
import type { CatalogueReading } from "./model";
import { readOpendatasoft } from "./opendatasoft";
import { readSocrata } from "./socrata";

/** Where a document came from. */
export type DocumentFacts = {
  /** The address it was fetched from, or null for a file. */
  address: string | null;
  fileName?: string;
  mediaType: string;
  /** The language to prefer where texts are told in several: a tag such as "en". */
  language?: string;
};

/**
 * Reads a catalogue of any kind that is known, which its content tells: CKAN, DCAT-US, DCAT-AP (Turtle, RDF/XML,
 * JSON-LD), Socrata, Opendatasoft, Frictionless, or a plain file, which is a catalogue of one. Never throws on any
 * bytes; refuses in a sentence what is none of them.
 */
export async function readCatalogue(bytes: Uint8Array, facts: DocumentFacts): Promise<Result<CatalogueReading>> {
  const text = textOf(bytes);
  const start = text.trimStart().slice(0, 4_000);
  if (start === "") return refuse("empty", "The document is empty.");
  const rdf = { address: facts.address, language: facts.language ?? "en" };
  if (start.startsWith("<") && /<(?:[a-z][\w-]*:)?RDF[\s>]/i.test(text.slice(0, 20_000)))
    return readDcatAp(text, { ...rdf, syntax: "rdf/xml" });
  if (/^(?:[{[]|")/.test(start)) return readJson(text, bytes, { ...facts, ...rdf });
  if (isTurtle(start)) return readDcatAp(text, { ...rdf, syntax: "turtle" });
  return readFile(bytes, facts);
}

/** A prefix, a comment and a prefix, or a statement whose subject is an address. */
const isTurtle = (start: string): boolean =>
  /^(?:#[^\n]*\n\s*)*(?:@prefix|@base|PREFIX|BASE)\s/i.test(start) ||
  /^<https?:[^\s<>]+>\s+(?:a\s|<https?:)/.test(start);

async function readJson(
  text: string,
  bytes: Uint8Array,
  facts: DocumentFacts & { language: string },
): Promise<Result<CatalogueReading>> {
  const parsed = jsonIn(text);
  if (!parsed.ok) return isFile(bytes, facts) ? readFile(bytes, facts) : parsed;
  const document = parsed.value;
  const { address } = facts;
  const known =
    readCkan(document, address) ??
    readFrictionless(document, address) ??
    readSocrata(document, address) ??
    readOpendatasoft(document, address);
  if (known) return ok(known);
  if (isJsonLd(document, text)) return readDcatAp(text, { address, language: facts.language, syntax: "json-ld" });
  const dcatUs = readDcatUs(document);
  return dcatUs.ok || !isFile(bytes, facts) ? dcatUs : readFile(bytes, facts);
}

/**
 * A graph, expanded or with a context of its own, that speaks DCAT. DCAT-US names a context too, and has a list
 * `dataset`: it is read as plain JSON, never as a graph.
 */
function isJsonLd(document: unknown, text: string): boolean {
  if (isRecord(document) && Array.isArray(document.dataset)) return false;
  const [first] = Array.isArray(document) ? document : [document];
  if (!isRecord(first)) return false;
  const isGraph = "@graph" in first || "@context" in first || ("@id" in first && "@type" in first);
  return isGraph && /ns\/dcat#|dcat:|"dataset"/i.test(text);
}

/** Whether the bytes are data rather than a catalogue of it. */
const isFile = (bytes: Uint8Array, { fileName, address, mediaType }: DocumentFacts): boolean => {
  const kind = sniffKind({ fileName: fileName ?? address ?? "", mediaType, bytes });
  return kind !== "html" && kind !== "unknown" && (kind !== "json" || isRows(bytes));
};

/** A list of objects, or rows below `data`, `results` or `records`. */
function isRows(bytes: Uint8Array): boolean {
  const parsed = jsonIn(textOf(bytes));
  if (!parsed.ok) return false;
  const list = isRecord(parsed.value)
    ? ["data", "results", "records", "rows"]
        .map((key) => (parsed.value as Record<string, unknown>)[key])
        .find(Array.isArray)
    : parsed.value;
  return Array.isArray(list) && list.length > 0 && list.slice(0, 10).every(isRecord);
}

/** A file as a catalogue of one: its name is its title, its address its identity. */
function readFile(bytes: Uint8Array, facts: DocumentFacts): Result<CatalogueReading> {
  const name = nameOf(facts);
  const kind = sniffKind({ fileName: name, mediaType: facts.mediaType, bytes });
  if (kind === "html")
    return refuse(
      "html",
      "This is a web page, not a catalogue. Give the address of the catalogue itself, such as …/data.json or …/api/3/action/package_search.",
    );
  if (!isFile(bytes, facts))
    return refuse("not-a-catalogue", "This is neither a catalogue that Palio knows nor a file of data.");
  const url = facts.address;
  const mediaType = facts.mediaType.split(";")[0]?.trim().toLowerCase() || null;
  const format = formatOf({
    stated: kind === "zip" ? "" : kind,
    mediaType,
    url: url ?? `https://file.invalid/${name}`,
  });
  const title =
    name
      .replace(/\.[a-z0-9]{2,8}$/i, "")
      .replace(/[_-]+/g, " ")
      .trim() || "Data";
  const distribution = { ...unknownDistribution(url), title: name, format, mediaType, byteSize: bytes.byteLength };
  return ok(
    collected("file", [{ ...unknownDataset(url ?? name, title), distributions: [distribution] }], (one) => one),
  );
}

/** The last part of a path or an address. */
function nameOf({ fileName, address }: DocumentFacts): string {
  if (fileName) return fileName.split(/[/\\]/).at(-1) ?? "";
  const path = address && URL.canParse(address) ? new URL(address).pathname : "";
  const last = path.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last) || "data";
  } catch {
    return last || "data";
  }
}

function jsonIn(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return refuse("not-json", notJson(text.trim(), error));
  }
}

/** UTF-8, or UTF-16 where a mark says so; the mark goes. */
function textOf(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function notJson(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const isCutOff = /^[{[]/.test(text) && (/end of JSON|Unterminated/i.test(message) || !/[}\]]$/.test(text));
  return isCutOff
    ? "The document ends in the middle: it was cut off on its way. Fetch it again and send the whole of it."
    : "This is not JSON, though it begins like it.";
}

/** Where a portal of that address would keep its catalogue, the likeliest first; for addresses that answer with a page. */
export function likelyCatalogues(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { origin, hostname } = new URL(address);
  return [
    `${origin}/api/3/action/package_search?rows=100`,
    `${origin}/data.json`,
    `${origin}/api/explore/v2.1/catalog/datasets?limit=100`,
    `${origin}/api/catalog/v1?domains=${hostname}&limit=100`,
    `${origin}/catalog.ttl`,
    `${origin}/catalog.rdf`,
  ];
}
