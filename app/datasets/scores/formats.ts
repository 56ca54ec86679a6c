/**
 * What the European vocabularies say of formats, under the names that `catalogue/format.ts` gives them: the file type
 * table, and the lists of non-proprietary and of machine-readable formats that data.europa.eu measures by
 * (https://data.europa.eu/mqa/methodology).
 */
const NON_PROPRIETARY = new Set(
  "CSV TSV GeoJSON JSON JSON-LD XML RDF Turtle KML KMZ GeoPackage Parquet GML GPX ODS ODT HTML TXT N-Triples NetCDF GTFS".split(
    " ",
  ),
);
const MACHINE_READABLE = new Set(
  "CSV TSV GeoJSON JSON JSON-LD XML RDF Turtle KML KMZ GeoPackage Parquet GML GPX ODS XLS XLSX N-Triples NetCDF SHP DBF GTFS".split(
    " ",
  ),
);
const ALSO_FILE_TYPES = "ZIP PDF DOC DOCX".split(" ");

const has = (set: Set<string>, format: string): boolean => set.has(format) || set.has(format.toUpperCase());

export const isNonProprietary = (format: string): boolean => has(NON_PROPRIETARY, format);
export const isMachineReadable = (format: string): boolean => has(MACHINE_READABLE, format);

/** True for a format of the EU's authority table of file types. */
export const isFileType = (format: string): boolean =>
  isNonProprietary(format) || isMachineReadable(format) || ALSO_FILE_TYPES.includes(format.toUpperCase());

/** True for a media type with one of the top-level types that IANA registers. */
export const isMediaType = (mediaType: string | null): boolean =>
  /^(?:application|audio|font|image|message|model|multipart|text|video)\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(
    mediaType ?? "",
  );
