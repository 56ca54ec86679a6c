/** Formats under the name that people use, with the media types and endings that mean them. */
const FORMATS: { name: string; mediaTypes: string[]; endings: string[] }[] = [
  { name: "CSV", mediaTypes: ["text/csv", "application/csv", "text/x-csv"], endings: ["csv"] },
  { name: "TSV", mediaTypes: ["text/tab-separated-values"], endings: ["tsv"] },
  { name: "GeoJSON", mediaTypes: ["application/geo+json", "application/vnd.geo+json"], endings: ["geojson"] },
  { name: "JSON", mediaTypes: ["application/json"], endings: ["json"] },
  { name: "JSON-LD", mediaTypes: ["application/ld+json"], endings: ["jsonld"] },
  { name: "XML", mediaTypes: ["application/xml", "text/xml"], endings: ["xml"] },
  { name: "RDF", mediaTypes: ["application/rdf+xml"], endings: ["rdf"] },
  { name: "Turtle", mediaTypes: ["text/turtle"], endings: ["ttl"] },
  { name: "KML", mediaTypes: ["application/vnd.google-earth.kml+xml"], endings: ["kml"] },
  { name: "KMZ", mediaTypes: ["application/vnd.google-earth.kmz"], endings: ["kmz"] },
  { name: "ZIP", mediaTypes: ["application/zip", "application/x-zip-compressed"], endings: ["zip"] },
  { name: "XLS", mediaTypes: ["application/vnd.ms-excel"], endings: ["xls"] },
  {
    name: "XLSX",
    mediaTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    endings: ["xlsx"],
  },
  { name: "PDF", mediaTypes: ["application/pdf"], endings: ["pdf"] },
  { name: "HTML", mediaTypes: ["text/html"], endings: ["html", "htm"] },
  { name: "Parquet", mediaTypes: ["application/vnd.apache.parquet"], endings: ["parquet"] },
  { name: "GeoPackage", mediaTypes: ["application/geopackage+sqlite3"], endings: ["gpkg"] },
];

const BY_MEDIA_TYPE = new Map(
  FORMATS.flatMap(({ name, mediaTypes }) => mediaTypes.map((type) => [type, name] as const)),
);
const BY_ENDING = new Map(FORMATS.flatMap(({ name, endings }) => endings.map((ending) => [ending, name] as const)));
const BY_NAME = new Map(FORMATS.map(({ name }) => [name.toLowerCase(), name] as const));

/** The format of a distribution: as stated, else by its media type, else by the ending of its address, else "". */
export function formatOf({
  stated,
  mediaType,
  url,
}: {
  stated: string;
  mediaType: string | null;
  url: string | null;
}): string {
  const word = /^https?:\/\//i.test(stated) ? (stated.split(/[/#]/).filter(Boolean).at(-1) ?? "") : stated.trim();
  const plain = word.replace(/^\./, "").toLowerCase();
  const known = BY_NAME.get(plain) ?? BY_ENDING.get(plain) ?? BY_MEDIA_TYPE.get(plain);
  if (known ?? word) return known ?? word.slice(0, 60);
  const byType = mediaType && BY_MEDIA_TYPE.get(mediaType.split(";")[0]?.trim() ?? "");
  if (byType) return byType;
  const ending =
    url && URL.canParse(url) ? /\.([a-z]{2,8})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() : undefined;
  return (ending && BY_ENDING.get(ending)) ?? "";
}
