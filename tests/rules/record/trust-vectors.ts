import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";

const root = path.resolve(import.meta.dirname, "../../..");
const folder = path.resolve(root, process.env.PALIO_REAL_DATA ?? "../shared/data", "trust");

/** True where the published test vectors are not on this machine: the tests that need them skip. */
export const isAbsent = !existsSync(path.join(folder, "merkle-rfc6962"));

/** A test's name, with why it is skipped where it is. */
export const label = (name: string): string => (isAbsent ? `${name} (needs the shared vectors, absent here)` : name);

export const vectorFile = (file: string): Buffer => readFileSync(path.join(folder, file));

export const vectors = <Shape extends z.ZodType>(file: string, shape: Shape): z.infer<Shape> =>
  shape.parse(JSON.parse(vectorFile(file).toString()));

/** Every file below a folder of the vectors, by its path from there. */
export const vectorFolder = (name: string): Map<string, Buffer> =>
  new Map(
    readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => path.relative(path.join(folder, name), path.join(file.parentPath, file.name)))
      .map((file) => [file.split(path.sep).join("/"), vectorFile(path.join(name, file))]),
  );
