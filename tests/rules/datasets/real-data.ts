import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readTable } from "~/datasets/reading/read-table";
import type { TableReading } from "~/datasets/reading/table";

const root = path.resolve(import.meta.dirname, "../../..");
const folder = path.resolve(root, process.env.PALIO_REAL_DATA ?? "../shared/data", "opendata");

/** True where the real catalogues and files are not on this machine: the tests that need them skip. */
export const isAbsent = !existsSync(path.join(folder, "index.json"));

const Index = z.object({
  files: z.array(z.object({ file: z.string(), kind: z.string(), facts: z.record(z.string(), z.unknown()) })),
});

/** A real file with the facts that were checked about it. */
export type RealFile = z.infer<typeof Index>["files"][number];

/** Every real file whose kind matches, in the order of the index; none where the data is absent. */
export function realFiles(kind: RegExp): RealFile[] {
  if (isAbsent) return [];
  const index = Index.parse(JSON.parse(readFileSync(path.join(folder, "index.json"), "utf8")));
  return index.files.filter((file) => kind.test(file.kind));
}

export const realBytes = (file: string): Uint8Array => readFileSync(path.join(folder, file));

const readings = new Map<string, TableReading>();

/** A real file read as a table, once for all tests of a file. */
export async function realTable(file: string): Promise<TableReading> {
  const before = readings.get(file);
  if (before) return before;
  const read = await readTable({ fileName: file, mediaType: "", bytes: realBytes(file) });
  if (!read.ok) throw new Error(`${file}: ${read.refusal.message}`);
  readings.set(file, read.value);
  return read.value;
}

/** A fact as it stands in the index, checked against what was read. */
export type Check<Around> = (fact: unknown, around: Around) => void | Promise<void>;

/** Checks every fact; one of no known name fails the test. Answers how many there were. */
export async function holdEveryFact<Around>(
  facts: Record<string, unknown>,
  checks: Record<string, Check<Around>>,
  around: Around,
): Promise<number> {
  for (const [name, fact] of Object.entries(facts)) {
    const check = checks[name];
    if (!check) throw new Error(`no check for the fact “${name}”`);
    await check(fact, around);
  }
  return Object.keys(facts).length;
}
