import { count } from "~/kernel/text";
import { type Scale, sheetScore } from "../ranking/weighted-mean";

/** A criterion by its scale and its name. */
type Criterion = Scale & { title: string };

/** A sheet on an entry of the warm-up set, as it stands. */
export type WarmUpSheet = { juror: number; entry: number; isIn: boolean; scores: Record<string, number> };

/** With fewer, the mean of the others would be somebody's own scores. */
const LEAST_OTHERS = 2;
/** In hundredths of the scale; closer than this, scores are in line. */
const IN_LINE = 5;

/** Levels of one criterion, on average over the entries. */
export type Beside = { id: string; title: string; own: number; others: number };

/** What a juror is told of the warm-up set: what is still to come, or how their scores lie against the others'. */
export type WarmUp =
  | { state: "open"; left: number; of: number }
  | { state: "waiting"; of: number }
  | { state: "told"; of: number; criteria: Beside[]; sentence: string };

/**
 * What the sheets on the warm-up set tell one juror; null where the set has none of theirs. Nothing before all of their own
 * are handed in, and then only of entries on which at least two others, who have handed in all of theirs, are averaged.
 */
export function warmUpFor(juror: number, sheets: readonly WarmUpSheet[], criteria: Criterion[]): WarmUp | null {
  const own = sheets.filter((sheet) => sheet.juror === juror);
  const left = own.filter(({ isIn }) => !isIn).length;
  if (own.length === 0) return null;
  if (left > 0) return { state: "open", left, of: own.length };
  const open = new Set(sheets.filter(({ isIn }) => !isIn).map((sheet) => sheet.juror));
  const isWhole = ({ scores }: WarmUpSheet): boolean => criteria.every(({ id }) => scores[id] !== undefined);
  const done = sheets.filter((sheet) => sheet.juror !== juror && !open.has(sheet.juror) && isWhole(sheet));
  const pairs = own.filter(isWhole).flatMap(({ entry, scores }) => {
    const others = done.filter((sheet) => sheet.entry === entry).map((sheet) => sheet.scores);
    return others.length < LEAST_OTHERS ? [] : [{ own: scores, others }];
  });
  return pairs.length === 0 ? { state: "waiting", of: own.length } : told(pairs, criteria);
}

type Scores = Record<string, number>;

function told(pairs: { own: Scores; others: Scores[] }[], criteria: Criterion[]): WarmUp {
  const over = (figure: (scores: Scores) => number) => ({
    own: mean(pairs.map(({ own }) => figure(own))),
    others: mean(pairs.map(({ others }) => mean(others.map(figure)))),
  });
  const all = over((scores) => sheetScore(scores, criteria));
  return {
    ...{ state: "told", of: pairs.length },
    criteria: criteria.map(({ id, title }) => ({ id, title, ...over((scores) => scores[id] ?? 0) })),
    sentence: sentenceOf({ shift: all.own - all.others, entries: pairs.length, criteria }),
  };
}

/** Where all criteria have the levels of one scale a shift is told in its levels, else in hundredths. */
function sentenceOf({ shift, entries, criteria }: { shift: number; entries: number; criteria: Criterion[] }): string {
  const on = `On ${entries === 1 ? "this entry" : `these ${count(entries, "entry", "entries")}`}`;
  if (Math.abs(shift) < IN_LINE) return `${on} your scores were in line with the others’.`;
  const [first] = criteria;
  const isOne = first && criteria.every(({ least, most }) => least === first.least && most === first.most);
  const [width, most] = isOne ? [first.most - first.least, first.most] : [100, 100];
  const by = ((Math.abs(shift) * width) / 100).toFixed(1).replace(/\.0$/, "");
  return `${on} you were ${shift < 0 ? "stricter" : "milder"} than the others by ${by} of ${most}.`;
}

// In ascending order, so that the order in which sheets came in never changes a digit.
const mean = (values: number[]): number =>
  [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
