import { mayView, type Viewer } from "~/accounts/roles";
import { canonicalJson } from "~/kernel/canonical";
import { db, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { sha256 } from "~/platform/secret.server";
import { type CodeRules, storedCodeRules } from "./code-rules";
import { rulesDiff } from "./rules-text";

type Words = { text: string; eligibility: string; rights: string };

/**
 * The rules a version binds people to, by their SHA-256: text, eligibility, rights and code as canonical JSON, and blind
 * where it is so. A version that says nothing of code is hashed without it.
 */
export const rulesHash = ({
  text,
  eligibility,
  rights,
  code,
  blind = false,
}: Words & { code: CodeRules | null; blind?: boolean }): string =>
  sha256(canonicalJson({ text, eligibility, rights, ...(code === null ? {} : { code }), ...(blind ? { blind } : {}) }));

/** The newest rules of a published challenge. */
export async function newestRules(challengeId: string) {
  const newest = await db.rulesVersion.findFirst({
    where: { challengeId },
    orderBy: { number: "desc" },
    select: {
      id: true,
      number: true,
      text: true,
      eligibility: true,
      rights: true,
      code: true,
      blind: true,
      hash: true,
      reason: true,
      publishedAt: true,
    },
  });
  return newest && { ...newest, code: storedCodeRules(newest.code) };
}

/** What the newest rules of a challenge ask of code. */
export async function codeRulesOf(challengeId: string, on: Tx = db): Promise<CodeRules> {
  const newest = await on.rulesVersion.findFirst({
    where: { challengeId },
    orderBy: { number: "desc" },
    select: { code: true },
  });
  return storedCodeRules(newest?.code);
}

/** What a wished text of the rules would change in the newest one, for whoever works in the challenge's organisation. */
export async function rulesChange(slug: string, wished: Words & { code: CodeRules; blind?: boolean }, viewer: Viewer) {
  const challenge = await db.challenge.findUnique({ where: { slug }, select: { id: true, organisationId: true } });
  const seen = found(challenge && mayView(viewer, challenge.organisationId) ? challenge : null);
  return rulesDiff(found(await newestRules(seen.id)), wished);
}
