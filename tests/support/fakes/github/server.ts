import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Instant } from "~/kernel/time";
import { answerTo } from "./answering";
import { deliver } from "./deliveries";
import type { Desk, Settings } from "./desk";
import { frontPage, type Mood } from "./front-page";
import { createHub, type Hub } from "./hub";
import { isSpent, type Limits, limitHeaders, limitReply, newLimits, spend, spentReply } from "./limits";
import { someone } from "./people";
import { type Ask, decoded, etagOf, problem, type Reply } from "./reply";
import { replyIn, type Trouble, type TroubleKind, troubleFor } from "./troubles";
import type { Token } from "./world";

type Asked = { method: string; path: string; isConditional: boolean; status: number };

export type FakeGithub = {
  /** Of its REST answers, its sign-in pages and its archives alike. */
  url: string;
  hub: Hub;
  settings: Settings;
  limits: Limits;
  /** What was asked for, in order. */
  asked: Asked[];
  /** From here on something goes wrong: on these paths, for so many requests. */
  trouble(is: TroubleKind, where?: Partial<Omit<Trouble, "is">>): void;
  /** Nothing goes wrong any more. */
  calm(): void;
  /** Who is signed in on its pages; null lets a page ask, "denies" refuses whatever is asked for. */
  signIn(login: string | null): void;
  denySignIn(): void;
  /** Posts the webhooks that were not posted, and tells what was answered to each. */
  deliver(to: string, secret: string): Promise<number[]>;
  /** From here on whatever is done on its front page is posted there at once. */
  deliverTo(to: string, secret: string): void;
  stop(): Promise<void>;
};

const SETTINGS: Settings = {
  clientId: "Iv1.palio",
  clientSecret: "a-secret-of-the-loopback-only",
  callback: null,
  appId: 1000,
  publicKey: null,
};

type State = {
  hub: Hub;
  settings: Settings;
  desk: Desk;
  limits: Limits;
  troubles: Trouble[];
  asked: Asked[];
  /** Does what follows a deed on the front page. */
  afterDeed: () => Promise<unknown>;
};

/** A GitHub on loopback. Its clock stands still unless one is given. */
export async function startGithub({
  port = 0,
  clock,
  ...known
}: { port?: number; clock?: () => Instant } & Partial<Settings> = {}): Promise<FakeGithub> {
  const state: State = {
    hub: createHub(clock),
    settings: { ...SETTINGS, ...known },
    desk: { who: null, codes: new Map() },
    limits: newLimits(),
    troubles: [],
    asked: [],
    afterDeed: async () => {},
  };
  const server = createServer((request, response) => {
    serve(state, request, response).catch((error: Error) => response.destroy(error));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const { hub, desk } = state;
  hub.api = `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`;
  return {
    ...{ url: hub.api, hub, settings: state.settings, limits: state.limits, asked: state.asked },
    ...moodOf(state.troubles),
    signIn: (login) => void Object.assign(desk, { who: login === null ? null : someone(hub, login) }),
    denySignIn: () => void Object.assign(desk, { who: "denies" }),
    deliver: (to, secret) => deliver(hub.deliveries, to, secret),
    deliverTo: (to, secret) => void Object.assign(state, { afterDeed: () => deliver(hub.deliveries, to, secret) }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const method = request.method ?? "GET";
  const noted = { method, path: decoded(path), isConditional: "if-none-match" in request.headers, status: 0 };
  state.asked.push(noted);
  const said = await bodyOf(request);
  const trouble = /^\/(do)?$/.test(path) ? undefined : troubleFor(state.troubles, path);
  if (trouble?.is === "slow") await new Promise((resolve) => setTimeout(resolve, trouble.ms));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { hub, settings, desk } = state;
  const token = tokenOf(hub, headers.authorization);
  const ask = { hub, settings, desk, method, path, query: new URLSearchParams(query), headers, said, part: () => "" };
  const reply = await replyTo(state, token === undefined ? null : { ...ask, token }, trouble?.is);
  if (path === "/do") await state.afterDeed();
  noted.status = send(response, reply, { method, isCut: trouble?.is === "cut" });
}

const moodOf = (troubles: Trouble[]): Pick<FakeGithub, keyof Mood> => ({
  trouble: (is, where) => void troubles.unshift({ is, on: /^/, times: Number.POSITIVE_INFINITY, ms: 1000, ...where }),
  calm: () => void troubles.splice(0),
});

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString("utf8");
  if (!request.headers["content-type"]?.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Null is a stranger, or an App that signs for itself; undefined is a token that GitHub never gave, or took back. */
function tokenOf(hub: Hub, authorization = ""): Token | null | undefined {
  const [kind = "", text = ""] = authorization.split(" ");
  if (!/^(token|bearer)$/i.test(kind) || text.split(".").length === 3) return null;
  return hub.tokens.get(text);
}

/** The reply with what GitHub adds to each: what is left of the limit, the tag of an answer, 304 where it is known. */
async function replyTo(state: State, ask: Ask | null, trouble: TroubleKind | undefined): Promise<Reply> {
  const inTrouble = trouble && replyIn(trouble);
  if (inTrouble) return inTrouble;
  if (ask === null) return problem(401, "Bad credentials");
  const { limits } = state;
  const front = frontPage(ask, moodOf(state.troubles));
  if (front) return front;
  if (trouble === "spent") return spentReply(limits, ask.token);
  if (ask.path === "/rate_limit") return limitReply(limits, ask);
  if (/^\/(login|codeload)\//.test(ask.path)) return await answerTo(ask);
  if (isSpent(limits, ask.token)) return spentReply(limits, ask.token);
  const reply = await answerTo(ask);
  const etag = reply.status === 200 && ask.method !== "POST" ? etagOf(bytesOf(reply)) : null;
  const isKnown = etag !== null && (ask.headers["if-none-match"] ?? "").split(/,\s*/).includes(etag);
  if (!isKnown) spend(limits, ask.token);
  const scopes: Record<string, string> =
    ask.token?.kind === "user" ? { "x-oauth-scopes": ask.token.scopes.join(", ") } : {};
  const headers = { ...reply.headers, ...limitHeaders(limits, ask.token), ...scopes, ...(etag ? { etag } : {}) };
  return isKnown ? { status: 304, body: "", headers } : { ...reply, headers };
}

const bytesOf = ({ body }: Reply): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));

function send(response: ServerResponse, reply: Reply, { method, isCut }: { method: string; isCut: boolean }): number {
  const bytes = bytesOf(reply);
  const isEmpty = reply.status === 204 || reply.status === 304;
  response.writeHead(reply.status, {
    ...(isEmpty ? {} : { "content-type": "application/json; charset=utf-8", "content-length": bytes.length }),
    ...reply.headers,
  });
  if (isCut) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  else response.end(isEmpty || method === "HEAD" ? undefined : bytes);
  return reply.status;
}
