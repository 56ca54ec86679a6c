import { isId } from "~/kernel/text";

/** A slug that an address names, or none where it names nothing of that shape. */
export const slugAsked = (text: string | null | undefined): string | undefined =>
  text && /^[a-z0-9-]{1,100}$/.test(text) ? text : undefined;

/** A number from 1 that an address names; 1 where it names none. */
export const pageAsked = (text: string | null): number => (text && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 1);

/** What a search asked for, as far as it is kept. */
export const wordsAsked = (text: string | null): string => (text ?? "").replaceAll("\0", "").trim().slice(0, 200);

/** An identifier that an address names, or none where it names nothing of that shape. */
export const idAsked = (text: string | null): string | undefined => (text && isId(text) ? text : undefined);
