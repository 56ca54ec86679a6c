import { SOURCE_AGENCY } from "../catalogue/dcat-ap";
import { themeAddress } from "../catalogue/themes";
import {
  addressesOf,
  type ExportedCatalogue,
  type ExportedDataset,
  type ExportedDistribution,
  fieldsOf,
  isAddress,
  withoutEmpty,
} from "./exported";
import { fileTypeAddress, frequencyAddress, mediaTypeAddress } from "./vocabulary";

/** The prefixes of the graph; a context of its own, so that whoever reads it fetches nothing. */
export const PREFIXES = {
  adms: "http://www.w3.org/ns/adms#",
  csvw: "http://www.w3.org/ns/csvw#",
  dcat: "http://www.w3.org/ns/dcat#",
  dct: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  hydra: "http://www.w3.org/ns/hydra/core#",
  locn: "http://www.w3.org/ns/locn#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  spdx: "http://spdx.org/rdf/terms#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

type Node = Record<string, unknown>;
const at = (address: string): Node => ({ "@id": address });
const typed = (value: string | number, type: string): Node => ({ "@value": String(value), "@type": `xsd:${type}` });

/** An instant, a day, a month or a year with the type of XML Schema that its text has; other text as it is. */
function momentOf(text: string | null): unknown {
  if (!text) return null;
  if (/^\d{4}$/.test(text)) return typed(text, "gYear");
  if (/^\d{4}-\d\d$/.test(text)) return typed(text, "gYearMonth");
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return typed(text, "date");
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) ? typed(text, "dateTime") : text;
}

/** A term of a vocabulary where its address is known, else a node that carries the words. */
const termOf = (text: string, type: string, address: string | null): unknown =>
  text === "" ? null : address ? at(address) : isAddress(text) ? at(text) : { "@type": type, "rdfs:label": text };

/**
 * The catalogue as DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) in JSON-LD 1.1. Pages are told with
 * Hydra. Columns stand as a CSVW table schema on their distribution.
 */
export function dcatApOf(catalogue: ExportedCatalogue): Node {
  const { title, publisher, homepage, address, next, total, datasets } = catalogue;
  const root = homepage.replace(/\/$/, "");
  return {
    "@context": PREFIXES,
    "@graph": [
      withoutEmpty({
        "@id": `${root}/catalog`,
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:description": `Datasets that ${publisher} ties its challenges to, and those beside them.`,
        "dct:publisher": { "@type": "foaf:Agent", "foaf:name": publisher },
        "foaf:homepage": at(homepage),
        "dcat:dataset": datasets.map(({ page }) => at(page)),
      }),
      withoutEmpty({
        "@id": address,
        "@type": "hydra:PartialCollectionView",
        "hydra:totalItems": typed(total, "integer"),
        "hydra:next": next ? at(next) : null,
      }),
      ...datasets.map(datasetNode),
    ],
  };
}

function datasetNode(dataset: ExportedDataset): Node {
  const { bbox, spatial, temporalStart, temporalEnd, contactName, contactEmail, publisher, organisation } = dataset;
  const contact = withoutEmpty({
    "vcard:fn": contactName,
    "vcard:hasEmail": contactEmail ? at(`mailto:${contactEmail}`) : null,
  });
  const period = withoutEmpty({ "dcat:startDate": momentOf(temporalStart), "dcat:endDate": momentOf(temporalEnd) });
  return withoutEmpty({
    "@id": dataset.page,
    "@type": "dcat:Dataset",
    "dct:identifier": dataset.externalId,
    "adms:identifier": {
      "@type": "adms:Identifier",
      "skos:notation": dataset.externalId,
      "adms:schemaAgency": SOURCE_AGENCY,
    },
    "dct:title": dataset.title,
    "dct:description": dataset.description,
    "dct:publisher": { "@type": "foaf:Agent", "foaf:name": publisher || organisation },
    "dcat:contactPoint": Object.keys(contact).length > 0 ? { "@type": "vcard:Organization", ...contact } : null,
    "dcat:landingPage": dataset.landingPage ? at(dataset.landingPage) : null,
    "dcat:keyword": dataset.keywords,
    "dcat:theme": dataset.themes.map((theme) => {
      const address = isAddress(theme) ? theme : themeAddress(theme);
      return address ? at(address) : { "@type": "skos:Concept", "skos:prefLabel": theme };
    }),
    "dct:issued": momentOf(dataset.issued),
    "dct:modified": momentOf(dataset.modified),
    "dct:accrualPeriodicity": termOf(
      dataset.frequency ?? "",
      "dct:Frequency",
      frequencyAddress(dataset.frequency ?? ""),
    ),
    "dct:spatial": placesOf(bbox, spatial),
    "dct:temporal": Object.keys(period).length > 0 ? { "@type": "dct:PeriodOfTime", ...period } : null,
    "dct:accessRights": termOf(dataset.accessRights, "dct:RightsStatement", null),
    "dct:language": dataset.languages.map((language) => (isAddress(language) ? at(language) : language)),
    "dct:license": termOf(dataset.licenceRaw, "dct:LicenseDocument", null),
    "dcat:distribution": dataset.distributions.map(distributionNode),
  });
}

function placesOf(bbox: ExportedDataset["bbox"], spatial: string): unknown[] {
  const places: unknown[] = [];
  if (bbox.length > 0) {
    const [west, south, east, north] = bbox;
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const wkt = `POLYGON((${ring.map((corner) => corner.join(" ")).join(", ")}))`;
    const box = { "@value": wkt, "@type": "http://www.opengis.net/ont/geosparql#wktLiteral" };
    places.push({ "@type": "dct:Location", "dcat:bbox": box });
  }
  if (spatial !== "")
    places.push(isAddress(spatial) ? at(spatial) : { "@type": "dct:Location", "rdfs:label": spatial });
  return places;
}

function distributionNode(distribution: ExportedDistribution): Node {
  const { access, download } = addressesOf(distribution);
  const { title, format, mediaType, byteSize, licenceRaw, copy } = distribution;
  const fields = fieldsOf(distribution);
  return withoutEmpty({
    "@type": "dcat:Distribution",
    "dct:title": title,
    "dcat:accessURL": access ? at(access) : null,
    "dcat:downloadURL": download ? at(download) : null,
    "dct:format": termOf(format, "dct:MediaTypeOrExtent", fileTypeAddress(format)),
    "dcat:mediaType": mediaType
      ? mediaTypeAddress(mediaType)
        ? at(mediaTypeAddress(mediaType) ?? "")
        : mediaType
      : null,
    "dcat:byteSize": byteSize === null ? null : typed(byteSize, "nonNegativeInteger"),
    "dct:license": termOf(licenceRaw, "dct:LicenseDocument", null),
    "spdx:checksum": copy
      ? {
          "@type": "spdx:Checksum",
          "spdx:algorithm": at("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
          "spdx:checksumValue": typed(copy.sha256, "hexBinary"),
        }
      : null,
    "csvw:tableSchema":
      fields.length > 0
        ? {
            "@type": "csvw:Schema",
            "csvw:column": {
              "@list": fields.map(({ name, title: label, description, type }) =>
                withoutEmpty({
                  "@type": "csvw:Column",
                  "csvw:name": name,
                  "csvw:title": label,
                  "dct:description": description,
                  "csvw:datatype": type,
                }),
              ),
            },
          }
        : null,
  });
}
