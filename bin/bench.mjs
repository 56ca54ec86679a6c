import { build, install, withTypeScript } from "./install.mjs";

install();
build();
process.env.NODE_ENV = "production";
await withTypeScript();
const { benchPages } = await import("../bench/pages.ts");
await benchPages().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
// A server that is still up after a failure would keep the command from ending.
process.exit();
