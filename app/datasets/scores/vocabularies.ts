/**
 * What the metadata quality assessment of data.europa.eu looks terms up in, as far as open data uses it: the EU's file
 * types and access rights (op.europa.eu, authority tables), and IANA's media types.
 */
type FileType = {
  /** As our readers name it, in lower case. */
  name: string;
  /** The EU's code; null for a type that its list does not hold. */
  code: string | null;
  isMachineReadable: boolean;
  /** Whether its specification is anyone's to implement. */
  isOpen: boolean;
};

const open = (name: string, code: string | null): FileType => ({ name, code, isMachineReadable: true, isOpen: true });
const forEyes = (name: string, code: string | null, isOpen = true): FileType => ({
  ...{ name, code, isOpen },
  isMachineReadable: false,
});
const owned = (name: string, code: string | null): FileType => ({ ...open(name, code), isOpen: false });

const FILE_TYPES: FileType[] = [
  open("csv", "CSV"),
  open("tsv", "TSV"),
  open("json", "JSON"),
  open("geojson", "GEOJSON"),
  open("topojson", null),
  open("json-ld", "JSON_LD"),
  open("xml", "XML"),
  open("rdf", "RDF"),
  open("rdf/xml", "RDF_XML"),
  open("turtle", "RDF_TURTLE"),
  open("n-triples", "RDF_N_TRIPLES"),
  open("n3", "N3"),
  open("trig", "RDF_TRIG"),
  open("kml", "KML"),
  open("kmz", "KMZ"),
  open("gml", "GML"),
  open("geopackage", "GPKG"),
  open("parquet", "PARQUET"),
  open("ods", "ODS"),
  open("netcdf", "NETCDF"),
  open("hdf5", null),
  open("gtfs", "GTFS"),
  open("gtfs-rt", null),
  open("ical", "ICS"),
  open("rss", "RSS"),
  open("atom", "ATOM"),
  open("wms", "WMS_SRVC"),
  open("wfs", "WFS_SRVC"),
  open("wcs", "WCS_SRVC"),
  open("wmts", "WMTS_SRVC"),
  open("sparql", "SPARQLQ"),
  open("odata", null),
  open("api", "REST"),
  open("rest", "REST"),
  open("sql", "SQL"),
  open("sqlite", null),
  open("xlsx", "XLSX"),
  owned("xls", "XLS"),
  owned("shapefile", "SHP"),
  owned("shp", "SHP"),
  owned("dbf", "DBF"),
  owned("gdb", "GDB"),
  owned("dwg", "DWG"),
  owned("mdb", "MDB"),
  owned("esri rest", "MAP_SRVC"),
  forEyes("zip", "ZIP"),
  forEyes("gzip", "GZIP"),
  forEyes("html", "HTML"),
  forEyes("txt", "TXT"),
  forEyes("pdf", "PDF"),
  forEyes("odt", "ODT"),
  forEyes("png", "PNG"),
  forEyes("jpeg", "JPEG"),
  forEyes("tiff", "TIFF"),
  forEyes("geotiff", "TIFF"),
  forEyes("svg", "SVG"),
  forEyes("rtf", "RTF", false),
  forEyes("doc", "DOC", false),
  forEyes("docx", "DOCX"),
  forEyes("ppt", "PPT", false),
];

const BY_NAME = new Map(
  FILE_TYPES.flatMap((type) => [[type.name, type] as const, [(type.code ?? type.name).toLowerCase(), type] as const]),
);

/** The file type of a format as it is stated: a name, or an address of the EU's list; null where it is of neither. */
export function fileTypeOf(format: string): FileType | null {
  const word = /^https?:\/\//i.test(format) ? (format.split(/[/#]/).filter(Boolean).at(-1) ?? "") : format;
  const plain = word.trim().replace(/^\./, "").toLowerCase();
  return BY_NAME.get(plain) ?? BY_NAME.get(plain.replace(/[ -]/g, "_")) ?? null;
}

const MEDIA_TYPES = new Set([
  "text/csv",
  "text/tab-separated-values",
  "text/plain",
  "text/html",
  "text/xml",
  "text/turtle",
  "text/n3",
  "text/calendar",
  "application/json",
  "application/geo+json",
  "application/geo+json-seq",
  "application/ld+json",
  "application/xml",
  "application/rdf+xml",
  "application/n-triples",
  "application/n-quads",
  "application/trig",
  "application/atom+xml",
  "application/gml+xml",
  "application/sparql-query",
  "application/sparql-results+json",
  "application/sparql-results+xml",
  "application/geopackage+sqlite3",
  "application/vnd.sqlite3",
  "application/sql",
  "application/vnd.apache.parquet",
  "application/vnd.google-earth.kml+xml",
  "application/vnd.google-earth.kmz",
  "application/vnd.shp",
  "application/vnd.dbf",
  "application/vnd.ms-excel",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
  "application/msword",
  "application/protobuf",
  "application/pdf",
  "application/rtf",
  "application/zip",
  "application/gzip",
  "application/octet-stream",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/svg+xml",
]);

/** Whether IANA registers the media type, which may be given as an address of its list; parameters do not count. */
export function isRegisteredMediaType(stated: string): boolean {
  const plain = stated.toLowerCase().split(";")[0]?.trim() ?? "";
  return MEDIA_TYPES.has(plain.replace(/^https?:\/\/(?:www\.)?iana\.org\/assignments\/media-types\//, ""));
}

const ACCESS_RIGHTS = /^(?:public|restricted|non[ _-]?public|confidential|sensitive)$/i;

/** Whether access rights are of the EU's list, by their address or by their name in it. */
export function isKnownAccessRight(stated: string): boolean {
  const [, code] = /^https?:\/\/publications\.europa\.eu\/resource\/authority\/access-right\/([a-z_]+)$/i.exec(
    stated.trim(),
  ) ?? [null, stated.trim()];
  return ACCESS_RIGHTS.test(code ?? "");
}
