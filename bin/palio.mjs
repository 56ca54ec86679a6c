#!/usr/bin/env node
import { install, withTypeScript } from "./install.mjs";

install();
// Prisma asks one connection for several rows at once, which pg tolerates with a warning that no operator can act on.
process.noDeprecation = true;
await withTypeScript();
const { palio } = await import("./commands.ts");
process.exitCode = await palio(process.argv.slice(2));
