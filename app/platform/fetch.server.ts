import dns from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector, request } from "undici";
import { ok, type Result, refuse } from "~/kernel/result";
import { bytesText } from "~/kernel/text";
import { config } from "./config.server";

export type Fetched = { status: number; type: string; bytes: Uint8Array; url: string };

const MOST_REDIRECTS = 3;

/** Whether an IP literal may be connected to: public unicast, or on the operator's list. IPv4 inside IPv6 is unwrapped. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  if (config().fetchAllow.includes(address)) return true;
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast";
}

class Blocked extends Error {}

const guardedLookup: LookupFunction = (host, options, callback) => {
  dns.lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, "", 0);
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const first = open[0];
    if (!first) return callback(new Blocked(`${host} is not a public address`), "", 0);
    return options.all
      ? (callback as unknown as (e: null, a: dns.LookupAddress[]) => void)(null, open)
      : callback(null, first.address, first.family);
  });
};

const connect = buildConnector({ lookup: guardedLookup, timeout: 10_000 } as buildConnector.BuildOptions);
const agent = new Agent({
  // The third look: what the socket is really connected to.
  connect: (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      if (socket.remoteAddress && isPublicAddress(socket.remoteAddress)) return callback(null, socket);
      socket.destroy();
      return callback(new Blocked("not a public address"), null);
    }),
});

function whyNotFetch(url: URL): string | null {
  if (url.protocol !== "http:" && url.protocol !== "https:") return "Only http and https addresses can be read.";
  if (url.username || url.password) return "An address with a password in it is not read.";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isAllowed = config().fetchAllow.includes(host);
  if (url.port !== "" && !isAllowed) return "Only the usual ports, 80 and 443, can be read.";
  if (ipaddr.isValid(host) && !isPublicAddress(host)) return "That address is not on the public internet.";
  return null;
}

/**
 * Reads an address that a person typed: public unicast only (checked on the literal, the look-up and the connected
 * socket), ports 80 and 443, three redirects each checked again, no cookies or tokens, at most `mostBytes` counted
 * after decompression, 120 s in all. Refuses in words.
 */
export async function fetchPublic(address: string, mostBytes: number): Promise<Result<Fetched>> {
  let url = URL.canParse(address) ? new URL(address) : null;
  const deadline = AbortSignal.timeout(120_000);
  for (let hop = 0; url && hop <= MOST_REDIRECTS; hop++) {
    const why = whyNotFetch(url);
    if (why) return refuse("address-refused", why);
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal: deadline,
        headers: { "user-agent": "Palio (+https://github.com/palio)", accept: "*/*" },
      });
      const next = answer.headers.location;
      if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof next === "string") {
        await answer.body.dump();
        url = URL.canParse(next, url) ? new URL(next, url) : null;
        continue;
      }
      if (answer.statusCode >= 400) {
        await answer.body.dump();
        return refuse("bad-answer", `The address answered ${answer.statusCode}.`);
      }
      const bytes = await readUpTo(answer.body, mostBytes);
      if (!bytes) return refuse("too-large", `The file is larger than ${bytesText(mostBytes)}.`);
      return ok({
        status: answer.statusCode,
        type:
          String(answer.headers["content-type"] ?? "")
            .split(";")[0]
            ?.trim() ?? "",
        bytes,
        url: url.href,
      });
    } catch (error) {
      return refuse("unreachable", reasonOf(error));
    }
  }
  return url
    ? refuse("too-many-redirects", "The address redirects more than three times.")
    : refuse("no-address", "That is not an address.");
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error;
  if (cause instanceof Blocked) return "That address is not on the public internet.";
  const code = (cause as { code?: string }).code ?? "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "No server of that name was found.";
  if ((error as Error).name === "TimeoutError" || code.includes("TIMEOUT"))
    return "The server took too long to answer.";
  return "The server could not be reached.";
}

async function readUpTo(body: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
