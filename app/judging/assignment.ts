import { seeded, shuffled } from "~/kernel/random";
import { count } from "~/kernel/text";

export type Pair = { jurorId: string; entryId: string };

export type AssignmentProblem = {
  entries: string[];
  jurors: string[];
  /** Pairs that are never made. */
  conflicts: Pair[];
  /** Pairs that stand and are kept. */
  existing: Pair[];
  reviewsPerEntry: number;
  /** Breaks ties; the same input and seed give the same pairs, whatever the order of the input. */
  seed: string;
};

export type Plan = {
  added: Pair[];
  /** Entries that cannot have all their reviews, and how many each lacks. */
  short: { entryId: string; lacks: number }[];
  /** How many entries each juror then has, kept ones included. */
  loads: Map<string, number>;
};

/**
 * Gives every entry its reviews by distinct jurors without a conflict, and spreads them as evenly as the conflicts
 * allow. Each review is placed along a shortest alternating path to the least loaded juror it can reach, which keeps
 * the whole optimal for every convex cost of load (Harvey, Ladner, Lovász and Tamir 2003, "Semi-matchings for
 * bipartite graphs and load balancing"): no other assignment has a smaller largest load, or a larger smallest one.
 */
export function assign({ entries, jurors, conflicts, existing, reviewsPerEntry, seed }: AssignmentProblem): Plan {
  const random = seeded(seed);
  const ordered = shuffled([...new Set(entries)].sort(), random);
  const panel = shuffled([...new Set(jurors)].sort(), random);
  const blocked = new Set(conflicts.map(keyOf));
  const state = new Assigning(panel);
  for (const pair of existing) state.keep(pair);
  const lacks = new Map<string, number>();
  for (let round = 0; round < reviewsPerEntry; round++) {
    for (const entryId of ordered) {
      if (state.reviewsOf(entryId) > round) continue;
      const isPlaced = state.place(entryId, blocked);
      if (!isPlaced) lacks.set(entryId, (lacks.get(entryId) ?? 0) + 1);
    }
  }
  return {
    added: state.added(),
    short: ordered.flatMap((entryId) => {
      const n = lacks.get(entryId);
      return n === undefined ? [] : [{ entryId, lacks: n }];
    }),
    loads: state.loads,
  };
}

const keyOf = ({ jurorId, entryId }: Pair): string => `${jurorId} ${entryId}`;

class Assigning {
  readonly loads = new Map<string, number>();
  /** Entry → its jurors; the kept ones among them do not move. */
  private readonly of = new Map<string, Set<string>>();
  /** Juror → entries that may still move to somebody else. */
  private readonly movable = new Map<string, Set<string>>();

  constructor(private readonly panel: string[]) {
    for (const jurorId of panel) {
      this.loads.set(jurorId, 0);
      this.movable.set(jurorId, new Set());
    }
  }

  reviewsOf(entryId: string): number {
    return this.of.get(entryId)?.size ?? 0;
  }

  /** A pair whose juror has left the panel still counts as a review of its entry. */
  keep({ jurorId, entryId }: Pair): void {
    const jurors = this.jurorsOf(entryId);
    if (jurors.has(jurorId)) return;
    jurors.add(jurorId);
    if (this.loads.has(jurorId)) this.loads.set(jurorId, (this.loads.get(jurorId) ?? 0) + 1);
  }

  added(): Pair[] {
    return this.panel.flatMap((jurorId) =>
      [...(this.movable.get(jurorId) ?? [])].map((entryId) => ({ jurorId, entryId })),
    );
  }

  /** Breadth first over "take this juror, who hands one of theirs on"; false where no juror may take it at all. */
  place(entryId: string, blocked: Set<string>): boolean {
    const from = new Map<string, { entryId: string; before: string | null }>();
    const queue: string[] = [];
    const reach = (entry: string, before: string | null) => {
      for (const jurorId of this.panel) {
        if (from.has(jurorId) || blocked.has(keyOf({ jurorId, entryId: entry }))) continue;
        if (this.jurorsOf(entry).has(jurorId)) continue;
        from.set(jurorId, { entryId: entry, before });
        queue.push(jurorId);
      }
    };
    reach(entryId, null);
    for (let head = 0; head < queue.length; head++) {
      const jurorId = queue[head] as string;
      for (const entry of this.movable.get(jurorId) ?? []) reach(entry, jurorId);
    }
    const best = queue.reduce<string | null>(
      (least, jurorId) => (least === null || this.load(jurorId) < this.load(least) ? jurorId : least),
      null,
    );
    if (best === null) return false;
    this.shift(best, from);
    return true;
  }

  /** Moves along the path: the last juror takes an entry from the one before, and so on back to the new review. */
  private shift(last: string, from: Map<string, { entryId: string; before: string | null }>): void {
    this.loads.set(last, this.load(last) + 1);
    let jurorId: string | null = last;
    while (jurorId !== null) {
      const step = from.get(jurorId);
      if (!step) return;
      this.jurorsOf(step.entryId).add(jurorId);
      this.movable.get(jurorId)?.add(step.entryId);
      if (step.before !== null) {
        this.jurorsOf(step.entryId).delete(step.before);
        this.movable.get(step.before)?.delete(step.entryId);
      }
      jurorId = step.before;
    }
  }

  private load = (jurorId: string): number => this.loads.get(jurorId) ?? 0;

  private jurorsOf(entryId: string): Set<string> {
    const known = this.of.get(entryId) ?? new Set<string>();
    this.of.set(entryId, known);
    return known;
  }
}

/** What is short, in a sentence; null where every entry has its reviews. */
export function shortageText(short: Plan["short"], reviewsPerEntry: number): string | null {
  if (short.length === 0) return null;
  const reviews = short.reduce((sum, { lacks }) => sum + lacks, 0);
  return `${count(reviews, "review")} cannot be placed: ${
    short.length === 1 ? "1 entry has" : `${short.length} entries have`
  } fewer than ${count(reviewsPerEntry, "juror")} without a conflict. Invite more jurors, then assign again.`;
}
