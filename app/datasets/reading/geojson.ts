import { isUtf8 } from "node:buffer";
import { ok, type Result, refuse } from "~/kernel/result";
import { isRecord } from "../json";
import { factsOf } from "./column-facts";
import { addCell, newColumn } from "./column-tally";
import { roundedBbox, widened } from "./coordinates";
import { collectedGeometry } from "./geojson-geometry";
import { cellText } from "./rows";
import { simplified } from "./shapes";
import {
  type Bbox,
  columnNames,
  keepRow,
  LIMITS,
  type Preview,
  type ReadingWarning,
  refuseTooLarge,
  refuseTooManyColumns,
  type Shape,
  storable,
  type TableReading,
} from "./table";

type Feature = { properties: Record<string, unknown>; geometry: unknown };

/** What the features hold together. */
type Collected = { types: string[]; shapes: Shape[]; bbox: Bbox; without: number; impossible: number };

const GEOMETRY_COLUMN = "geometry";

/**
 * Reads GeoJSON (RFC 7946): a feature collection, one feature, or a bare geometry. Each feature is a row, its
 * properties are the columns, and a last column `geometry` names its type. Refuses (`file-too-large`, `not-json`,
 * `not-geojson`, `too-many-columns`) with a sentence for the publisher. Never throws on any bytes.
 */
export function readGeoJson(bytes: Uint8Array): Result<TableReading> {
  if (bytes.length > LIMITS.fileBytes) return refuseTooLarge(bytes.length);
  const parsed = parsedJson(bytes);
  if (!parsed.ok) return parsed;
  const features = featuresIn(parsed.value);
  if (!features) return refuse("not-geojson", "This file is JSON, but not GeoJSON: it holds no features.");
  const keys = propertyKeys(features);
  if (keys.length + 1 > LIMITS.columns) return refuseTooManyColumns(keys.length + 1);
  const collected = collect(features);
  const table = tabulate(features, { keys, types: collected.types });
  const bbox = roundedBbox(collected.bbox);
  const warnings = [...geometryWarnings(parsed.value, collected), ...table.warnings];
  if (features.length === 0) warnings.push({ code: "no-rows", message: "The collection holds no feature." });
  return ok({
    kind: "geojson",
    encoding: "utf-8",
    delimiter: null,
    decimalMark: ".",
    dateOrder: null,
    columns: table.columns,
    rowCount: features.length,
    preview: table.preview,
    warnings,
    bbox,
    shapes: simplified(collected.shapes, bbox),
  });
}

function parsedJson(bytes: Uint8Array): Result<unknown> {
  const notJson = "This file is not valid JSON; it may be cut off. Export it again.";
  if (!isUtf8(bytes)) return refuse("not-json", "This file is not UTF-8, which JSON has to be.");
  try {
    return ok(JSON.parse(new TextDecoder("utf-8").decode(bytes)));
  } catch (error) {
    if (error instanceof SyntaxError) return refuse("not-json", notJson);
    throw error;
  }
}

function featuresIn(document: unknown): Feature[] | null {
  if (!isRecord(document)) return null;
  if (document.type === "FeatureCollection") {
    return Array.isArray(document.features) ? document.features.filter(isRecord).map(asFeature) : null;
  }
  if (document.type === "Feature") return [asFeature(document)];
  const isGeometry = Array.isArray(document.coordinates) || Array.isArray(document.geometries);
  return isGeometry && typeof document.type === "string" ? [{ properties: {}, geometry: document }] : null;
}

const asFeature = (feature: Record<string, unknown>): Feature => ({
  properties: isRecord(feature.properties) ? feature.properties : {},
  geometry: feature.geometry,
});

function propertyKeys(features: Feature[]): string[] {
  const keys = new Set<string>();
  for (const { properties } of features) {
    for (const key of Object.keys(properties)) keys.add(key);
    if (keys.size > LIMITS.columns) break;
  }
  return [...keys];
}

function collect(features: Feature[]): Collected {
  const collected: Collected = { types: [], shapes: [], bbox: [], without: 0, impossible: 0 };
  for (const [index, { geometry }] of features.entries()) {
    const one = collectedGeometry(geometry);
    collected.types.push(one.type);
    if (one.type === "") collected.without += 1;
    collected.impossible += one.impossible;
    for (const shape of one.shapes) {
      collected.shapes.push({ ...shape, row: index + 1 });
      for (const ring of shape.rings) for (const at of ring) collected.bbox = widened(collected.bbox, at);
    }
  }
  return collected;
}

function tabulate(features: Feature[], { keys, types }: { keys: string[]; types: string[] }) {
  const { names, warnings: nameWarnings } = columnNames([...keys, GEOMETRY_COLUMN]);
  const sample = Math.min(LIMITS.sample, Math.ceil(LIMITS.samples / names.length));
  const tallies = names.map((name) => newColumn(name, sample));
  const preview: Preview = { rows: [], characters: 0 };
  for (const [number, { properties }] of features.entries()) {
    const cells = keys.map((key) => (Object.hasOwn(properties, key) ? cellText(properties[key]) : ""));
    cells.push(types[number] ?? "");
    for (const [index, tally] of tallies.entries()) addCell(tally, cells[index] ?? "");
    keepRow(preview, cells);
  }
  const { columns, warnings } = factsOf(tallies, null);
  return { columns, preview: preview.rows, warnings: [...nameWarnings, ...warnings] };
}

function geometryWarnings(document: unknown, { without, impossible }: Collected): ReadingWarning[] {
  const warnings: ReadingWarning[] = [];
  if (without > 0) {
    const message = `${without === 1 ? "1 feature has" : `${without.toLocaleString("en")} features have`} no geometry.`;
    warnings.push({ code: "no-geometry", message });
  }
  if (impossible > 0) {
    const places = impossible === 1 ? "1 position is" : `${impossible.toLocaleString("en")} positions are`;
    const message = `${places} not longitude and latitude on Earth. GeoJSON has degrees in WGS 84, longitude first.`;
    warnings.push({ code: "impossible-coordinates", message });
  }
  const system = crsName(document);
  if (system !== "" && !/CRS84|EPSG:{1,2}4326$/i.test(system)) {
    const message = `The file names another coordinate system (${storable(system, 60)}); GeoJSON has WGS 84 only.`;
    warnings.push({ code: "other-coordinate-system", message });
  }
  return warnings;
}

/** The name in the `crs` member that GeoJSON had before RFC 7946, or "". */
function crsName(document: unknown): string {
  const crs = isRecord(document) ? document.crs : null;
  const properties = isRecord(crs) ? crs.properties : null;
  return isRecord(properties) && typeof properties.name === "string" ? properties.name : "";
}
