import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isWaiting,
  maySend,
  nextSaving,
  retryDelay,
  type SaveEvent,
  type Saving,
  saveAnswer,
  savingText,
  startSaving,
} from "~/ui/save-state";

const after = (...events: SaveEvent[]): Saving => events.reduce(nextSaving, startSaving(null));
const typed: SaveEvent = { type: "typed" };
const sent: SaveEvent = { type: "sent" };
const acknowledged: SaveEvent = { type: "acknowledged", savedText: "at 15:41:52" };
const unanswered: SaveEvent = { type: "unanswered" };
const conflict: SaveEvent = { type: "refused", message: "Another tab saved at 15:40.", conflict: true };
const refused: SaveEvent = { type: "refused", message: "A score of 7 does not exist.", conflict: false };

test("a form nobody has touched has nothing to send", () => {
  expect(maySend(after())).toBe(false);
});

test("what was typed and acknowledged waits no more, and the line says when", () => {
  const state = after(typed, sent, acknowledged);
  expect(isWaiting(state)).toBe(false);
  expect(savingText(state, true)).toEqual({
    tone: "good",
    text: "Saved on the server at 15:41:52.",
    more: "Nothing waits on this device.",
  });
});

test("without a script the line promises nothing about the device", () => {
  expect(savingText(startSaving("at 15:41:52"), false).more).toBe("");
});

test("what is typed while a save is under way is sent after it", () => {
  const state = after(typed, sent, typed, acknowledged);
  expect(isWaiting(state)).toBe(true);
  expect(maySend(state)).toBe(true);
});

test("one save is under way at a time", () => {
  expect(maySend(after(typed, sent, typed))).toBe(false);
  expect(savingText(after(typed, sent), true).text).toBe("Saving…");
});

test("a server that does not answer is asked again, later each time, up to a minute", () => {
  const state = after(typed, sent, unanswered);
  expect(maySend(state)).toBe(true);
  expect(savingText(state, true).text).toBe("Not saved yet: the server does not answer.");
  expect([1, 2, 3, 4, 5, 6, 7].map(retryDelay)).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
});

test("an answer after silence clears the count of silences", () => {
  expect(after(typed, sent, unanswered, sent, acknowledged).failures).toBe(0);
});

test("after a conflict nothing is sent until the person decides", () => {
  const state = after(typed, sent, conflict, typed);
  expect(maySend(state)).toBe(false);
  expect(savingText(state, true).text).toBe("Changed elsewhere, so not saved here.");
  expect(savingText(state, true).more).toContain("Another tab saved at 15:40.");
});

test("a refusal may be mended by typing on", () => {
  expect(maySend(after(typed, sent, refused))).toBe(false);
  expect(maySend(after(typed, sent, refused, typed))).toBe(true);
});

test("words found on this device are not overwritten before the person has answered", () => {
  expect(maySend(after({ type: "found-kept" }, typed))).toBe(false);
  expect(maySend(after({ type: "found-kept" }, { type: "settled-kept" }, typed))).toBe(true);
});

test("the line never says that nothing waits while something does", () => {
  const event: fc.Arbitrary<SaveEvent> = fc.constantFrom(typed, sent, acknowledged, unanswered, refused, conflict);
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const state = after(...events);
      if (isWaiting(state)) expect(savingText(state, true).more).not.toContain("Nothing waits");
    }),
  );
});

test("only a well-formed answer counts as one", () => {
  expect(saveAnswer({ ok: true, savedAt: "2026-10-12T13:41:52Z", savedText: "at 15:41:52", revision: 4 })).toEqual({
    ok: true,
    savedAt: "2026-10-12T13:41:52Z",
    savedText: "at 15:41:52",
    revision: 4,
  });
  expect(saveAnswer({ ok: false, message: "No.", conflict: true })).toEqual({
    ok: false,
    message: "No.",
    conflict: true,
  });
  expect([null, "ok", {}, { ok: true }, { ok: false }].map(saveAnswer)).toEqual([null, null, null, null, null]);
});
