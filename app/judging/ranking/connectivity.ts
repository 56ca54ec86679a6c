import type { Scores } from "./scores";

/** Who scored whom, as a graph: entries from 0 on, jurors behind them; each pair once. */
type Graph = { entries: number; jurors: number; start: Int32Array; next: Int32Array };

function graphOf({ entries, jurors, entryOf, jurorOf }: Scores): Graph {
  const [e, j] = [entries.length, jurors.length];
  const pairs: [number, number][] = [];
  // Scores are in the order of their pairs, so that a pair's repeats stand together.
  for (let i = 0; i < entryOf.length; i++)
    if (i === 0 || entryOf[i] !== entryOf[i - 1] || jurorOf[i] !== jurorOf[i - 1])
      pairs.push([entryOf[i] as number, e + (jurorOf[i] as number)]);
  const start = new Int32Array(e + j + 1);
  for (const pair of pairs) for (const node of pair) start[node + 1] = (start[node + 1] as number) + 1;
  for (let node = 0; node < e + j; node++) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const free = start.slice();
  const next = new Int32Array(2 * pairs.length);
  const add = (from: number, to: number): void => {
    next[free[from] as number] = to;
    free[from] = (free[from] as number) + 1;
  };
  for (const [entry, juror] of pairs) {
    add(entry, juror);
    add(juror, entry);
  }
  return { entries: e, jurors: j, start, next };
}

/** The parts of a jury that share neither an entry nor a juror, as indexes; the one with most entries first. */
export function partsOf(scores: Scores): { entries: number[]; jurors: number[] }[] {
  const { entries, jurors, start, next } = graphOf(scores);
  const seen = new Uint8Array(entries + jurors);
  const parts: { entries: number[]; jurors: number[] }[] = [];
  for (let from = 0; from < entries; from++) {
    if (seen[from]) continue;
    const part = { entries: [] as number[], jurors: [] as number[] };
    const waiting = [from];
    seen[from] = 1;
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (node < entries) part.entries.push(node);
      else part.jurors.push(node - entries);
      for (let at = start[node] as number; at < (start[node + 1] as number); at++) {
        const other = next[at] as number;
        if (seen[other]) continue;
        seen[other] = 1;
        waiting.push(other);
      }
    }
    part.entries.sort((a, b) => a - b);
    parts.push(part);
  }
  return parts.sort((a, b) => b.entries.length - a.entries.length);
}

/** A juror, or an entry, without which the panel falls apart, and the entries it has on each side. */
export type Bridge = { kind: "entry" | "juror"; index: number; sides: [number, number] };

/**
 * The bridge with the most entries on its smaller side, or null: cut vertices by depth-first search (Hopcroft and
 * Tarjan 1973, "Algorithm 447"). A lone entry that hangs on one juror is no side.
 */
export function weakestBridge(scores: Scores): Bridge | null {
  const { entries, jurors, start, next } = graphOf(scores);
  const order = new Int32Array(entries + jurors).fill(-1);
  const low = new Int32Array(entries + jurors);
  const below = new Int32Array(entries + jurors);
  const at = start.slice(0, -1);
  const parent = new Int32Array(entries + jurors).fill(-1);
  /** Entries in the largest and in all the subtrees that only this node holds. */
  const cut = Array.from({ length: entries + jurors }, () => [] as number[]);
  const path = [0];
  order[0] = 0;
  let visited = 1;
  for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
    if ((at[node] as number) < (start[node + 1] as number)) {
      const other = next[at[node] as number] as number;
      at[node] = (at[node] as number) + 1;
      if (order[other] === -1) {
        parent[other] = node;
        order[other] = visited++;
        low[other] = order[other] as number;
        path.push(other);
      } else if (other !== parent[node]) low[node] = Math.min(low[node] as number, order[other] as number);
      continue;
    }
    path.pop();
    below[node] = (below[node] as number) + (node < entries ? 1 : 0);
    const above = parent[node] as number;
    if (above < 0) continue;
    below[above] = (below[above] as number) + (below[node] as number);
    low[above] = Math.min(low[above] as number, low[node] as number);
    if ((low[node] as number) >= (order[above] as number)) cut[above]?.push(below[node] as number);
  }
  return largest({ entries, jurors, cut });
}

