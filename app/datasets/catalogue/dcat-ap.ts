import type { Result } from "~/kernel/result";
import { ok, refuse } from "~/kernel/result";
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
import {
  CATALOGUE_LIMITS,
  type CatalogueDataset,
  type CatalogueDistribution,
  type CatalogueReading,
  type FieldNote,
} from "./model";
import { graphOf } from "./rdf/graph";
import { quadsIn, type RdfSyntax } from "./rdf/parse";
import { addressOf, type Reader, readerOf } from "./rdf/reading";
import { themeOf } from "./themes";

type Told = { syntax: RdfSyntax; address: string | null; language: string };

/**
 * Reads DCAT and its profiles (DCAT-AP, its national dialects, older namespaces) in Turtle, RDF/XML or JSON-LD
 * (https://semiceu.github.io/DCAT-AP/releases/3.0.0/). Refuses what is no RDF or tells of no dataset.
 */
export async function readDcatAp(text: string, { syntax, address, language }: Told): Promise<Result<CatalogueReading>> {
  const quads = await quadsIn(text, { syntax, address });
  if (!quads.ok) return quads;
  const read = readerOf(graphOf(quads.value), language.toLowerCase());
  const subjects = datasetsIn(read);
  if (subjects.length === 0 && read.graph.subjectsOf("dcat:Catalog").length === 0)
    return refuse("not-a-catalogue", "This is RDF, but it describes no dataset: nothing in it is a dcat:Dataset.");
  const paging = pagingIn(read, address);
  return ok(collected("dcat-ap", subjects, (subject, warn) => datasetOf(read, subject, warn), paging));
}

/** What is typed as a dataset, and what a catalogue names as one and the document describes; in the document's order. */
function datasetsIn({ graph }: Reader): string[] {
  const typed = graph.subjectsOf("dcat:Dataset", "dcatapit:Dataset", "dcat:DatasetSeries");
  const known = new Set(typed);
  const named = graph
    .subjectsWith("dcat:dataset")
    .flatMap((catalogue) => graph.valuesOf(catalogue, "dcat:dataset"))
    .flatMap((value) =>
      value.kind === "node" && !known.has(value.id) && graph.isDescribed(value.id) ? [value.id] : [],
    );
  return [...typed, ...new Set(named)];
}

/** Hydra's two generations of paged collections. */
function pagingIn({ graph, address: addressIn, text }: Reader, address: string | null) {
  const first = (property: string, from: (subject: string) => string) =>
    graph
      .subjectsWith(property)
      .map(from)
      .find((one) => one !== "") ?? "";
  const next = linkOf(
    first("hydra:next", (subject) => addressIn(subject, "hydra:next")) ||
      first("hydra:nextPage", (subject) => addressIn(subject, "hydra:nextPage")),
  );
  const total = sizeOf(first("hydra:totalItems", (subject) => text(subject, "hydra:totalItems")));
  return { total, next: next !== null && next !== address ? next : null };
}

function datasetOf(read: Reader, subject: string, warn: Warn): Read {
  const title = lineOf(read.text(subject, "dct:title", "rdfs:label", "schema:name"), 300);
  const externalId = identityOf(read, subject) || title;
  if (title === "") {
    warn("no-title", "It has no title and is left out.");
    return { ...NO_TITLE, externalId };
  }
  const files = read.nodes(subject, "dcat:distribution");
  const distributions = firstDistributions(files, warn).map((file) => distributionOf(read, file, warn));
  return {
    ...unknownDataset(externalId, title),
    description: textOf(read.text(subject, "dct:description", "rdfs:comment"), 10_000),
    publisher: nameOf(read.named(subject, "dct:publisher", "dct:creator"), 200),
    ...contactOf(read, subject),
    landingPage: linkOf(read.address(subject, "dcat:landingPage", "foaf:page", "foaf:homepage")),
    keywords: textsOf(read.texts(subject, "dcat:keyword", "dct:subject")),
    themes: textsOf(
      read.graph.valuesOf(subject, "dcat:theme").map((value) => read.labelOf(value) || themeOf(addressOf(value))),
    ),
    issued: dateOf(read.text(subject, "dct:issued")),
    modified: dateOf(read.text(subject, "dct:modified")),
    frequency: frequencyOf(read, subject),
    ...placesOf(read, subject),
    ...periodOf(read, subject),
    accessRights: lineOf(read.named(subject, "dct:accessRights"), 300),
    languages: textsOf(
      read.graph
        .valuesOf(subject, "dct:language")
        .map((value) => (value.kind === "text" ? value.text : addressOf(value))),
    ),
    licenceRaw: licenceIn(read, subject) || licenceAmong(distributions, warn),
    distributions,
  };
}

/** The agency of the identifiers that our own export adds beside the address of a page. */
export const SOURCE_AGENCY = "identifier at the source";

/** A thing's address is its identity; a blank node has only its `dct:identifier`. */
function identityOf(read: Reader, subject: string): string {
  const atSource = read
    .nodes(subject, "adms:identifier")
    .find((node) => read.text(node, "adms:schemaAgency") === SOURCE_AGENCY);
  const notation = atSource ? identifierOf(read.text(atSource, "skos:notation")) : "";
  return (
    notation || (subject.startsWith("_:") ? identifierOf(read.text(subject, "dct:identifier")) : identifierOf(subject))
  );
}

