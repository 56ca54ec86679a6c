import { type RefObject, useEffect } from "react";

export const DESK_KEYS = [
  { keys: ["1", "2", "3"], does: "choose that level of the criterion you are at" },
  { keys: ["↑", "↓"], does: "previous and next criterion" },
  { keys: ["←", "→"], does: "the level before and after" },
  { keys: ["Delete"], does: "take a score back" },
  { keys: ["J", "K"], does: "next and previous entry" },
  { keys: ["S"], does: "save now" },
  { keys: ["?"], does: "this list" },
];

type DeskKeys = {
  formRef: RefObject<HTMLFormElement | null>;
  helpRef: RefObject<HTMLDialogElement | null>;
  previous: string | null;
  next: string | null;
  save: () => void;
};

/** The keys of the desk. They rest while somebody types text, and never take a browser's own shortcut. */
export function useDeskKeys({ formRef, helpRef, previous, next, save }: DeskKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const act = actOf(event.key);
      if (act?.()) event.preventDefault();
    };
    const actOf = (key: string): (() => boolean) | null => {
      if (/^\d$/.test(key)) return () => score(formRef.current, Number(key));
      const lower = key.toLowerCase();
      if (lower === "j" || lower === "k") return () => go(lower === "j" ? next : previous);
      if (key === "ArrowDown" || key === "ArrowUp") return () => move(formRef.current, key === "ArrowDown" ? 1 : -1);
      if (key === "Delete" || key === "Backspace") return () => unscore(formRef.current);
      if (lower === "s")
        return () => {
          save();
          return true;
        };
      if (key === "?") return () => toggle(helpRef.current);
      return null;
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [formRef, helpRef, previous, next, save]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && target.type !== "radio");

const go = (href: string | null): boolean => {
  if (href) window.location.assign(href);
  return href !== null;
};

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

function score(form: HTMLFormElement | null, value: number): boolean {
  const criterion = form && currentCriterion(form);
  const level = criterion && levelsOf(criterion).find((input) => Number(input.value) === value);
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
