import { config } from "~/platform/config.server";
import type { Letter } from "~/platform/mail/mail.server";

type Reader = { personId: string; person: { email: string } };

/** The same letter to each reader, once for each occasion. */
export const lettersTo = (readers: Reader[], occasion: string, letter: (origin: string) => Letter) =>
  readers.map(({ personId, person }) => ({
    key: `${occasion}:${personId}`,
    to: person.email,
    ...letter(config().origin),
  }));
