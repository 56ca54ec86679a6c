import { ok, type Result, refuse, refused } from "~/kernel/result";
import { config } from "~/platform/config.server";
import { db, isTaken, type Tx, transaction } from "~/platform/database.server";
import { type GithubPerson, giveBackGrant, isGithubOffered } from "~/platform/github/oauth.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { writeMail } from "~/platform/mail/mail.server";
import { newToken } from "~/platform/secret.server";
import { keptOf, openToken } from "./github-accounts.server";
import { githubLinkedMail } from "./github-linked.mail";
import { whyNotLink } from "./why-not-link";

/** Links an account of GitHub to the signed-in person who asked for it. */
export function linkGithub(github: GithubPerson, personId: string): Promise<Result<null>> {
  return onceEach(() => transaction((tx) => linkWithin(github, personId, tx)));
}

/** Asks, links and tells the person by mail, in the transaction of the verb that found the two belong together. */
export async function linkWithin(github: GithubPerson, personId: string, tx: Tx): Promise<Result<null>> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, email: true, isDemonstration: true, github: { select: { githubId: true } } },
  });
  const { githubId } = github;
  const owner = await tx.githubAccount.findUnique({ where: { githubId }, select: { personId: true } });
  const refusal = whyNotLink(
    { ...person, githubId: person.github?.githubId ?? null },
    { githubId, ownerId: owner?.personId ?? null },
  );
  if (refusal) return refused(refusal);
  if (owner) await tx.githubAccount.update({ where: { githubId }, data: keptOf(github) });
  else {
    await tx.githubAccount.create({ data: { ...keptOf(github), personId } });
    const { siteName, origin } = config();
    const letter = githubLinkedMail({ login: github.login, siteName, origin });
    await writeMail({ key: `github-linked:${newToken()}`, to: person.email, ...letter }, tx);
  }
  return ok(null);
}

/** Two answers of GitHub's at one moment, for one account or one address: the second is told to begin again. */
export async function onceEach<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (isTaken(error)) return refuse("try-again", "You did this twice at the same moment. Begin again.");
    throw error;
  }
}

export const takeBackGrant = job<{ githubId: string; tokenSealed: string }>("take-back-grant");

/** Ends that a person signs in by GitHub, where they did; by mail they still do. */
export async function unlinkGithub(personId: string): Promise<void> {
  await transaction(async (tx) => {
    const known = await tx.githubAccount.findUnique({
      where: { personId },
      select: { githubId: true, tokenSealed: true },
    });
    const { count } = await tx.githubAccount.deleteMany({ where: { personId } });
    if (known?.tokenSealed && count === 1)
      await enqueue(takeBackGrant, { githubId: String(known.githubId), tokenSealed: known.tokenSealed }, tx);
    return ok(null);
  });
}

/**
 * The job behind `takeBackGrant`. A grant is one for all of somebody's tokens: where they linked anew meanwhile, it is
 * left to them.
 */
export async function giveBack({ githubId, tokenSealed }: { githubId: string; tokenSealed: string }): Promise<void> {
  const id = BigInt(githubId);
  const token = isGithubOffered() ? openToken(id, tokenSealed) : null;
  const isLinkedAnew = (await db.githubAccount.count({ where: { githubId: id } })) > 0;
  if (token !== null && !isLinkedAnew) await giveBackGrant(token);
}
