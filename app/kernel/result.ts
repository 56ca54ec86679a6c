/** Why something is not possible: a code for machines, a sentence for people. */
export type Refusal = { code: string; message: string };

/** What a verb answers: its value, or the reason why not. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (refusal: Refusal): Result<never> => ({ ok: false, refusal });
export const refuse = (code: string, message: string): Result<never> => refused({ code, message });
