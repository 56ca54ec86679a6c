import { db } from "~/platform/database.server";
import type { GithubPerson } from "~/platform/github/oauth.server";
import { openText, sealText } from "~/platform/sealed-text.server";

// Each account's token is sealed for its own number, so that it opens in no other row.
const purposeOf = (githubId: bigint): string => `github-token:${githubId}`;

/** What is kept of somebody at GitHub. */
export const keptOf = ({ githubId, login, token }: GithubPerson) => ({
  githubId,
  login,
  tokenSealed: sealText(token, purposeOf(githubId)),
});

export const openToken = (githubId: bigint, sealed: string): string | null => openText(sealed, purposeOf(githubId));

/** The account of GitHub that a person signs in by, for their own settings. */
export async function githubOf(personId: string) {
  const known = await db.githubAccount.findUnique({
    where: { personId },
    select: { login: true, linkedAt: true, tokenSealed: true },
  });
  if (!known) return null;
  const { tokenSealed, ...account } = known;
  return { ...account, hasToken: tokenSealed !== null };
}

/** Whom GitHub is asked as on behalf of a person; the token is null where none can be opened. */
export async function githubTokenOf(
  personId: string,
): Promise<{ githubId: bigint; login: string; token: string | null } | null> {
  const known = await db.githubAccount.findUnique({
    where: { personId },
    select: { githubId: true, login: true, tokenSealed: true },
  });
  if (!known) return null;
  const { githubId, login, tokenSealed } = known;
  return { githubId, login, token: tokenSealed === null ? null : openToken(githubId, tokenSealed) };
}

/** Forgets a token that GitHub does not take any more; one that was stored meanwhile stays. */
export async function forgetToken(personId: string, token: string): Promise<void> {
  const known = await db.githubAccount.findUnique({
    where: { personId },
    select: { githubId: true, tokenSealed: true },
  });
  if (!known?.tokenSealed || openToken(known.githubId, known.tokenSealed) !== token) return;
  const { tokenSealed } = known;
  await db.githubAccount.updateMany({ where: { personId, tokenSealed }, data: { tokenSealed: null } });
}
