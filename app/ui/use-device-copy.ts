import { type RefObject, useState } from "react";
import { fateOfCopy, type KeptCopy, parseCopy, valuesOf } from "./kept-copy";

/** The copy on this device. Where storage is full or forbidden the form still saves to the server. */
export function useDeviceCopy({
  formRef,
  storageKey,
  revisionField,
}: {
  formRef: RefObject<HTMLFormElement | null>;
  storageKey: string;
  revisionField: string;
}) {
  const [device] = useState(() => {
    const name = `palio:${storageKey}`;
    const read = (): KeptCopy | null => {
      try {
        return parseCopy(window.localStorage.getItem(name));
      } catch {
        return null;
      }
    };
    const pageOf = (form: HTMLFormElement) => {
      const data = new FormData(form);
      const revision = data.get(revisionField);
      return { values: valuesOf(typed(form, data)), revision: typeof revision === "string" ? revision : null };
    };
    return {
      keep(handedIn = false): void {
        if (!formRef.current) return;
        const copy: KeptCopy = { ...pageOf(formRef.current), keptAt: Date.now(), handedIn };
        try {
          window.localStorage.setItem(name, JSON.stringify(copy));
        } catch {
          // Nothing to do: the sentence beneath the form says what the server has.
        }
      },
      clear(): void {
        try {
          window.localStorage.removeItem(name);
        } catch {
          // As above.
        }
      },
      fate(): "none" | "send" | "ask" {
        const copy = read();
        if (!copy || !formRef.current) return "none";
        const fate = fateOfCopy(copy, { ...pageOf(formRef.current), now: Date.now() });
        if (fate !== "forget") return fate;
        this.clear();
        return "none";
      },
      /** Fills the form; answers the revision that the words were typed over. */
      restore(): string | null {
        const copy = read();
        if (copy && formRef.current) fill(formRef.current, copy.values);
        return copy?.revision ?? null;
      },
    };
  });
  return device;
}

/** What a person may have typed: hidden inputs belong to the page. */
function typed(form: HTMLFormElement, data: FormData): [string, FormDataEntryValue][] {
  return [...data].filter(([name]) => {
    const control = form.elements.namedItem(name);
    return !(control instanceof HTMLInputElement && control.type === "hidden");
  });
}

/** Puts values back into a form's controls; a box or a radio is on when its value is among them. */
function fill(form: HTMLFormElement, values: Record<string, string[]>): void {
  const used = new Map<string, number>();
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
      const checked = values[control.name]?.includes(control.value) ?? false;
      if (checked !== control.checked) {
        control.checked = checked;
        announce(control);
      }
    } else if (isText(control)) {
      const at = used.get(control.name) ?? 0;
      used.set(control.name, at + 1);
      const value = values[control.name]?.[at];
      if (value !== undefined && value !== control.value) {
        control.value = value;
        announce(control);
      }
    }
  }
}

const isText = (control: Element): control is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  control instanceof HTMLTextAreaElement ||
  control instanceof HTMLSelectElement ||
  (control instanceof HTMLInputElement && !["file", "hidden", "submit", "button"].includes(control.type));

/** Counters and the like listen for this. */
const announce = (control: Element): boolean => control.dispatchEvent(new Event("input", { bubbles: true }));
