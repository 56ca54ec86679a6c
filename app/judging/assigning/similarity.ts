/** What is known of a juror and of an entry when they are matched. */
export type Expertise = { tags: readonly string[]; languages: readonly string[] };
export type Subject = { tags: readonly string[]; language: string | null };
/** What a juror said of an entry when asked; null where nobody asked or the juror was silent. */
export type Bid = "eager" | "willing" | "rather-not" | null;

const BIDS: Record<Exclude<Bid, null>, number> = { eager: 1, willing: 0.5, "rather-not": 0 };
const SHARE_OF_BID = 0.4;
/** What an entry gives that the juror can read at all, whatever it is about. */
const READABLE = 0.1;
const OTHER_LANGUAGE = 0.25;

const folded = (words: readonly string[]): Set<string> =>
  new Set(words.map((word) => word.normalize("NFKC").trim().toLowerCase()).filter((word) => word !== ""));

/** Shared tags over the geometric mean of how many each has: the cosine of two sets (Ochiai 1957). 0 where either is empty. */
export function overlap(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [folded(one), folded(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === 0 ? 0 : shared / Math.sqrt(a.size * b.size);
}

/**
 * How well a juror suits an entry, from 0 to 1: a tenth for being able to read it, and nine tenths by the overlap of
 * tags; where the juror was asked, by three fifths of it and two fifths of the bid (eager 1, willing ½, rather not 0). A
 * quarter of it all where the entry's language is none of the juror's: such a pair is a last resort, not a conflict. A
 * juror without languages is taken to read all of them.
 */
export function similarityOf(juror: Expertise, entry: Subject, bid: Bid): number {
  const expertise = overlap(juror.tags, entry.tags);
  const wished = bid === null ? expertise : (1 - SHARE_OF_BID) * expertise + SHARE_OF_BID * BIDS[bid];
  return (READABLE + (1 - READABLE) * wished) * (reads(juror, entry) ? 1 : OTHER_LANGUAGE);
}

/** "pt-BR" is read by whoever reads "pt". */
function reads({ languages }: Expertise, { language }: Subject): boolean {
  if (language === null || languages.length === 0) return true;
  const primary = (tag: string) => tag.trim().toLowerCase().split(/[-_]/)[0];
  return languages.some((one) => primary(one) === primary(language));
}
