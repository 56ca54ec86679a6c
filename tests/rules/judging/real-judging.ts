import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const folder = path.resolve(root, process.env.PALIO_REAL_DATA ?? "../shared/data", "judging");

/** True where the real juries and their published answers are not on this machine: the tests that need them skip. */
export const isAbsent = !existsSync(folder);

/** A test's name, which says so where it skips. */
export const label = (name: string): string => (isAbsent ? `${name} (needs the shared data, absent here)` : name);

export const realJson = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
