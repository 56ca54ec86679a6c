import { commitAnswer } from "./commit-answers";
import { fileAnswer } from "./content-answers";
import { type Blob, blobIdOf } from "./git";
import { permissionBy } from "./looking-up";
import { push } from "./pushing";
import { type AskOf, NOT_FOUND, problem, type Reply } from "./reply";

/** What writes into a repository, by what stands behind its address. */
export const writing: Record<string, (ask: AskOf) => Reply> = { "PUT /contents/{path+}": putContents };

/** One commit on the default branch. Whoever writes over a file says which, so that nobody's work is lost unseen. */
function putContents(ask: AskOf): Reply {
  const { hub, repository, token, said } = ask;
  const may = permissionBy(token, repository);
  if (token === null) return NOT_FOUND;
  const isAllowed = token.kind === "installation" ? token.installation.mayWrite : may === "admin" || may === "write";
  if (!isAllowed) return problem(403, "Resource not accessible by integration");
  if (repository.isArchived) return problem(403, "Repository was archived so is read-only.");
  const path = ask.part("path");
  const head = () => repository.network.get(repository.branches.get(repository.defaultBranch) ?? "");
  const there = head()?.files.get(path);
  if (there && said.sha === undefined) return problem(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (said.sha !== undefined && (!there || blobIdOf(there) !== said.sha))
    return problem(409, `${path} does not match ${said.sha}`);
  push(hub, repository, {
    message: String(said.message),
    files: { [path]: Buffer.from(String(said.content), "base64") },
  });
  const commit = head();
  if (!commit) return NOT_FOUND;
  const content = fileAnswer(hub, repository, { path, blob: commit.files.get(path) as Blob, ref: null });
  return { status: there ? 200 : 201, body: { content, commit: commitAnswer(hub, repository, commit) } };
}
