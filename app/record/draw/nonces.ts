import { createHash } from "node:crypto";

const sha256 = (text: string): string => createHash("sha256").update(text, "ascii").digest("hex");

/** Whether a text is a nonce: 32 bytes as 64 digits of lower-case hex. */
export const isNonce = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Who takes part in a draw: the city, or a team by the number of its entry. */
export type Party = "city" | number;

/**
 * What a party hands in before anyone reveals anything, 64 digits of hex. Draw and party are in it, so that a copy of
 * somebody else's commitment can never be opened.
 */
export const commitmentTo = ({ draw, party, nonce }: { draw: string; party: Party; nonce: string }): string =>
  sha256(`palio-draw:${draw}:${party}:${nonce}`);

/** The randomness of the city's nonce and of those that teams revealed, in whatever order they came: 64 digits of hex. */
export function randomnessOfNonces(city: string, revealed: { entry: number; nonce: string }[]): string {
  const teams = [...revealed].sort((a, b) => a.entry - b.entry).map(({ entry, nonce }) => `${entry}:${nonce}`);
  return sha256([`city:${city}`, ...teams].join("\n"));
}
