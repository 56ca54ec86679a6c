// The thread that reads files (app/datasets/profile): as it was built, or, where nothing is built, as it is written.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../build/worker/profile-worker.server.js", import.meta.url);
if (process.env.NODE_ENV === "production" && existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  const { withTypeScript } = await import("./install.mjs");
  await withTypeScript();
  await import("../app/datasets/profile/profile-worker.server.ts");
}
