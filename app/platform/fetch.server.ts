import { lookup } from "node:dns/promises";
import type { Result } from "~/kernel/result";
import { config } from "./config.server";
import { type Answer, type Asking, type Door, doorWith } from "./fetch/door.server";
import {
  conditional,
  dismiss,
  type Fetched,
  type FetchedFile,
  headOf,
  intoFile,
  intoMemory,
  type LookedAt,
  type Marks,
  type Progress,
  type Said,
  statedBytes,
  whatWasSaid,
} from "./fetch/reading.server";
import { incomingFile } from "./storage/incoming.server";

export type { Fetched, FetchedFile, LookedAt, Marks, Progress, Said };

/** Connecting 10 s, silence 30 s, 120 s in all. */
const TIMES = { connectMs: 10_000, idleMs: 30_000, totalMs: 120_000 };

const ours: { wide?: Door; quick?: Door } = {};
function door(kind: "wide" | "quick"): Door {
  const { fetchAllow, origin } = config();
  const settings = {
    lookup: (host: string) => lookup(host, { all: true }),
    allow: fetchAllow,
    ports: ["80", "443"],
    userAgent: origin.startsWith("https:") ? `Palio (+${origin})` : "Palio",
    ...TIMES,
  };
  ours[kind] ??= doorWith(kind === "wide" ? settings : { ...settings, totalMs: 30_000 });
  return ours[kind];
}

/**
 * Reads an address that a person typed into memory: for what is small, such as catalogues. Only the public internet
 * is asked (see `doorWith`), at most `mostBytes` are read, counted after decompression. Refuses in words, also where
 * the server answers with anything but success.
 */
export const fetchPublic = (address: string, mostBytes: number): Promise<Result<Fetched>> =>
  door("wide")(address, {}, (answer) => intoMemory(answer, mostBytes));

/**
 * Reads an address that a person typed into a temporary file, of which no more than a few pieces are ever in memory.
 * With the marks of a copy held already (`etag`, `lastModified`) the answer may be `unchanged`, without a file.
 * `onProgress` hears of every piece; `signal` cancels. The file lies beside the stored ones, or at `into`, and the
 * caller removes it: `await fetched.value.remove()`.
 */
export const fetchPublicToFile = (
  address: string,
  {
    mostBytes,
    into,
    onProgress,
    signal,
    ...marks
  }: Marks & { mostBytes: number; into?: string; onProgress?: (at: Progress) => void; signal?: AbortSignal },
): Promise<Result<FetchedFile>> =>
  door("wide")(address, { headers: conditional(marks), signal }, async (answer) =>
    intoFile(answer, { mostBytes, file: into ?? (await incomingFile()), onProgress }),
  );

/**
 * Asks how an address is, without its body: HEAD, or where a server refuses that the first byte by GET. Any status
 * is an answer here (404, 503 …); a refusal tells that none came. At most 30 s each. `whyNotNow` is asked before every
 * question to a host.
 */
export async function lookAt(
  address: string,
  { signal, whyNotNow, ...marks }: Marks & Pick<Asking, "signal" | "whyNotNow"> = {},
): Promise<Result<LookedAt>> {
  const headers = conditional(marks);
  const look = async (answer: Answer): Promise<LookedAt> => {
    dismiss(answer);
    return { ...headOf(answer), bytes: statedBytes(answer), unchanged: answer.status === 304 };
  };
  const head = await door("quick")(address, { method: "HEAD", headers, signal, whyNotNow }, look);
  const isTold = head.ok ? head.value.status < 400 : !MAY_ANSWER_GET.has(head.refusal.code);
  if (isTold) return head;
  return door("quick")(address, { headers: { ...headers, range: "bytes=0-0" }, signal, whyNotNow }, look);
}

/** So much is read of what an address that the operator named answers. */
const MOST_SAID = 100_000;

/**
 * Sends a text to an address that the operator named. Any status is an answer; a refusal tells that none came, or one too
 * long to be an answer. It goes to that address alone: no redirect is followed. At most 30 s.
 */
export const sendTo = (
  address: string,
  { method, text }: { method: "PUT" | "POST"; text: string },
): Promise<Result<Said>> =>
  door("quick")(address, { method, body: text, headers: { "content-type": "text/plain; charset=utf-8" } }, (answer) =>
    whatWasSaid(answer, MOST_SAID),
  );

/** Reads what an address that the operator named says. Any status is an answer. At most 30 s. */
export const readNamed = (address: string): Promise<Result<Said>> =>
  door("quick")(address, {}, (answer) => whatWasSaid(answer, MOST_SAID));

/** Servers that do not know HEAD refuse it, break off, or never end. */
const MAY_ANSWER_GET = new Set(["bad-answer", "unreachable", "timeout"]);
