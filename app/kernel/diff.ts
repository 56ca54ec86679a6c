/** A stretch of text that both have, or only the newer one, or only the older one. */
export type Change = { kind: "same" | "added" | "removed"; text: string };

/** Above this many pairs of lines the table of a longest common subsequence is not worth its memory. */
const MOST_PAIRS = 4_000_000;

/**
 * What became of one text in another: whole lines that stayed, and within lines that changed, the words. The parts that
 * are not "added" make the older text, those that are not "removed" the newer one, to the letter.
 */
export function diffText(before: string, after: string): Change[] {
  return joined(
    inPairs(diff(linesOf(before), linesOf(after))).flatMap((change) =>
      "words" in change ? diff(wordsOf(change.words.before), wordsOf(change.words.after)) : [change],
    ),
  );
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
// A word carries the space behind it, so that a run of changed words is one run; a line end is always on its own.
const wordsOf = (text: string): string[] => text.match(/\S+[^\S\n]*|\n|[^\S\n]+/g) ?? [];

type Reworded = { words: { before: string; after: string } };

/** Removed lines that added ones follow are one passage, reworded. */
function inPairs(changes: Change[]): (Change | Reworded)[] {
  const out: (Change | Reworded)[] = [];
  const runs = joined(changes);
  for (let i = 0; i < runs.length; i++) {
    const [here, next] = [runs[i], runs[i + 1]];
    if (here?.kind === "removed" && next?.kind === "added") {
      out.push({ words: { before: here.text, after: next.text } });
      i += 1;
    } else if (here) out.push(here);
  }
  return out;
}

/** Neighbours of one kind as one. */
function joined(changes: Change[]): Change[] {
  const out: Change[] = [];
  for (const { kind, text } of changes) {
    const last = out.at(-1);
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  }
  return out;
}

/** The shortest way from one list to another by a longest common subsequence; what is removed stands before what is added. */
function diff(before: string[], after: string[]): Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const same = (parts: string[]): Change[] => parts.map((text) => ({ kind: "same", text }));
  return [
    ...same(before.slice(0, start)),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function middle(before: string[], after: string[]): Change[] {
  const removed = (text: string): Change => ({ kind: "removed", text });
  const added = (text: string): Change => ({ kind: "added", text });
  if (before.length * after.length > MOST_PAIRS) return [...before.map(removed), ...after.map(added)];
  const width = after.length + 1;
  // common[i * width + j]: the length of the longest common subsequence of before from i and after from j.
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const out: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const [older, newer] = [before[i] ?? "", after[j] ?? ""];
    if (older === newer) {
      out.push({ kind: "same", text: older });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      out.push(removed(older));
      i += 1;
    } else {
      out.push(added(newer));
      j += 1;
    }
  }
  return [...out, ...before.slice(i).map(removed), ...after.slice(j).map(added)];
}
