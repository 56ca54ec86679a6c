import { ok, type Result, refuse } from "~/kernel/result";
import { db } from "~/platform/database.server";
import { fetchPublic } from "~/platform/fetch.server";
import { storedBytes, storeFile } from "~/platform/storage/files.server";
import { CATALOGUE_LIMITS, type CatalogueReading } from "../catalogue/model";
import { likelyCatalogues, readCatalogue } from "../catalogue/read-catalogue";
import { mergedPages, whyNotNextPage } from "./merge-pages";

type Source = {
  id: string;
  address: string | null;
  fileName: string | null;
  fileSha256: string | null;
  readingSha256: string | null;
};

/** Refused with this code where somebody asked to stop. */
export const CANCELLED = "cancelled";

/**
 * The whole catalogue of a run, page after page. What was read is kept, so that a run that is taken up again brings in
 * the same; a run that was stopped while it read begins again at the first page.
 */
export async function readPages(run: Source): Promise<Result<CatalogueReading>> {
  if (run.readingSha256) return ok(JSON.parse(Buffer.from(await storedBytes(run.readingSha256)).toString()));
  const whole = run.fileSha256 ? await fromFile(run, run.fileSha256) : await fromAddress(run);
  if (!whole.ok) return whole;
  const readingSha256 = await storeFile(Buffer.from(JSON.stringify(whole.value)), "application/json");
  await db.importRun.update({ where: { id: run.id }, data: { readingSha256, kind: whole.value.kind } });
  return whole;
}

const fromFile = async ({ fileName }: Source, sha256: string): Promise<Result<CatalogueReading>> =>
  readCatalogue(await storedBytes(sha256), { address: null, fileName: fileName ?? "", mediaType: "" });

async function fromAddress({ id, address }: Source): Promise<Result<CatalogueReading>> {
  if (!address) return refuse("no-source", "This import has neither a file nor an address.");
  const first = await firstPage(address);
  if (!first.ok) return first;
  const pages: [CatalogueReading, ...CatalogueReading[]] = [first.value];
  const seen = new Set([address]);
  for (let next = first.value.next; next; next = pages.at(-1)?.next ?? null) {
    if (await isCancelled(id, pages)) return refuse(CANCELLED, "Stopped on request.");
    const datasets = pages.reduce((sum, page) => sum + page.datasets.length, 0);
    const why = whyNotNextPage(next, { first: address, seen, datasets, pages: pages.length });
    if (why) {
      pages[0].warnings.push({ code: "not-all-pages", message: why, dataset: null });
      return ok({ ...mergedPages(pages), next });
    }
    seen.add(next);
    const page = await pageAt(next);
    // Half a catalogue is brought in rather than none; what is missing is not known to be.
    if (!page.ok) {
      const message = `Page ${pages.length + 1} could not be read, so what follows is not here: ${page.refusal.message}`;
      pages[0].warnings.push({ code: "not-all-pages", message, dataset: null });
      return ok({ ...mergedPages(pages), next });
    }
    pages.push(page.value);
  }
  return ok(mergedPages(pages));
}

async function isCancelled(id: string, pages: CatalogueReading[]): Promise<boolean> {
  const { cancelAskedAt } = await db.importRun.update({
    where: { id },
    data: { pages: pages.length, kind: pages[0]?.kind ?? null },
    select: { cancelAskedAt: true },
  });
  return cancelAskedAt !== null;
}

async function pageAt(address: string): Promise<Result<CatalogueReading>> {
  const fetched = await fetchPublic(address, CATALOGUE_LIMITS.bytes);
  if (!fetched.ok) return fetched;
  const { bytes, type } = fetched.value;
  return readCatalogue(bytes, { address, mediaType: type });
}

/** The catalogue at the address, or, where that is a portal's page, the first one that the portal is likely to have. */
async function firstPage(address: string): Promise<Result<CatalogueReading>> {
  const given = await pageAt(address);
  if (given.ok || given.refusal.code !== "html") return given;
  for (const likely of likelyCatalogues(address)) {
    const found = await pageAt(likely);
    if (!found.ok || found.value.kind === "file") continue;
    const message = `The address is a web page; the portal’s catalogue was found at ${likely}.`;
    found.value.warnings.unshift({ code: "found-elsewhere", message, dataset: null });
    return found;
  }
  return given;
}
