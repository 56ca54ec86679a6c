import type { Graph, Value } from "./graph";

const LABELS = [
  "foaf:name",
  "skos:prefLabel",
  "vcard:fn",
  "vcard:organization-name",
  "dct:title",
  "rdfs:label",
  "schema:name",
];

/** Reads values of one graph in one language. */
export type Reader = ReturnType<typeof readerOf>;

/** `language` is the one asked for; where a text is not told in it, the one without a language, then the first, is. */
export function readerOf(graph: Graph, language: string) {
  const inLanguage = (values: Value[]): string[] => {
    const texts = values.filter((value) => value.kind === "text");
    const isOf = (tag: string) => tag === language || tag.startsWith(`${language}-`);
    const wanted = texts.filter((value) => isOf(value.language));
    const plain = texts.filter((value) => value.language === "");
    const first = texts[0]?.language;
    const told = wanted.length > 0 ? wanted : plain.length > 0 ? plain : texts.filter((one) => one.language === first);
    return told.map(({ text }) => text);
  };
  /** The words for a value: its text, or the label of the thing, or its value. */
  const labelOf = (value: Value | undefined): string => {
    if (!value) return "";
    if (value.kind === "text") return value.text;
    return (
      inLanguage(graph.valuesOf(value.id, ...LABELS))[0] ?? inLanguage(graph.valuesOf(value.id, "rdf:value"))[0] ?? ""
    );
  };
  return {
    graph,
    text: (subject: string, ...properties: string[]) => inLanguage(graph.valuesOf(subject, ...properties))[0] ?? "",
    texts: (subject: string, ...properties: string[]) => inLanguage(graph.valuesOf(subject, ...properties)),
    labelOf,
    /** The words for the first value, or its address where it has none. */
    named: (subject: string, ...properties: string[]): string => {
      const values = graph.valuesOf(subject, ...properties);
      const [first] = values;
      if (first?.kind === "text") return inLanguage(values)[0] ?? "";
      return labelOf(first) || addressOf(first);
    },
    /** The address of the first value, written as an address or as a text. */
    address: (subject: string, ...properties: string[]): string => {
      const [first] = graph.valuesOf(subject, ...properties);
      return first?.kind === "text" ? first.text : addressOf(first);
    },
    /** The things that a property leads to. */
    nodes: (subject: string, ...properties: string[]): string[] =>
      graph.valuesOf(subject, ...properties).flatMap((value) => (value.kind === "node" ? [value.id] : [])),
  };
}

/** The address of a thing that has one; "" for texts and blank nodes. */
export const addressOf = (value: Value | undefined): string =>
  value?.kind === "node" && !value.isBlank ? value.id : "";
