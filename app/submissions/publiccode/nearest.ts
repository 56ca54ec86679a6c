const MOST_LETTERS = 60;

/** The known word that was most likely meant; null where none is near. */
export function nearest(typed: string, known: Iterable<string>): string | null {
  const plain = bare(typed);
  if (plain === "" || plain.length > MOST_LETTERS) return null;
  let best: string | null = null;
  let least = Math.max(1, Math.floor(plain.length / 4)) + 1;
  for (const word of known) {
    const away = distance(plain, bare(word), least);
    if (away >= least) continue;
    least = away;
    best = word;
  }
  return best;
}

const bare = (word: string): string => word.toLowerCase().replace(/[\s_\-./]+/g, "");

/** How many letters to add, drop or change (Levenshtein 1965), counted up to `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return Math.min(most, row[b.length] ?? most);
}
