import jsonld from "jsonld";
import { Parser, Writer } from "n3";
import { PREFIXES } from "./dcat-ap";

/** Refuses every context but the one in the document: no address is asked. */
const documentLoader = (address: string): never => {
  throw new Error(`no document is fetched from ${address}`);
};

/** A JSON-LD document in Turtle, with the same prefixes. */
export async function turtleOf(document: Record<string, unknown>): Promise<string> {
  const nquads = (await jsonld.toRDF(document as never, {
    format: "application/n-quads",
    documentLoader: documentLoader as never,
  })) as unknown as string;
  const quads = new Parser({ format: "N-Quads" }).parse(nquads);
  return new Promise((resolve, reject) => {
    const writer = new Writer({ prefixes: PREFIXES });
    writer.addQuads(quads);
    writer.end((error, text) => (error ? reject(error) : resolve(text)));
  });
}
