/** The bytes of standard base64 with padding, or null where the text is not exactly how those bytes are written. */
export function base64Bytes(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/** A whole number in decimal digits without a leading zero, or null; none above 2^53 - 1. */
export function wholeNumber(text: string): number | null {
  const number = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}
