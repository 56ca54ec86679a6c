import { count } from "~/kernel/text";
import { CATALOGUE_LIMITS, type CatalogueReading } from "../catalogue/model";

/** The readings of a catalogue's pages as one; a dataset that an earlier page has is refused on a later one. */
export function mergedPages([first, ...others]: [CatalogueReading, ...CatalogueReading[]]): CatalogueReading {
  const whole = { ...first, datasets: [...first.datasets], refused: [...first.refused], warnings: [...first.warnings] };
  const taken = new Set(first.datasets.map(({ externalId }) => externalId));
  for (const page of others) {
    whole.refused.push(...page.refused);
    whole.warnings.push(...page.warnings.filter(({ code }) => code !== "empty-catalogue"));
    for (const dataset of page.datasets) {
      const { externalId, title } = dataset;
      if (taken.has(externalId)) {
        whole.refused.push({ externalId, title, reason: "An earlier page of the catalogue has it already." });
      } else if (whole.datasets.length < CATALOGUE_LIMITS.datasets) {
        taken.add(externalId);
        whole.datasets.push(dataset);
      }
    }
  }
  return { ...whole, next: (others.at(-1) ?? first).next };
}

/** Why no further page is read, though the catalogue names one; null where it may be. */
export function whyNotNextPage(
  next: string,
  read: { first: string; seen: ReadonlySet<string>; datasets: number; pages: number },
): string | null {
  if (new URL(next).origin !== new URL(read.first).origin)
    return `The catalogue names its next page on another site, ${new URL(next).host}; what stood before it was read.`;
  if (read.seen.has(next)) return "The catalogue’s pages go round in a circle; each was read once.";
  if (read.datasets >= CATALOGUE_LIMITS.datasets)
    return `The catalogue goes on; the first ${count(CATALOGUE_LIMITS.datasets, "dataset")} were read.`;
  if (read.pages >= MOST_PAGES) return `The catalogue goes on; the first ${count(MOST_PAGES, "page")} were read.`;
  return null;
}

const MOST_PAGES = 500;
