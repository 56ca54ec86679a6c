import { readFile } from "node:fs/promises";
import type { EmbeddedPostgres } from "~/platform/postgres/embedded.server";

/** What `palio NAME` does: the answer is the exit status, 0 done, 1 the input is bad or the answer is no. */
export type Command = { summary: string; usage: string; run(args: string[]): Promise<number> };

/** Thrown where the words of a call are off: exit status 2. */
export class UsedWrongly extends Error {
  readonly code = "ERR_PARSE_ARGS";
}

/** A sentence for people: standard error, so that standard output is the answer alone. */
export const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** The answer: words for people, or with `--json` one JSON document. */
export const answer = (text: string): void => void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);

/** The bytes of a file, of standard input for `-`, or of an http(s) address through the one door out. */
export async function bytesAt(place: string, mostBytes: number): Promise<Uint8Array> {
  if (/^https?:\/\//i.test(place)) {
    const { fetchPublic } = await import("~/platform/fetch.server");
    const fetched = await fetchPublic(place, mostBytes);
    if (!fetched.ok) throw new Error(fetched.refusal.message);
    return fetched.value.bytes;
  }
  if (place !== "-") return readFile(place).catch(() => Promise.reject(new Error(`${place} cannot be read.`)));
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Runs work with the database found (or started), migrated, and left as it was. */
export async function withDatabase(work: (embedded: EmbeddedPostgres | null) => Promise<void>): Promise<number> {
  const { findDatabase } = await import("../serve.ts");
  const embedded = await findDatabase();
  const { config } = await import("~/platform/config.server");
  const { migrate } = await import("~/platform/migrate.server");
  const { closeDatabase } = await import("~/platform/database.server");
  try {
    const applied = await migrate(config().database.url);
    for (const name of applied) say(`Applied ${name}.`);
    await work(embedded);
  } finally {
    await closeDatabase();
    if (embedded?.wasStarted) await embedded.stop();
  }
  return 0;
}
