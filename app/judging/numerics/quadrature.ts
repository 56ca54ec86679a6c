import { logSumExp } from "./logistic";

/** Nodes and weights for ∫ f(x) e^(−x²) dx. */
type Rule = { nodes: number[]; weights: number[] };

const known = new Map<number, Rule>();

/**
 * The Gauss–Hermite rule of so many nodes: the roots of the orthonormal Hermite polynomial, by Newton from the starts
 * of Stroud & Secrest (1966, Gaussian Quadrature Formulas).
 */
export function hermiteRule(count: number): Rule {
  const before = known.get(count);
  if (before) return before;
  const roots: { x: number; weight: number }[] = [];
  for (let i = 0; i < (count + 1) >> 1; i += 1) roots.push(rootFrom(startOf(i, count, roots), count));
  const mirrored = roots.filter(({ x }) => x > 1e-12).map(({ x, weight }) => ({ x: -x, weight }));
  const all = [...roots, ...mirrored].sort((a, b) => a.x - b.x);
  const rule = { nodes: all.map(({ x }) => x), weights: all.map(({ weight }) => weight) };
  known.set(count, rule);
  return rule;
}

function startOf(i: number, count: number, roots: { x: number }[]): number {
  const back = (n: number): number => roots[i - n]?.x ?? 0;
  if (i === 0) return Math.sqrt(2 * count + 1) - 1.85575 * (2 * count + 1) ** (-1 / 6);
  if (i === 1) return back(1) - (1.14 * count ** 0.426) / back(1);
  if (i === 2) return 1.86 * back(1) - 0.86 * back(2);
  if (i === 3) return 1.91 * back(1) - 0.91 * back(2);
  return 2 * back(1) - back(2);
}

function rootFrom(start: number, count: number): { x: number; weight: number } {
  let x = start;
  for (let round = 0; round < 100; round += 1) {
    let [value, lower] = [Math.PI ** -0.25, 0];
    for (let j = 0; j < count; j += 1)
      [value, lower] = [x * Math.sqrt(2 / (j + 1)) * value - Math.sqrt(j / (j + 1)) * lower, value];
    const slope = Math.sqrt(2 * count) * lower;
    const step = value / slope;
    x -= step;
    if (Math.abs(step) < 1e-14) return { x: Math.abs(x) < 1e-12 ? 0 : x, weight: 2 / (slope * slope) };
  }
  throw new RangeError(`no Gauss–Hermite rule of ${count} nodes`);
}

/** The logarithm of a log-concave function, with its first two derivatives. */
export type LogConcave = (u: number) => { value: number; slope: number; bend: number };

/** An integral's logarithm, and where it lies: the points u with shares that sum to 1. */
export type Integral = { log: number; points: { u: number; share: number }[] };

/**
 * ∫ exp f(u) du by adaptive Gauss–Hermite quadrature: the nodes lie around the mode of f, as wide as f is bent there
 * (Liu & Pierce 1994, Biometrika 81; Pinheiro & Bates 1995, J. Comp. Graph. Stat. 4). One node is Laplace's method.
 */
export function integral(f: LogConcave, nodeCount: number): Integral {
  const { mode, bend } = modeOf(f);
  const wide = Math.SQRT2 / Math.sqrt(-bend);
  const { nodes, weights } = hermiteRule(nodeCount);
  const points = nodes.map((node) => mode + wide * node);
  const logs = points.map((u, i) => f(u).value + (nodes[i] as number) ** 2 + Math.log(weights[i] as number));
  const log = logSumExp(logs);
  return {
    log: log + Math.log(wide),
    points: points.map((u, i) => ({ u, share: Math.exp((logs[i] as number) - log) })),
  };
}

/** Newton from 0, each step halved until it climbs. */
function modeOf(f: LogConcave): { mode: number; bend: number } {
  let mode = 0;
  let here = f(mode);
  for (let round = 0; round < 100; round += 1) {
    let step = -here.slope / here.bend;
    let there = f(mode + step);
    while (!(there.value >= here.value - 1e-12 * Math.abs(here.value)) && Math.abs(step) > 1e-12) {
      step /= 2;
      there = f(mode + step);
    }
    mode += step;
    here = there;
    if (Math.abs(step) < 1e-10 * (1 + Math.abs(mode))) break;
  }
  return { mode, bend: here.bend };
}
