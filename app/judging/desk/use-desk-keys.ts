import { type RefObject, useEffect, useState } from "react";
import { type DeskAct, deskActOf, levelOf, type Shortcut } from "./desk-keys";

type DeskKeys = {
  formRef: RefObject<HTMLFormElement | null>;
  helpRef: RefObject<HTMLDialogElement | null>;
  previous: string | null;
  next: string | null;
  save: () => void;
};

/** Listens to the keys of the desk; false until it does. */
export function useDeskKeys({ formRef, helpRef, previous, next, save }: DeskKeys): boolean {
  const [isListening, setListening] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const act = deskActOf({
        key: event.key,
        isControl: event.ctrlKey && !event.metaKey && !event.altKey,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isTyping: isTyping(event.target),
        isReading: document.activeElement?.closest("#evidence, #queue") != null,
        isHelpOpen: helpRef.current?.open,
      });
      if (act && isDone(act)) event.preventDefault();
    };
    const isDone = (act: DeskAct): boolean => {
      switch (act.act) {
        case "score":
          return score(formRef.current, act.digit);
        case "unscore":
          return unscore(formRef.current);
        case "move":
          return move(formRef.current, act.by);
        case "go":
          return go(act.to === "next" ? next : previous);
        case "save":
          save();
          return true;
        case "use":
          return use(act.shortcut);
        case "help":
          return toggle(helpRef.current);
      }
    };
    document.addEventListener("keydown", onKey);
    setListening(true);
    return () => document.removeEventListener("keydown", onKey);
  }, [formRef, helpRef, previous, next, save]);
  return isListening;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && target.type !== "radio");

const go = (href: string | null): boolean => {
  if (href) window.location.assign(href);
  return href !== null;
};

/** A field is gone to; a button or a link is pressed, and where a button is disabled its reason comes into view. */
function use(shortcut: Shortcut): boolean {
  const target = document.querySelector<HTMLElement>(`#rubric [aria-keyshortcuts="${shortcut}"]`);
  if (!target) return false;
  target.scrollIntoView({ block: "nearest" });
  if (target instanceof HTMLTextAreaElement) target.focus();
  else target.click();
  return true;
}

function toggle(dialog: HTMLDialogElement | null): boolean {
  if (!dialog) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}

const criteriaOf = (form: HTMLFormElement): HTMLFieldSetElement[] => [
  ...form.querySelectorAll<HTMLFieldSetElement>("fieldset[data-criterion]"),
];
const levelsOf = (criterion: HTMLFieldSetElement): HTMLInputElement[] => [
  ...criterion.querySelectorAll<HTMLInputElement>("input[type=radio]"),
];
const chosen = (criterion: HTMLFieldSetElement) => levelsOf(criterion).find(({ checked }) => checked);

/** The criterion with the focus, else the first without a score, else the first. */
function currentCriterion(form: HTMLFormElement): HTMLFieldSetElement | undefined {
  const criteria = criteriaOf(form);
  return (
    criteria.find((criterion) => criterion.contains(document.activeElement)) ??
    criteria.find((criterion) => !chosen(criterion)) ??
    criteria[0]
  );
}

// Scripts that listen to the form, autosave among them, hear of a change by this event only.
const announce = (input: HTMLInputElement) => input.dispatchEvent(new Event("input", { bubbles: true }));

function score(form: HTMLFormElement | null, digit: number): boolean {
  const criterion = form && currentCriterion(form);
  const levels = criterion ? levelsOf(criterion) : [];
  const values = levels.map(({ value }) => Number(value));
  const level = levels[values.indexOf(levelOf(digit, values) ?? Number.NaN)];
  if (!level) return false;
  level.checked = true;
  level.focus();
  announce(level);
  return true;
}

function unscore(form: HTMLFormElement | null): boolean {
  const criterion = form && currentCriterion(form);
  const level = criterion?.contains(document.activeElement) ? chosen(criterion) : undefined;
  if (!level) return false;
  level.checked = false;
  announce(level);
  return true;
}

function move(form: HTMLFormElement | null, by: 1 | -1): boolean {
  if (!form) return false;
  const criteria = criteriaOf(form);
  const here = criteria.findIndex((criterion) => criterion.contains(document.activeElement));
  const there = criteria[here === -1 ? 0 : here + by];
  const level = there && (chosen(there) ?? levelsOf(there)[0]);
  level?.focus();
  there?.scrollIntoView({ block: "nearest" });
  // At either end the arrow rests, rather than choosing a level as a radio's own arrow would.
  return here !== -1 || level !== undefined;
}
