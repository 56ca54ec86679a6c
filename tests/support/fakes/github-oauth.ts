import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach } from "vitest";

type Email = { email: string; primary: boolean; verified: boolean };
type Account = { id: number; login: string; name: string | null; emails: Email[] };
type Grant = { account: Account; challenge: string; redirect: string };
type Reply = { status: number; body?: unknown; location?: string };

export type FakeSignIn = {
  /** Who is signed in at GitHub in every browser, and says yes there; null says no. */
  account: Account | null;
  /** What programs are answered, while people still see its page: 503 where it is "down", no JSON where it is "babble". */
  trouble: "none" | "down" | "babble";
  /** The tokens whose grant was given back. */
  givenBack: string[];
  /** What GitHub's page was asked for last. */
  askedFor: URLSearchParams;
  tokens: Map<string, Account>;
};

const ID = "palio-test";
const SECRET = "a-secret-of-the-tests";
const is = (of: Partial<Reply>): Reply => ({ status: 200, ...of });

let last = 1000;
/** An account at GitHub with one address, verified unless told. */
export const anAccount = (login: string, email: string, verified = true): Account => {
  last += 1;
  const stray = { email: `old-${email}`, primary: false, verified: true };
  return { id: last, login, name: `${login} of GitHub`, emails: [stray, { email, primary: true, verified }] };
};

/**
 * The part of GitHub that people sign in by, on loopback for the whole file: it checks the application's secret, uses a
 * code once, and holds it to its address and its challenge. Called before anything that reads the settings.
 */
export function withGithubSignIn(): FakeSignIn {
  const codes = new Map<string, Grant>();
  const fake: FakeSignIn = {
    ...{ account: null, trouble: "none", givenBack: [], askedFor: new URLSearchParams(), tokens: new Map() },
  };
  const server = createServer(async (request, response) => {
    const { status, body, location } = await answer(fake, codes, request);
    if (location) response.setHeader("location", location);
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body ?? {}));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    Object.assign(process.env, { GITHUB_URL: `http://127.0.0.1:${port}`, GITHUB_API_URL: "" });
  });
  beforeEach(() => {
    Object.assign(fake, { account: null, trouble: "none" });
    fake.givenBack.length = 0;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return fake;
}

async function answer(fake: FakeSignIn, codes: Map<string, Grant>, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? "", "http://localhost");
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  const sent = (text === "" ? {} : JSON.parse(text)) as Record<string, string>;
  if (url.pathname === "/login/oauth/authorize") return authorize(fake, codes, url.searchParams);
  if (fake.trouble === "down") return is({ status: 503, body: { message: "Service unavailable" } });
  if (fake.trouble === "babble") return is({ body: "<html>not json</html>" });
  if (url.pathname === "/login/oauth/access_token") return trade(fake, codes, sent);
  const { authorization = "" } = request.headers;
  if (url.pathname === `/api/v3/applications/${ID}/grant`) {
    if (authorization !== `basic ${btoa(`${ID}:${SECRET}`)}`) return is({ status: 401 });
    fake.givenBack.push(sent.access_token ?? "");
    return is({ status: 204 });
  }
  const account = fake.tokens.get(authorization.replace(/^token /i, ""));
  if (!account) return is({ status: 401, body: { message: "Bad credentials" } });
  const { emails, ...user } = account;
  if (url.pathname === "/api/v3/user") return is({ body: user });
  return url.pathname === "/api/v3/user/emails" ? is({ body: emails }) : is({ status: 404 });
}

function authorize(fake: FakeSignIn, codes: Map<string, Grant>, asked: URLSearchParams): Reply {
  fake.askedFor = asked;
  const redirect = asked.get("redirect_uri") ?? "";
  const challenge = asked.get("code_challenge") ?? "";
  if (asked.get("client_id") !== ID || asked.get("code_challenge_method") !== "S256" || challenge === "")
    return is({ status: 404 });
  const back = new URL(redirect);
  back.searchParams.set("state", asked.get("state") ?? "");
  if (fake.account) {
    const code = `code-${codes.size + 1}-${fake.account.id}`;
    codes.set(code, { account: fake.account, challenge, redirect });
    back.searchParams.set("code", code);
  } else back.searchParams.set("error", "access_denied");
  return is({ status: 302, location: back.href });
}

function trade(fake: FakeSignIn, codes: Map<string, Grant>, sent: Record<string, string>): Reply {
  const refuse = (error: string) => is({ body: { error, error_description: "No.", error_uri: "https://docs" } });
  if (sent.client_id !== ID || sent.client_secret !== SECRET) return refuse("incorrect_client_credentials");
  const grant = codes.get(sent.code ?? "");
  codes.set(sent.code ?? "", { account: anAccount("nobody", "none@example.org"), challenge: "used", redirect: "" });
  if (grant?.redirect !== sent.redirect_uri) return refuse("bad_verification_code");
  if (
    createHash("sha256")
      .update(sent.code_verifier ?? "")
      .digest("base64url") !== grant?.challenge
  )
    return refuse("bad_verification_code");
  const token = `gho_${sent.code}`;
  fake.tokens.set(token, grant.account);
  return is({ body: { access_token: token, scope: "user:email", token_type: "bearer" } });
}
