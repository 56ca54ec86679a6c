// The thread that reads files (app/datasets/profile): TypeScript has to be understood before its code is loaded.
import { withTypeScript } from "./install.mjs";

await withTypeScript();
await import("../app/datasets/profile/profile-worker.server.ts");
