import { expect, test } from "vitest";
import { mapOf } from "~/datasets/map";
import { readGeoJson } from "~/datasets/reading/geojson";
import { simplified } from "~/datasets/reading/shapes";
import type { Position, Shape } from "~/datasets/reading/table";
import { summaryOf } from "~/datasets/summary";

const bytes = (document: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(document));

function table(document: unknown) {
  const read = readGeoJson(bytes(document));
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

const feature = (geometry: unknown, properties: unknown = {}) => ({ type: "Feature", geometry, properties });
const collection = (...features: unknown[]) => ({ type: "FeatureCollection", features });
const point = (longitude: number, latitude: number) => ({ type: "Point", coordinates: [longitude, latitude] });
const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

test("features are rows, properties are columns, and the last column names the geometry", () => {
  const read = table(
    collection(feature(point(9.1, 45.4), { name: "A", n: 1 }), feature(point(9.2, 45.5), { n: 2, tags: ["x"] })),
  );
  expect(read.columns.map((column) => [column.name, column.type])).toEqual([
    ["name", "text"],
    ["n", "integer"],
    ["tags", "text"],
    ["geometry", "text"],
  ]);
  expect(read.preview).toEqual([
    ["A", "1", "", "Point"],
    ["", "2", '["x"]', "Point"],
  ]);
  expect(read.bbox).toEqual([9.1, 45.4, 9.2, 45.5]);
});

test("[lat, lon] in a property beside [lon, lat] in the geometry does not turn the map", () => {
  const read = table(collection(feature(point(-1.68, 48.1), { coordonnees: [48.1, -1.68] })));
  expect(read.bbox).toEqual([-1.68, 48.1, -1.68, 48.1]);
  expect(read.columns[0]).toMatchObject({ name: "coordonnees", type: "text" });
});

test("one feature, a bare geometry and a collection of geometries are read", () => {
  expect(table(feature(point(1, 2))).rowCount).toBe(1);
  expect(table({ type: "Polygon", coordinates: [square(0, 0, 1)] }).shapes[0]?.kind).toBe("area");
  const mixed = {
    type: "GeometryCollection",
    geometries: [
      point(1, 1),
      {
        type: "LineString",
        coordinates: [
          [0, 0.1],
          [2, 2],
        ],
      },
    ],
  };
  expect(table(feature(mixed)).shapes.map((shape) => shape.kind)).toEqual(["point", "line"]);
});

test("a byte order mark before the JSON does no harm", () => {
  const marked = new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(collection(feature(point(1, 2))))]);
  expect(readGeoJson(marked).ok).toBe(true);
});

test("missing geometries and positions off the Earth are counted in words", () => {
  const read = table(collection(feature(null), feature(point(691_000, 5_334_000)), feature(point(1, 2))));
  expect(read.warnings.map((warning) => warning.code)).toEqual(["no-geometry", "impossible-coordinates"]);
  expect(read.bbox).toEqual([1, 2, 1, 2]);
});

test("another coordinate system is named", () => {
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2056" } };
  const codes = table({ ...collection(feature(point(1, 2))), crs }).warnings.map((warning) => warning.code);
  expect(codes).toEqual(["other-coordinate-system"]);
  const usual = { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } };
  expect(table({ ...collection(feature(point(1, 2))), crs: usual }).warnings).toEqual([]);
});

test("JSON that is cut off, or is no GeoJSON, is refused in words", () => {
  expect(readGeoJson(new TextEncoder().encode('{"type":"FeatureCollection","features":[{'))).toMatchObject({
    refusal: { code: "not-json" },
  });
  expect(readGeoJson(bytes({ type: "Topology", objects: {} }))).toMatchObject({ refusal: { code: "not-geojson" } });
  expect(readGeoJson(bytes([1, 2]))).toMatchObject({ refusal: { code: "not-geojson" } });
});

