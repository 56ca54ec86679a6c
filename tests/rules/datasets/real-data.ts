import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

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
