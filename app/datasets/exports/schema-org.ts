import { addressesOf, type ExportedDataset, withoutEmpty } from "./exported";

/** A dataset for search engines: schema.org's Dataset (https://schema.org/Dataset), as Google's guide asks for it. */
export function schemaOrgOf(dataset: ExportedDataset, licenceUrl: string | null) {
  const { bbox, spatial, temporalStart, temporalEnd } = dataset;
  const [west, south, east, north] = bbox;
  return withoutEmpty({
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": dataset.page,
    url: dataset.page,
    name: dataset.title,
    description: descriptionOf(dataset),
    identifier: dataset.externalId,
    sameAs: dataset.landingPage,
    keywords: dataset.keywords,
    license: licenceUrl,
    isAccessibleForFree: true,
    datePublished: dataset.issued,
    dateModified: dataset.modified,
    temporalCoverage: temporalStart || temporalEnd ? `${temporalStart ?? ".."}/${temporalEnd ?? ".."}` : null,
    spatialCoverage:
      bbox.length > 0
        ? { "@type": "Place", geo: { "@type": "GeoShape", box: `${south} ${west} ${north} ${east}` } }
        : spatial,
    creator: { "@type": "Organization", name: dataset.publisher || dataset.organisation },
    distribution: dataset.distributions.flatMap((distribution) => {
      const contentUrl = distribution.copy?.url ?? addressesOf(distribution).download;
      if (!contentUrl) return [];
      const { format, mediaType, title, copy } = distribution;
      return [
        withoutEmpty({
          "@type": "DataDownload",
          contentUrl,
          name: title,
          encodingFormat: mediaType ?? format,
          sha256: copy?.sha256,
        }),
      ];
    }),
  });
}

/** At least 50 characters are asked for: where the publisher says less, what everyone can tell is added. */
const descriptionOf = ({ title, description, publisher, organisation }: ExportedDataset): string =>
  description.length >= 50
    ? description.slice(0, 5_000)
    : `${title}. ${description} Open data of ${publisher || organisation}, with its files, its columns and its licence.`;
