import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
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

/** The one place that a command reads, of the words that follow its name. */
export function onePlace([place, ...others]: string[]): string {
  if (!place || others.length > 0) throw new UsedWrongly("Name one file, one address, or - for standard input.");
  return place;
}

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

/** The same, unpacked where they are gzip; refuses what is more than `mostBytes` then. */
export async function unpackedAt(place: string, mostBytes: number): Promise<Uint8Array> {
  const bytes = await bytesAt(place, mostBytes);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return promisify(gunzip)(bytes, { maxOutputLength: mostBytes }).catch(() => {
    const what = place === "-" ? "Standard input" : place;
    throw new Error(`${what} cannot be unpacked: it is broken, or holds more than ${mostBytes / 1e6} MB.`);
  });
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
