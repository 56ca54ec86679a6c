import type { Refusal } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import type { Choice } from "./luce";

type Edges = ReadonlyMap<number, ReadonlySet<number>>;

function edgesOf(pairs: Iterable<readonly [from: number, to: number]>): Edges {
  const edges = new Map<number, Set<number>>();
  for (const [from, to] of pairs) {
    const known = edges.get(from) ?? new Set<number>();
    edges.set(from, known.add(to));
  }
  return edges;
}

function reachedFrom(start: number, edges: Edges): Set<number> {
  const reached = new Set([start]);
  for (const place of reached) for (const next of edges.get(place) ?? []) reached.add(next);
  return reached;
}

/** The groups of entries that comparisons link, each in its order; one group where all can be compared. */
export function linkedGroups(size: number, pairs: readonly { first: number; second: number }[]): number[][] {
  const both = pairs.flatMap(({ first, second }) => [[first, second] as const, [second, first] as const]);
  const edges = edgesOf(both);
  const groups: number[][] = [];
  const seen = new Set<number>();
  for (let place = 0; place < size; place += 1) {
    if (seen.has(place)) continue;
    const group = [...reachedFrom(place, edges)].sort((a, b) => a - b);
    for (const member of group) seen.add(member);
    groups.push(group);
  }
  return groups;
}

/**
 * Why maximum likelihood has no finite answer; null where it has one: however entries are parted in two, some of each
 * part were chosen before some of the other (Ford 1957, American Mathematical Monthly 64; Hunter 2004, Annals of
 * Statistics 32, assumption 1).
 */
export function whyNoPeak(names: readonly string[], choices: readonly Choice[]): Refusal | null {
  const wins = choices.flatMap(({ chosen, among, weight }) =>
    weight > 0 ? among.filter((option) => option !== chosen).map((option) => [chosen, option] as const) : [],
  );
  const [beats, isBeatenBy] = [edgesOf(wins), edgesOf(wins.map(([winner, loser]) => [loser, winner] as const))];
  const [below, above] = [reachedFrom(0, beats), reachedFrom(0, isBeatenBy)];
  if (below.size === names.length && above.size === names.length) return null;
  const linked = reachedFrom(
    0,
    edgesOf(wins.flatMap(([winner, loser]) => [[winner, loser] as const, [loser, winner]])),
  );
  // Nobody outside beats those above the first entry, itself included; those below it beat nobody outside.
  const isLinked = linked.size === names.length;
  const [part, isAbove] = !isLinked ? [linked, true] : above.size < names.length ? [above, true] : [below, false];
  const isSmall = 2 * part.size <= names.length;
  const shown = names.filter((_, place) => part.has(place) === isSmall);
  const what = !isLinked ? "never met" : isAbove === isSmall ? "never lost to" : "never beat";
  const rest = shown.length > 5 ? [...shown.slice(0, 4), count(shown.length - 4, "other")] : shown;
  return {
    code: "no-peak",
    message: `Maximum likelihood has no finite answer here: ${list(rest)} ${what} any of the rest. Give a prior.`,
  };
}
