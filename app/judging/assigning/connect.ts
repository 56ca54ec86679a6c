import { list } from "~/kernel/text";
import { type Graph, graphOf } from "./graph";
import { type Connection, loadsOf, type Problem, sumOfEntry, worthOf } from "./problem";

type Connected = { assignment: number[][]; connection: Connection };
/** An entry's juror gives way to another; with a second entry, the two jurors change places. */
type Exchange = { entry: number; from: number; to: number; other: number | null };

/**
 * Joins the parts of a plan, the smallest first, each time by the exchange that costs least: of the smallest sum in
 * fair mode, then of the sum. No pair is exchanged on which its own part depends, so that every exchange leaves fewer
 * parts, and no load leaves its bounds. What is found is a plan with a stated cost, not the best connected plan.
 */
export function connect(problem: Problem, found: number[][]): Connected {
  const before = worthOf(problem, found);
  const assignment = found.map((row) => [...row]);
  let graph = graphOf(assignment, problem.jurors.length);
  let exchanges = 0;
  while (problem.connected && graph.sizes.length > 1) {
    const exchange = cheapest(problem, assignment, graph);
    if (!exchange) break;
    carryOut(assignment, exchange);
    exchanges += 1;
    graph = graphOf(assignment, problem.jurors.length);
  }
  const after = worthOf(problem, assignment);
  const cost = { sum: before.sum - after.sum, min: Number.isFinite(before.min) ? before.min - after.min : 0 };
  const isConnected = graph.sizes.length <= 1;
  const reason = isConnected || !problem.connected ? null : whyNotConnected(problem, graph);
  return { assignment, connection: { isConnected, cost, exchanges, reason } };
}

function carryOut(assignment: number[][], { entry, from, to, other }: Exchange): void {
  const replace = (row: number[] | undefined, out: number, into: number) => {
    row?.splice(row.indexOf(out), 1, into);
    row?.sort((a, b) => a - b);
  };
  replace(assignment[entry], from, to);
  if (other !== null) replace(assignment[other], to, from);
}

/** What an exchange leaves: the lower of the sums it touches, and how much the whole sum gains. */
type Worth = { lowest: number; gain: number };

function cheapest(problem: Problem, assignment: number[][], graph: Graph): Exchange | null {
  const { jurors, forbidden, similarity, pinned, minLoad, maxLoad, mode } = problem;
  const width = jurors.length;
  const pins = new Set(pinned.map(([entry, juror]) => entry * width + juror));
  const loads = loadsOf(assignment, width);
  const sums = assignment.map((row, entry) => sumOfEntry(problem, entry, row));
  const { min } = worthOf(problem, assignment);
  const smallest = graph.sizes.indexOf(Math.min(...graph.sizes));
  let best: { exchange: Exchange; worth: Worth } | null = null;
  const offer = (exchange: Exchange) => {
    const worth = worthOfExchange(exchange);
    if (best === null || isBetter(worth, best.worth, mode === "fair")) best = { exchange, worth };
  };
  const worthOfExchange = ({ entry, from, to, other }: Exchange): Worth => {
    const change = (one: number, out: number, into: number) =>
      (similarity[one * width + into] as number) - (similarity[one * width + out] as number);
    const [first, second] = [change(entry, from, to), other === null ? 0 : change(other, to, from)];
    const touched = [(sums[entry] as number) + first, ...(other === null ? [] : [(sums[other] as number) + second])];
    return { lowest: Math.min(min, ...touched), gain: first + second };
  };
  const pairs = assignment.flatMap((row, entry) =>
    row.filter((juror) => !pins.has(entry * width + juror)).map((juror) => ({ entry, juror })),
  );
  const inner = pairs.filter(({ entry }) => graph.partOfEntry[entry] === smallest);
  const outer = pairs.filter(({ entry }) => graph.partOfEntry[entry] !== smallest);
  for (const one of inner) {
    for (const two of outer) {
      if (forbidden[one.entry * width + two.juror] || forbidden[two.entry * width + one.juror]) continue;
      if (graph.isBridge(one.entry, one.juror) && graph.isBridge(two.entry, two.juror)) continue;
      offer({ entry: one.entry, from: one.juror, to: two.juror, other: two.entry });
    }
  }
  // One side alone changes its juror, where loads leave room and its part holds without the pair.
  for (const { entry, juror } of pairs) {
    const isLast = loads[juror] === 1;
    if ((loads[juror] as number) <= (minLoad[juror] as number) || (graph.isBridge(entry, juror) && !isLast)) continue;
    const isInner = graph.partOfEntry[entry] === smallest;
    for (let to = 0; to < width; to++) {
      const part = graph.partOfJuror[to] as number;
      if (part < 0 || (part === smallest) === isInner || forbidden[entry * width + to]) continue;
      if ((loads[to] as number) < (maxLoad[to] as number)) offer({ entry, from: juror, to, other: null });
    }
  }
  return (best as { exchange: Exchange } | null)?.exchange ?? null;
}

function isBetter(one: Worth, other: Worth, isFair: boolean): boolean {
  if (isFair && one.lowest !== other.lowest) return one.lowest > other.lowest;
  return one.gain > other.gain;
}

function whyNotConnected(problem: Problem, { sizes }: Graph): string {
  const { entries, jurors, forbidden, reviews, minLoad, maxLoad } = problem;
  const possible = entries.map((_, entry) =>
    (reviews[entry] as number) === 0
      ? []
      : jurors.flatMap((_, juror) => (forbidden[entry * jurors.length + juror] || maxLoad[juror] === 0 ? [] : [juror])),
  );
  const whole = graphOf(possible, jurors.length);
  const groups = whole.sizes
    .map((_, part) => entries.filter((_, entry) => whole.partOfEntry[entry] === part))
    .filter((group) => group.length > 0);
  if (groups.length > 1)
    return `The entries cannot hang together: no juror may score both ${some(groups[0] as string[])} and ${some(groups[1] as string[])}.`;
  const asked = reviews.reduce((a, b) => a + b, 0);
  const asking = reviews.filter((wish) => wish > 0).length;
  if (asked < asking + fewestJurors(asked, minLoad, maxLoad) - 1)
    return `The entries cannot hang together: ${asked} reviews are too few to join ${asking} entries and their jurors. Ask for more reviews of each entry.`;
  return `The entries stay in ${sizes.length} groups that share no juror: no exchange of pairs joins them within the loads.`;
}

/** How many jurors have something to do at the least. */
function fewestJurors(reviews: number, minLoad: Int32Array, maxLoad: Int32Array): number {
  const byRoom = [...maxLoad].sort((a, b) => b - a);
  let [fewest, left] = [0, reviews];
  while (left > 0 && fewest < byRoom.length) left -= byRoom[fewest++] as number;
  return Math.max(fewest, minLoad.filter((least) => least > 0).length);
}

const some = (names: string[]): string =>
  names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : list(names);
