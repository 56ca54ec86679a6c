/** A map whose repetition climbs `height` to a fixed point; `within` brings what was extrapolated back into bounds. */
type Climbing = {
  step: (x: Float64Array) => Float64Array;
  height: (x: Float64Array) => number;
  within: (x: Float64Array) => Float64Array;
};

const lengthOf = (x: Float64Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

/**
 * The fixed point of a slow map such as a step of expectation–maximisation, by squared extrapolation (SQUAREM, third
 * scheme; Varadhan & Roland 2008, Scandinavian Journal of Statistics 35). An extrapolation that sinks is not taken.
 */
export function fixedPoint({ step, height, within }: Climbing, start: Float64Array): Float64Array {
  let x = start;
  for (let round = 0; round < 1_000; round += 1) {
    const once = step(x);
    const twice = step(once);
    const first = once.map((value, i) => value - (x[i] as number));
    const turn = twice.map((value, i) => value - (once[i] as number) - (first[i] as number));
    if (Math.max(...twice.map((value, i) => Math.abs(value - (once[i] as number)))) < 1e-10) return twice;
    const stretch = Math.max(1, lengthOf(first) / Math.max(1e-300, lengthOf(turn)));
    if (!Number.isFinite(stretch * stretch)) return twice;
    const far = x.map((value, i) => value + 2 * stretch * (first[i] as number) + stretch ** 2 * (turn[i] as number));
    const reached = step(within(far));
    const high = height(twice);
    // Near the top the gain of a round is below what rounding, and the bounds, leave of the height.
    x = height(reached) >= high - 1e-8 * (1 + Math.abs(high)) ? reached : twice;
  }
  return x;
}
