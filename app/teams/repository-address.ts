import { ok, type Result, refuse } from "~/kernel/result";

/** A GitHub repository named by a person, and the commit where the address named one. */
export type RepositoryName = { owner: string; name: string; commit: string | null };

// GitHub's own limits: 39 letters, digits and single hyphens; 100 letters, digits, dots, hyphens and underscores.
const OWNER = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;
const NAME = /^[\w.-]{1,100}$/;
const NOT_OWNERS = ["orgs", "users", "settings", "marketplace", "topics", "search", "features", "sponsors", "about"];

const no = (message: string) => refuse("address", message);

/**
 * Reads the address of a repository as people paste it: the page's address with or without `https://`, `www.`,
 * `.git`, a branch, a folder or a commit behind it; `git@github.com:owner/name.git`; or just `owner/name`. `web` is where
 * this site's GitHub has its pages: addresses of another host are told apart in words.
 */
export function repositoryAddress(typed: string, web: string): Result<RepositoryName> {
  const text = typed.trim().replace(/^git\+/, "");
  const like = `It looks like ${web}/owner/name.`;
  if (text === "") return no("Paste the address of a GitHub repository.");
  if (text.length > 500 || /\s/.test(text)) return no(`That is not one address. ${like}`);
  const path = pathOnGithub(text, web);
  if (!path.ok) return path;
  const [owner = "", last = "", ...rest] = path.value.split("/").filter((part) => part !== "");
  const name = last.replace(/\.git$/i, "");
  if (owner === "" || name === "") return no(`That leads to GitHub, but not to a repository. ${like}`);
  const isReserved = NOT_OWNERS.includes(owner.toLowerCase()) || name === "." || name === "..";
  if (isReserved || !OWNER.test(owner) || !NAME.test(name))
    return no(`That is not the address of a repository. ${like}`);
  const commit = rest[0] === "commit" || rest[0] === "tree" ? commitOf(rest[1] ?? "") : null;
  return ok({ owner, name, commit });
}

function pathOnGithub(text: string, web: string): Result<string> {
  const here = new URL(web);
  const ssh = /^(?:ssh:\/\/)?git@([^:/]+)[:/](?:\d+\/)?(.+)$/i.exec(text);
  if (ssh) return isAlike(ssh[1] ?? "", here.hostname) ? ok(ssh[2] ?? "") : elsewhere(ssh[1] ?? "", here);
  if (/^[\w-]+\/[\w.-]+$/.test(text)) return ok(text);
  const address = hasScheme(text, here) ? text : `https://${text}`;
  if (!URL.canParse(address)) return no(`That is not an address. It looks like ${web}/owner/name.`);
  const url = new URL(address);
  if (!["https:", "http:", "git:"].includes(url.protocol))
    return no(`That is not an address that GitHub has. It looks like ${web}/owner/name.`);
  if (url.username !== "" || url.password !== "") return no("Take the name or password out of the address.");
  return isAlike(url.host, here.host) ? ok(decoded(url.pathname)) : elsewhere(url.host, here);
}

/** "javascript:alert(1)" names a scheme; "127.0.0.1:3000/a/b" and "localhost:3000/a/b" name a host with its port. */
const hasScheme = (text: string, { host }: URL): boolean =>
  /^[a-z][a-z\d+.-]*:/i.test(text) && !text.toLowerCase().startsWith(`${host}/`);

const isAlike = (host: string, here: string): boolean => host.toLowerCase().replace(/^www\./, "") === here;
const elsewhere = (host: string, here: URL) =>
  no(
    host.toLowerCase() === `gist.${here.host}`
      ? "A gist cannot be linked. Put the code in a repository."
      : `Only repositories on ${here.host} can be linked, and this address is on ${host.slice(0, 60).toLowerCase()}. Mirror it there, or give a demo instead.`,
  );

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A commit id of 7 to 40 hexadecimal digits, in lower case; null where it is none. */
export const commitOf = (typed: string): string | null =>
  /^[\da-f]{7,40}$/i.test(typed.trim()) ? typed.trim().toLowerCase() : null;

export const isWholeCommit = (commit: string): boolean => /^[\da-f]{40}$/.test(commit);

/** The page of a repository on this site's GitHub. */
export const repositoryUrl = ({ owner, name }: { owner: string; name: string }, web: string): string =>
  `${web}/${owner}/${name}`;

/** A repository by its names, and by GitHub's number once it is known. */
export type RepositoryNamed = { owner: string; name: string; githubId: bigint | null };

/** Whether two are one repository: by GitHub's number where both are known, else by name, whatever its letters' case. */
export function isSameRepository(one: RepositoryNamed, other: RepositoryNamed): boolean {
  if (one.githubId !== null && other.githubId !== null) return one.githubId === other.githubId;
  return `${one.owner}/${one.name}`.toLowerCase() === `${other.owner}/${other.name}`.toLowerCase();
}
