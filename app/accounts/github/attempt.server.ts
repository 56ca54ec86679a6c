import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { ok, type Result, refuse } from "~/kernel/result";
import { MINUTE } from "~/kernel/time";
import { githubDoor } from "~/platform/github/oauth.server";
import { sealedCookie } from "~/platform/http/sealed-cookie.server";
import { newToken, sha256 } from "~/platform/secret.server";

/** `linkTo` is the signed-in person who asked to link; null where somebody signs in. `to` is where they go afterwards. */
const Attempt = z.object({
  state: z.string(),
  verifier: z.string(),
  to: z.string(),
  linkTo: z.string().nullable(),
});
export type Attempt = z.output<typeof Attempt>;

const cookie = sealedCookie("github", 10 * MINUTE);

/** Begins an attempt in this browser: the page of GitHub to go to, and the cookie that must come back from there. */
export async function beginAttempt({ to, linkTo }: Pick<Attempt, "to" | "linkTo">) {
  const attempt = { state: newToken(), verifier: newToken(), to, linkTo };
  return { door: githubDoor(attempt), cookie: await cookie.write(attempt) };
}

/** The attempt that this browser carries, for where to go back to; it proves nothing until `codeOf` has seen it. */
export async function attemptOf(request: Request): Promise<Attempt | null> {
  const { data } = Attempt.safeParse(await cookie.read(request));
  return data ?? null;
}

/** The browser forgets its attempt, whatever comes of it: a code of GitHub's works once, and so does this. */
export const forgetAttempt = (): Promise<string> => cookie.forget();

/** GitHub's code, where the answer in this address belongs to the attempt. */
export function codeOf(
  answer: URLSearchParams,
  attempt: Attempt | null,
): Result<{ code: string; verifier: string; linkTo: string | null }> {
  if (!attempt || !isSame(answer.get("state") ?? "", attempt.state))
    return refuse(
      "not-ours",
      "This answer of GitHub's belongs to no attempt of this browser from the last ten minutes. Begin again.",
    );
  if (answer.get("error") === "access_denied")
    return refuse("denied", "At GitHub you chose not to go on. Nothing has changed.");
  const code = answer.get("code");
  if (!code) return refuse("no-code", "GitHub did not say who you are. Begin again, or go on by mail.");
  return ok({ code, verifier: attempt.verifier, linkTo: attempt.linkTo });
}

// Hashed first, so that both have one length.
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
