import { aboutApp, installationOn, isApp } from "./about-app";
import { aboutCommits } from "./about-commits";
import { aboutPeople } from "./about-people";
import { aboutRepository, archiveToken } from "./about-repository";
import { archiveName, archiveOfFiles } from "./archive";
import { commitAt, isSeen } from "./looking-up";
import { type Ask, type AskOf, decoded, NOT_FOUND, problem, type Reply } from "./reply";
import { signingIn } from "./sign-in";
import { type Repository, repositoryAt } from "./world";
import { writing } from "./writing";

type Answer<A extends Ask> = (ask: A) => Reply | Promise<Reply>;
type Route<A extends Ask> = { pattern: RegExp; names: string[]; answer: Answer<A> };

/** "GET /commits/{ref}": {one} part of a path, {one+} or more, or {any*} number of them. */
const routesOf = <A extends Ask>(table: Record<string, Answer<A>>): Route<A>[] =>
  Object.entries(table).map(([said, answer]) => {
    const names = [...said.matchAll(/\{(\w+)[+*]?\}/g)].map(([, name = ""]) => name);
    const pattern = said
      .replace(/[.]/g, "\\.")
      .replace(/\{\w+\+\}/g, "(.+)")
      .replace(/\{\w+\*\}/g, "(.*)")
      .replace(/\{\w+\}/g, "([^/]+)");
    return { pattern: new RegExp(`^${pattern}$`), names, answer };
  });

const BELOW = routesOf<AskOf>({ ...aboutRepository, ...aboutCommits, ...writing, "GET /installation": installationOn });
const TOP = routesOf<Ask>({
  ...signingIn,
  ...aboutPeople,
  ...aboutApp,
  "GET /codeload/{owner}/{name}/legacy.tar.gz/{ref+}": codeload,
});

function follow<A extends Ask>(routes: Route<A>[], ask: A, path: string): Reply | Promise<Reply> {
  for (const { pattern, names, answer } of routes) {
    const match = pattern.exec(`${ask.method === "HEAD" ? "GET" : ask.method} ${path}`);
    if (!match) continue;
    const parts = new Map(names.map((name, place) => [name, decoded(match[place + 1] ?? "")]));
    return answer({ ...ask, part: (name) => parts.get(name) ?? "" });
  }
  return NOT_FOUND;
}

/** The answer of a GitHub on which nothing goes wrong. */
export function answerTo(ask: Ask): Reply | Promise<Reply> {
  const [, owner, name, rest = ""] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(ask.path) ?? [];
  const [, id, below = ""] = /^\/repositories\/(\d+)(\/.*)?$/.exec(ask.path) ?? [];
  if (id !== undefined) {
    const repository = ask.hub.repositories.find((one) => one.id === Number(id) && !one.isRemoved);
    return repository ? answerOf(repository, ask, below) : NOT_FOUND;
  }
  if (owner === undefined || name === undefined) return follow(TOP, ask, ask.path);
  const found = repositoryAt(ask.hub, `${decoded(owner)}/${decoded(name)}`);
  if (!found) return NOT_FOUND;
  if (found.isFormer && isOpen(found.repository, ask)) return moved(found.repository, ask, rest);
  return answerOf(found.repository, ask, rest);
}

const isOpen = (repository: Repository, ask: Ask): boolean => isSeen(ask.token, repository) || isApp(ask);

function answerOf(repository: Repository, ask: Ask, rest: string): Reply | Promise<Reply> {
  if (!isOpen(repository, ask)) return NOT_FOUND;
  if (repository.isBlocked)
    return {
      status: 451,
      body: { message: "Repository access blocked", block: { reason: "dmca", created_at: null, html_url: "" } },
    };
  return follow(BELOW, { ...ask, repository }, rest);
}

/** From a name it had to its number, which it keeps. */
function moved({ id }: Repository, { hub, method, query }: Ask, rest: string): Reply {
  const url = `${hub.api}/repositories/${id}${rest}${query.size > 0 ? `?${query}` : ""}`;
  const body = { message: "Moved Permanently", url, documentation_url: "https://docs.github.com/v3/#http-redirects" };
  return { status: method === "GET" || method === "HEAD" ? 301 : 307, body, headers: { location: url } };
}

/** The archive itself. Of a private repository only by the token that the redirect to it carried. */
async function codeload({ hub, part, query }: Ask): Promise<Reply> {
  const found = repositoryAt(hub, `${part("owner")}/${part("name")}`);
  const commit = found && commitAt(found.repository, part("ref"));
  const isShown = found && (!found.repository.isPrivate || query.get("token") === archiveToken(found.repository.id));
  if (!found || !commit || !isShown || found.repository.isBlocked) return problem(404, "404: Not Found");
  const folder = archiveName(found.repository, commit);
  const headers = {
    "content-type": "application/x-gzip",
    "content-disposition": `attachment; filename=${folder}.tar.gz`,
  };
  return { status: 200, body: await archiveOfFiles(folder, commit.files), headers };
}
