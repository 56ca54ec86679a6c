import { countsOf, type Scores } from "./scores";

/** Who scored whom, as a graph: entries from 0 on, jurors behind them; each pair once. */
type Graph = { entries: number; jurors: number; start: Int32Array; next: Int32Array };

function graphOf({ entries, jurors, entryOf, jurorOf }: Scores): Graph {
  const [e, j] = [entries.length, jurors.length];
  const start = new Int32Array(e + j + 1);
  // Scores are in the order of their pairs, so that a pair's repeats stand together.
  const isNew = (i: number) => i === 0 || entryOf[i] !== entryOf[i - 1] || jurorOf[i] !== jurorOf[i - 1];
  for (let i = 0; i < entryOf.length; i++) {
    if (!isNew(i)) continue;
    for (const node of [entryOf[i] as number, e + (jurorOf[i] as number)])
      start[node + 1] = (start[node + 1] as number) + 1;
  }
  for (let node = 0; node < e + j; node++) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const free = start.slice();
  const next = new Int32Array(start[e + j] as number);
  const add = (from: number, to: number): void => {
    next[free[from] as number] = to;
    free[from] = (free[from] as number) + 1;
  };
  for (let i = 0; i < entryOf.length; i++) {
    if (!isNew(i)) continue;
    add(entryOf[i] as number, e + (jurorOf[i] as number));
    add(e + (jurorOf[i] as number), entryOf[i] as number);
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

const MOST_ROUNDS = 500;

/** A difference between entries, and how much a design tells about it. */
export type Contrast = {
  /** Its canonical efficiency factor, from 0 to 1. */
  efficiency: number;
  /** The share of all scores that it is about: near 1 for two halves of a panel, near 0 for one entry at its edge. */
  breadth: number;
  /** What each entry counts in it. */
  parts: Float64Array;
};

/**
 * The difference between entries about which a connected design tells least, beside those already found: the smallest
 * canonical efficiency factor (John and Williams 1995, "Cyclic and Computer Generated Designs", 2.2). Of what the scores
 * would tell if all jurors were equally strict, it is the share that is left once their strictness has to be estimated:
 * 1 where every juror scores every entry, 0 where the panel is in parts. By the power method.
 */
export function worstContrast(scores: Scores, found: Contrast[] = []): Contrast {
  const { entries, jurors, entryOf, jurorOf } = scores;
  const margins = { rows: countsOf(entryOf, entries.length), columns: countsOf(jurorOf, jurors.length) };
  const { rows } = margins;
  // Entries far apart in their order differ in it, whatever the design; no chance is needed.
  const start = Float64Array.from(rows, (_, i) => Math.sin(1 + 2.399963 * i));
  let parts = unit(besides(start, rows, found), rows);
  let share = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const image = besides(throughJurors(scores, parts, margins), rows, found);
    const before = share;
    share = product(image, parts, rows);
    if (share < 1e-12) break;
    parts = unit(image, rows);
    if (Math.abs(share - before) < 1e-7) break;
  }
  let fourth = 0;
  for (let i = 0; i < parts.length; i++) fourth += (rows[i] as number) * (parts[i] as number) ** 4;
  return {
    efficiency: Math.min(Math.max(1 - share, 0), 1),
    breadth: fourth === 0 ? 1 : Math.min(1 / (fourth * entryOf.length), 1),
    parts,
  };
}

type Margins = { rows: Int32Array; columns: Int32Array };

/** For each entry, the mean over its scores of the mean that their jurors have. */
function throughJurors({ entryOf, jurorOf }: Scores, values: Float64Array, { rows, columns }: Margins): Float64Array {
  const ofJurors = new Float64Array(columns.length);
  for (let i = 0; i < entryOf.length; i++) {
    const j = jurorOf[i] as number;
    ofJurors[j] = (ofJurors[j] as number) + (values[entryOf[i] as number] as number) / (columns[j] as number);
  }
  const image = new Float64Array(rows.length);
  for (let i = 0; i < entryOf.length; i++) {
    const e = entryOf[i] as number;
    image[e] = (image[e] as number) + (ofJurors[jurorOf[i] as number] as number) / (rows[e] as number);
  }
  return image;
}

/** Σ over entries of scores · a · b. */
function product(a: Float64Array, b: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (rows[i] as number) * (a[i] as number) * (b[i] as number);
  return sum;
}

function unit(values: Float64Array, rows: Int32Array): Float64Array {
  const length = Math.sqrt(product(values, values, rows));
  return values.map((value) => (length < 1e-150 ? 0 : value / length));
}

/** What is left of the values without their mean and without the contrasts already found. */
function besides(values: Float64Array, rows: Int32Array, found: Contrast[]): Float64Array {
  const ones = unit(
    values.map(() => 1),
    rows,
  );
  return [ones, ...found.map(({ parts }) => parts)].reduce((rest, along) => {
    const length = product(rest, along, rows);
    return rest.map((value, i) => value - length * (along[i] as number));
  }, values);
}
