/** Entries and jurors joined by their pairs: which hang together, and which pairs alone hold two parts together. */
export type Graph = {
  /** For each entry and each juror, the number of its part; -1 for a juror without entries and an entry without jurors. */
  partOfEntry: Int32Array;
  partOfJuror: Int32Array;
  /** How many entries and jurors each part has. */
  sizes: number[];
  /** Whether a pair is the only way between its two ends. */
  isBridge: (entry: number, juror: number) => boolean;
};

/** Depth first with low points (Tarjan 1974), without recursion: a chain of pairs may be as long as there are entries. */
export function graphOf(assignment: readonly (readonly number[])[], jurors: number): Graph {
  const neighbours = neighboursOf(assignment, jurors);
  const entries = assignment.length;
  const part = new Int32Array(neighbours.length).fill(-1);
  const [entered, low] = [new Int32Array(neighbours.length), new Int32Array(neighbours.length)];
  const above = new Int32Array(neighbours.length).fill(-1);
  const bridges = new Set<number>();
  const sizes: number[] = [];
  let clock = 0;
  const enter = (node: number) => {
    clock += 1;
    entered[node] = clock;
    low[node] = clock;
    part[node] = sizes.length - 1;
    sizes[sizes.length - 1] = (sizes.at(-1) as number) + 1;
  };
  for (let root = 0; root < neighbours.length; root++) {
    if (part[root] !== -1 || neighbours[root]?.length === 0) continue;
    sizes.push(0);
    enter(root);
    const path = [{ node: root, next: 0 }];
    while (path.length > 0) {
      const top = path.at(-1) as { node: number; next: number };
      const other = neighbours[top.node]?.[top.next++];
      if (other === undefined) {
        path.pop();
        const before = above[top.node] as number;
        if (before < 0) continue;
        low[before] = Math.min(low[before] as number, low[top.node] as number);
        if ((low[top.node] as number) > (entered[before] as number))
          bridges.add(pairOf(before, top.node, entries, jurors));
      } else if (part[other] === -1) {
        above[other] = top.node;
        enter(other);
        path.push({ node: other, next: 0 });
      } else if (other !== above[top.node]) low[top.node] = Math.min(low[top.node] as number, entered[other] as number);
    }
  }
  return {
    partOfEntry: part.subarray(0, entries),
    partOfJuror: part.subarray(entries),
    sizes,
    isBridge: (entry, juror) => bridges.has(entry * jurors + juror),
  };
}

const pairOf = (one: number, other: number, entries: number, jurors: number): number =>
  Math.min(one, other) * jurors + Math.max(one, other) - entries;

/** Entries first, then jurors. */
function neighboursOf(assignment: readonly (readonly number[])[], jurors: number): number[][] {
  const neighbours: number[][] = [
    ...assignment.map((row) => row.map((juror) => assignment.length + juror)),
    ...Array.from({ length: jurors }, () => [] as number[]),
  ];
  for (const [entry, row] of assignment.entries())
    for (const juror of row) neighbours[assignment.length + juror]?.push(entry);
  return neighbours;
}
