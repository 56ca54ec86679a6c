import { readLicence } from "~/datasets/catalogue/licence";
import type { CatalogueDataset, CatalogueReading } from "~/datasets/catalogue/model";
import { metadataQuality } from "~/datasets/scores/metadata-quality";
import { readiness, statedFacts } from "~/datasets/scores/readiness";
import { wholeScore } from "~/datasets/scores/score";
import { count } from "~/kernel/text";

/** The answer of `palio catalogue --json`. `bbox` is [west, south, east, north] or null. */
export const catalogueAnswer = ({ kind, total, next, datasets, refused, warnings }: CatalogueReading, now: Date) => ({
  kind,
  count: datasets.length,
  total,
  next,
  datasets: datasets.map((dataset) => datasetAnswer(dataset, now)),
  refused,
  warnings,
});

function datasetAnswer(dataset: CatalogueDataset, now: Date) {
  const { externalId, title, description, publisher, issued, modified, frequency, bbox, keywords, themes } = dataset;
  const { landingPage, spatial, temporalStart, temporalEnd, languages, licenceRaw } = dataset;
  const { id, open, confidence } = readLicence(licenceRaw);
  return {
    ...{ externalId, title, description, publisher },
    licence: { id, open, raw: licenceRaw, confidence },
    ...{ issued, modified, frequency, bbox: bbox.length > 0 ? bbox : null, keywords, themes, landingPage },
    ...{ spatial, temporalStart, temporalEnd, languages },
    distributions: dataset.distributions.map(({ title: name, url, format, mediaType, byteSize, fields }) => ({
      ...{ url, format, mediaType, title: name, byteSize, fields },
    })),
    metadataQuality: wholeScore(metadataQuality(dataset)),
    readiness: wholeScore(readiness(statedFacts(dataset), now)),
  };
}

type Answer = ReturnType<typeof catalogueAnswer>;

const KINDS: Record<CatalogueReading["kind"], string> = {
  ckan: "CKAN",
  "dcat-us": "DCAT-US",
  "dcat-ap": "DCAT-AP",
  socrata: "Socrata",
  opendatasoft: "Opendatasoft",
  frictionless: "a Frictionless data package",
  file: "a file of data",
};

/** The same in words, a line a dataset. */
export function catalogueWords({ kind, total, datasets, refused, warnings }: Answer): string {
  const whole = total !== null && total > datasets.length ? ` of ${total.toLocaleString("en")}` : "";
  return [
    `This is ${KINDS[kind]}: ${count(datasets.length, "dataset")}${whole}.`,
    ...datasets.map(({ title, licence, distributions, metadataQuality: quality, readiness: ready }) => {
      const terms = licence.id ?? (licence.raw === "" ? "no licence" : "licence unclear");
      return `- ${title} (${terms}, ${count(distributions.length, "file")}, readiness ${ready} of 100, metadata quality ${quality} of 405)`;
    }),
    ...refused.map(({ title, reason }) => `- refused: ${title}. ${reason}`),
    ...warnings.map(({ dataset, message }) => `! ${dataset ? `${dataset}: ` : ""}${message}`),
  ].join("\n");
}
