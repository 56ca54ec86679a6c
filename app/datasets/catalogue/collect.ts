import { excerpt } from "~/kernel/text";
import {
  CATALOGUE_LIMITS,
  type CatalogueDataset,
  type CatalogueDistribution,
  type CatalogueKind,
  type CatalogueReading,
  type CatalogueWarning,
} from "./model";

/** Tells of one member what its publisher could put right. */
export type Warn = (code: string, message: string) => void;

/** A dataset, or the sentence that says why there is none. */
export type Read = CatalogueDataset | { refused: string; title: string; externalId: string };

export const NO_TITLE = { refused: "It has no title.", title: "", externalId: "" };

const { datasets: DATASETS, warnings: WARNINGS } = CATALOGUE_LIMITS;

/**
 * Reads each member of a catalogue's list: what cannot be used, and what repeats the identifier of an earlier one, is
 * refused; the first 5,000 are read. `rest` is what the document says beside its list.
 */
export function collected<Member>(
  kind: CatalogueKind,
  members: Member[],
  read: (member: Member, warn: Warn) => Read,
  rest: Partial<Pick<CatalogueReading, "next" | "total" | "warnings">> = {},
): CatalogueReading {
  const reading: CatalogueReading = { kind, datasets: [], refused: [], warnings: [], next: null, total: null, ...rest };
  const warnings: CatalogueWarning[] = [];
  const taken = new Set<string>();
  for (const [index, member] of members.slice(0, DATASETS).entries()) {
    const place = `dataset ${index + 1}`;
    const said: Omit<CatalogueWarning, "dataset">[] = [];
    const one = read(member, (code, message) => said.push({ code, message }));
    const title = one.title || place;
    for (const warning of said) warnings.push({ ...warning, dataset: title });
    if ("refused" in one) {
      reading.refused.push({ externalId: one.externalId, title, reason: one.refused });
      continue;
    }
    if (taken.has(one.externalId)) {
      const reason = `Its identifier, ${excerpt(one.externalId, 80)}, stands for an earlier dataset; this one is left out.`;
      warnings.push({ code: "repeated-identifier", message: reason, dataset: title });
      reading.refused.push({ externalId: one.externalId, title, reason });
      continue;
    }
    taken.add(one.externalId);
    reading.datasets.push(one);
  }
  return { ...reading, warnings: [...(rest.warnings ?? []), ...listWarnings(members.length), ...capped(warnings)] };
}

function listWarnings(found: number): CatalogueWarning[] {
  if (found === 0) return [{ code: "empty-catalogue", message: "The catalogue lists no dataset.", dataset: null }];
  if (found <= DATASETS) return [];
  const [all, most] = [found.toLocaleString("en"), DATASETS.toLocaleString("en")];
  const message = `The catalogue lists ${all} datasets; the first ${most} were read.`;
  return [{ code: "too-many-datasets", message, dataset: null }];
}

function capped(warnings: CatalogueWarning[]): CatalogueWarning[] {
  if (warnings.length <= WARNINGS) return warnings;
  const message = `There are ${(warnings.length - WARNINGS).toLocaleString("en")} more warnings of this kind.`;
  return [...warnings.slice(0, WARNINGS), { code: "more-warnings", message, dataset: null }];
}

/** At most 200 distributions of one dataset. */
export function firstDistributions<T>(all: T[], warn: Warn): T[] {
  const most = CATALOGUE_LIMITS.distributions;
  if (all.length > most) warn("too-many-distributions", `The first ${most} of its distributions were read.`);
  return all.slice(0, most);
}

/** The licence of a dataset that states none itself: that of its first form, with a word where they differ. */
export function licenceAmong(distributions: Pick<CatalogueDistribution, "licenceRaw">[], warn: Warn): string {
  const licences = new Set(distributions.map(({ licenceRaw }) => licenceRaw).filter((licence) => licence !== ""));
  if (licences.size > 1)
    warn("several-licences", "Its distributions state different licences; the first is kept for the whole.");
  return [...licences][0] ?? "";
}

/** A dataset of which nothing is known yet, for readers to fill in. */
export const unknownDataset = (externalId: string, title: string): CatalogueDataset => ({
  externalId,
  title,
  description: "",
  publisher: "",
  contactName: "",
  contactEmail: "",
  landingPage: null,
  keywords: [],
  themes: [],
  issued: null,
  modified: null,
  frequency: null,
  bbox: [],
  spatial: "",
  temporalStart: null,
  temporalEnd: null,
  accessRights: "",
  languages: [],
  licenceRaw: "",
  distributions: [],
});

/** A form of which nothing is known yet. */
export const unknownDistribution = (url: string | null): CatalogueDistribution => ({
  title: "",
  url,
  isDownload: url !== null,
  accessUrl: null,
  format: "",
  mediaType: null,
  byteSize: null,
  licenceRaw: "",
  fields: [],
});
