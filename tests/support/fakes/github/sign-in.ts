import { createHash, timingSafeEqual } from "node:crypto";
import { tokenFor } from "./people";
import { type AppsAnswer, nodeId, time, userAnswer } from "./recorded";
import { type Ask, NOT_FOUND, ok, type Reply } from "./reply";
import { accountNamed, nextId, type Token } from "./world";

const MINUTES_OF_A_CODE = 10;

/** Signing in by GitHub: the pages a browser is sent to, and the exchange of their code for a token. */
export const signingIn: Record<string, (ask: Ask) => Reply> = {
  "GET /login/oauth/authorize": authorize,
  "POST /login/oauth/access_token": exchange,
  "POST /applications/{client_id}/token": (ask) => {
    const found = tokenShown(ask);
    return found ? ok(tokenAnswer(ask, found)) : NOT_FOUND;
  },
  "DELETE /applications/{client_id}/token": (ask) => {
    const found = tokenShown(ask);
    if (!found) return NOT_FOUND;
    ask.hub.tokens.delete(found.text);
    return { status: 204, body: "" };
  },
  "DELETE /applications/{client_id}/grant": (ask) => {
    const found = tokenShown(ask);
    if (!found) return NOT_FOUND;
    const { person, clientId } = found.token;
    for (const [text, one] of ask.hub.tokens)
      if (one.kind === "user" && one.person === person && one.clientId === clientId) ask.hub.tokens.delete(text);
    return { status: 204, body: "" };
  },
};

