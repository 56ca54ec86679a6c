import { type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";
import { cureEnds } from "./seal";

type Unsealed = {
  team: { name: string };
  challenge: { slug: string; title: string; timeZone: string };
  entry: number;
  number: number;
  /** From when on it may be put right. */
  begins: Instant;
  cureDays: number;
  why: string;
};

/** To every member, once: the entry counts, and its code could not be sealed yet. */
export const unsealedMail =
  ({ team, challenge, entry, number, begins, cureDays, why }: Unsealed) =>
  (origin: string): Letter => ({
    subject: `The code of version ${number} could not be sealed yet`,
    text: `Version ${number} of entry ${entry} of ${team.name} on “${challenge.title}” is received and counts. Its code could not be fetched from GitHub:

${why}

${
  cureDays === 0
    ? "The rules give no time to put it right after a hand-in. While entries are open, put it right and hand in again"
    : `Put it right by ${instantText(cureEnds(begins, cureDays), challenge.timeZone)}. GitHub is asked again by itself, and you can ask it at once`
}: ${origin}${paths.submission(challenge.slug)}`,
  });
