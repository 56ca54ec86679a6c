import type { DataIssueKind, DataIssueState } from "#generated/enums";
import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { DAY, type Instant, instantText } from "~/kernel/time";

export type ProblemState = DataIssueState;
export type ProblemKind = DataIssueKind;

export const STATES = ["open", "acknowledged", "fixed", "wont_fix"] as const satisfies ProblemState[];
export const KINDS = [
  "wrong_values",
  "missing_data",
  "out_of_date",
  "does_not_load",
  "unclear",
  "licence",
  "personal_data",
  "other",
] as const satisfies ProblemKind[];

/** How many problems one person may report within 24 hours, over all datasets, and how often they may add words. */
export const MOST_REPORTS = 10;
export const MOST_REMARKS = 50;

/** Who acts on a problem, as far as the rules ask: the publisher's people or the steward, and whoever reported it. */
export type Actor = { mayAnswer: boolean; isReporter: boolean };

export const isClosed = (state: ProblemState): boolean => state === "fixed" || state === "wont_fix";

/**
 * Whether a problem's title, words and place are for its reporter and the publisher alone. What says where personal
 * data stands is a map to it, and older copies keep the data after it is fixed; only where the publisher looked and
 * says in public that there is none, or that it is rightly public, everybody reads the thread.
 */
export const isHeldBack = ({ kind, state }: { kind: ProblemKind; state: ProblemState }): boolean =>
  kind === "personal_data" && state !== "wont_fix";

/** Why a person does not report or say something: at most so many within 24 hours. `earlier` is newest first. */
export function whyNotSpeak(
  { earlier, most, what }: { earlier: Instant[]; most: number; what: string },
  { now, zone }: { now: Instant; zone: string },
): Refusal | null {
  const recent = earlier.filter((at) => at.getTime() > now.getTime() - DAY);
  const oldest = recent[most - 1];
  if (!oldest) return null;
  return {
    code: "too-many",
    message: `You sent ${count(most, what)} within 24 hours, as many as one person may. The next one is taken on ${instantText(new Date(oldest.getTime() + DAY), zone)}.`,
  };
}

export const NOT_YOURS: Refusal = {
  code: "not-yours",
  message: "Only the dataset’s steward, and owners and editors of its organisation, say what becomes of a problem.",
};

const ALREADY: Record<ProblemState, string> = {
  open: "This problem is open.",
  acknowledged: "This problem is acknowledged already.",
  fixed: "This problem is fixed already. If it is not, reopen it.",
  wont_fix: "This problem is closed with a reason already. Reopen it to answer anew.",
};

/**
 * Why a problem cannot become what is asked: open → acknowledged → fixed or won’t fix, by those who answer for the
 * data; from a closed state it goes back to open only, by them or by the reporter.
 */
export function whyNotBecome(
  { state, becomes }: { state: ProblemState; becomes: ProblemState },
  by: Actor,
): Refusal | null {
  if (becomes === "open") return whyNotReopen(state, by);
  if (!by.mayAnswer) return NOT_YOURS;
  return state === becomes || isClosed(state) ? { code: "already", message: ALREADY[state] } : null;
}

/** Why a problem is not reopened: it is open, or somebody else’s. */
export function whyNotReopen(state: ProblemState, by: Actor): Refusal | null {
  if (!by.mayAnswer && !by.isReporter)
    return {
      code: "not-yours",
      message: "Only whoever reported a problem, and those who answer for the data, reopen it. Report a new one.",
    };
  return isClosed(state) ? null : { code: "already", message: ALREADY.open };
}

/** Why words are missing: a step that closes with a reason, reopens, or only speaks has to say something. */
export function whyNotWordless({ becomes, text }: { becomes: ProblemState | null; text: string }): Refusal | null {
  if (text.trim() !== "" || becomes === "acknowledged" || becomes === "fixed") return null;
  const message =
    becomes === "wont_fix"
      ? "Say why it will not be fixed: everyone reads it."
      : becomes === "open"
        ? "Say why it is open again: everyone reads it."
        : "Write an answer, or choose what becomes of the problem.";
  return { code: "wordless", message };
}

/** A copy of one of the dataset's files, as far as the rules ask. */
export type Copy = { id: string; distributionId: string; fetchedAt: Instant };

const IN_THE_DATA: ProblemKind[] = ["wrong_values", "missing_data", "out_of_date", "personal_data"];

/** Whether a copy holds the repair of what was seen in another: a later copy of the same file. */
export const mayHoldRepair = (copy: Copy, seen: Copy | null): boolean =>
  seen === null || (copy.distributionId === seen.distributionId && copy.fetchedAt > seen.fetchedAt);

/**
 * Why a problem is not fixed in the copy that was chosen. What stands in the data itself and was seen in a copy is
 * fixed in a later copy of the same file; a description, a licence or an address may be fixed without one.
 */
export function whyNotFixedIn({ kind, seen, chosen }: { kind: ProblemKind; seen: Copy | null; chosen: Copy | null }) {
  if (chosen && !mayHoldRepair(chosen, seen))
    return { code: "older-copy", message: "Choose a copy of the same file that is later than the one it was seen in." };
  if (chosen === null && seen !== null && IN_THE_DATA.includes(kind))
    return {
      code: "no-copy",
      message:
        "Choose the copy in which it is fixed. Where no later copy is held yet, fetch one from the dataset’s page first.",
    };
  return null;
}

/** Why somebody adds no words to a thread whose words are held back from them. */
export const whyNotRemark = (isHidden: boolean): Refusal | null =>
  isHidden
    ? { code: "held-back", message: "This report is between its reporter and the publisher until they have looked." }
    : null;
