import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";

export const questionAnsweredMail = ({
  number,
  body,
  answer,
  challenge,
  origin,
}: {
  number: number;
  body: string;
  answer: string;
  challenge: { slug: string; title: string };
  origin: string;
}): Letter => ({
  subject: `Your question on “${challenge.title}” is answered`,
  text: `You asked (question ${number}):

${body}

The answer:

${answer}

Everyone can read both: ${origin}${paths.challengeQuestions(challenge.slug)}`,
});
