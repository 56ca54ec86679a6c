import { type RefObject, useCallback, useEffect, useReducer, useRef, useState } from "react";
import { maySend, nextSaving, retryDelay, type SaveEvent, type Saving, saveAnswer, startSaving } from "./save-state";
import { takeTypedEarly } from "./typed-early";
import { useDeviceCopy } from "./use-device-copy";

type AutosaveOptions = {
  formRef: RefObject<HTMLFormElement | null>;
  /** Where the form's data is posted; it answers `SaveAnswer` as JSON. */
  url: string;
  /** Names the copy on this device: one per person and thing, such as "sheet:42:7". */
  storageKey: string;
  /** The hidden input that says which revision the typing is based on; an acknowledgement moves it on. */
  revisionField?: string;
  /** How long a pause in typing lasts before a save, in milliseconds. */
  delay?: number;
  /** When the server last had this, in words, as the page was made. */
  savedText?: string | null;
  /** The button of the form whose page shows both texts where somebody else saved meanwhile; without it the newest stands. */
  compare?: { name: string; value: string } | null;
  /** Whether the page came back with words that the server did not take, as after an error. */
  unsaved?: boolean;
};

export type Autosave = {
  state: Saving;
  /** False until the script runs. */
  live: boolean;
  /** Saves now instead of at the next pause. */
  saveNow: () => void;
  /** Tells the hook that the form was changed by a script, which sends no input event. */
  touched: () => void;
  /** Answers to "this device keeps words …". */
  restore: () => void;
  discard: () => void;
  compare: { name: string; value: string } | null;
};

/**
 * Saves a form while it is being filled in. What was typed goes to this device at once and to the server at the next
 * pause; the device's copy goes only when the server has acknowledged it. One save is under way at a time, and every
 * edit carries a key, so that a save which is sent twice because its answer was lost counts once.
 */
