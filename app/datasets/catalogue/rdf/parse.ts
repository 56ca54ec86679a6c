import jsonld from "jsonld";
import { Parser, type Quad } from "n3";
import { RdfXmlParser } from "rdfxml-streaming-parser";
import { ok, type Result, refuse } from "~/kernel/result";
import { CATALOGUE_LIMITS } from "../model";

export type RdfSyntax = "turtle" | "rdf/xml" | "json-ld";

const BASE = "https://catalogue.invalid/";

class TooMany extends Error {}
class RemoteContext extends Error {}

/**
 * The triples of a document, in its order, at most 500,000. Refuses (`not-rdf`, `too-many-triples`, `remote-context`)
 * with a sentence. Nothing outside the document is asked: a JSON-LD context by address is refused.
 */
export async function quadsIn(
  text: string,
  { syntax, address }: { syntax: RdfSyntax; address: string | null },
): Promise<Result<Quad[]>> {
  const quads: Quad[] = [];
  const add = (quad: Quad) => {
    if (quads.length >= CATALOGUE_LIMITS.triples) throw new TooMany();
    quads.push(quad);
  };
  const base = address && URL.canParse(address) ? address : BASE;
  try {
    if (syntax === "turtle") parseTurtle(text, base, add);
    else if (syntax === "rdf/xml") await parseRdfXml(text, base, add);
    else parseTurtle(await nquadsOf(text, base), base, add);
  } catch (error) {
    return whyNot(error, syntax);
  }
  return ok(quads);
}

function parseTurtle(text: string, baseIRI: string, add: (quad: Quad) => void): void {
  for (const quad of new Parser({ baseIRI }).parse(text)) add(quad);
}

function parseRdfXml(text: string, baseIRI: string, add: (quad: Quad) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = new RdfXmlParser({ baseIRI });
    parser.on("data", (quad: Quad) => {
      try {
        add(quad);
      } catch (error) {
        parser.destroy(error as Error);
      }
    });
    parser.on("error", reject);
    parser.on("end", resolve);
    parser.end(text);
  });
}

async function nquadsOf(text: string, base: string): Promise<string> {
  const documentLoader = (): never => {
    throw new RemoteContext();
  };
  const options = { base, format: "application/n-quads", documentLoader };
  return (await jsonld.toRDF(JSON.parse(text), options as never)) as unknown as string;
}

const NAMES: Record<RdfSyntax, string> = { turtle: "Turtle", "rdf/xml": "RDF/XML", "json-ld": "JSON-LD" };

function whyNot(error: unknown, syntax: RdfSyntax): Result<never> {
  if (error instanceof TooMany)
    return refuse(
      "too-many-triples",
      `The catalogue holds more than ${CATALOGUE_LIMITS.triples.toLocaleString("en")} statements; Palio reads no more at once.`,
    );
  const told = error as { message?: string; name?: string; details?: { code?: string; cause?: unknown } };
  if (
    error instanceof RemoteContext ||
    told.details?.code === "loading remote context failed" ||
    told.details?.cause instanceof RemoteContext
  )
    return refuse(
      "remote-context",
      "The document names a JSON-LD context at an address; Palio reads only contexts within the document.",
    );
  const line = /line (\d+)|(\d+):\d+/.exec(told.message ?? "");
  const where = line ? ` (line ${line[1] ?? line[2]})` : "";
  return refuse("not-rdf", `This document is not whole ${NAMES[syntax]}: it breaks off or is written wrongly${where}.`);
}
