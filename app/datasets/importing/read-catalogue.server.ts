import { ok, type Result, refuse } from "~/kernel/result";
import { db } from "~/platform/database.server";
import { fetchPublic } from "~/platform/fetch.server";
import { storedBytes, storeFile } from "~/platform/storage/files.server";
import { readDcatUs } from "../catalogue/dcat-us";
import type { CatalogueReading } from "../catalogue/model";
import { MOST_CATALOGUE_BYTES } from "./start-import.server";

type Source = { id: string; address: string | null; fileSha256: string | null };

/** The catalogue of a run. What an address answered first is kept, so that a run that is taken up again reads the same. */
export async function readCatalogue({ id, address, fileSha256 }: Source): Promise<Result<CatalogueReading>> {
  if (fileSha256) return catalogueIn(await storedBytes(fileSha256));
  if (!address) return refuse("no-source", "This import has neither a file nor an address.");
  const fetched = await fetchPublic(address, MOST_CATALOGUE_BYTES);
  if (!fetched.ok) return fetched;
  const reading = catalogueIn(fetched.value.bytes);
  if (!reading.ok) return reading;
  const sha256 = await storeFile(fetched.value.bytes, "application/json");
  await db.importRun.update({ where: { id }, data: { fileSha256: sha256 } });
  return reading;
}

/** Reads the bytes of a catalogue, or says what they are instead. */
export function catalogueIn(bytes: Uint8Array): Result<CatalogueReading> {
  const text = textOf(bytes).trim();
  if (text === "") return refuse("empty", "The document is empty.");
  if (text.startsWith("<"))
    return refuse("html", "This is a web page or XML, not a catalogue. A DCAT-US catalogue is a JSON file, data.json.");
  const document = jsonIn(text);
  return document.ok ? readDcatUs(document.value) : document;
}

function jsonIn(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    return refuse("not-json", notJson(text, error));
  }
}

/** UTF-8, or UTF-16 where a mark says so. */
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
    : "This is not JSON. A DCAT-US catalogue is a JSON file, usually named data.json.";
}
