import type { Core } from "./core";

/**
 * A flow of reviews from entries to jurors, one at most along each open pair. It is made greedily and then enlarged
 * along alternating paths until there is none (Ford and Fulkerson 1956), searching from every entry that lacks
 * something within one sweep, as Hopcroft and Karp (1973) do.
 */
export class Flow {
  readonly stands: Uint8Array;
  /** Reviews that each entry lacks, and what each juror has. */
  readonly lacks: Int32Array;
  readonly load: Int32Array;
  private readonly entriesOf: Set<number>[];

  constructor(private readonly core: Core) {
    this.stands = new Uint8Array(core.entries * core.jurors);
    this.lacks = Int32Array.from(core.need);
    this.load = new Int32Array(core.jurors);
    this.entriesOf = Array.from({ length: core.jurors }, () => new Set());
  }

  /** Places as many reviews as these rooms allow; what a juror has never becomes less. */
  fill(room: Int32Array): void {
    for (let entry = 0; entry < this.core.entries; entry++) this.fillGreedily(entry, room);
    let isMore = true;
    while (isMore) {
      isMore = false;
      const seen = new Uint8Array(this.core.jurors);
      for (let entry = 0; entry < this.core.entries; entry++)
        while ((this.lacks[entry] as number) > 0 && this.enlarge(entry, room, seen)) isMore = true;
    }
  }

  /** The pairs that stand. */
  codes(): number[] {
    const codes: number[] = [];
    for (let code = 0; code < this.stands.length; code++) if (this.stands[code]) codes.push(code);
    return codes;
  }

  private fillGreedily(entry: number, room: Int32Array): void {
    const { gain, open, jurors } = this.core;
    while ((this.lacks[entry] as number) > 0) {
      let best = -1;
      for (let juror = 0; juror < jurors; juror++) {
        const at = entry * jurors + juror;
        if (!open[at] || this.stands[at] || (this.load[juror] as number) >= (room[juror] as number)) continue;
        if (best < 0 || (gain[at] as number) > (gain[entry * jurors + best] as number)) best = juror;
      }
      if (best < 0) return;
      this.place(entry, best);
      this.load[best] = (this.load[best] as number) + 1;
      this.lacks[entry] = (this.lacks[entry] as number) - 1;
    }
  }

  private place(entry: number, juror: number): void {
    this.stands[entry * this.core.jurors + juror] = 1;
    this.entriesOf[juror]?.add(entry);
  }

  private free(entry: number, juror: number): void {
    this.stands[entry * this.core.jurors + juror] = 0;
    this.entriesOf[juror]?.delete(entry);
  }

  private enlarge(start: number, room: Int32Array, seen: Uint8Array): boolean {
    const { cameFrom, end } = this.search(start, room, seen);
    if (end < 0) return false;
    let juror = end;
    this.load[end] = (this.load[end] as number) + 1;
    this.lacks[start] = (this.lacks[start] as number) - 1;
    while (juror >= 0) {
      const step = cameFrom.get(juror) as { entry: number; before: number };
      this.place(step.entry, juror);
      if (step.before >= 0) this.free(step.entry, step.before);
      juror = step.before;
    }
    return true;
  }

  /** Breadth first over "this juror takes it and hands one of theirs on", up to a juror with room. */
  private search(start: number, room: Int32Array, seen: Uint8Array) {
    const { open, jurors } = this.core;
    const cameFrom = new Map<number, { entry: number; before: number }>();
    const queue: number[] = [];
    const visited = new Set<number>();
    const reach = (entry: number, before: number): number => {
      visited.add(entry);
      for (let juror = 0; juror < jurors; juror++) {
        const at = entry * jurors + juror;
        if (seen[juror] || !open[at] || this.stands[at]) continue;
        seen[juror] = 1;
        cameFrom.set(juror, { entry, before });
        if ((this.load[juror] as number) < (room[juror] as number)) return juror;
        queue.push(juror);
      }
      return -1;
    };
    let end = reach(start, -1);
    for (let head = 0; end < 0 && head < queue.length; head++) {
      for (const entry of this.entriesOf[queue[head] as number] ?? []) {
        if (visited.has(entry)) continue;
        end = reach(entry, queue[head] as number);
        if (end >= 0) break;
      }
    }
    return { cameFrom, end, visited };
  }

  /** The entries that compete with one that lacks a review: every juror who could take one of theirs is full. */
  competing(entry: number, room: Int32Array): number[] {
    return [...this.search(entry, room, new Uint8Array(this.core.jurors)).visited].sort((a, b) => a - b);
  }

  /** The jurors who compete with one that lacks an entry: every entry that could give one of them a review has given all. */
  rivals(juror: number): number[] {
    const { open, entries, jurors } = this.core;
    const rivals = new Set([juror]);
    const seen = new Uint8Array(entries);
    for (const rival of rivals) {
      for (let entry = 0; entry < entries; entry++) {
        const at = entry * jurors + rival;
        if (seen[entry] || !open[at] || this.stands[at]) continue;
        seen[entry] = 1;
        for (let other = 0; other < jurors; other++) if (this.stands[entry * jurors + other]) rivals.add(other);
      }
    }
    return [...rivals].sort((a, b) => a - b);
  }
}
