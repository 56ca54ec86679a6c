import { count, list } from "~/kernel/text";
import type { Core } from "./core";
import { Flow } from "./flow";
import type { Problem } from "./problem";

/** A set that violates Hall's condition: more is asked of it than it can hold. Places of the core. */
export type Shortage =
  | { of: "entries"; entries: number[]; jurors: number[]; reviews: number; places: number }
  | { of: "jurors"; jurors: number[]; reviews: number; places: number };

/**
 * Some pairs within every bound, or a set that shows that there are none. First every juror is brought to their least,
 * then every entry to its reviews, which takes nothing back; so that both can be had together where each can alone
 * (Mendelsohn and Dulmage 1958). Where one cannot, the smallest set that an alternating search finds is the answer
 * (Hall 1935; its reviews and places are the two sides of a smallest cut).
 */
export function feasibleFlow(core: Core): { flow: Flow } | { shortage: Shortage } {
  const flow = new Flow(core);
  flow.fill(core.least);
  const idle = placesWhere(core.least, (least, juror) => (flow.load[juror] as number) < least);
  if (idle.length > 0) return { shortage: smallest(idle.map((juror) => jurorsShort(core, flow.rivals(juror)))) };
  flow.fill(core.most);
  const lacking = placesWhere(flow.lacks, (lacks) => lacks > 0);
  if (lacking.length === 0) return { flow };
  const shortage = smallest(lacking.map((entry) => entriesShort(core, flow.competing(entry, core.most))));
  // Where the whole jury is too small, no few entries are to blame.
  const whole = entriesShort(core, [...core.need.keys()]);
  const isWhole = whole.reviews > whole.places && whole.jurors.length === shortage.jurors.length;
  return { shortage: isWhole ? whole : shortage };
}

/** More searches than these would only find the same sets again. */
const MOST_SEARCHES = 200;

const placesWhere = (items: Int32Array, isSo: (item: number, place: number) => boolean): number[] => {
  const places: number[] = [];
  for (const [place, item] of items.entries())
    if (places.length < MOST_SEARCHES && isSo(item, place)) places.push(place);
  return places;
};

const sizeOf = (shortage: Shortage): number => (shortage.of === "entries" ? shortage.entries : shortage.jurors).length;
const smallest = (all: Shortage[]): Shortage => all.reduce((best, one) => (sizeOf(one) < sizeOf(best) ? one : best));

function entriesShort({ open, jurors, need, most }: Core, entries: number[]): Shortage {
  const able: number[] = [];
  let places = 0;
  for (let juror = 0; juror < jurors; juror++) {
    const ways = entries.reduce((sum, entry) => sum + (open[entry * jurors + juror] as number), 0);
    const room = Math.min(ways, most[juror] as number);
    if (room > 0) able.push(juror);
    places += room;
  }
  const reviews = entries.reduce((sum, entry) => sum + (need[entry] as number), 0);
  return { of: "entries", entries, jurors: able, reviews, places };
}

function jurorsShort({ open, entries, jurors, need, least }: Core, rivals: number[]): Shortage {
  let places = 0;
  for (let entry = 0; entry < entries; entry++) {
    const ways = rivals.reduce((sum, juror) => sum + (open[entry * jurors + juror] as number), 0);
    places += Math.min(ways, need[entry] as number);
  }
  return { of: "jurors", jurors: rivals, reviews: rivals.reduce((sum, j) => sum + (least[j] as number), 0), places };
}

const MOST_NAMES = 8;

/** "Ada, Bo and 12 more". */
const namesIn = (names: readonly string[]): string =>
  names.length <= MOST_NAMES
    ? list([...names])
    : `${names.slice(0, MOST_NAMES - 1).join(", ")} and ${count(names.length - MOST_NAMES + 1, "more", "more")}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The shortage as a sentence with names. */
export function shortageWords(shortage: Shortage, core: Core, problem: Problem): string {
  const jurors = namesIn(namesAt(shortage.jurors, core.jurorAt, problem.jurors));
  const reviews = count(shortage.reviews, "review");
  if (shortage.of === "jurors") {
    const can = shortage.places === 0 ? "none" : `only ${count(shortage.places, "review")}`;
    return `${capital(jurors)} must have at least ${reviews}${shortage.jurors.length > 1 ? " between them" : ""}, and ${can} can go to ${shortage.jurors.length > 1 ? "them" : "this juror"}.`;
  }
  const entries = namesIn(namesAt(shortage.entries, core.entryAt, problem.entries));
  if (shortage.jurors.length === 0) return `No juror with a place left can score ${entries}, for ${reviews}.`;
  if (shortage.entries.length === core.entries && core.entries > 1)
    return `All ${count(core.entries, "entry", "entries")} together ask for ${reviews}, and the jury has ${count(shortage.places, "place")} left for them.`;
  const have = shortage.jurors.length > 1 ? "have" : "has";
  return `${capital(entries)} can only be scored by ${jurors}, who ${have} ${count(shortage.places, "place")} left for ${reviews}.`;
}

const namesAt = (places: number[], at: Int32Array, names: readonly string[]): string[] =>
  places
    .map((place) => at[place] as number)
    .sort((a, b) => a - b)
    .map((place) => names[place] as string);
