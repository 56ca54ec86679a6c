/** What somebody typed into one field of a form, under the field's name in words. */
export type TypedText = { label: string; text: string; isCut: boolean };

/** What is left of a form that arrived after its session had ended, and the page that it stood on. */
export type SessionEnded = { typed: TypedText[]; back: string };

export const isSessionEnded = (thrown: unknown): thrown is SessionEnded =>
  typeof thrown === "object" && thrown !== null && "typed" in thrown && "back" in thrown;

/** Characters of one field, and fields of one form, that are given back. */
const MOST_TEXT = 50_000;
const MOST_FIELDS = 80;

/** The fields that travel in a form without anybody typing in them: keys, revisions, targets, the names of buttons. */
const NOT_TYPED =
  /^(?:__.*|act|go|next|over|who|fact|id|link|request|person|session|key|revision|seed|number|version|entry|entries|rules|from|to|back|theme|left|right|choice|seen|organisation|sha256|fixedIn|(?:.*\.)?[a-zA-Z]+Id|.*\.sha256|scores\..*|notes\[\d+\]\.name)$/;
/** A ticked box, an id or a hash: chosen or carried, not typed. */
const NO_TEXT = /^(?:on|accept|decline|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40,64})$/;

/** The text that stood in a form's fields: never a file, never what only travels with it, each at a bounded length. */
export function typedIn(fields: FormData): TypedText[] {
  const typed: TypedText[] = [];
  for (const [name, value] of fields.entries()) {
    if (typeof value !== "string" || value.trim() === "" || NOT_TYPED.test(name) || NO_TEXT.test(value)) continue;
    if (typed.length === MOST_FIELDS) break;
    typed.push({ label: labelOf(name), text: value.slice(0, MOST_TEXT), isCut: value.length > MOST_TEXT });
  }
  return typed;
}

/** "criteria[0].levelTitle" as "Criteria 1, level title". */
function labelOf(name: string): string {
  const words = name
    .slice(0, 100)
    .replace(/\[(\d{1,4})\]/g, (_, index: string) => ` ${Number(index) + 1}`)
    .replace(/\.(?=.)/g, ", ")
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
