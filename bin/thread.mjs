// A thread of the program, named by its file in app/: as it was built, or, where nothing is built, as it is written.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const name = process.argv[2];
const built = new URL(`../build/worker/${path.posix.basename(name)}.js`, import.meta.url);
if (process.env.NODE_ENV === "production" && existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  const { withTypeScript } = await import("./install.mjs");
  await withTypeScript();
  await import(`../app/${name}.ts`);
}
