import { isRecord } from "../json";
import { isOnEarth } from "./coordinates";
import type { Position, Shape } from "./table";

/** One feature's geometry: its GeoJSON type ("" for none), its shapes, and positions that are no place on Earth. */
export type GeometryReading = { type: string; shapes: Shape[]; impossible: number };

const DEPTH = 5;

/** Reads any geometry; what does not have the form that its type asks for has no shapes. */
export function collectedGeometry(geometry: unknown, depth = 0): GeometryReading {
  if (!isRecord(geometry) || typeof geometry.type !== "string") return { type: "", shapes: [], impossible: 0 };
  const { type, coordinates } = geometry;
  if (type === "GeometryCollection") {
    const members = depth < DEPTH && Array.isArray(geometry.geometries) ? geometry.geometries : [];
    const readings = members.map((member) => collectedGeometry(member, depth + 1));
    const impossible = readings.reduce((sum, reading) => sum + reading.impossible, 0);
    return { type, shapes: readings.flatMap((reading) => reading.shapes), impossible };
  }
  const kind = KINDS.get(type);
  if (!kind) return { type: "", shapes: [], impossible: 0 };
  return { type, ...shapesOf(kind, nested(coordinates, kind.level)) };
}

/** How deep the positions lie: 0 for a point, 1 for a line, 2 for rings, 3 for several areas. */
type Kind = { kind: Shape["kind"]; level: number };
const KINDS = new Map<string, Kind>([
  ["Point", { kind: "point", level: 0 }],
  ["MultiPoint", { kind: "point", level: 1 }],
  ["LineString", { kind: "line", level: 1 }],
  ["MultiLineString", { kind: "line", level: 2 }],
  ["Polygon", { kind: "area", level: 2 }],
  ["MultiPolygon", { kind: "area", level: 3 }],
]);

/** The rings or lines of the coordinates, whatever their depth; a point is a ring of one. */
function nested(coordinates: unknown, level: number): unknown[][] {
  if (level === 0) return [[coordinates]];
  if (!Array.isArray(coordinates)) return [];
  if (level === 1) return [coordinates];
  return coordinates.flatMap((member) => nested(member, level - 1));
}

function shapesOf({ kind }: Kind, rings: unknown[][]): { shapes: Shape[]; impossible: number } {
  let impossible = 0;
  const placed = rings.map((ring) =>
    ring.filter((at): at is Position => {
      const isPosition = Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1]);
      // A border may pass through 0, 0; a point there was forgotten.
      const isPlace = isPosition && (isOnEarth([at[0], at[1]]) || (kind !== "point" && at[0] === 0 && at[1] === 0));
      if (!isPlace) impossible += 1;
      return isPlace;
    }),
  );
  const flat = placed.filter((ring) => ring.length > 0).map((ring) => ring.map(([x, y]): Position => [x, y]));
  if (kind === "point") return { shapes: flat.flat().map((at) => ({ kind, rings: [[at]] })), impossible };
  return { shapes: flat.length > 0 ? [{ kind, rings: flat }] : [], impossible };
}
