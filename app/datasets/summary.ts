import { count, list } from "~/kernel/text";
import type { TableReading } from "./reading/table";

/**
 * What a map or table shows, in one sentence, for readers who do not see it: "88 areas between 45.39° and 45.54°
 * north, 9.04° and 9.28° east." Counts are of features (GeoJSON) or rows (CSV), not of what the map still draws.
 */
export function summaryOf(reading: Pick<TableReading, "kind" | "rowCount" | "columns" | "bbox">): string {
  const things = reading.kind === "geojson" ? featureWords(reading) : `${count(reading.rowCount, "row")} of data`;
  if (reading.bbox.length === 0) {
    return `${things} in ${count(reading.columns.length, "column")}${reading.kind === "geojson" ? ", without a place" : ""}.`;
  }
  const [west, south, east, north] = reading.bbox;
  const range = { latitude: span(south, north, ["north", "south"]), longitude: span(west, east, ["east", "west"]) };
  return `${things} ${range.latitude.startsWith("at") ? "" : "between "}${range.latitude}, ${range.longitude}.`;
}

const WORDS: Record<string, [string, string]> = {
  Point: ["point", "points"],
  MultiPoint: ["group of points", "groups of points"],
  LineString: ["line", "lines"],
  MultiLineString: ["line", "lines"],
  Polygon: ["area", "areas"],
  MultiPolygon: ["area", "areas"],
};

/** "61 points", "3 areas and 2 lines"; "features" where the types are many or not known. */
function featureWords({ rowCount, columns }: Pick<TableReading, "rowCount" | "columns">): string {
  const types = columns.at(-1)?.top ?? [];
  const counts = new Map<string, number>();
  for (const { value, count: times } of types) {
    const word = WORDS[value]?.[0];
    if (word) counts.set(word, (counts.get(word) ?? 0) + times);
  }
  const known = [...counts.values()].reduce((sum, times) => sum + times, 0);
  if (known !== rowCount || known === 0) return count(rowCount, "feature");
  const plural = new Map(Object.values(WORDS));
  return list([...counts].map(([word, times]) => count(times, word, plural.get(word))));
}

const degrees = (value: number): string => `${Math.abs(value).toFixed(2)}°`;

/** "45.39° and 45.54° north", or both directions where the range crosses zero. */
function span(from: number, to: number, [positive, negative]: [string, string]): string {
  if (degrees(from) === degrees(to) && from * to >= 0) return `at ${degrees(from)} ${from >= 0 ? positive : negative}`;
  if (from >= 0) return `${degrees(from)} and ${degrees(to)} ${positive}`;
  if (to <= 0) return `${degrees(to)} and ${degrees(from)} ${negative}`;
  return `${degrees(from)} ${negative} and ${degrees(to)} ${positive}`;
}
