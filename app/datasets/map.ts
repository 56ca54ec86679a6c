import { type GeoProjection, geoEqualEarth, geoMercator } from "d3-geo";
import type { Bbox, Shape } from "./reading/table";

/** A map drawn for the page: pixels, origin at the top left. */
export type DrawnMap = {
  width: number;
  height: number;
  /** SVG path data of areas, one for each, to be filled with the even-odd rule. */
  paths: string[];
  /** SVG path data of lines, one for each, not to be filled. */
  lines: string[];
  points: [number, number][];
};

const MARGIN = 8;
/** Mercator up to a continent; wider maps show sizes truly. */
const WIDE_DEGREES = 60;

/**
 * The shapes projected to a map `width` pixels wide; its height follows from the box, between a third and five
 * quarters of the width. Null where there is nothing to draw.
 */
export function mapOf(shapes: Shape[], bbox: Bbox, width: number): DrawnMap | null {
  if (bbox.length === 0 || shapes.length === 0) return null;
  const { projection, height } = fitted(bbox, width);
  const map: DrawnMap = { width, height, paths: [], lines: [], points: [] };
  const project = (position: number[]): [number, number] | null => {
    const at = projection([position[0] ?? 0, position[1] ?? 0]);
    return at?.every(Number.isFinite) ? [tenth(at[0]), tenth(at[1])] : null;
  };
  for (const { kind, rings } of shapes) {
    if (kind === "point") {
      const at = project(rings[0]?.[0] ?? []);
      if (at) map.points.push(at);
      continue;
    }
    const path = rings.map((ring) => pathOf(ring.map(project), kind === "area")).join("");
    if (path !== "") (kind === "area" ? map.paths : map.lines).push(path);
  }
  return map;
}

/** The shapes as GeoJSON (RFC 7946). Areas are drawn by the even-odd rule, so that each ring after the first is a hole. */
export const geoJsonOf = (shapes: Shape[]) => ({
  type: "FeatureCollection" as const,
  features: shapes.map(({ kind, rings, row }) => ({
    type: "Feature" as const,
    properties: row === undefined ? {} : { row },
    geometry:
      kind === "point"
        ? { type: "Point" as const, coordinates: rings[0]?.[0] ?? [] }
        : kind === "line"
          ? { type: "MultiLineString" as const, coordinates: rings }
          : { type: "Polygon" as const, coordinates: rings },
  })),
});

const tenth = (pixel: number): number => Math.round(pixel * 10) / 10;

function pathOf(pixels: ([number, number] | null)[], isClosed: boolean): string {
  const drawn = pixels.filter((pixel) => pixel !== null);
  return drawn.length < 2 ? "" : `M${drawn.map((pixel) => pixel.join(",")).join("L")}${isClosed ? "Z" : ""}`;
}

function fitted(box: [number, number, number, number], width: number): { projection: GeoProjection; height: number } {
  const [west, south, east, north] = roomy(box);
  const isWide = east - west > WIDE_DEGREES || north > 80 || south < -80;
  const projection = isWide ? geoEqualEarth() : geoMercator();
  projection.rotate([-(west + east) / 2, 0]);
  // A polygon would be read by the winding of its ring; points on the edges say the same without that.
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const edges = [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
    [west, middle[1]],
    [east, middle[1]],
    [middle[0], south],
    [middle[0], north],
  ];
  const frame = { type: "MultiPoint" as const, coordinates: edges };
  projection.fitSize([1000, 1000], frame);
  const ys = edges.map((edge) => projection([edge[0] as number, edge[1] as number])?.[1] ?? 0);
  const xs = edges.map((edge) => projection([edge[0] as number, edge[1] as number])?.[0] ?? 0);
  const ratio = (Math.max(...ys) - Math.min(...ys)) / Math.max(1e-9, Math.max(...xs) - Math.min(...xs));
  const height = Math.round(Math.min(width * 1.25, Math.max(width / 3, (width - 2 * MARGIN) * ratio + 2 * MARGIN)));
  projection.fitExtent(
    [
      [MARGIN, MARGIN],
      [width - MARGIN, height - MARGIN],
    ],
    frame,
  );
  return { projection, height };
}

/** The box with an extent in both directions: a single place gets a hundred metres around it. */
function roomy([west, south, east, north]: [number, number, number, number]): [number, number, number, number] {
  const [x, y] = [east - west < 1e-6 ? 0.001 : 0, north - south < 1e-6 ? 0.001 : 0];
  return [Math.max(-180, west - x), Math.max(-89, south - y), Math.min(180, east + x), Math.min(89, north + y)];
}
