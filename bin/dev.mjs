import { install, withTypeScript } from "./install.mjs";

install();
process.env.NODE_ENV ??= "development";
process.env.PALIO_MODE ??= "development";
await withTypeScript();
const { start } = await import("./serve.ts");
const { createServer } = await import("vite");
await start(await createServer({ server: { middlewareMode: true } }));
