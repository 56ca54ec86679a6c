import {
  addressesOf,
  type ExportedCatalogue,
  type ExportedDataset,
  type ExportedDistribution,
  withoutEmpty,
} from "./exported";
import { intervalOf } from "./vocabulary";

/**
 * The catalogue as a DCAT-US 1.1 `data.json` (https://resources.data.gov/resources/dcat-us/). `fields` beside a
 * distribution's own members holds what is known of its columns, which the schema has no place for.
 */
export const dcatUsOf = ({ datasets, address }: ExportedCatalogue) => ({
  "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
  "@id": address,
  "@type": "dcat:Catalog",
  conformsTo: "https://project-open-data.cio.gov/v1.1/schema",
  describedBy: "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
  dataset: datasets.map(datasetOf),
});

function datasetOf(dataset: ExportedDataset) {
  const { contactName, contactEmail, publisher, organisation, bbox, spatial, temporalStart, temporalEnd } = dataset;
  const contact = withoutEmpty({ fn: contactName, hasEmail: contactEmail && `mailto:${contactEmail}` });
  return withoutEmpty({
    "@type": "dcat:Dataset",
    identifier: dataset.externalId,
    title: dataset.title,
    description: dataset.description,
    keyword: dataset.keywords,
    theme: dataset.themes,
    issued: dataset.issued,
    modified: dataset.modified,
    accrualPeriodicity: dataset.frequency && intervalOf(dataset.frequency),
    publisher: { "@type": "org:Organization", name: publisher || organisation },
    contactPoint: Object.keys(contact).length > 0 ? { "@type": "vcard:Contact", ...contact } : null,
    landingPage: dataset.landingPage,
    accessLevel: "public",
    accessRights: dataset.accessRights,
    license: dataset.licenceRaw,
    language: dataset.languages,
    spatial: bbox.length > 0 && spatial ? [bbox.join(","), spatial] : bbox.length > 0 ? bbox.join(",") : spatial,
    temporal: temporalStart || temporalEnd ? `${temporalStart ?? ".."}/${temporalEnd ?? ".."}` : null,
    distribution: dataset.distributions.map(distributionOf),
  });
}

function distributionOf(distribution: ExportedDistribution) {
  const { access, download } = addressesOf(distribution);
  const { title, format, mediaType, byteSize, licenceRaw, fields, copy } = distribution;
  return withoutEmpty({
    "@type": "dcat:Distribution",
    title,
    accessURL: download === access && download !== null ? null : access,
    downloadURL: download,
    format,
    mediaType,
    byteSize: byteSize ?? (distribution.url === null ? copy?.bytes : null),
    license: licenceRaw,
    fields: fields.map((field) => withoutEmpty(field)),
  });
}
