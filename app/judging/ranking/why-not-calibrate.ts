import type { Refusal } from "~/kernel/result";
import { list } from "~/kernel/text";
import { type Contrast, partsOf, weakestBridge, worstContrast } from "./connectivity";
import { type Scores, someOf as someScores } from "./scores";

/**
 * Below this share of what equally strict jurors would tell, calibrated scores may be further from the truth than raw
 * means where panels of unlike entries were compared: see docs/decisions/0028.
 */
export const LEAST_EFFICIENCY = 0.1;
/** A difference that is about fewer of the scores concerns single entries, whose intervals are wide enough. */
const LEAST_BREADTH = 0.1;
/** Differences that are looked through for a broad one. */
const MOST_CONTRASTS = 6;

const STANDS = "Raw means stand.";

/** What can be told of how a panel hangs together. */
export type Connectivity = {
  isConnected: boolean;
  /** Of the worst placed difference between entries, however few they are; 0 where the panel is in parts. */
  efficiency: number;
  refusal: Refusal | null;
  /** Warnings of few entries that hang on the rest by little. */
  edges: Refusal[];
};

/**
 * How well the panel's entries can be compared, and why they cannot be calibrated where that is too little. Of two
 * rounds the first has to hang together by itself: only there were those who went on compared with those who did not.
 */
export function connectivityOf(scores: Scores): Connectivity {
  const { late } = scores;
  const whole = connectivityOfOne(scores);
  if (!late) return whole;
  const first = connectivityOfOne(someScores(scores, (i) => late[i] === 0));
  const refusal = first.refusal && { ...first.refusal, message: `In the first round: ${first.refusal.message}` };
  return {
    isConnected: first.isConnected && whole.isConnected,
    efficiency: Math.min(first.efficiency, whole.efficiency),
    refusal: refusal ?? whole.refusal,
    edges: whole.edges,
  };
}

function connectivityOfOne(scores: Scores): Connectivity {
  const parts = partsOf(scores);
  if (parts.length > 1) {
    const groups = parts.slice(0, 3).map(({ entries }) => someOf(entries.map((i) => scores.entries[i] as string)));
    const more = parts.length > 3 ? [`${parts.length - 3} more`] : [];
    const message = `The panel is in ${parts.length} parts that share no juror and no entry: ${list([...groups, ...more])}. Whether one part has better entries or milder jurors cannot be told. ${STANDS}`;
    return { isConnected: false, efficiency: 0, refusal: { code: "disconnected", message }, edges: [] };
  }
  const found: Contrast[] = [worstContrast(scores)];
  while (found.length < MOST_CONTRASTS && isNarrowAndWeak(found.at(-1))) found.push(worstContrast(scores, found));
  const weak = found.filter(({ efficiency }) => efficiency < LEAST_EFFICIENCY);
  const broad = weak.find(({ breadth }) => breadth >= LEAST_BREADTH);
  return {
    isConnected: true,
    efficiency: Math.min(...found.map(({ efficiency }) => efficiency)),
    refusal: broad ? weakness(scores, broad) : null,
    edges: weak.filter(({ breadth }) => breadth < LEAST_BREADTH).map((contrast) => edge(scores, contrast)),
  };
}

const isNarrowAndWeak = (contrast?: Contrast): boolean =>
  contrast !== undefined && contrast.breadth < LEAST_BREADTH && contrast.efficiency < LEAST_EFFICIENCY;

function weakness(scores: Scores, { parts, efficiency }: Contrast): Refusal {
  const order = Array.from(parts, (_, i) => i).sort((a, b) => (parts[a] as number) - (parts[b] as number));
  const side = (indexes: number[]) => someOf(indexes.map((i) => scores.entries[i] as string));
  const ends = [order.filter((i) => (parts[i] as number) > 0).reverse(), order.filter((i) => (parts[i] as number) < 0)];
  const percent = Math.floor(1000 * efficiency) / 10;
  const message = `The panel hangs together weakly: of what the scores would tell about ${side(ends[0] as number[])} against ${side(ends[1] as number[])}, ${percent}% is left when the jurors' strictness has to be estimated, and at least ${100 * LEAST_EFFICIENCY}% is needed. More jurors who score entries on both sides would mend it. ${STANDS}`;
  return { code: "weakly-connected", message };
}

function edge(scores: Scores, { parts }: Contrast): Refusal {
  const most = parts.reduce((max, part) => Math.max(max, Math.abs(part)), 0);
  const names = scores.entries.filter((_, i) => Math.abs(parts[i] as number) > most / 2);
  const message = `Little compares ${someOf(names)} with the other entries: what is adjusted for their jurors rests on few scores.`;
  return { code: "weak-edge", message };
}

/** "A, B, C and 7 more". */
function someOf(names: string[]): string {
  const shown = names.slice(0, 3);
  return list(names.length > 3 ? [...shown, `${names.length - 3} more`] : shown);
}

/** Why the scores cannot be calibrated, whatever the panel's shape; null where they can be, as far as is known before. */
export function whyNotCalibrate({ entries, jurors, values }: Scores): Refusal | null {
  const refusal = (code: string, message: string): Refusal => ({ code, message: `${message} ${STANDS}` });
  if (entries.length < 2) return refusal("one-entry", "One entry was scored, so there is nothing to compare.");
  if (jurors.length < 2)
    return refusal("one-juror", "One juror scored, so that how strict they are cannot be told from the entries.");
  if (values.every((value) => value === values[0])) return refusal("all-equal", "All scores are equal.");
  if (values.length <= entries.length)
    return refusal("one-score-each", "No entry has a second score, so that entries and chance cannot be told apart.");
  if (values.length <= jurors.length)
    return refusal("one-entry-each", "No juror has a second score, so that jurors and chance cannot be told apart.");
  return null;
}

/** What a chair should know of a panel that can be calibrated all the same. */
export function frailtiesOf(scores: Scores): { code: string; message: string }[] {
  const warnings = [];
  const bridge = weakestBridge(scores);
  if (bridge && bridge.sides[0] >= scores.entries.length * LEAST_BREADTH) {
    const name = (bridge.kind === "juror" ? scores.jurors : scores.entries)[bridge.index] as string;
    const [small, large] = bridge.sides;
    const message = `All that compares ${small} entries with the other ${large} rests on ${bridge.kind} ${name}.`;
    warnings.push({ code: "one-bridge", message });
  }
  if (scores.jurors.length === 2) {
    const message = "With two jurors, how strict they are rests on one difference between them.";
    warnings.push({ code: "two-jurors", message });
  }
  return warnings;
}
