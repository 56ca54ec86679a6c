import { edits } from "~/kernel/edits";

const MOST_LETTERS = 60;

/** The known word that was most likely meant; null where none is near. */
export function nearest(typed: string, known: Iterable<string>): string | null {
  const plain = bare(typed);
  if (plain === "" || plain.length > MOST_LETTERS) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(plain.length / 4)) + 1;
  for (const word of known) {
    const other = bare(word);
    // Words of so different a length cannot be nearer.
    if (Math.abs(plain.length - other.length) >= least) continue;
    const away = edits(plain, other);
    if (away >= least) continue;
    least = away;
    best = word;
  }
  return best;
}

const bare = (word: string): string => word.toLowerCase().replace(/[\s_\-./]+/g, "");
