import { createHash } from "node:crypto";
import type { Desk, Settings } from "./desk";
import type { Hub } from "./hub";

import type { Repository, Token } from "./world";

/** What is sent: a value becomes JSON, text and bytes go out as they are. */
export type Reply = { status: number; body: unknown; headers?: Record<string, string> };

export type Ask = {
  hub: Hub;
  settings: Settings;
  desk: Desk;
  method: string;
  /** The path without a query, still encoded, and the query. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  /** What a body said, be it JSON or a form. */
  said: Record<string, unknown>;
  /** The parts of the path that its pattern names, decoded. */
  part: (name: string) => string;
  /** Whoever the token belongs to; null is a stranger. */
  token: Token | null;
};

/** A question about one repository that whoever asks may see. */
export type AskOf = Ask & { repository: Repository };

export const ok = (body: unknown, headers?: Record<string, string>): Reply => ({ status: 200, body, headers });

/** An error in the shape that all of GitHub's have. */
export const problem = (status: number, message: string, headers?: Record<string, string>): Reply => ({
  status,
  body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
  headers,
});

export const NOT_FOUND = problem(404, "Not Found");
export const EMPTY = problem(409, "Git Repository is empty.");

const within = (
  text: string | null,
  { least, most, usual }: { least: number; most: number; usual: number },
): number => {
  const number = Number(text ?? usual);
  return Number.isInteger(number) ? Math.min(Math.max(number, least), most) : usual;
};

const perPage = (ask: Ask): number => within(ask.query.get("per_page"), { least: 1, most: 100, usual: 30 });

/** One page of a list by its number, with links to the others in the header that Octokit reads them from. */
export function paged<T>(ask: Ask, all: T[]): { items: T[]; headers: Record<string, string> } {
  const size = perPage(ask);
  const last = Math.max(1, Math.ceil(all.length / size));
  const page = within(ask.query.get("page"), { least: 1, most: 1_000_000, usual: 1 });
  const links: [string, string][] = [];
  if (page > 1) links.push(["prev", String(page - 1)]);
  if (page < last) links.push(["next", String(page + 1)], ["last", String(last)]);
  if (page > 1) links.push(["first", "1"]);
  return { items: all.slice((page - 1) * size, page * size), headers: linksTo(ask, "page", links) };
}

export function listed(ask: Ask, all: unknown[]): Reply {
  const { items, headers } = paged(ask, all);
  return ok(items, headers);
}

/** One page of a list that is read by a cursor: those after, or before, the one with this id. */
export function byCursor<T extends { id: number }>(
  ask: Ask,
  all: T[],
  shown: (one: T) => unknown = (one) => one,
): Reply {
  const size = perPage(ask);
  const place = (cursor: string | null): number => all.findIndex(({ id }) => cursorOf(id) === cursor);
  const [after, before] = [place(ask.query.get("after")), place(ask.query.get("before"))];
  const start = before >= 0 ? Math.max(0, before - size) : after + 1;
  const items = all.slice(start, before >= 0 ? before : start + size);
  const [first, last] = [items[0], items.at(-1)];
  const links: [string, string, string][] = [];
  if (first && start > 0) links.push(["prev", "before", cursorOf(first.id)]);
  if (last && start + items.length < all.length) links.push(["next", "after", cursorOf(last.id)]);
  const headers = links.map(([rel, name, value]) => linksTo(ask, name, [[rel, value]]).link ?? "");
  return ok(items.map(shown), headers.length > 0 ? { link: headers.join(", ") } : {});
}

const cursorOf = (id: number): string => Buffer.from(`cursor:${id}`).toString("base64url");

function linksTo(ask: Ask, name: string, links: [string, string][]): Record<string, string> {
  if (links.length === 0) return {};
  const to = (value: string) => {
    const query = new URLSearchParams(ask.query);
    for (const cursor of ["after", "before"]) if (cursor !== name) query.delete(cursor);
    query.set(name, value);
    return `${ask.hub.api}${ask.path}?${query}`;
  };
  return { link: links.map(([rel, value]) => `<${to(value)}>; rel="${rel}"`).join(", ") };
}

/** A part of a path as it was meant; what was badly encoded stays as it came. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const etagOf = (bytes: Buffer): string => `W/"${createHash("sha256").update(bytes).digest("hex")}"`;