export function useAutosave(options: AutosaveOptions): Autosave {
  const {
    formRef,
    url,
    storageKey,
    revisionField = "revision",
    delay = 1500,
    savedText = null,
    unsaved = false,
    compare = null,
  } = options;
  const [state, dispatch] = useReducer(nextSaving, savedText, startSaving);
  const [live, setLive] = useState(false);
  // The listeners outlive a render, so they read the state from here; `tell` moves both on in the same breath.
  const current = useRef(state);
  const tell = useCallback((event: SaveEvent) => {
    current.current = nextSaving(current.current, event);
    dispatch(event);
  }, []);
  const timer = useRef<number>();
  const key = useRef<{ edit: number; text: string }>();
  const underWay = useRef<Promise<void>>();
  const handingIn = useRef(false);
  const revision = useRef<number>();

  const device = useDeviceCopy({ formRef, storageKey, revisionField });

  const send = useCallback(
    (leaving = false): void => {
      window.clearTimeout(timer.current);
      const form = formRef.current;
      if (!form || handingIn.current || !maySend(current.current)) return;
      const edit = current.current.edit;
      if (key.current?.edit !== edit) key.current = { edit, text: newKey() };
      tell({ type: "sent" });
      underWay.current = post(url, { form, key: key.current.text, keepalive: leaving }).then((outcome) => {
        tell(outcome.event);
        revision.current = outcome.revision ?? revision.current;
        if (outcome.event.type === "acknowledged") {
          if (current.current.edit === edit) device.clear();
          else device.keep();
        }
        if (!maySend(current.current)) return;
        const { failures } = current.current;
        timer.current = window.setTimeout(send, failures > 0 ? retryDelay(failures) : delay);
      });
    },
    [formRef, url, delay, tell, device],
  );

  const touched = useCallback(() => {
    tell({ type: "typed" });
    device.keep();
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(send, delay);
  }, [tell, device, send, delay]);

  const restore = useCallback(() => {
    const basedOn = device.restore();
    // Words that were typed over an older text are sent as that: the server then asks which of the two is to stand.
    if (compare && basedOn !== null) revision.current = Number(basedOn);
    tell({ type: "settled-kept" });
    touched();
  }, [device, tell, touched, compare]);

  const discard = useCallback(() => {
    device.clear();
    tell({ type: "settled-kept" });
  }, [device, tell]);

  useEffect(() => {
    const form = formRef.current;
    // React puts a hidden input's first value back whenever it renders, so the revision is set where the browser
    // gathers the form's data, for a save and for handing in alike.
    const onFormData = (event: FormDataEvent) => {
      if (revision.current !== undefined) event.formData.set(revisionField, String(revision.current));
    };
    form?.addEventListener("formdata", onFormData);
    return () => form?.removeEventListener("formdata", onFormData);
  }, [formRef, revisionField]);

  useEffect(() => {
    const form = formRef.current;
    if (!form) return;
    setLive(true);
    const fate = device.fate();
    if (fate === "ask") tell({ type: "found-kept" });
    else if (fate === "send") restore();
    else if (takeTypedEarly(form) || unsaved) touched();
  }, [formRef, device, tell, restore, touched, unsaved]);

  useEffect(() => {
    const form = formRef.current;
    if (!form) return;
    // A form that is sent while a save is under way waits for its answer: else it would carry the revision from before
    // that save, and the server would take the person's own words for somebody else's.
    const onSubmit = (event: SubmitEvent) => {
      if (current.current.sent !== null && underWay.current) {
        event.preventDefault();
        void underWay.current.then(() => form.requestSubmit(event.submitter));
        return;
      }
      handingIn.current = true;
      window.clearTimeout(timer.current);
      device.keep(true);
    };
    const onLeave = () => send(true);
    const onHide = () => document.visibilityState === "hidden" && send(true);
    const onOnline = () => send();
    // Back from the browser's cache of pages, the form is being filled in again.
    const onShow = () => {
      handingIn.current = false;
    };
    form.addEventListener("input", touched);
    form.addEventListener("submit", onSubmit);
    window.addEventListener("pagehide", onLeave);
    window.addEventListener("pageshow", onShow);
    window.addEventListener("online", onOnline);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      window.clearTimeout(timer.current);
      form.removeEventListener("input", touched);
      form.removeEventListener("submit", onSubmit);
      window.removeEventListener("pagehide", onLeave);
      window.removeEventListener("pageshow", onShow);
      window.removeEventListener("online", onOnline);
      document.removeEventListener("visibilitychange", onHide);
    };
  }, [formRef, device, touched, send]);

  const saveNow = useCallback(() => send(), [send]);
  return { state, live, saveNow, touched, restore, discard, compare };
}

type Outcome = { event: SaveEvent; revision?: number };

/** A browser refuses `keepalive` above 64 kB, so larger forms are sent without it; the device's copy stays in any case. */
const KEEPALIVE_BYTES = 60_000;

async function post(
  url: string,
  { form, key, keepalive }: { form: HTMLFormElement; key: string; keepalive: boolean },
): Promise<Outcome> {
  const body = new FormData(form);
  const size = [...body.values()].reduce(
    (sum, value) => sum + (typeof value === "string" ? value.length * 3 : value.size),
    0,
  );
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Idempotency-Key": key },
      keepalive: keepalive && size < KEEPALIVE_BYTES,
    });
    const answer = saveAnswer(await response.json().catch(() => null));
    if (answer?.ok) return { event: { type: "acknowledged", savedText: answer.savedText }, revision: answer.revision };
    if (answer) return { event: { type: "refused", message: answer.message, conflict: answer.conflict === true } };
    if (response.status === 401 || response.redirected) {
      return {
        event: { type: "refused", message: "You are signed out: sign in again in another tab.", conflict: false },
      };
    }
    return { event: isFinal(response.status) ? refusedAs(response.status) : { type: "unanswered" } };
  } catch {
    return { event: { type: "unanswered" } };
  }
}

/** A no that trying again does not change; too slow, too early and too often are worth another try. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![408, 425, 429].includes(status);
const refusedAs = (status: number): SaveEvent => ({
  type: "refused",
  message: `The server does not take this (${status}).`,
  conflict: false,
});

/** `crypto.randomUUID` exists only where the page came over a secure connection. */
const newKey = (): string =>
  "randomUUID" in crypto ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
