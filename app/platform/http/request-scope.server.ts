import { AsyncLocalStorage } from "node:async_hooks";
import type { Instant } from "~/kernel/time";
import { now as databaseNow } from "../database.server";

type Scope = Map<unknown, unknown>;
// Shared by the server's own code and Remix's bundle, which each hold a copy of this module.
const shared = globalThis as { [key: symbol]: AsyncLocalStorage<Scope> | undefined };
const key = Symbol.for("palio.request");
shared[key] ??= new AsyncLocalStorage<Scope>();
const scope = shared[key];

/** Runs a request in a scope of its own. */
export const inRequest = <T>(work: () => T): T => scope.run(new Map(), work);

/** The answer to a question that several loaders of one page ask, asked once. */
export function once<T>(key: unknown, ask: () => Promise<T>): Promise<T> {
  const known = scope.getStore();
  if (!known) return ask();
  if (!known.has(key)) known.set(key, ask());
  return known.get(key) as Promise<T>;
}

/** The database's time, one for all that a page says. */
export const now = (): Promise<Instant> => once("now", () => databaseNow());

/** The same, where a statement has told it on its way: the page need not ask. */
export const nowIs = (told: Instant): Promise<Instant> => once("now", async () => told);
