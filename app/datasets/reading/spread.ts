import { ownText } from "~/kernel/text";

/** How the values of a column lie: counts in intervals of one width, from `from` to `to`. */
export type Spread = { from: number; to: number; counts: number[]; median: number };

const BINS = 20;

type Weighted = [value: number, times: number];

/** The histogram of weighted values; null where there are fewer than two different ones. */
export function spreadOf(values: Weighted[]): Spread | null {
  const sorted = [...values].sort((a, b) => a[0] - b[0]);
  const [from, to] = [sorted[0]?.[0], sorted.at(-1)?.[0]];
  if (from === undefined || to === undefined || from === to) return null;
  const counts = new Array<number>(BINS).fill(0);
  for (const [value, times] of sorted) {
    const bin = Math.min(BINS - 1, Math.floor(((value - from) / (to - from)) * BINS));
    counts[bin] = (counts[bin] as number) + times;
  }
  return { from, to, counts, median: quantile(sorted, 0.5) };
}

/**
 * The share of values beyond Tukey's outer fences, three interquartile ranges outside the quartiles (Tukey,
 * “Exploratory Data Analysis”, 1977); 0 where half of the values are the same.
 */
export function outlierShare(values: Weighted[]): number {
  const sorted = [...values].sort((a, b) => a[0] - b[0]);
  const all = sorted.reduce((sum, [, times]) => sum + times, 0);
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = 3 * (high - low);
  if (all === 0 || reach === 0) return 0;
  const far = sorted.reduce(
    (sum, [value, times]) => sum + (value < low - reach || value > high + reach ? times : 0),
    0,
  );
  return far / all;
}

/** The smallest value that at least that share of the sorted values does not exceed. */
function quantile(sorted: Weighted[], share: number): number {
  const wanted = sorted.reduce((sum, [, times]) => sum + times, 0) * share;
  let passed = 0;
  for (const [value, times] of sorted) {
    passed += times;
    if (passed >= wanted) return value;
  }
  return sorted.at(-1)?.[0] ?? Number.NaN;
}

/** Up to `most` values of any number, each as likely as the next: algorithm R (Vitter, 1985), with a fixed seed. */
export type Sample = { values: string[]; seen: number; most: number; state: number };

export const newSample = (most: number): Sample => ({ values: [], seen: 0, most, state: 0x9e3779b9 });

export function addToSample(sample: Sample, value: string): void {
  sample.seen += 1;
  if (sample.values.length < sample.most) {
    sample.values.push(ownText(value));
    return;
  }
  // Xorshift (Marsaglia, 2003): the same file gives the same sample.
  let state = sample.state;
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  sample.state = state;
  const place = (state >>> 0) % sample.seen;
  if (place < sample.most) sample.values[place] = ownText(value);
}
