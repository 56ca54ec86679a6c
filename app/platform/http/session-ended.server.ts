import { redirect } from "@remix-run/node";
import { PRIVATE } from "./respond.server";
import { type SessionEnded, typedIn } from "./typed-text";

/** A form of text is never longer than this; a longer one carries files, and is not read for a stranger. */
const MOST_FORM = 2_000_000;

/** The answer to a request that needs somebody and comes from nobody: the typed text to copy, or the way to sign in. */
export async function nobodyIsSignedIn(request: Request): Promise<Response> {
  const { pathname, search, origin } = new URL(request.url);
  if (request.method === "GET") return toSignIn(pathname.replace(/\.data$/, "") + search);
  const typed = isFormOfText(request) ? typedIn(await request.formData().catch(() => new FormData())) : [];
  if (typed.length === 0) return toSignIn(pathname);
  const ended: SessionEnded = { typed, back: pageOf(request, origin) ?? pathname };
  return Response.json(ended, { status: 401, headers: PRIVATE });
}

const toSignIn = (back: string): Response => redirect(`/sign-in?to=${encodeURIComponent(back)}`);

/** Whether a browser sent a form and shows the answer as a page: an autosave asks for JSON. */
function isFormOfText({ headers, bodyUsed }: Request): boolean {
  return (
    !bodyUsed &&
    (headers.get("Accept") ?? "").includes("text/html") &&
    /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(headers.get("Content-Type") ?? "") &&
    Number(headers.get("Content-Length") ?? Number.POSITIVE_INFINITY) <= MOST_FORM
  );
}

/** The page of this site on which the form stood. */
function pageOf({ headers }: Request, ours: string): string | null {
  const referer = headers.get("Referer") ?? "";
  if (!URL.canParse(referer)) return null;
  const { origin, pathname, search } = new URL(referer);
  return origin === ours ? pathname + search : null;
}