function contactOf(read: Reader, subject: string): Pick<CatalogueDataset, "contactName" | "contactEmail"> {
  const [contact] = read.nodes(subject, "dcat:contactPoint", "adms:contactPoint");
  if (!contact) return { contactName: nameOf(read.text(subject, "dcat:contactPoint"), 200), contactEmail: "" };
  return {
    contactName: nameOf(read.text(contact, "vcard:fn", "vcard:organization-name", "foaf:name"), 200),
    contactEmail: emailOf(read.address(contact, "vcard:hasEmail", "vcard:email", "foaf:mbox")),
  };
}

/** A term of a vocabulary, words, or a duration of the time ontology ("every one year"). */
function frequencyOf(read: Reader, subject: string): string | null {
  const [value] = read.graph.valuesOf(subject, "dct:accrualPeriodicity");
  if (!value) return null;
  if (value.kind === "text") return readFrequency(lineOf(value.text, 200));
  const inner = read.nodes(value.id, "rdf:value")[0] ?? value.id;
  for (const [unit, letter] of [
    ["years", "Y"],
    ["months", "M"],
    ["weeks", "W"],
    ["days", "D"],
  ] as const) {
    const length = Number(read.text(inner, `time:${unit}`));
    if (length > 0) return readFrequency(`R/P${length}${letter}`);
  }
  return readFrequency(read.labelOf(value) || addressOf(value));
}

function placesOf(read: Reader, subject: string): Pick<CatalogueDataset, "bbox" | "spatial"> {
  const values = read.graph.valuesOf(subject, "dct:spatial");
  const boxes = values.map((value) =>
    value.kind === "text"
      ? bboxOf(value.text)
      : bboxOf(
          read.graph
            .valuesOf(value.id, "dcat:bbox", "locn:geometry", "dcat:centroid", "schema:box")
            .map((box) => (box.kind === "text" ? box.text : "")),
        ),
  );
  const names = values.map((value) => {
    const name = value.kind === "text" ? value.text : read.labelOf(value) || addressOf(value);
    return bboxOf(name).length > 0 ? "" : lineOf(name, 300);
  });
  return { bbox: boxes.find((box) => box.length > 0) ?? [], spatial: names.find((name) => name !== "") ?? "" };
}

function periodOf(read: Reader, subject: string): Pick<CatalogueDataset, "temporalStart" | "temporalEnd"> {
  const [period] = read.nodes(subject, "dct:temporal");
  if (!period) return { temporalStart: null, temporalEnd: null };
  const end = (direct: string[], around: string) => {
    const [instant] = read.nodes(period, around);
    return dateOf(
      read.text(period, ...direct) ||
        (instant ? read.text(instant, "time:inXSDDateTime", "time:inXSDDate", "time:inXSDgYear") : ""),
    );
  };
  return {
    temporalStart: end(["dcat:startDate", "schema:startDate"], "time:hasBeginning"),
    temporalEnd: end(["dcat:endDate", "schema:endDate"], "time:hasEnd"),
  };
}

/** A licence's address says most; without one, its name. */
function licenceIn(read: Reader, subject: string): string {
  const [value] = read.graph.valuesOf(subject, "dct:license", "dct:licence");
  return licenceOf(value?.kind === "text" ? value.text : addressOf(value) || read.labelOf(value));
}

function distributionOf(read: Reader, subject: string, warn: Warn): CatalogueDistribution {
  const download = linkOf(read.address(subject, "dcat:downloadURL"));
  const access = linkOf(read.address(subject, "dcat:accessURL"));
  const url = download ?? access;
  const title = lineOf(read.text(subject, "dct:title", "rdfs:label", "dct:description"), 300);
  if (url === null) warn("no-address", `Its distribution “${title || "without a title"}” has no address.`);
  const mediaType = mediaTypeOf(read, subject);
  return {
    ...unknownDistribution(url),
    title,
    isDownload: download !== null,
    accessUrl: download && access !== download ? access : null,
    format: formatOf({ stated: lineOf(read.named(subject, "dct:format"), 200), mediaType, url }),
    mediaType,
    byteSize: sizeOf(read.text(subject, "dcat:byteSize")),
    licenceRaw: licenceIn(read, subject),
    fields: columnsOf(read, subject),
  };
}

/** "https://www.iana.org/assignments/media-types/text/csv" and the plain text alike. */
function mediaTypeOf(read: Reader, subject: string): string | null {
  const told = read.named(subject, "dcat:mediaType").toLowerCase();
  const type = /(?:^|media-types\/)([a-z]+\/[a-z0-9.+-]+)$/.exec(told.trim())?.[1] ?? lineOf(told, 100);
  return type || null;
}

/** The columns of a CSVW table schema (https://www.w3.org/TR/tabular-metadata/), which is an RDF list. */
function columnsOf(read: Reader, subject: string): FieldNote[] {
  const [schema] = read.nodes(subject, "csvw:tableSchema");
  let [at] = schema ? read.nodes(schema, "csvw:column") : [];
  const fields: FieldNote[] = [];
  while (at && fields.length < CATALOGUE_LIMITS.fields) {
    const [column] = read.nodes(at, "rdf:first");
    const name = column ? lineOf(read.text(column, "csvw:name"), 200) : "";
    if (column && name)
      fields.push({
        name,
        title: lineOf(read.text(column, "csvw:title"), 200),
        description: textOf(read.text(column, "dct:description"), 2_000),
        type: lineOf(read.text(column, "csvw:datatype"), 60),
      });
    [at] = read.nodes(at, "rdf:rest");
  }
  return fields;
}
