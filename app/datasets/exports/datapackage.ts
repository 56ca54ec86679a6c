import { readFrequency } from "../catalogue/frequency";
import { licenceTitle, licenceUrl } from "../known-licence";
import type { ColumnType } from "../reading/table";
import { addressesOf, type ExportedDataset, type ExportedDistribution, fieldsOf, withoutEmpty } from "./exported";

/** The types of Table Schema (https://specs.frictionlessdata.io/table-schema/) for ours. */
const TYPES: Record<ColumnType, string> = {
  integer: "integer",
  number: "number",
  boolean: "boolean",
  date: "date",
  datetime: "datetime",
  text: "string",
  geometry: "any",
  empty: "any",
};

/**
 * A dataset as a Frictionless data package (https://datapackage.org): each file with its address, checksum, dialect and
 * the schema of its columns. Resources are the copies held here where there are any, else the publisher's own.
 */
export function dataPackageOf(dataset: ExportedDataset, licenceId: string | null) {
  const { contactName, contactEmail, publisher, organisation } = dataset;
  const licence = licenceId
    ? { name: licenceId, path: licenceUrl(licenceId), title: licenceTitle(licenceId) }
    : dataset.licenceRaw &&
      (/^https?:/.test(dataset.licenceRaw) ? { path: dataset.licenceRaw } : { name: dataset.licenceRaw });
  const names = new Set<string>();
  const said = withoutEmpty({
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: dataset.slug,
    id: dataset.externalId,
    title: dataset.title,
    description: dataset.description,
    homepage: dataset.landingPage ?? dataset.page,
    created: dataset.issued,
    updated: dataset.modified,
    accrualPeriodicity: dataset.frequency && readFrequency(dataset.frequency),
    keywords: dataset.keywords,
    licenses: licence ? [withoutEmpty(licence)] : [],
    contributors: [
      { title: publisher || organisation, roles: ["publisher"] },
      ...(contactName || contactEmail
        ? [withoutEmpty({ title: contactName || contactEmail, email: contactEmail, roles: ["contact"] })]
        : []),
    ],
  });
  const resources = dataset.distributions.flatMap((distribution, index) => {
    const path = distribution.copy?.url ?? addressesOf(distribution).download ?? addressesOf(distribution).access;
    return path ? [resourceOf(distribution, { path, name: freeName(distribution, index, names) })] : [];
  });
  return { ...said, resources };
}

/** A name of lower-case letters, figures and marks, which no other resource of the package has. */
function freeName({ title, format }: ExportedDistribution, index: number, taken: Set<string>): string {
  const plain = (title || format || "file")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const name = plain && !taken.has(plain) ? plain : `${plain || "file"}-${index + 1}`;
  taken.add(name);
  return name;
}

function resourceOf(distribution: ExportedDistribution, { path, name }: { path: string; name: string }) {
  const { title, format, mediaType, byteSize, copy } = distribution;
  const fields = fieldsOf(distribution);
  const isTable = copy?.kind === "csv";
  return withoutEmpty({
    name,
    title,
    path,
    format: format.toLowerCase(),
    mediatype: mediaType,
    encoding: isTable ? copy.encoding : null,
    bytes: copy?.bytes ?? byteSize,
    hash: copy && `sha256:${copy.sha256}`,
    profile: isTable ? "tabular-data-resource" : null,
    dialect: isTable && copy.delimiter ? { delimiter: copy.delimiter } : null,
    schema:
      fields.length > 0
        ? {
            fields: fields.map((field) => {
              const type = Object.hasOwn(TYPES, field.type) ? TYPES[field.type as ColumnType] : field.type;
              const isDecimal = type === "number" && copy?.decimalMark === ",";
              return withoutEmpty({ ...field, type, decimalChar: isDecimal ? "," : null });
            }),
          }
        : null,
  });
}
