import { createHash } from "node:crypto";
import { OAuthApp, Octokit, RequestError } from "octokit";
import { z } from "zod";
import { ok, type Refusal, type Result, refuse, refused } from "~/kernel/result";
import { paths } from "~/paths";
import { config } from "../config.server";
import { log } from "../log.server";
import { github, githubAt } from "./client.server";

/** Somebody as GitHub knows them, and the token to ask it as them. */
export type GithubPerson = {
  githubId: bigint;
  login: string;
  name: string;
  /** Their primary address in lower case; null unless GitHub has verified it. */
  email: string | null;
  token: string;
};

const SCOPES = ["user:email"];
const EXCHANGE = "/login/oauth/access_token";
const SILENT = "GitHub does not answer at present. Nothing has changed.";

const User = z.object({ id: z.int().positive(), login: z.string().min(1), name: z.string().nullish() });
const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
// Letters beyond ASCII are refused before the case is folded: some of them fold into letters of another's address.
const Address = z.email().max(254).toLowerCase();
// GitHub's own stand-in for an address that somebody hides: nothing reaches it.
const isStandIn = (address: string): boolean => /@users\.noreply\./.test(address);

/** Whether people may sign in by GitHub: only where this site has credentials for it. */
export const isGithubOffered = (): boolean => config().github.app !== null;

// Octokit finds GitHub's pages from the address of its API; given the pages' own, it needs no guess.
function oauthApp(address: string) {
  const { app } = config().github;
  if (!app) throw new Error("there are no credentials for signing in by GitHub");
  return new OAuthApp({
    clientType: "oauth-app",
    clientId: app.id,
    clientSecret: app.secret,
    Octokit: Octokit.defaults(githubAt(address)),
  });
}

const redirectUrl = (): string => config().origin + paths.githubCallback();

/** The page of GitHub that asks somebody whether this site may know who they are. */
export function githubDoor({ state, verifier }: { state: string; verifier: string }): string {
  const app = oauthApp(config().github.web);
  const door = new URL(app.getWebFlowAuthorizationUrl({ state, scopes: SCOPES, redirectUrl: redirectUrl() }).url);
  // PKCE (RFC 7636), which octokit does not speak.
  door.searchParams.set("code_challenge", createHash("sha256").update(verifier).digest("base64url"));
  door.searchParams.set("code_challenge_method", "S256");
  return door.href;
}

/** Trades the code that a browser brought back for who it belongs to, by three requests. */
export async function githubPerson({
  code,
  verifier,
}: {
  code: string;
  verifier: string;
}): Promise<Result<GithubPerson>> {
  try {
    const token = await tokenFor({ code, verifier });
    const asThem = github(token);
    const user = User.parse((await asThem.rest.users.getAuthenticated()).data);
    const emails = Emails.parse((await asThem.rest.users.listEmailsForAuthenticatedUser({ per_page: 100 })).data);
    return ok({
      githubId: BigInt(user.id),
      login: user.login,
      name: user.name ?? "",
      email: provenAmong(emails),
      token,
    });
  } catch (error) {
    const refusal = REFUSALS[wordOf(error)];
    if (refusal) return refused(refusal);
    log.warn({ why: error instanceof Error ? error.message : "unknown" }, "signing in by GitHub failed");
    return refuse("silent", SILENT);
  }
}

async function tokenFor({ code, verifier }: { code: string; verifier: string }): Promise<string> {
  const app = oauthApp(config().github.web);
  app.octokit.hook.before("request", (options) => {
    if (options.url.endsWith(EXCHANGE)) options.code_verifier = verifier;
  });
  const { authentication } = await app.createToken({ code, redirectUrl: redirectUrl() });
  return z.string().min(1).parse(authentication.token);
}

function provenAmong(emails: z.output<typeof Emails>): string | null {
  const primary = emails.find(({ primary, verified }) => primary && verified);
  const address = Address.safeParse(primary?.email);
  return address.success && !isStandIn(address.data) ? address.data : null;
}

/** GitHub refuses a code with status 200 and a word, which octokit makes an error of; a few of the words are people's own matter. */
const wordOf = (error: unknown): string => {
  const said = error instanceof RequestError ? (error.response?.data as { error?: unknown } | undefined)?.error : null;
  return typeof said === "string" ? said : "";
};

const REFUSALS: Record<string, Refusal> = {
  bad_verification_code: {
    code: "refused",
    message: "GitHub did not take this attempt: it is too old, or was used before. Begin again.",
  },
  unverified_user_email: {
    code: "no-address",
    message: "GitHub has not verified your mail address. Verify it there, or sign in by mail.",
  },
};

/** Takes back what somebody allowed this site at GitHub. Throws where GitHub does not answer; what is gone stays gone. */
export async function giveBackGrant(token: string): Promise<void> {
  try {
    await oauthApp(config().github.api).deleteAuthorization({ token });
  } catch (error) {
    // 404: taken back at GitHub already; 422: a token of another application, whose credentials were replaced since.
    if (error instanceof RequestError && [404, 422].includes(error.status)) return;
    throw error;
  }
}
