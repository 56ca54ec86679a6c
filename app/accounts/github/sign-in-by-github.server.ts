import { ok, type Result, refuse } from "~/kernel/result";
import { now, type Tx, transaction } from "~/platform/database.server";
import type { GithubPerson } from "~/platform/github/oauth.server";
import { isUnnamed } from "../accounts.server";
import { makePerson } from "../sign-in.server";
import { keptOf } from "./github-accounts.server";
import { linkWithin, onceEach } from "./link-github.server";

type SignedIn = { personId: string; isNew: boolean };

/**
 * Finds or makes the person whom GitHub names. GitHub's number decides and never the login, which another may hold
 * tomorrow. An account that nobody here has is tied to the person of its verified primary address: GitHub sent a letter
 * there and was answered, which is what our own code by mail proves. An address that GitHub has not verified is
 * anybody's claim: it neither finds nor makes a person.
 */
export function signInByGithub(github: GithubPerson): Promise<Result<SignedIn>> {
  return onceEach(() =>
    transaction(async (tx) => {
      const { githubId } = github;
      const known = await tx.githubAccount.findUnique({
        where: { githubId },
        select: { person: { select: { id: true, handle: true } } },
      });
      if (known) {
        await tx.githubAccount.update({ where: { githubId }, data: { ...keptOf(github), seenAt: await now(tx) } });
        return ok({ personId: known.person.id, isNew: isUnnamed(known.person) });
      }
      if (github.email === null)
        return refuse(
          "no-address",
          "GitHub shows no verified address of yours. Sign in by mail first, then link GitHub in your settings.",
        );
      const person = await personOf(github.email, tx);
      const linked = await linkWithin(github, person.personId, tx);
      return linked.ok ? ok(person) : linked;
    }),
  );
}

async function personOf(email: string, tx: Tx): Promise<SignedIn> {
  const known = await tx.person.findUnique({ where: { email }, select: { id: true, handle: true } });
  return known
    ? { personId: known.id, isNew: isUnnamed(known) }
    : { personId: await makePerson(email, tx), isNew: true };
}
