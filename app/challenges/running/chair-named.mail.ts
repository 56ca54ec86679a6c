import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";

export const chairNamedMail = ({
  challenge,
  by,
  origin,
}: {
  challenge: { slug: string; title: string };
  by: string;
  origin: string;
}): Letter => ({
  subject: `You chair the jury of “${challenge.title}”`,
  text: `${by} named you a chair of the jury of “${challenge.title}”. A chair invites jurors, hands out entries, closes judging and publishes the results.

The jury's desk: ${origin}${paths.jury(challenge.slug)}`,
});
