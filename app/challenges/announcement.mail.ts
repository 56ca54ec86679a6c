import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";

type Announced = {
  kind: string;
  title: string;
  body: string;
  challenge: { slug: string; title: string };
  origin: string;
  /** Whether the reader is in a team, which is then asked to accept new rules. */
  isInTeam: boolean;
};

/** The news of a challenge as it reaches a registered person. */
export function announcementMail({ kind, title, body, challenge, origin, isInTeam }: Announced): Letter {
  const words = kind === "rules" ? `Every changed word: ${origin}${paths.challengeRules(challenge.slug)}\n\n` : "";
  const asked =
    kind === "rules" && isInTeam
      ? `Your team is asked to accept the new rules before it hands in again:\n${origin}${paths.myTeamAct(challenge.slug, "rules")}\n\n`
      : "";
  return {
    subject: `${challenge.title}: ${title}`,
    text: `${body}

${words}${asked}On the challenge's page: ${origin}${paths.challengeNews(challenge.slug)}

You get this because you are registered for “${challenge.title}”.`,
  };
}
