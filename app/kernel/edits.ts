/** How many letters are put in, left out or changed between two texts (Levenshtein, 1966). */
export function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++)
      next[column] = Math.min(
        (next[column - 1] ?? 0) + 1,
        (row[column] ?? 0) + 1,
        (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
