import type { Commit } from "./git";
import { type AskOf, problem, type Reply } from "./reply";
import { isInstalledOn, type Permission, permissionOf, type Repository, type Token } from "./world";

/** What whoever holds a token may do with a repository; null is a stranger. */
export function permissionBy(token: Token | null, repository: Repository): Permission | null {
  if (token === null) return null;
  if (token.kind === "user") return permissionOf(repository, token.person);
  const isGiven = isInstalledOn(token.installation, repository) && (token.only?.has(repository.id) ?? true);
  return isGiven || !repository.isPrivate ? "read" : "none";
}

/** A private repository is seen by those who have a part in it, by a token of theirs that reaches that far. */
export function isSeen(token: Token | null, repository: Repository): boolean {
  if (!repository.isPrivate) return true;
  const permission = permissionBy(token, repository);
  if (permission === null || permission === "none") return false;
  return token?.kind === "installation" || (token?.scopes.includes("repo") ?? false);
}

/** The commit that a branch, a tag, or at least four digits of an id name, in this order. */
export function commitAt({ branches, tags, network }: Repository, ref: string): Commit | undefined {
  const plain = ref.replace(/^(refs\/)?(heads|tags)\//, "");
  const named = branches.get(plain) ?? tags.get(plain);
  if (named) return network.get(named);
  if (!/^[0-9a-f]{4,40}$/i.test(ref)) return undefined;
  const found = [...network.values()].filter(({ sha }) => sha.startsWith(ref.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

export const noCommit = (ref: string): Reply => problem(422, `No commit found for SHA: ${ref}`);

/** The commit a question is about: `ref` of its query, else the default branch's head. */
export const commitAsked = ({ repository, query }: AskOf): Commit | undefined =>
  commitAt(repository, query.get("ref") ?? repository.defaultBranch);
