import { type Instant, instantText } from "~/kernel/time";
import type { Letter } from "~/platform/mail/mail.server";

type TakePart = { name: string; title: string; until: Instant; timeZone: string; link: string };

export const takePartMail = ({ name, title, until, timeZone, link }: TakePart): Letter => ({
  subject: `Take part in the draw of “${title}”, until ${instantText(until, timeZone)}`,
  text: `Dear ${name},

A seed is to be drawn for “${title}”, and nobody shall be able to choose it: not the city, not whoever runs this site, not a team. So the city and teams each commit to a random number first, and open it when nobody can commit any more. Your team can take part until ${instantText(until, timeZone)}:
${link}

It takes a minute now, and a minute when the numbers are opened. Without two teams that take part no seed is drawn, and what was fixed for that case holds.`,
});