function largest({ entries, jurors, cut }: { entries: number; jurors: number; cut: number[][] }): Bridge | null {
  let found: Bridge | null = null;
  for (let node = 0; node < entries + jurors; node++) {
    const held = cut[node] as number[];
    const rest = entries - held.reduce((sum, part) => sum + part, 0) - (node < entries ? 1 : 0);
    const sizes = [...held, rest].filter((size) => size >= 2).sort((a, b) => b - a);
    if (sizes.length < 2) continue;
    const [first, ...others] = sizes as [number, ...number[]];
    const smaller = others.reduce((sum, size) => sum + size, 0);
    const [small, large] = [Math.min(first, smaller), Math.max(first, smaller)];
    if (found && small <= found.sides[0]) continue;
    const isEntry = node < entries;
    found = { kind: isEntry ? "entry" : "juror", index: isEntry ? node : node - entries, sides: [small, large] };
  }
  return found;
}

const MOST_ROUNDS = 1_000;

/**
 * The smallest canonical efficiency factor of a connected design (John and Williams 1995, "Cyclic and Computer Generated
 * Designs", 2.2): of what the scores would tell about the worst placed difference between entries if all jurors were
 * equally strict, the share that is left once their strictness has to be estimated. 1 where every juror scores every
 * entry, 0 where the panel is in parts. By the power method, on the entry-by-juror table scaled by its margins.
 */
export function leastEfficiency({ entries, jurors, entryOf, jurorOf }: Scores): number {
  if (entries.length < 2) return 1;
  const rows = new Float64Array(entries.length);
  const columns = new Float64Array(jurors.length);
  for (let i = 0; i < entryOf.length; i++) {
    rows[entryOf[i] as number] = (rows[entryOf[i] as number] as number) + 1;
    columns[jurorOf[i] as number] = (columns[jurorOf[i] as number] as number) + 1;
  }
  const trivial = rows.map((n) => Math.sqrt(n / entryOf.length));
  // Entries far apart in their order differ in it, whatever the design; no chance is needed.
  let vector = trivial.map((_, i) => Math.sin(1 + 2.399963 * i));
  let share = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    vector = unit(without(vector, trivial));
    const through = new Float64Array(jurors.length);
    for (let i = 0; i < entryOf.length; i++) {
      const [e, j] = [entryOf[i] as number, jurorOf[i] as number];
      through[j] = (through[j] as number) + (vector[e] as number) / Math.sqrt(rows[e] as number);
    }
    for (let j = 0; j < through.length; j++) through[j] = (through[j] as number) / (columns[j] as number);
    const image = new Float64Array(entries.length);
    for (let i = 0; i < entryOf.length; i++) {
      const [e, j] = [entryOf[i] as number, jurorOf[i] as number];
      image[e] = (image[e] as number) + (through[j] as number) / Math.sqrt(rows[e] as number);
    }
    const before = share;
    share = image.reduce((sum, value, i) => sum + value * (vector[i] as number), 0);
    vector = image;
    if (Math.abs(share - before) < 1e-7 || share < 1e-12) break;
  }
  return Math.min(Math.max(1 - share, 0), 1);
}

const without = (vector: Float64Array, along: Float64Array): Float64Array => {
  const product = vector.reduce((sum, value, i) => sum + value * (along[i] as number), 0);
  return vector.map((value, i) => value - product * (along[i] as number));
};

const unit = (vector: Float64Array): Float64Array => {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length < 1e-150 ? vector.fill(0) : vector.map((value) => value / length);
};
