import { count } from "~/kernel/text";
import { dayText, type Instant } from "~/kernel/time";
import type { Letter } from "~/platform/mail/mail.server";

export const resultsOutMail = ({ name, title, link }: { name: string; title: string; link: string }): Letter => ({
  subject: `Results are out: “${title}”`,
  text: `Dear ${name},

The results of “${title}” are published, with the ranking that your sheets went into and the awards:
${link}

Every team now reads the feedback you wrote to it. Thank you for the time you gave.`,
});

type Owed = {
  name: string;
  title: string;
  /** Where the results stand, and where the city states its decisions. */
  link: string;
  decide: string;
  /** How many entries were awarded. */
  awarded: number;
  decisionDueAt: Instant | null;
  timeZone: string;
};

/** To the city's owners and editors: the results, and what the city owes now. */
export function decisionsOwedMail({ name, title, link, decide, awarded, decisionDueAt, timeZone }: Owed): Letter {
  const by = decisionDueAt ? `by ${dayText(decisionDueAt, timeZone)}` : "as soon as it can";
  const owed =
    awarded === 0
      ? "No entry was awarded, so no decision is owed."
      : `${count(awarded, "entry was", "entries were")} awarded. The city has promised to say, ${by}, whether it adopts, pilots, procures or declines each of them. State it here:
${decide}

Until then, and after that day, everyone sees that it is still owed.`;
  return {
    subject: awarded === 0 ? `Results are out: “${title}”` : `Results are out, decisions are owed: “${title}”`,
    text: `Dear ${name},

The results of “${title}” are published:
${link}

${owed}`,
  };
}