test("a property that is nested a hundred thousand deep is a cell like any other", () => {
  const deep = `{"type":"Feature","geometry":null,"properties":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
  expect(readGeoJson(new TextEncoder().encode(deep)).ok).toBe(true);
});

test("a coastline of 50,000 vertices keeps its outline within the budget", () => {
  const ring = Array.from({ length: 50_000 }, (_, index): Position => {
    const angle = (index / 49_999) * 2 * Math.PI;
    return [9 + Math.cos(angle) * 0.1, 45 + Math.sin(angle) * 0.1];
  });
  const [shape] = simplified([{ kind: "area", rings: [ring] }], [8.9, 44.9, 9.1, 45.1]);
  const kept = shape?.rings[0] ?? [];
  expect(kept.length).toBeGreaterThan(50);
  expect(kept.length).toBeLessThan(2_000);
  expect(kept[0]).toEqual(kept.at(-1));
});

test("points on one pixel are one point, and areas smaller than a pixel are points", () => {
  const shapes: Shape[] = [
    { kind: "point", rings: [[[9, 45]]] },
    { kind: "point", rings: [[[9.000001, 45]]] },
    { kind: "area", rings: [square(9.5, 45.5, 0.000001)] },
  ];
  expect(simplified(shapes, [9, 45, 10, 46]).map((shape) => shape.kind)).toEqual(["point", "point"]);
});

test("a quarter of a million points still fit 60 kB", () => {
  const shapes = Array.from({ length: 250_000 }, (_, index): Shape => {
    return { kind: "point", rings: [[[((index * 7919) % 100_003) / 1000, ((index * 104_729) % 80_021) / 1000 - 40]]] };
  });
  const few = simplified(shapes, [0, -40, 100, 40.021]);
  expect(JSON.stringify(few).length).toBeLessThanOrEqual(60_000);
  expect(few.length).toBeGreaterThan(300);
});

test("a map has north above, east to the right, and everything inside", () => {
  const shapes: Shape[] = [
    { kind: "point", rings: [[[9, 45]]] },
    { kind: "point", rings: [[[9.2, 45.1]]] },
    {
      kind: "line",
      rings: [
        [
          [9, 45],
          [9.2, 45.1],
        ],
      ],
    },
    { kind: "area", rings: [square(9.05, 45.02, 0.05), square(9.06, 45.03, 0.01)] },
  ];
  const map = mapOf(shapes, [9, 45, 9.2, 45.1], 800);
  if (!map) throw new Error("no map");
  const [southWest, northEast] = map.points;
  expect(map.width).toBe(800);
  expect(southWest?.[0]).toBeLessThan(northEast?.[0] ?? 0);
  expect(southWest?.[1]).toBeGreaterThan(northEast?.[1] ?? 0);
  for (const [x, y] of map.points) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(800);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(map.height);
  }
  expect(map.paths).toHaveLength(1);
  expect(map.paths[0]).toMatch(/^M[\d.,L]+ZM[\d.,L]+Z$/);
  expect(map.lines[0]).not.toContain("Z");
});

test("a single place and the whole world have maps too", () => {
  expect(mapOf([{ kind: "point", rings: [[[9, 45]]] }], [9, 45, 9, 45], 400)?.points).toHaveLength(1);
  const world = mapOf([{ kind: "area", rings: [square(-180, -90, 90), square(0, 0, 90)] }], [-180, -90, 180, 90], 800);
  expect(world?.paths[0]).not.toMatch(/NaN|Infinity/);
  expect(world?.height).toBeLessThan(500);
  expect(mapOf([], [], 800)).toBeNull();
});

test("the sentence for readers who do not see the map says how many of what, and where", () => {
  const mixed = collection(
    feature(point(-1, -2)),
    feature(point(3, 4)),
    feature({ type: "Polygon", coordinates: [square(0, 1, 1)] }),
  );
  expect(summaryOf(table(mixed))).toBe(
    "2 points and 1 area between 2.00° south and 4.00° north, 1.00° west and 3.00° east.",
  );
  expect(summaryOf(table(collection(feature(null))))).toBe("1 feature in 1 column, without a place.");
  expect(summaryOf(table(collection(feature(point(-70.5, -33.4)))))).toBe("1 point at 33.40° south, at 70.50° west.");
});
