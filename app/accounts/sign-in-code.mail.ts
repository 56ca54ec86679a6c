import type { Letter } from "~/platform/mail/mail.server";

export const signInCodeMail = ({
  code,
  siteName,
  origin,
}: {
  code: string;
  siteName: string;
  origin: string;
}): Letter => ({
  subject: `${code} is your code for Palio ${siteName}`,
  text: `Your code is ${code}. Type it on ${origin} within 10 minutes.

If you did not ask for it, ignore this mail: without the code nobody gets in.`,
});
