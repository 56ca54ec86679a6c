import { ok, type Result, refuse } from "~/kernel/result";
import { githubPerson } from "~/platform/github/oauth.server";
import { type Attempt, codeOf } from "./attempt.server";
import { linkGithub } from "./link-github.server";
import { signInByGithub } from "./sign-in-by-github.server";

/** `name` is how GitHub calls a newcomer, for them to take or leave. */
type Outcome = { is: "linked"; login: string } | { is: "signed-in"; personId: string; isNew: boolean; name: string };

/** A browser is back from GitHub: whose it is there, and what that means for the attempt that it began here. */
export async function comeBack(
  answer: URLSearchParams,
  { attempt, viewerId }: { attempt: Attempt | null; viewerId: string | null },
): Promise<Result<Outcome>> {
  const code = codeOf(answer, attempt);
  if (!code.ok) return code;
  const { linkTo } = code.value;
  if (linkTo !== null && linkTo !== viewerId)
    return refuse(
      "another",
      "You are not signed in as the person who asked to link GitHub. Sign in, and begin again in your settings.",
    );
  const github = await githubPerson(code.value);
  if (!github.ok) return github;
  const { login, name } = github.value;
  if (linkTo !== null) {
    const linked = await linkGithub(github.value, linkTo);
    return linked.ok ? ok({ is: "linked", login }) : linked;
  }
  const signedIn = await signInByGithub(github.value);
  return signedIn.ok ? ok({ is: "signed-in", ...signedIn.value, name }) : signedIn;
}
