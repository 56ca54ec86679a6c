import type { Refusal } from "~/kernel/result";

/** A person here, with the account of GitHub that is theirs already. */
type Linkable = { id: string; isDemonstration: boolean; githubId: bigint | null };

/**
 * Why an account of GitHub does not become a person's. One account is one person's and a person has one; the persons of
 * the demonstration, as whom anybody may enter, take none.
 */
export function whyNotLink(person: Linkable, github: { githubId: bigint; ownerId: string | null }): Refusal | null {
  if (person.isDemonstration)
    return { code: "demonstration", message: "A person of the demonstration has no account of GitHub." };
  if (github.ownerId !== null && github.ownerId !== person.id)
    return {
      code: "anothers",
      message: "This account of GitHub is linked to another person here. Sign in by it, and unlink it there first.",
    };
  if (person.githubId !== null && person.githubId !== github.githubId)
    return {
      code: "has-one",
      message: "Another account of GitHub is linked to this person already. Sign in by mail, and unlink it first.",
    };
  return null;
}
