/** Where a form stands between the keyboard and the server. Pure: the hook feeds it, the line beneath the form speaks it. */
export type Saving = {
  /** When the server acknowledged last, in words ("at 15:41:52"); null before the first time. */
  savedText: string | null;
  /** Counts what was typed; `sent` is the edit that is under way, `saved` the last one that the server has. */
  edit: number;
  sent: number | null;
  saved: number;
  /** How often in a row the server did not answer. */
  failures: number;
  /** A no from the server that trying again does not change. */
  refusal: { message: string; conflict: boolean } | null;
  /** This device keeps words from another time that differ from what the server showed. */
  kept: boolean;
};

export type SaveEvent =
  | { type: "typed" }
  | { type: "sent" }
  | { type: "acknowledged"; savedText: string }
  | { type: "unanswered" }
  | { type: "refused"; message: string; conflict: boolean }
  | { type: "found-kept" }
  | { type: "settled-kept" };

/** What the autosave address answers. */
export type SaveAnswer =
  | { ok: true; savedAt: string; savedText: string; revision?: number }
  | { ok: false; message: string; conflict?: true };

export const startSaving = (savedText: string | null): Saving => ({
  savedText,
  edit: 0,
  sent: null,
  saved: 0,
  failures: 0,
  refusal: null,
  kept: false,
});

export function nextSaving(state: Saving, event: SaveEvent): Saving {
  switch (event.type) {
    case "typed":
      // A refusal that is no conflict may be mended by what is typed next; a conflict needs the person to decide.
      return { ...state, edit: state.edit + 1, refusal: state.refusal?.conflict ? state.refusal : null };
    case "sent":
      return { ...state, sent: state.edit };
    case "acknowledged":
      return {
        ...state,
        savedText: event.savedText,
        saved: state.sent ?? state.saved,
        sent: null,
        failures: 0,
        refusal: null,
      };
    case "unanswered":
      return { ...state, sent: null, failures: state.failures + 1 };
    case "refused":
      return { ...state, sent: null, failures: 0, refusal: { message: event.message, conflict: event.conflict } };
    case "found-kept":
      return { ...state, kept: true };
    case "settled-kept":
      return { ...state, kept: false };
  }
}

/** Whether anything typed here is not on the server yet. */
export const isWaiting = (state: Saving): boolean => state.edit > state.saved;

/** Whether a save may be sent now: something waits, nothing is under way, and no decision is asked of the person. */
export const maySend = (state: Saving): boolean =>
  isWaiting(state) && state.sent === null && state.refusal === null && !state.kept;

/** How long to wait before sending again, in milliseconds: 2 s, doubling up to a minute. */
export const retryDelay = (failures: number): number => Math.min(60_000, 2000 * 2 ** Math.max(0, failures - 1));

export type SaveTone = "good" | "waiting" | "bad";

/** The state in words. `live` is false until a script runs; before that the page promises nothing about the device. */
export function savingText(state: Saving, live: boolean): { tone: SaveTone; text: string; more: string } {
  if (state.kept) {
    return {
      tone: "bad",
      text: "This device keeps words that the server never got.",
      more: "They were typed here earlier. Put them back, or let them go.",
    };
  }
  if (state.refusal) {
    return {
      tone: "bad",
      text: state.refusal.conflict ? "Changed elsewhere, so not saved here." : "Not saved.",
      more: `${state.refusal.message} What you typed is kept on this device.`,
    };
  }
  if (state.sent !== null) return { tone: "waiting", text: "Saving…", more: "" };
  if (state.failures > 0) {
    return {
      tone: "bad",
      text: "Not saved yet: the server does not answer.",
      more: "What you typed is kept on this device and sent again.",
    };
  }
  if (isWaiting(state)) return { tone: "waiting", text: "Not saved yet.", more: "Saved as soon as you pause." };
  if (state.savedText === null) return { tone: "waiting", text: "Nothing to save yet.", more: "" };
  return {
    tone: "good",
    text: `Saved on the server ${state.savedText}.`,
    more: live ? "Nothing waits on this device." : "",
  };
}

/** Reads an answer; null where it is none, which counts as no answer at all. */
export function saveAnswer(body: unknown): SaveAnswer | null {
  if (typeof body !== "object" || body === null) return null;
  const answer = body as Record<string, unknown>;
  if (answer.ok === true && typeof answer.savedAt === "string" && typeof answer.savedText === "string") {
    const revision = typeof answer.revision === "number" ? answer.revision : undefined;
    return { ok: true, savedAt: answer.savedAt, savedText: answer.savedText, revision };
  }
  if (answer.ok === false && typeof answer.message === "string") {
    return answer.conflict === true
      ? { ok: false, message: answer.message, conflict: true }
      : { ok: false, message: answer.message };
  }
  return null;
}
