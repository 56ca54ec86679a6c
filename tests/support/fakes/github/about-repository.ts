import { marked } from "marked";
import { statusAnswer } from "./check-answers";
import { contributorAnswers } from "./commit-answers";
import { fileAnswer, folderAnswer } from "./content-answers";
import type { Blob } from "./git";
import { logFrom } from "./history";
import { languagesOf, licenceFileOf, licenceOf, readmeOf } from "./insides";
import { commitAsked, commitAt, noCommit, permissionBy } from "./looking-up";
import { someone } from "./people";
import { type LicenceAnswer, type ReposAnswer, userAnswer } from "./recorded";
import { type AskOf, byCursor, EMPTY, listed, NOT_FOUND, ok, problem, type Reply } from "./reply";
import { activityAnswer, releaseAnswer, repositoryAnswer, smaller } from "./repository-answers";
import { accountNamed, fullName, nextId, permissionOf } from "./world";

/** What can be asked about a repository itself, by what stands behind its address. */
export const aboutRepository: Record<string, (ask: AskOf) => Reply> = {
  "GET ": ({ hub, repository, token }) => ok(repositoryAnswer(hub, repository, permissionBy(token, repository))),
  "GET /languages": ({ repository }) => ok(languagesOf(repository)),
  "GET /topics": ({ repository }) => ok({ names: repository.topics } satisfies ReposAnswer<"getAllTopics">),
  "GET /readme": readme,
  "GET /license": licence,
  "GET /contents": contents,
  "GET /contents/{path*}": contents,
  "GET /contributors": contributors,
  "GET /releases": (ask) => {
    const { hub, repository } = ask;
    return listed(
      ask,
      repository.releases.map((release) => releaseAnswer(hub, repository, release)),
    );
  },
  "GET /activity": activity,
  "GET /forks": (ask) => {
    const { hub, repository } = ask;
    const forks = hub.repositories.filter((one) => one.parent === repository && !one.isRemoved && !one.isPrivate);
    return listed(
      ask,
      forks.map((one): ReposAnswer<"listForks">[number] => {
        const { license, ...fork } = smaller(hub, one);
        return { ...fork, license: license && { key: license.key, name: license.name } };
      }),
    );
  },
  "GET /tarball": tarball,
  "GET /tarball/{ref*}": tarball,
  "GET /collaborators/{username}/permission": collaborator,
  "POST /statuses/{sha}": postStatus,
};

/** A file in the shape the Accept header asks for. */
function shown(ask: AskOf, path: string, blob: Blob): Reply {
  const accept = ask.headers.accept ?? "";
  const as = (kind: string, body: string | Buffer): Reply => ({
    status: 200,
    body,
    headers: { "content-type": `application/vnd.github.v3.${kind}; charset=utf-8` },
  });
  if (/vnd\.github(\.v3)?\.raw/.test(accept)) return as("raw", blob.bytes);
  if (/vnd\.github(\.v3)?\.html/.test(accept)) {
    // GitHub takes what is dangerous out of this HTML. This fake does not: whoever shows it must not rely on others.
    const html = marked.parse(blob.bytes.toString("utf8"), { async: false });
    return as(
      "html",
      `<div id="readme" class="md" data-path="${path}"><article class="markdown-body">${html}</article></div>`,
    );
  }
  return ok(fileAnswer(ask.hub, ask.repository, { path, blob, ref: ask.query.get("ref") }));
}

function readme(ask: AskOf): Reply {
  const files = commitAsked(ask)?.files ?? new Map();
  const path = readmeOf(files);
  const blob = path && files.get(path);
  return path && blob ? shown(ask, path, blob) : NOT_FOUND;
}

function licence(ask: AskOf): Reply {
  const { hub, repository } = ask;
  const files = commitAsked(ask)?.files ?? new Map();
  const path = licenceFileOf(files);
  const [blob, known] = [path && files.get(path), licenceOf(hub, repository)];
  if (!path || !blob || !known) return NOT_FOUND;
  const { download_url, git_url, html_url, ...file } = fileAnswer(hub, repository, { path, blob, ref: null });
  const answer: LicenceAnswer = { ...file, download_url, git_url, html_url, license: known };
  return ok(answer);
}

