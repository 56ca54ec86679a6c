import { leastWithin } from "../numerics/parabola";
import { type Point, pointAt } from "./point";
import { type Slope, slopeAt } from "./slope";

/** A variance below a millionth of the error's is tried as zero. */
export const FLOOR = 1e-6;
/** The most that a variance is taken to be, over the error's. */
export const CEILING = 1e6;
/** The search ends where the next step changes no ratio by more than this share of it. */
const CLOSE = 1e-5;
const MOST_STEPS = 60;
const MOST_HALVINGS = 20;
/** A ratio changes by no more than this in one step. */
const FARTHEST_DOWN = 20;
const FARTHEST_UP = 50;

/** Where a descent ended, with the inverse of the equations taken there, and how often it factorised them. */
export type Descent = { point: Point; factorisations: number };

/**
 * From a point to the bottom of its valley: the exact gradient of the deviance, the average of observed and expected
 * information as the second derivative (Gilmour, Thompson and Cullis 1995, "Average information REML"), and steps halved
 * until the deviance falls. A ratio whose valley ends at nothing is exactly 0 there.
 */
export function descend(from: Point): Descent {
  const fixedAtZero = new Set<number>();
  let [point, factorisations] = [from, 1];
  for (let step = 0; ; step++) {
    const change = stepFrom(point.ratios, slopeAt(point));
    const isClose = change.every((part, k) => Math.abs(part) <= CLOSE * (point.ratios[k] as number));
    const vanishing = point.ratios.flatMap((ratio, k) => (ratio <= FLOOR && !fixedAtZero.has(k) ? [k] : []));
    if ((isClose && vanishing.length === 0) || step === MOST_STEPS) break;
    if (isClose) {
      for (const k of vanishing) fixedAtZero.add(k);
      point = pointAt(
        point.prepared,
        point.ratios.map((ratio, k) => (fixedAtZero.has(k) ? 0 : ratio)),
      );
      factorisations += 1;
      continue;
    }
    const walked = walk(point, change);
    factorisations += walked.tries;
    if (!walked.point) break;
    point = walked.point;
  }
  return { point, factorisations };
}

/** Along a step to where the deviance is lower; no point where it is lower nowhere along it. */
function walk(from: Point, change: number[]): { point: Point | null; tries: number } {
  for (let tries = 1, length = 1; tries <= MOST_HALVINGS; tries++, length /= 2) {
    const ratios = from.ratios.map((ratio, k) => ratio + length * (change[k] as number));
    const point = pointAt(from.prepared, ratios);
    if (point.deviance <= from.deviance + 1e-9 * Math.abs(from.deviance)) return { point, tries };
  }
  return { point: null, tries: MOST_HALVINGS };
}

/**
 * The step to where the deviance would be least within reach, were it the parabola that slope and information tell of. A
 * ratio that meets the end of its reach stops there and the others step to what is least beside it: a step that is cut
 * off in one ratio alone may lead uphill in the others, however short it is made. A ratio of 0 stays.
 */
function stepFrom(ratios: number[], { gradient, information }: Slope): number[] {
  const reach = ratios.map((ratio): [number, number] =>
    ratio === 0
      ? [0, 0]
      : [Math.max(ratio / FARTHEST_DOWN, FLOOR) - ratio, Math.min(ratio * FARTHEST_UP, CEILING) - ratio],
  );
  const moving = ratios.flatMap((ratio, k) => (ratio === 0 ? [] : [k]));
  const matrix = moving.map((k) => moving.map((l) => (information[k]?.[l] as number) * (k === l ? 1 + 1e-12 : 1)));
  const right = moving.map((k) => -(gradient[k] as number));
  const step = leastWithin(
    matrix,
    right,
    moving.map((k) => reach[k] as [number, number]),
  );
  return ratios.map((ratio, k) => (ratio === 0 ? 0 : (step[moving.indexOf(k)] as number)));
}
