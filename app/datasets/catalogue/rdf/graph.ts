import type { Quad, Term } from "n3";

const XSD_STRING_LIKE = /XMLSchema#string$|rdf-syntax-ns#langString$/;

/** One thing in the graph: an address, a blank node, or a literal with its language. */
export type Value = { kind: "node"; id: string; isBlank: boolean } | { kind: "text"; text: string; language: string };

/** Prefixes in the short names below; each may stand for several addresses that were used over the years. */
const NAMESPACES: Record<string, string[]> = {
  rdf: ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"],
  rdfs: ["http://www.w3.org/2000/01/rdf-schema#"],
  dct: ["http://purl.org/dc/terms/", "http://purl.org/dc/elements/1.1/"],
  dcat: ["http://www.w3.org/ns/dcat#", "https://www.w3.org/ns/dcat#", "http://vocab.deri.ie/dcat#"],
  foaf: ["http://xmlns.com/foaf/0.1/"],
  vcard: ["http://www.w3.org/2006/vcard/ns#"],
  skos: ["http://www.w3.org/2004/02/skos/core#"],
  schema: ["http://schema.org/", "https://schema.org/"],
  adms: ["http://www.w3.org/ns/adms#"],
  locn: ["http://www.w3.org/ns/locn#"],
  time: ["http://www.w3.org/2006/time#"],
  hydra: ["http://www.w3.org/ns/hydra/core#"],
  csvw: ["http://www.w3.org/ns/csvw#"],
  dcatapit: ["http://dati.gov.it/onto/dcatapit#"],
};

/** The addresses behind a short name such as "dct:title". */
function addressesOf(short: string): string[] {
  const [prefix = "", name = ""] = short.split(":");
  return (NAMESPACES[prefix] ?? []).map((namespace) => namespace + name);
}

/** A graph that is asked for the values of a property by its short name, in the order of the document. */
export type Graph = {
  valuesOf(subject: string, ...properties: string[]): Value[];
  /** Subjects of a type, in the order of the document. */
  subjectsOf(...types: string[]): string[];
  /** Subjects that have the property. */
  subjectsWith(property: string): string[];
  isDescribed(subject: string): boolean;
};

export function graphOf(quads: Quad[]): Graph {
  const subjects = new Map<string, Map<string, Value[]>>();
  for (const { subject, predicate, object } of quads) {
    const key = idOf(subject);
    const properties = subjects.get(key) ?? new Map<string, Value[]>();
    subjects.set(key, properties);
    properties.set(predicate.value, [...(properties.get(predicate.value) ?? []), valueFrom(object)]);
  }
  const valuesOf = (subject: string, ...properties: string[]): Value[] => {
    const own = subjects.get(subject);
    return own ? properties.flatMap(addressesOf).flatMap((address) => own.get(address) ?? []) : [];
  };
  return {
    valuesOf,
    subjectsOf(...types) {
      const wanted = new Set(types.flatMap(addressesOf));
      return [...subjects.keys()].filter((subject) =>
        valuesOf(subject, "rdf:type").some((type) => type.kind === "node" && wanted.has(type.id)),
      );
    },
    subjectsWith: (property) => [...subjects.keys()].filter((subject) => valuesOf(subject, property).length > 0),
    isDescribed: (subject) => subjects.has(subject),
  };
}

const idOf = (term: Term): string => (term.termType === "BlankNode" ? `_:${term.value}` : term.value);

function valueFrom(term: Term): Value {
  if (term.termType !== "Literal") return { kind: "node", id: idOf(term), isBlank: term.termType === "BlankNode" };
  const language = XSD_STRING_LIKE.test(term.datatype.value) ? term.language.toLowerCase() : "";
  return { kind: "text", text: term.value, language };
}