function contents(ask: AskOf): Reply {
  const { hub, repository, query } = ask;
  const commit = commitAsked(ask);
  if (!commit) return NOT_FOUND;
  const path = ask.part("path").replace(/^\/+|\/+$/g, "");
  const blob = commit.files.get(path);
  if (blob) return shown(ask, path, blob);
  const folder = folderAnswer(hub, repository, { files: commit.files, path, ref: query.get("ref") });
  return folder.length > 0 ? ok(folder) : NOT_FOUND;
}

function contributors(ask: AskOf): Reply {
  const { hub, repository, query } = ask;
  const head = repository.branches.get(repository.defaultBranch);
  if (!head) return { status: 204, body: "" };
  const isWithAnonymous = ["1", "true"].includes(query.get("anon") ?? "");
  return listed(ask, contributorAnswers(hub, logFrom(repository.network, head), isWithAnonymous));
}

function activity(ask: AskOf): Reply {
  const { hub, repository, query } = ask;
  const [ref, type, actor] = ["ref", "activity_type", "actor"].map((name) => query.get(name));
  const wanted = repository.activity.filter(
    (one) =>
      (!ref || one.branch === ref || `refs/heads/${one.branch}` === ref) &&
      (!type || one.type === type) &&
      (!actor || one.actor.login.toLowerCase() === actor.toLowerCase()),
  );
  const ordered = query.get("direction") === "asc" ? wanted.reverse() : wanted;
  return byCursor(ask, ordered, (one) => activityAnswer(hub, one));
}

/** Sends on to where the archive lies. The address of a private one carries a token that is good for nothing else. */
function tarball(ask: AskOf): Reply {
  const { hub, repository } = ask;
  if (repository.branches.size === 0) return EMPTY;
  const ref = ask.part("ref") || repository.defaultBranch;
  const commit = commitAt(repository, ref);
  if (!commit) return NOT_FOUND;
  const named = repository.branches.has(ref)
    ? `refs/heads/${ref}`
    : repository.tags.has(ref)
      ? `refs/tags/${ref}`
      : commit.sha;
  const token = repository.isPrivate ? `?token=${archiveToken(repository.id)}` : "";
  const location = `${hub.api}/codeload/${fullName(repository)}/legacy.tar.gz/${named}${token}`;
  return { status: 302, body: "", headers: { location, "content-type": "text/html;charset=utf-8" } };
}

export const archiveToken = (id: number): string => `A${String(id).padStart(28, "0")}`;

function collaborator(ask: AskOf): Reply {
  const { hub, repository, token } = ask;
  const may = permissionBy(token, repository);
  if (token === null) return problem(401, "Requires authentication");
  if (token.kind === "user" && may !== "admin" && may !== "write")
    return problem(403, "Must have push access to view collaborator permission.");
  const person = accountNamed(hub, ask.part("username"));
  if (!person) return NOT_FOUND;
  const permission = permissionOf(repository, person);
  const answer: ReposAnswer<"getCollaboratorPermissionLevel"> = {
    permission,
    role_name: permission,
    user: { ...userAnswer(hub, person), role_name: permission },
  };
  return ok(answer);
}

const STATES = ["error", "failure", "pending", "success"] as const;

function postStatus(ask: AskOf): Reply {
  const { hub, repository, token, said } = ask;
  const may = permissionBy(token, repository);
  const isAllowed = token?.kind === "installation" ? may === "read" : may === "admin" || may === "write";
  if (!isAllowed || token === null) return NOT_FOUND;
  const sha = ask.part("sha");
  if (!repository.network.has(sha)) return noCommit(sha);
  const state = STATES.find((one) => one === said.state);
  if (!state) return problem(422, "Validation Failed");
  const text = (name: string) => (typeof said[name] === "string" ? String(said[name]) : null);
  const status = {
    ...{ id: nextId(hub, "status"), sha, state, context: text("context") ?? "default" },
    ...{ description: text("description"), target: text("target_url"), at: hub.clock() },
    by: token.kind === "user" ? token.person : someone(hub, "palio[bot]"),
  };
  repository.statuses.unshift(status);
  return { status: 201, body: statusAnswer(hub, repository, status) };
}
