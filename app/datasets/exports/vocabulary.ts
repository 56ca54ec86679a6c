/** How often a dataset changes, as ISO 8601 repeating intervals (DCAT-US) and as the EU's authority table names it. */
const FREQUENCIES: [word: string, interval: string | null, authority: string][] = [
  ["continuous", "R/PT1S", "UPDATE_CONT"],
  ["hourly", "R/PT1H", "HOURLY"],
  ["daily", "R/P1D", "DAILY"],
  ["twice a week", "R/P3.5D", "WEEKLY_2"],
  ["weekly", "R/P1W", "WEEKLY"],
  ["fortnightly", "R/P2W", "BIWEEKLY"],
  ["twice a month", "R/P0.5M", "MONTHLY_2"],
  ["monthly", "R/P1M", "MONTHLY"],
  ["every two months", "R/P2M", "BIMONTHLY"],
  ["quarterly", "R/P3M", "QUARTERLY"],
  ["every four months", "R/P4M", "ANNUAL_3"],
  ["every six months", "R/P6M", "ANNUAL_2"],
  ["yearly", "R/P1Y", "ANNUAL"],
  ["every two years", "R/P2Y", "BIENNIAL"],
  ["every three years", "R/P3Y", "TRIENNIAL"],
  ["every four years", "R/P4Y", "QUADRENNIAL"],
  ["every five years", "R/P5Y", "QUINQUENNIAL"],
  ["every ten years", "R/P10Y", "DECENNIAL"],
  ["irregular", null, "IRREG"],
  ["never", null, "NEVER"],
];
const BY_WORD = new Map(FREQUENCIES.map((row) => [row[0], row]));

/** "daily" as "R/P1D"; what has no interval stays as it is written. */
export const intervalOf = (frequency: string): string => BY_WORD.get(frequency)?.[1] ?? frequency;

const AUTHORITY = "http://publications.europa.eu/resource/authority";

/** The address of a frequency in the EU's authority table, or null where it is none of it. */
export function frequencyAddress(frequency: string): string | null {
  const code = BY_WORD.get(frequency)?.[2];
  return code ? `${AUTHORITY}/frequency/${code}` : null;
}

/** Formats as people call them, and as the EU's authority table of file types does. */
const FILE_TYPES: Record<string, string> = {
  CSV: "CSV",
  TSV: "TSV",
  GeoJSON: "GEOJSON",
  JSON: "JSON",
  "JSON-LD": "JSON_LD",
  XML: "XML",
  RDF: "RDF_XML",
  Turtle: "RDF_TURTLE",
  KML: "KML",
  KMZ: "KMZ",
  ZIP: "ZIP",
  XLS: "XLS",
  XLSX: "XLSX",
  PDF: "PDF",
  HTML: "HTML",
  Parquet: "PARQUET",
  GeoPackage: "GPKG",
};

export function fileTypeAddress(format: string): string | null {
  const code = Object.hasOwn(FILE_TYPES, format) ? FILE_TYPES[format] : undefined;
  return code ? `${AUTHORITY}/file-type/${code}` : null;
}

/** The media type as IANA's registry addresses it. */
export const mediaTypeAddress = (mediaType: string): string | null =>
  /^[a-z]+\/[a-z0-9.+-]+$/.test(mediaType) ? `https://www.iana.org/assignments/media-types/${mediaType}` : null;
