import { mayView, type Viewer } from "~/accounts/roles";
import { canonicalJson } from "~/kernel/canonical";
import { db, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { sha256 } from "~/platform/secret.server";
import { type CodeRules, storedCodeRules } from "./code-rules";
import { rulesDiff } from "./rules-text";
import { storedTieRules, type TieRules } from "./tie-rules";

type Words = { text: string; eligibility: string; rights: string };

/**
 * The rules a version binds people to, by their SHA-256: text, eligibility, rights, code and ties as canonical JSON, and
 * blind where it is so. A version that says nothing of code or of ties is hashed without it.
 */
export const rulesHash = ({
  text,
  eligibility,
  rights,
  code,
  blind = false,
  ties,
}: Words & { code: CodeRules | null; blind?: boolean; ties: TieRules | null }): string =>
  sha256(
    canonicalJson({
      text,
      eligibility,
      rights,
      ...(code === null ? {} : { code }),
      ...(blind ? { blind } : {}),
      ...(ties === null ? {} : { ties }),
    }),
  );

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
      ties: true,
      hash: true,
      reason: true,
      publishedAt: true,
    },
  });
  return newest && { ...newest, code: storedCodeRules(newest.code), ties: storedTieRules(newest.ties) };
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

/** What the newest rules of a challenge say of ties. */
export async function tieRulesOf(challengeId: string, on: Tx = db): Promise<TieRules> {
  const newest = await on.rulesVersion.findFirst({
    where: { challengeId },
    orderBy: { number: "desc" },
    select: { ties: true },
  });
  return storedTieRules(newest?.ties);
}

/** What a wished text of the rules would change in the newest one, for whoever works in the challenge's organisation. */
export async function rulesChange(
  slug: string,
  wished: Words & { code: CodeRules; blind?: boolean; ties: TieRules },
  viewer: Viewer,
) {
  const challenge = await db.challenge.findUnique({ where: { slug }, select: { id: true, organisationId: true } });
  const seen = found(challenge && mayView(viewer, challenge.organisationId) ? challenge : null);
  return rulesDiff(found(await newestRules(seen.id)), wished);
}