export const html = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const page = (status: number, body: string): Reply => ({
  status,
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>GitHub on loopback</title><body style="font:1rem sans-serif;max-width:30rem;margin:3rem auto">${body}</body></html>`,
  headers: { "content-type": "text/html; charset=utf-8" },
});

function authorize(ask: Ask): Reply {
  const { hub, desk, query, settings } = ask;
  if (query.get("client_id") !== settings.clientId) return page(404, "<h1>No application has this client_id.</h1>");
  const back = query.get("redirect_uri") ?? settings.callback;
  if (back === null || !URL.canParse(back)) return page(400, "<h1>This redirect_uri leads nowhere.</h1>");
  const send = (words: Record<string, string>): Reply => {
    const to = new URL(back);
    const state = query.get("state");
    for (const [name, value] of Object.entries({ ...words, ...(state === null ? {} : { state }) }))
      to.searchParams.set(name, value);
    return { status: 302, body: "", headers: { location: to.href } };
  };
  const uri = "https://docs.github.com/apps/managing-oauth-apps/troubleshooting-authorization-request-errors";
  if (settings.callback !== null && !isBelow(back, settings.callback))
    return page(400, "<h1>The redirect_uri is not associated with this application.</h1>");
  const chosen = query.get("as");
  const who = chosen === null ? desk.who : (accountNamed(hub, chosen) ?? "denies");
  if (who === null) return page(200, choice(ask));
  if (who === "denies")
    return send({
      error: "access_denied",
      error_description: "The user has denied your application access.",
      error_uri: uri,
    });
  if (query.get("code_challenge") && query.get("code_challenge_method") !== "S256")
    return send({ error: "invalid_request", error_description: "code_challenge_method must be S256.", error_uri: uri });
  const code = createHash("sha1")
    .update(`code ${nextId(hub, "code")}`)
    .digest("hex")
    .slice(0, 20);
  desk.codes.set(code, {
    ...{ person: who, scopes: (query.get("scope") ?? "").split(/[\s,]+/).filter(Boolean), at: hub.clock() },
    ...{ redirectUri: query.get("redirect_uri"), challenge: query.get("code_challenge") || null },
  });
  return send({ code });
}

/** Every person of this GitHub to sign in as, and a way to refuse. */
function choice({ hub, path, query }: Ask): string {
  const link = (login: string, text: string): string => {
    const to = new URLSearchParams(query);
    to.set("as", login);
    return `<li><a href="${html(`${path}?${to}`)}">${html(text)}</a></li>`;
  };
  const people = hub.accounts.filter(({ type }) => type === "User");
  const links = people.map(({ login, name }) => link(login, name ? `${name} (${login})` : login));
  return `<h1>Sign in to GitHub on loopback</h1><ul>${links.join("")}${link("", "Nobody: deny access")}</ul>`;
}

/** GitHub takes a way below the callback that was registered, on the same host; on loopback with any port. */
function isBelow(back: string, callback: string): boolean {
  const [to, registered] = [new URL(back), new URL(callback)];
  const isLoopback = ["127.0.0.1", "[::1]"].includes(registered.hostname);
  const isHost = isLoopback ? to.hostname === registered.hostname : to.host === registered.host;
  return isHost && to.protocol === registered.protocol && to.pathname.startsWith(registered.pathname);
}

/** The answer in the form the Accept header asks for; errors too are told with 200. */
function told({ headers }: Ask, words: Record<string, string>): Reply {
  if (headers.accept?.includes("json")) return ok(words);
  const body = new URLSearchParams(words).toString();
  return { status: 200, body, headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" } };
}

function exchange(ask: Ask): Reply {
  const { hub, desk, said, settings } = ask;
  const text = (name: string): string => (typeof said[name] === "string" ? String(said[name]) : "");
  const no = (error: string, error_description: string): Reply =>
    told(ask, { error, error_description, error_uri: "https://docs.github.com" });
  if (text("client_id") !== settings.clientId || !isSame(text("client_secret"), settings.clientSecret))
    return no("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
  const code = desk.codes.get(text("code"));
  // A code is good for one try, whatever comes of it.
  desk.codes.delete(text("code"));
  const bad = no("bad_verification_code", "The code passed is incorrect or expired.");
  if (!code || hub.clock().getTime() - code.at.getTime() > MINUTES_OF_A_CODE * 60_000) return bad;
  if (said.redirect_uri !== undefined && code.redirectUri !== null && text("redirect_uri") !== code.redirectUri)
    return no("redirect_uri_mismatch", "The redirect_uri MUST match the registered callback URL for this application.");
  const challenge = createHash("sha256").update(text("code_verifier")).digest("base64url");
  if (code.challenge !== null && challenge !== code.challenge) return bad;
  const token = tokenFor(hub, { login: code.person.login, scopes: code.scopes, clientId: settings.clientId });
  return told(ask, { access_token: token, scope: code.scopes.join(","), token_type: "bearer" });
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

type UserToken = Extract<Token, { kind: "user" }>;

/** The person's token that an application shows, which proves by its secret that it is who it says. */
function tokenShown(ask: Ask): { text: string; token: UserToken } | null {
  const { hub, said, settings, headers } = ask;
  const basic = Buffer.from((headers.authorization ?? "").replace(/^basic /i, ""), "base64").toString("utf8");
  if (ask.part("client_id") !== settings.clientId || !isSame(basic, `${settings.clientId}:${settings.clientSecret}`))
    return null;
  const text = String(said.access_token ?? "");
  const token = hub.tokens.get(text);
  return token?.kind === "user" && token.clientId === settings.clientId ? { text, token } : null;
}

function tokenAnswer(
  { hub, settings }: Ask,
  { text, token }: { text: string; token: UserToken },
): AppsAnswer<"checkToken"> {
  const at = time(hub.clock());
  const { id } = token.person;
  return {
    ...{
      id,
      url: `${hub.api}/authorizations/${id}`,
      scopes: token.scopes,
      token: text,
      token_last_eight: text.slice(-8),
    },
    hashed_token: createHash("sha256").update(text).digest("hex"),
    app: { client_id: settings.clientId, name: "Palio", url: "https://palio.example.org" },
    ...{ note: null, note_url: null, fingerprint: null, created_at: at, updated_at: at, expires_at: null },
    user: { ...userAnswer(hub, token.person), node_id: nodeId("User", id) },
  };
}
