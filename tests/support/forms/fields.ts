import { randomUUID } from "node:crypto";

export const LONG = "long ".repeat(20_000);

/** A field as its form legally carries it, with what must be refused in its place. */
export type Field = { legal: string; wrong: string[]; kind: "text" | "choice" | "hidden" };

/** Free text: more than 100,000 characters is too much, and nothing is too little where it is required. */
export const text = (legal: string): Field => ({ legal, wrong: ["", "  ", LONG], kind: "text" });
export const optional = (legal = "Two & “more” words, at some length."): Field => ({
  legal,
  wrong: [LONG],
  kind: "text",
});
export const typed = (legal: string, ...wrong: string[]): Field => ({
  legal,
  wrong: ["", LONG, ...wrong],
  kind: "choice",
});
export const choice = (legal: string, ...wrong: string[]): Field => ({
  legal,
  wrong: ["", "no-such-choice", ...wrong],
  kind: "choice",
});
export const tick: Field = { legal: "on", wrong: ["", "perhaps"], kind: "choice" };
export const id = (legal: string, ...anothers: string[]): Field => ({
  legal,
  wrong: ["", "no-id", randomUUID(), ...anothers],
  kind: "hidden",
});
/** A number that the page itself put into the form. */
export const number = (legal: string, ...wrong: string[]): Field => ({
  legal,
  wrong: ["none", "-1", "1.5", "99999999999", ...wrong],
  kind: "hidden",
});
export const key = (): Field => ({ legal: randomUUID(), wrong: ["", "x", LONG], kind: "hidden" });

export type Form = {
  /** The route's name; several forms may be sent to one. */
  route: string;
  by: string;
  path: string;
  /** The form's id on its page; null where it is only buttons, answered by a page or a sentence of their own. */
  form: string | null;
  fields: Record<string, Field>;
  isMultipart?: true;
  /** Pages that show what was typed, for the one who typed it. */
  shownAt?: string[];
  /** Whether a rule refuses even what is legally sent: a code that was never mailed, a text that somebody saved. */
  isRefused?: true;
};

export const words = (what: string) => text(`${what} & “so on”, in a sentence that is long enough for anyone to read.`);
