import type { NextFunction, Request, Response } from "express";

type Kept = { until: number; status: number; headers: [string, string | number | string[]][]; body: Buffer };

const MOST_PAGES = 500;
const kept = new Map<string, Kept>();

/**
 * Keeps public pages for as long as their own `Cache-Control: public, s-maxage` says, for visitors without a session.
 * One process's memory: a second process keeps its own, and each is at most s-maxage seconds behind.
 */
export function pageCache(isPersonal: (request: Request) => boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const mayKeep = request.method === "GET" && !isPersonal(request);
    const key = request.originalUrl;
    const known = mayKeep ? kept.get(key) : undefined;
    if (known && known.until > Date.now()) {
      for (const [name, value] of known.headers) response.setHeader(name, value);
      response.status(known.status).end(known.body);
      return;
    }
    if (mayKeep) record(key, response);
    next();
  };
}

function record(key: string, response: Response): void {
  const parts: Buffer[] = [];
  const write = response.write.bind(response) as (chunk: unknown, ...rest: unknown[]) => boolean;
  const end = response.end.bind(response) as (chunk?: unknown, ...rest: unknown[]) => Response;
  // Asked at the first bytes, when the headers are known: a large download is passed on, not gathered.
  let isKept: boolean | undefined;
  const take = (chunk: unknown) => {
    isKept ??= secondsOf(response) > 0;
    if (!isKept) return;
    if (typeof chunk === "string") parts.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
  };
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    take(chunk);
    return write(chunk, ...rest);
  }) as typeof response.write;
  response.end = ((chunk?: unknown, ...rest: unknown[]) => {
    if (typeof chunk !== "function") take(chunk);
    if (isKept)
      keep(key, {
        until: Date.now() + secondsOf(response) * 1000,
        status: 200,
        headers: headersOf(response),
        body: Buffer.concat(parts),
      });
    return end(chunk, ...rest);
  }) as typeof response.end;
}

function secondsOf(response: Response): number {
  if (response.statusCode !== 200 || response.hasHeader("Set-Cookie")) return 0;
  return Number(/public.*s-maxage=(\d+)/.exec(String(response.getHeader("Cache-Control") ?? ""))?.[1] ?? 0);
}

const headersOf = (response: Response): Kept["headers"] =>
  Object.entries(response.getHeaders()).flatMap(([name, value]) =>
    value === undefined || name === "content-encoding" || name === "transfer-encoding" ? [] : [[name, value]],
  );

function keep(key: string, page: Kept): void {
  if (kept.size >= MOST_PAGES) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, page);
}
