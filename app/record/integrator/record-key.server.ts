import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Client } from "pg";
import { ok, type Result, refuse } from "~/kernel/result";
import { config } from "~/platform/config.server";
import {
  newSignerKey,
  readSignerKey,
  type SignerKey,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from "../log/note";

/** The key that signs for the record, and those before it that still sign too while people learn of the change. */
export type SignerKeys = [SignerKey, ...SignerKey[]];

/**
 * The keys that sign, out of the one file that holds them: a line each, the newest first. The first start makes it.
 * Refused where the file lacks the key that signed last: a second key that nobody introduced would begin a second
 * history.
 */
export async function signerKeys(client: Client): Promise<Result<SignerKeys>> {
  const file = config().recordKeyFile;
  const { rows } = await client.query<{ id: string }>("SELECT id FROM record_key ORDER BY since DESC, id LIMIT 1");
  const last = rows[0]?.id;
  const text = await readFile(file, "utf8").catch(absent);
  if (text === null && last !== undefined)
    return refuse("no-key", `The key ${last}, which signs the record, is not in ${file}. Bring the file back.`);
  const read = text === null ? ok<SignerKeys>([await firstKey(file)]) : keysIn(text);
  if (!read.ok) return refuse(read.refusal.code, `${file}: ${read.refusal.message}`);
  if (last !== undefined && !read.value.some(({ id }) => id === last))
    return refuse("other-key", `${file} does not hold the key ${last}, which signed the record last.`);
  for (const key of [...read.value].reverse())
    await client.query("INSERT INTO record_key (id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      key.id,
      verifierKeyText(verifierKeyOf(key)),
    ]);
  return read;
}

function keysIn(text: string): Result<SignerKeys> {
  const keys: SignerKey[] = [];
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const read = readSignerKey(line.trim());
    if (!read.ok) return read;
    keys.push(read.value);
  }
  const [first, ...others] = keys;
  if (!first) return refuse("not-a-key", "It holds no key.");
  if (others.some(({ name }) => name !== first.name)) return refuse("other-log", "Its keys are of several records.");
  return ok([first, ...others]);
}

/** The record keeps the name that it got here, also when the site moves: it is what its key and checkpoints go by. */
async function firstKey(file: string): Promise<SignerKey> {
  const key = newSignerKey(`${new URL(config().origin).host}/record`);
  await writeKeys(file, [key]);
  return key;
}

/** Written beside its place, so that no half file ever holds the only copy of a key; readable by its owner alone. */
async function writeKeys(file: string, keys: SignerKey[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await rm(`${file}.next`, { force: true });
  const handle = await open(`${file}.next`, "wx", 0o600);
  try {
    await handle.writeFile(`${keys.map(signerKeyText).join("\n")}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.next`, file);
}

/** Puts another key before those that sign; all of them sign from the next checkpoint on. Answers the key to hand on. */
export async function rotateKey(): Promise<string> {
  const file = config().recordKeyFile;
  const read = keysIn(await readFile(file, "utf8"));
  if (!read.ok) throw new Error(`${file}: ${read.refusal.message}`);
  const key = newSignerKey(read.value[0].name);
  await writeKeys(file, [key, ...read.value]);
  return verifierKeyText(verifierKeyOf(key));
}

const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === "ENOENT") return null;
  throw error;
};
