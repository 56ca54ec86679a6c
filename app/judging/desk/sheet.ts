import type { Refusal } from "~/kernel/result";
import { count, list } from "~/kernel/text";

export type Rubric = {
  id: string;
  /** The round whose sheets are scored by it. */
  round?: number;
  title: string;
  description: string;
  weight: number;
  levels: { value: number; sentence: string }[];
}[];

/** One sheet as it stands: a criterion that is absent from `scores` has none, and zero is a score. */
export type Sheet = {
  scores: Record<string, number>;
  privateNote: string;
  feedback: string;
};

export const EMPTY_SHEET: Sheet = { scores: {}, privateNote: "", feedback: "" };

/** What a team is owed at the least: about one good sentence. */
export const LEAST_FEEDBACK = 40;
export const MOST_FEEDBACK = 10_000;
export const MOST_NOTE = 5_000;

export const hasFeedback = (feedback: string): boolean => feedback.trim().length >= LEAST_FEEDBACK;

/** Criteria that have no score yet, in the order of the rubric. */
export const unscored = (sheet: Pick<Sheet, "scores">, rubric: Rubric): Rubric =>
  rubric.filter(({ id }) => sheet.scores[id] === undefined);

/** Whether every score is one of the levels of a criterion of this rubric. */
export const fitsRubric = ({ scores }: Pick<Sheet, "scores">, rubric: Rubric): boolean =>
  Object.entries(scores).every(([id, value]) =>
    rubric.find((criterion) => criterion.id === id)?.levels.some((level) => level.value === value),
  );

/** Why a sheet cannot be handed in: every criterion needs a score, and the team needs its feedback. */
export function whyNotHandIn(sheet: Sheet, rubric: Rubric): Refusal | null {
  const missing = unscored(sheet, rubric);
  const reasons: string[] = [];
  if (missing.length > 0)
    reasons.push(
      `${list(missing.map(({ title }) => `“${title}”`))} ${missing.length === 1 ? "has" : "have"} no score.`,
    );
  const written = sheet.feedback.trim().length;
  if (written === 0) reasons.push(`The team has no feedback yet: at least ${LEAST_FEEDBACK} characters.`);
  else if (written < LEAST_FEEDBACK)
    reasons.push(`The feedback has ${count(written, "character")}; it needs at least ${LEAST_FEEDBACK}.`);
  return reasons.length === 0 ? null : { code: "incomplete", message: reasons.join(" ") };
}

/** Why a sheet cannot be changed: handed in, it stands until it is reopened. */
export const whyNotWrite = (state: SheetState): Refusal | null =>
  state === "handed_in"
    ? { code: "handed-in", message: "This sheet is handed in. Reopen it to change it, until judging ends." }
    : null;

export const whyNotReopen = (state: SheetState): Refusal | null =>
  state === "handed_in"
    ? null
    : { code: "not-handed-in", message: "This sheet is not handed in, so it is open already." };

/** Nothing saved yet, begun, or handed in. */
export type SheetState = "none" | "draft" | "handed_in";

export const SHEET_WORDS: Record<SheetState, string> = {
  none: "Not begun",
  draft: "Begun",
  handed_in: "Handed in",
};

export const CONFLICT: Refusal = {
  code: "conflict",
  message:
    "This sheet was saved elsewhere since you opened this page. Nothing was overwritten: what stands there and what you typed here are both kept.",
};

export const sameSheet = (a: Sheet, b: Sheet): boolean =>
  a.privateNote === b.privateNote &&
  a.feedback === b.feedback &&
  Object.keys({ ...a.scores, ...b.scores }).every((id) => a.scores[id] === b.scores[id]);
