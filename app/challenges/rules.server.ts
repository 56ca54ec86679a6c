import { mayView, type Viewer } from "~/accounts/roles";
import { canonicalJson } from "~/kernel/canonical";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { sha256 } from "~/platform/secret.server";
import { rulesDiff } from "./rules-text";

/** The rules a version binds people to, by their SHA-256: text, eligibility and rights as canonical JSON. */
export const rulesHash = ({
  text,
  eligibility,
  rights,
}: {
  text: string;
  eligibility: string;
  rights: string;
}): string => sha256(canonicalJson({ text, eligibility, rights }));

/** The newest rules of a published challenge. */
export const newestRules = (challengeId: string) =>
  db.rulesVersion.findFirst({
    where: { challengeId },
    orderBy: { number: "desc" },
    select: {
      id: true,
      number: true,
      text: true,
      eligibility: true,
      rights: true,
      hash: true,
      reason: true,
      publishedAt: true,
    },
  });

/** What a wished text of the rules would change in the newest one, for whoever works in the challenge's organisation. */
export async function rulesChange(
  slug: string,
  wished: { text: string; eligibility: string; rights: string },
  viewer: Viewer,
) {
  const challenge = await db.challenge.findUnique({ where: { slug }, select: { id: true, organisationId: true } });
  const seen = found(challenge && mayView(viewer, challenge.organisationId) ? challenge : null);
  return rulesDiff(found(await newestRules(seen.id)), wished);
}
