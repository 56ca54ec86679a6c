import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "#generated/client";
import type { Result } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { config } from "./config.server";
import { holdBack, letGo } from "./outbox.server";
import { statementName } from "./statement.server";

export type Tx = Prisma.TransactionClient;
export { Prisma };

type Shared = { client?: PrismaClient; queries: number };
// One client a process, though the server's own code and Remix's bundle each hold a copy of this module.
const processWide = globalThis as { [key: symbol]: Shared | undefined };
const key = Symbol.for("palio.database");
processWide[key] ??= { queries: 0 };
const shared = processWide[key];

function connect(): PrismaClient {
  const { database, mode } = config();
  const adapter = new PrismaPg(
    {
      connectionString: database.url,
      max: database.pool,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      application_name: "palio",
    },
    { onPoolError: () => {}, statementNameGenerator: statementName },
  );
  const options = { adapter, transactionOptions: { maxWait: 5_000, timeout: 15_000 } };
  if (mode !== "test") return new PrismaClient(options);
  const counted = new PrismaClient({ ...options, log: [{ emit: "event", level: "query" }] });
  counted.$on("query", () => {
    shared.queries += 1;
  });
  return counted as unknown as PrismaClient;
}

/** The database, for reads and single writes. Connects on first use. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    shared.client ??= connect();
    const value = Reflect.get(shared.client, property);
    return typeof value === "function" ? value.bind(shared.client) : value;
  },
});

export async function closeDatabase(): Promise<void> {
  await shared.client?.$disconnect();
  shared.client = undefined;
}

/** How many statements this process has sent; counted in tests only. */
export const queriesSoFar = (): number => shared.queries;

class Refused extends Error {
  constructor(readonly result: Result<never>) {
    super("refused");
  }
}

/**
 * Runs a verb's work in one transaction (read committed). A refusal rolls back whatever was written before it,
 * so a verb may ask its last question late. What it leaves for others (acts, letters, jobs) is written at its end.
 */
export async function transaction<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await db.$transaction(async (tx) => {
      holdBack(tx);
      const result = await work(tx);
      if (!result.ok) throw new Refused(result);
      await letGo(tx);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    throw error;
  }
}

/** The database's clock: the only one that decides. */
export async function now(on: Tx | PrismaClient = db): Promise<Instant> {
  const [row] = await on.$queryRaw<{ now: Date }[]>`SELECT palio_now() AS now`;
  if (!row) throw new Error("the database told no time");
  return row.now;
}

/** Whether an error is a broken unique key, and (where told) one that names this column or index. */
export function isTaken(error: unknown, field?: string): boolean {
  const known = error as { code?: string; meta?: unknown; message?: string };
  if (known?.code !== "P2002" && !/23505/.test(`${known?.code} ${JSON.stringify(known?.meta ?? "")}`)) return false;
  return field === undefined || `${JSON.stringify(known.meta ?? "")} ${known.message ?? ""}`.includes(field);
}
