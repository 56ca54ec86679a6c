import { createHash } from "node:crypto";
import { OAuthApp, Octokit } from "octokit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "~/kernel/time";
import { type FakeGithub, startGithub } from "../../../support/fakes/github/server";
import { START } from "../../../support/fakes/github/world";

let github: FakeGithub;
beforeAll(async () => {
  github = await startGithub({ callback: "https://palio.example.org/sign-in" });
  const emails = ["ada@example.org", { email: "old@example.org", primary: false, verified: false, visibility: null }];
  github.hub.person({ login: "ada", name: "Ada Bianchi", emails });
});
afterAll(() => github.stop());

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const REDIRECT = "https://palio.example.org/sign-in/github";
const VERIFIER = "a-verifier-of-forty-three-characters-or-more";
const challenge = createHash("sha256").update(VERIFIER).digest("base64url");

/** Where GitHub sends a browser that asks to sign in. */
async function sentTo(asked: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    ...{ client_id: github.settings.clientId, redirect_uri: REDIRECT, state: "of-this-browser" },
    ...{ scope: "user:email", code_challenge: challenge, code_challenge_method: "S256", ...asked },
  });
  const answer = await fetch(`${github.url}/login/oauth/authorize?${query}`, { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "https://nowhere.example");
}

async function exchanged(code: string, changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { clientId, clientSecret } = github.settings;
  const answer = await fetch(`${github.url}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({
      ...{ client_id: clientId, client_secret: clientSecret, code, redirect_uri: REDIRECT },
      ...{ code_verifier: VERIFIER, ...changes },
    }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
const aCode = async (): Promise<string> => (await sentTo()).searchParams.get("code") ?? "";

test("who is signed in at GitHub is sent back with a code, which buys a token once", async () => {
  github.signIn("ada");
  const back = await sentTo();
  expect(`${back.origin}${back.pathname}`).toBe(REDIRECT);
  expect(back.searchParams.get("state")).toBe("of-this-browser");
  const code = back.searchParams.get("code") ?? "";
  const { access_token: auth, scope } = await exchanged(code);
  expect(scope).toBe("user:email");
  const octokit = new Octokit({ baseUrl: github.url, auth });
  expect((await octokit.rest.users.getAuthenticated()).data).toMatchObject({ login: "ada", name: "Ada Bianchi" });
  expect((await octokit.rest.users.listEmailsForAuthenticatedUser()).data).toMatchObject([
    { email: "ada@example.org", primary: true, verified: true },
    { email: "old@example.org", primary: false, verified: false },
  ]);
  expect(await exchanged(code)).toMatchObject({ error: "bad_verification_code" });
});

test("a code is refused with another verifier, address or secret, and after ten minutes", async () => {
  expect(await exchanged(await aCode(), { code_verifier: "another" })).toMatchObject({
    error: "bad_verification_code",
  });
  expect(await exchanged(await aCode(), { client_secret: "a guess" })).toMatchObject({
    error: "incorrect_client_credentials",
  });
  expect(await exchanged(await aCode(), { redirect_uri: `${REDIRECT}/other` })).toMatchObject({
    error: "redirect_uri_mismatch",
  });
  const late = await aCode();
  github.hub.setClock(new Date(START.getTime() + 10 * MINUTE + 1000));
  expect(await exchanged(late)).toMatchObject({ error: "bad_verification_code" });
});

test("who refuses is sent back with the refusal, and nobody is sent to a stranger's address", async () => {
  github.denySignIn();
  const back = await sentTo();
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.get("state")).toBe("of-this-browser");
  github.signIn("ada");
  expect((await sentTo({ redirect_uri: "https://evil.example/sign-in/github" })).hostname).toBe("nowhere.example");
});

test("where nobody is signed in, a page lets one choose who to be", async () => {
  github.signIn(null);
  const query = new URLSearchParams({ client_id: github.settings.clientId, redirect_uri: REDIRECT });
  const page = await (await fetch(`${github.url}/login/oauth/authorize?${query}`)).text();
  expect(page).toContain("Ada Bianchi (ada)");
  expect((await sentTo({ as: "ada" })).searchParams.get("code")).toMatch(/^[0-9a-f]{20}$/);
});

test("addresses are told only to a token that may ask for them", async () => {
  const octokit = new Octokit({ baseUrl: github.url, auth: github.hub.token("ada", ["read:user"]), log: SILENT });
  await expect(octokit.rest.users.listEmailsForAuthenticatedUser()).rejects.toMatchObject({ status: 404 });
});

test("an application checks a person's token and takes its grant back, as Octokit asks for it", async () => {
  github.signIn("ada");
  const { clientId, clientSecret } = github.settings;
  const app = new OAuthApp({
    ...{ clientType: "oauth-app" as const, clientId, clientSecret },
    Octokit: Octokit.defaults({ baseUrl: github.url, log: SILENT }),
  });
  const { authentication } = await app.createToken({
    code: (await sentTo({ code_challenge: "", code_challenge_method: "" })).searchParams.get("code") ?? "",
  });
  const { token } = authentication;
  expect((await app.checkToken({ token })).data.user).toMatchObject({ login: "ada" });
  await app.deleteAuthorization({ token });
  await expect(app.checkToken({ token })).rejects.toMatchObject({ status: 404 });
});
