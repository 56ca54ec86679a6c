import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { ok, type Refusal, type Result, refused } from "~/kernel/result";
import { addressIn, hostOf, isAllowed, isPublicAddress, type Limits, NOT_PUBLIC, whyNotAsk } from "./addresses";
import { Stopped } from "./body.server";
import { refusalOf } from "./why-not-fetched";

const MOST_REDIRECTS = 3;
const MOST_HEADER_BYTES = 16_384;

/** All addresses of a name, as the system's resolver gives them. */
export type Lookup = (host: string) => Promise<LookupAddress[]>;

/** What a door needs to know; times are milliseconds. */
export type DoorSettings = Limits & {
  lookup: Lookup;
  userAgent: string;
  connectMs: number;
  idleMs: number;
  totalMs: number;
};

export type Asking = {
  method?: "GET" | "HEAD" | "PUT" | "POST";
  /** What is sent: to this address alone, so that a redirect is the answer. */
  body?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Asked before every question, those of redirects too: why this host may not be asked now, or null. */
  whyNotNow?: (host: string) => Promise<Refusal | null>;
};

/** An answer whose body has not been read. `url` is where the redirects ended; header names are lower-case. */
export type Answer = { status: number; url: string; header(name: string): string; body: Readable };

/** The door: asks an address and gives what `read` makes of the answer. The time allowed covers the reading too. */
export type Door = <T>(address: string, asking: Asking, read: (answer: Answer) => Promise<T>) => Promise<Result<T>>;

/**
 * The one door out, as a function of its resolver. An address is checked as it is written, then every address its
 * name leads to, then the one the socket is connected to; redirects are followed by hand and each is a new address.
 * No cookie, token, proxy or connection of an earlier question is used. Nothing is thrown for what a server does or
 * is: it is refused in words.
 */
export function doorWith(settings: DoorSettings): Door {
  const agent = agentWith(settings);
  return async (address, { method = "GET", body, headers = {}, signal, whyNotNow }, read) => {
    const deadline = AbortSignal.timeout(settings.totalMs);
    const ends = signal ? AbortSignal.any([deadline, signal]) : deadline;
    const askOnce = async (url: URL) => {
      const notNow = await whyNotNow?.(hostOf(url));
      if (notNow) throw new Stopped(notNow.code, notNow.message);
      return agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        body,
        signal: ends,
        headers: {
          "user-agent": settings.userAgent,
          accept: "*/*",
          "accept-encoding": "gzip, deflate, br",
          ...headers,
        },
      });
    };
    try {
      return ok(await read(await lastAnswer(address, askOnce, { ...settings, isSent: body !== undefined })));
    } catch (error) {
      return refused(refusalOf(error, { isOverTime: deadline.aborted, isCancelled: signal?.aborted ?? false }));
    }
  };
}

async function lastAnswer(
  address: string,
  askOnce: (url: URL) => Promise<Dispatcher.ResponseData>,
  { isSent, ...limits }: Limits & { isSent: boolean },
): Promise<Answer> {
  let url = whatMayBeAsked(address, limits);
  for (let hop = 0; ; hop++) {
    const answer = await askOnce(url);
    const header = (name: string): string => String(answer.headers[name] ?? "").trim();
    const next = header("location");
    if (isSent || ![301, 302, 303, 307, 308].includes(answer.statusCode) || next === "")
      return { status: answer.statusCode, url: url.href, header, body: answer.body };
    answer.body.on("error", () => {}).destroy();
    if (hop === MOST_REDIRECTS) throw new Stopped("too-many-redirects", "The address redirects more than three times.");
    const to = whatMayBeAsked(URL.canParse(next, url) ? new URL(next, url).href : next, limits);
    if (url.protocol === "https:" && to.protocol === "http:")
      throw new Stopped(
        "downgrade",
        "The address redirects from https to http, where anyone on the way can change it.",
      );
    url = to;
  }
}

function whatMayBeAsked(address: string, limits: Limits): URL {
  const url = addressIn(address);
  const refusal = url instanceof URL ? whyNotAsk(url, limits) : url;
  if (refusal) throw new Stopped(refusal.code, refusal.message);
  return url as URL;
}

/** Every question has a connection of its own, so that every question is looked up and checked. */
const agentWith = ({ lookup, allow, connectMs, idleMs }: DoorSettings): Agent =>
  new Agent({
    pipelining: 0,
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    connect: (options, callback) => {
      const isOpen = (address: string): boolean => isAllowed(options, allow) || isPublicAddress(address);
      const dial = buildConnector({
        timeout: connectMs,
        lookup: checkedLookup(lookup, isOpen),
      } as buildConnector.BuildOptions);
      checkedDial(dial, isOpen)(options, callback);
    },
  });

/** The last look: a socket that turns out to be connected elsewhere is closed before a byte is sent. */
export const checkedDial =
  (dial: buildConnector.connector, isOpen: (address: string) => boolean): buildConnector.connector =>
  (options, callback) =>
    dial(options, (error, socket) => {
      if (error) return callback(error, null);
      if (socket.remoteAddress && isOpen(socket.remoteAddress)) return callback(null, socket);
      socket.destroy();
      return callback(new Stopped("address-refused", NOT_PUBLIC), null);
    });

/**
 * The look-up that a socket uses: what it answers is what is connected to, so no second answer of a name server
 * comes between. A name that leads to any address that is not open is refused whole.
 */
function checkedLookup(lookup: Lookup, isOpen: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    lookup(hostOf({ hostname: host })).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isOpen(address)))
          return callback(new Stopped("address-refused", NOT_PUBLIC), "", 0);
        return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };
}
