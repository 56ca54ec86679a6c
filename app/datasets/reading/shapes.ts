import type { PlaceTally } from "./coordinates";
import type { Bbox, Position, Shape } from "./table";

/** The width of the map that shapes are simplified for, in pixels. */
const MAP_WIDTH = 800;
/** What the shapes of one file may take in the database, in characters of JSON. */
const BUDGET = 60_000;
const SPAN = 256;

/** How fine the geometry stays: one pixel in degrees of latitude, degrees of longitude being narrower by `squeeze`. */
type Grain = { west: number; south: number; pixel: number; squeeze: number; decimals: number };

/**
 * Simplified geometry for a map 800 pixels wide, at most 60 kB of JSON: vertices that move no line by half a pixel
 * go, areas smaller than a pixel become points, points on one pixel become one. Where that is not enough the grain
 * grows, up to 32 pixels, and then the shapes are thinned evenly.
 */
export function simplified(shapes: Shape[], bbox: Bbox): Shape[] {
  if (bbox.length === 0) return [];
  let fewer = shapes;
  for (let coarseness = 0.5; coarseness <= 32; coarseness *= Math.SQRT2) {
    fewer = withGrain(fewer, grainOf(bbox, coarseness));
    if (isWithinBudget(fewer)) return fewer;
  }
  return thinned(fewer);
}

/** The places of a table's rows as points for the map. */
export const pointShapes = ({ positions, rows }: Pick<PlaceTally, "positions" | "rows">, bbox: Bbox): Shape[] =>
  simplified(
    positions.map((position, index) => ({ kind: "point", rings: [[position]], row: rows[index] })),
    bbox,
  );

function grainOf([west, south, east, north]: [number, number, number, number], pixels: number): Grain {
  const squeeze = Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const span = Math.max((east - west) * squeeze, north - south, 1e-5);
  const pixel = (span / MAP_WIDTH) * pixels;
  return { west, south, pixel, squeeze, decimals: Math.min(6, Math.max(0, Math.ceil(-Math.log10(pixel)) + 1)) };
}

/** More rows of pixels than any map has. */
const ROWS = 2 ** 20;

function withGrain(shapes: Shape[], grain: Grain): Shape[] {
  const seen = new Set<number>();
  const kept: Shape[] = [];
  for (const shape of shapes) {
    const coarse = shape.kind === "point" ? null : outline(shape, grain);
    if (coarse) {
      kept.push(coarse);
      continue;
    }
    const at = shape.rings[0]?.[0];
    if (!at) continue;
    const column = Math.round(((at[0] - grain.west) * grain.squeeze) / grain.pixel);
    const cell = column * ROWS + Math.round((at[1] - grain.south) / grain.pixel);
    if (seen.has(cell)) continue;
    seen.add(cell);
    kept.push({ ...shape, kind: "point", rings: [[rounded(at, grain)]] });
  }
  return kept;
}

/** The shape without what cannot be seen; null where nothing of it can. */
function outline(shape: Shape, grain: Grain): Shape | null {
  const least = shape.kind === "area" ? 4 : 2;
  const rings = shape.rings
    .map((ring) => withoutRepeats(douglasPeucker(ring, grain).map((position) => rounded(position, grain))))
    .filter((ring) => ring.length >= least);
  return rings.length > 0 ? { ...shape, rings } : null;
}

const rounded = ([longitude, latitude]: Position, { decimals }: Grain): Position => {
  const parts = 10 ** decimals;
  return [Math.round(longitude * parts) / parts, Math.round(latitude * parts) / parts];
};

const withoutRepeats = (ring: Position[]): Position[] =>
  ring.filter((position, index) => {
    const before = ring[index - 1];
    return !before || before[0] !== position[0] || before[1] !== position[1];
  });

/**
 * Douglas and Peucker, “Algorithms for the reduction of the number of points…” (1973), without recursion: keeps the
 * ends, and every vertex that lies more than the grain off the line between two kept ones. Every 256th vertex is
 * kept, which bounds the work on rings made to be slow.
 */
function douglasPeucker(ring: Position[], grain: Grain): Position[] {
  const last = ring.length - 1;
  if (last < 2) return ring;
  const keep = new Uint8Array(ring.length);
  const spans: [number, number][] = [];
  for (let from = 0; from < last; from += SPAN) {
    const to = Math.min(from + SPAN, last);
    keep[from] = 1;
    keep[to] = 1;
    spans.push([from, to]);
  }
  while (spans.length > 0) {
    const [from, to] = spans.pop() as [number, number];
    const { index, distance } = farthest(ring, { from, to, squeeze: grain.squeeze });
    if (distance <= grain.pixel) continue;
    keep[index] = 1;
    spans.push([from, index], [index, to]);
  }
  return ring.filter((_, index) => keep[index] === 1);
}

/** The vertex between two others that lies farthest from the segment between them, in degrees of latitude. */
function farthest(
  ring: Position[],
  { from, to, squeeze }: { from: number; to: number; squeeze: number },
): { index: number; distance: number } {
  const [a, b] = [ring[from] as Position, ring[to] as Position];
  const [dx, dy] = [(b[0] - a[0]) * squeeze, b[1] - a[1]];
  const length = dx * dx + dy * dy;
  let best = { index: from, distance: -1 };
  for (let index = from + 1; index < to; index += 1) {
    const at = ring[index] as Position;
    const [px, py] = [(at[0] - a[0]) * squeeze, at[1] - a[1]];
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
    const distance = Math.hypot(px - along * dx, py - along * dy);
    if (distance > best.distance) best = { index, distance };
  }
  return best;
}

/** A position takes at least six characters: most of what is too much is seen without writing it out. */
const isWithinBudget = (shapes: Shape[]): boolean =>
  shapes.reduce((sum, shape) => sum + shape.rings.reduce((all, ring) => all + ring.length, 0), 0) * 6 <= BUDGET &&
  sizeOf(shapes) <= BUDGET;

const sizeOf = (shapes: Shape[]): number => JSON.stringify(shapes).length;

/** Every second, third, … shape until the rest fits the budget. */
function thinned(shapes: Shape[]): Shape[] {
  let step = Math.max(2, Math.ceil(sizeOf(shapes) / BUDGET));
  let few = shapes;
  while (sizeOf(few) > BUDGET && few.length > 0) {
    few = shapes.filter((_, index) => index % step === 0);
    if (few.length === 1 && sizeOf(few) > BUDGET) return [];
    step *= 2;
  }
  return few;
}
