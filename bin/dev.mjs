import { install, withTypeScript } from "./install.mjs";

install();
process.env.NODE_ENV ??= "development";
process.env.PALIO_MODE ??= "development";
await withTypeScript();
let github = null;
// Set before anything reads the settings; a .env file does not win over what is set.
if (process.argv.includes("--github")) {
  const { RECORD_REPOSITORY, startTownGithub } = await import("../tests/support/fakes/github/town.ts");
  const { generateKeyPairSync } = await import("node:crypto");
  const pem = {
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  };
  const key = generateKeyPairSync("rsa", { modulusLength: 2048, ...pem });
  github = await startTownGithub();
  const { url, hub, settings } = github;
  settings.publicKey = key.publicKey;
  process.env.GITHUB_URL = url;
  process.env.GITHUB_API_URL = url;
  process.env.GITHUB_CLIENT_ID = settings.clientId;
  process.env.GITHUB_CLIENT_SECRET = settings.clientSecret;
  process.env.GITHUB_APP_ID = String(settings.appId);
  process.env.GITHUB_APP_KEY = key.privateKey;
  process.env.GITHUB_APP_SLUG = "palio";
  process.env.RECORD_REPOSITORY = RECORD_REPOSITORY;
  process.env.GITHUB_TOKEN = hub.token("palio");
  process.env.GITHUB_WEBHOOK_SECRET = "the-secret-of-the-loopback";
  process.env.FETCH_ALLOW = [process.env.FETCH_ALLOW, "127.0.0.1"].filter(Boolean).join(",");
  process.stdout.write(`GitHub is played on ${url}, where a page lets you push, rename and break things.\n`);
}
const { start } = await import("./serve.ts");
const { createServer } = await import("vite");
await start(await createServer({ server: { middlewareMode: true } }));
if (github) {
  const { config } = await import("../app/platform/config.server.ts");
  github.deliverTo(`${config().origin}/webhooks/github`, "the-secret-of-the-loopback");
}
