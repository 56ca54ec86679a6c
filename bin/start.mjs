import { build, install, withTypeScript } from "./install.mjs";

install();
// Prisma asks one connection for several rows at once, which pg tolerates with a warning that no operator can act on.
process.noDeprecation = true;
build();
process.env.NODE_ENV ??= "production";
await withTypeScript();
const { start } = await import("./serve.ts");
await start();
