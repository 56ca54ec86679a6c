import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { afterSignIn } from "~/accounts/after-sign-in";
import { attemptOf, forgetAttempt } from "~/accounts/github/attempt.server";
import { comeBack } from "~/accounts/github/come-back.server";
import { openSession, viewerOf } from "~/accounts/session.server";
import { paths } from "~/paths";
import { isGithubOffered } from "~/platform/github/oauth.server";
import { found, ownPath, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { LinkButton } from "~/ui/button";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Back from GitHub · Palio" }];

const STATUS: Record<string, number> = { "not-ours": 400, denied: 400, "no-code": 400, refused: 400, silent: 503 };

/** Where GitHub leads back to. Whatever comes of it, the attempt is over. */
export async function loader({ request }: LoaderFunctionArgs) {
  found(isGithubOffered() || null);
  const [attempt, viewer, forget] = await Promise.all([attemptOf(request), viewerOf(request), forgetAttempt()]);
  const came = await comeBack(new URL(request.url).searchParams, { attempt, viewerId: viewer?.id ?? null });
  const to = ownPath(attempt?.to);
  if (!came.ok) {
    const { code, message } = came.refusal;
    const headers = { ...PRIVATE, "Set-Cookie": forget };
    return data(
      { sentence: message, to, isLinking: Boolean(attempt?.linkTo) },
      { status: STATUS[code] ?? 409, headers },
    );
  }
  if (came.value.is === "linked") {
    const headers = new Headers({ "Set-Cookie": forget });
    return redirectSaying(paths.settings(), `Linked to @${came.value.login} of GitHub.`, headers);
  }
  const headers = await openSession(came.value.personId, request);
  headers.append("Set-Cookie", forget);
  return redirect(afterSignIn({ ...came.value, to }), { headers });
}

export default function BackFromGithub() {
  const { sentence, to, isLinking } = useLoaderData<typeof loader>();
  return (
    <Main narrow>
      <PageHead title={isLinking ? "Not linked" : "Not signed in"} lede={sentence} />
      <p>
        <LinkButton href={isLinking ? paths.settings() : paths.signIn(to)}>
          {isLinking ? "Back to your settings" : "Back to sign in, by mail or by GitHub"}
        </LinkButton>
      </p>
    </Main>
  );
}
