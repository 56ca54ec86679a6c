import { seeded, shuffled } from "~/kernel/random";
import { type Instant, MINUTE } from "~/kernel/time";

/** Entries in the order in which they are drawn to come on: the same seed, the same order, however they are given. */
export const drawnOrder = (entries: readonly number[], seed: string): number[] =>
  shuffled(
    [...entries].sort((a, b) => a - b),
    seeded(`run sheet ${seed}`),
  );

export type Slot<Entry> = { entry: Entry; startsAt: Instant; endsAt: Instant };

/** When each comes on, one after the other and each for as long: real minutes, also where clocks are changed meanwhile. */
export const runSheetOf = <Entry>(
  inOrder: readonly Entry[],
  { startsAt, minutesEach }: { startsAt: Instant; minutesEach: number },
): Slot<Entry>[] =>
  inOrder.map((entry, place) => ({
    entry,
    startsAt: new Date(startsAt.getTime() + place * minutesEach * MINUTE),
    endsAt: new Date(startsAt.getTime() + (place + 1) * minutesEach * MINUTE),
  }));
