import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";

type About = { login: string; siteName: string; origin: string };

export const githubLinkedMail = ({ login, siteName, origin }: About): Letter => ({
  subject: `@${login} of GitHub now signs in as you at Palio ${siteName}`,
  text: `Whoever holds the account @${login} at GitHub can now sign in as you on ${origin}.

If that is not you, sign in by mail, unlink it in your settings and end all other sessions: ${origin}${paths.settings()}`,
});
