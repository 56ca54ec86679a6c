import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isOpenHouse, parseConfig } from "~/platform/config.server";

const production = {
  DATABASE_URL: "postgresql://palio:x@db.example.org/palio",
  ORIGIN: "https://palio.example.org",
  PALIO_SECRET: "x".repeat(40),
  SMTP_URL: "smtp://mail.example.org",
};

test("without any setting Palio is the demonstration, on this machine only", () => {
  const config = parseConfig({});
  expect(config).toMatchObject({ mode: "demonstration", host: "127.0.0.1", origin: "http://localhost:3000" });
  expect(isOpenHouse(config)).toBe(true);
});

test("with a database address Palio is the production server, and nobody can enter as anyone", () => {
  const config = parseConfig(production);
  expect(config).toMatchObject({ mode: "production", origin: "https://palio.example.org", isSecure: true });
  expect(isOpenHouse(config)).toBe(false);
});

test("a demonstration that listens to other machines shows no doors to enter by", () => {
  expect(isOpenHouse(parseConfig({ HOST: "0.0.0.0" }))).toBe(false);
});

test("production names every setting that is missing or the demonstration's", () => {
  const start = () => parseConfig({ DATABASE_URL: production.DATABASE_URL });
  for (const name of ["PALIO_SECRET", "ORIGIN", "SMTP_URL"]) expect(start).toThrow(`${name} must be set in production`);
});

test("a demonstration under a name that others can reach shows no doors to enter by", () => {
  expect(isOpenHouse(parseConfig({ ORIGIN: "https://demo.example.org", TRUST_PROXY: "loopback" }))).toBe(false);
  expect(isOpenHouse(parseConfig({ ORIGIN: "http://127.0.0.1:4000" }))).toBe(true);
});

test.each([
  ["PALIO_MODE", "prod", "must be demonstration, development, test or production"],
  ["PORT", "many", "must be a whole number"],
  ["PORT", "70000", "must be at most 65535"],
  ["DATABASE_URL", "db", "must be an address, such as postgresql://"],
  ["DATABASE_URL", "mysql://db.example.org/palio", "must be an address, such as postgresql://"],
  ["DATABASE_POOL", "1", "must be at least 2"],
  ["ORIGIN", "palio", "must be an address without a path"],
  ["ORIGIN", "localhost:3000", "must be an address without a path"],
  ["ORIGIN", "https://example.org/palio", "must be an address without a path"],
  ["HOST", "999.1.1.1", "must be an interface to listen on"],
  ["TRUST_PROXY", "true", "must be loopback, or the proxy's addresses"],
  ["PALIO_SECRET", "short", "must have at least 32 characters"],
  ["REVIEW_MINUTES", "0", "must be at least 1"],
  ["SITE_NAME", "x".repeat(61), "must have at most 60 characters"],
  ["TIME_ZONE", "Rome", "must be a time zone"],
  ["SMTP_URL", "mail.example.org:587", "must be an address, such as smtp://"],
  ["MAIL_FROM", "nobody", "must be a mail address"],
  ["GITHUB_API_URL", "ftp://example.org", "must be an address, such as https://"],
  ["GITHUB_URL", "https://github.example.org/api", "must be an address without a path"],
  ["GITHUB_TOKEN", "two words", "must be one word"],
  ["GITHUB_WEBHOOK_SECRET", "short", "must be a secret of at least 16 characters"],
  ["GITHUB_WEBHOOK_SECRET", "one-of-16-letters,short", "must be a secret of at least 16 characters"],
  ["GITHUB_WEBHOOK_SECRET", "one-of-16-letters,two-of-16-letters,three-of-16-letters", "must be a secret of"],
  ["DRAND_URL", "https://api.drand.sh/v2", "must be an address without a path, or the word none"],
  ["DRAND_CHAIN", '{"hash":"ab"}', "must be what the network answers at /info, as JSON"],
  ["FETCH_ALLOW", "https://data.example.org", "must be hosts, by name or address"],
  ["RECORD_MIRRORS", "https://m.example.org,ftp://m.example.org", "must be addresses without a password or a query"],
  ["RECORD_MIRRORS", "https://me:secret@m.example.org", "must be addresses without a password or a query"],
  ["RECORD_WITNESSES", "https://witness.example.org", "must be NAME\\+ID\\+KEY ADDRESS of each witness"],
  ["RECORD_REPOSITORY", "ponterosso", "must be a repository on GitHub, such as ponterosso/record"],
  ["RECORD_REPOSITORY", "ponterosso/record", "needs the GitHub App that writes there"],
  ["WORKER", "maybe", "must be inside or none"],
  ["LOG_LEVEL", "loud", "must be silent, error, warn, info or debug"],
])("a wrong %s is told in one clear sentence", (name, value, sentence) => {
  // Beside settings that are right, so that the one line is about the wrong one.
  expect(() => parseConfig({ ...production, [name]: value })).toThrow(
    new RegExp(`^Palio cannot start with these settings:\n  ${name} ${sentence}[^\n]*$`),
  );
});

test("where checkpoints are kept is read from lists, by commas or by lines", () => {
  const [one, two] = ["https://m.example.org/checkpoint", "http://127.0.0.1:8080/"];
  const remora = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2 https://w.example.org/";
  expect(
    parseConfig({ RECORD_MIRRORS: `${one}, ${two},${one}`, RECORD_WITNESSES: `\n${remora}\n` }).keeping,
  ).toMatchObject({
    mirrors: [one, two],
    witnesses: [{ name: "remora.n621.de", address: "https://w.example.org" }],
    repository: null,
  });
});

test("every variable that the program knows is documented, and every one documented is known", () => {
  const names = (file: string, pattern: RegExp) =>
    [...readFileSync(file, "utf8").matchAll(pattern)].map(([, name]) => name);
  expect(names("app/platform/config.server.ts", /^ {4}([A-Z_]+): (?:z|url|whole|oneOf)\b/gm).sort()).toEqual(
    names(".env.example", /^#([A-Z_]+)=/gm).sort(),
  );
});

test("draws are by drand's relay unless there is no network, and by another network where one is told", () => {
  expect(parseConfig({}).draws).toEqual({ drand: "https://api.drand.sh", chain: null, hoursEach: 24 });
  const told = { hash: "ab".repeat(32), public_key: "cd".repeat(96), period: 3, genesis_time: 5 };
  const chain = JSON.stringify({ ...told, schemeID: "bls-unchained-g1-rfc9380", groupHash: "ef" });
  expect(parseConfig({ DRAND_URL: "none", DRAND_CHAIN: chain, DRAW_HOURS: "2" }).draws).toEqual({
    ...{ drand: null, hoursEach: 2 },
    chain: { hash: told.hash, publicKey: told.public_key, period: 3, genesis: 5 },
  });
  // Drand's older scheme is not read.
  expect(() => parseConfig({ DRAND_CHAIN: JSON.stringify({ ...told, schemeID: "pedersen-bls-chained" }) })).toThrow();
});

test("addresses, names and networks are taken where they are asked for", () => {
  expect(
    parseConfig({
      HOST: "::1",
      TRUST_PROXY: "loopback, 10.0.0.0/8, fd00::1",
      FETCH_ALLOW: "data_store, 10.0.0.7,data.example.org",
      MAIL_FROM: "palio@example.org",
      DATABASE_URL: "postgres://palio@localhost/palio?host=/run/postgresql",
      PALIO_MODE: "development",
    }),
  ).toMatchObject({ host: "::1", fetchAllow: ["data_store", "10.0.0.7", "data.example.org"] });
});

test("an empty variable counts as not set", () => {
  expect(parseConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ mode: "demonstration", port: 3000 });
});

test("people sign in by GitHub only where its application is named by both its id and its secret", () => {
  expect(parseConfig({}).github.app).toBeNull();
  const both = { GITHUB_CLIENT_ID: "an id", GITHUB_CLIENT_SECRET: "a secret" };
  expect(parseConfig(both).github.app).toEqual({ id: "an id", secret: "a secret" });
  expect(() => parseConfig({ GITHUB_CLIENT_ID: "an id" })).toThrow("GITHUB_CLIENT_SECRET must be set too");
  expect(() => parseConfig({ GITHUB_CLIENT_SECRET: "a secret" })).toThrow("GITHUB_CLIENT_ID must be set too");
});

test("webhooks are taken by one secret, by two while it is being changed, and by none where there is none", () => {
  const secretsBy = (GITHUB_WEBHOOK_SECRET: string) => parseConfig({ GITHUB_WEBHOOK_SECRET }).github.webhookSecrets;
  expect(secretsBy("")).toEqual([]);
  expect(secretsBy("the-one-of-last-year")).toEqual(["the-one-of-last-year"]);
  const both = ["the-one-of-this-year", "the-one-of-last-year"];
  expect(secretsBy(both.join(", "))).toEqual(both);
});

test("the GitHub App is known by its number, its key and its name together, its key in any of three forms", () => {
  const { privateKey: key } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const app = { GITHUB_APP_ID: "1000", GITHUB_APP_KEY: key, GITHUB_APP_SLUG: "palio-ponterosso" };
  expect(parseConfig({}).github.installable).toBeNull();
  for (const form of [key, key.replaceAll("\n", "\\n"), Buffer.from(key).toString("base64")])
    expect(parseConfig({ ...app, GITHUB_APP_KEY: form }).github.installable).toEqual({
      ...{ id: "1000", key },
      door: "https://github.com/apps/palio-ponterosso/installations/new",
    });
  expect(parseConfig({ ...app, GITHUB_URL: "https://github.example.org" }).github.installable?.door).toBe(
    "https://github.example.org/github-apps/palio-ponterosso/installations/new",
  );
  expect(() => parseConfig({ GITHUB_APP_ID: "1000" })).toThrow(
    /GITHUB_APP_KEY must be set too.*\n.*GITHUB_APP_SLUG must be set too/,
  );
  expect(parseConfig({ ...app, RECORD_REPOSITORY: "ponterosso/record" }).keeping.repository).toEqual({
    ...{ owner: "ponterosso", name: "record" },
  });
  expect(() => parseConfig({ ...app, GITHUB_APP_KEY: "a key" })).toThrow(
    "GITHUB_APP_KEY must be the App's private key",
  );
  expect(() => parseConfig({ ...app, GITHUB_APP_ID: "palio" })).toThrow("GITHUB_APP_ID must be the App's number");
  expect(() => parseConfig({ ...app, GITHUB_APP_SLUG: "Palio App" })).toThrow("GITHUB_APP_SLUG must be the App's name");
});

test.each([
  [{}, "https://github.com", "https://api.github.com"],
  [{ GITHUB_URL: "https://github.example.org/" }, "https://github.example.org", "https://github.example.org/api/v3"],
  [{ GITHUB_URL: "https://prova.ghe.com" }, "https://prova.ghe.com", "https://api.prova.ghe.com"],
  [{ GITHUB_API_URL: "http://127.0.0.1:9/api" }, "https://github.com", "http://127.0.0.1:9/api"],
])("GitHub's API follows from where its pages are, unless it is given: %o", (settings, web, api) => {
  expect(parseConfig(settings).github).toMatchObject({ web, api });
});

test("a bucket is used where one is named, with a key or with the machine's own role", () => {
  expect(parseConfig({}).bucket).toBeNull();
  expect(parseConfig({ STORAGE_S3_BUCKET: "palio" }).bucket).toMatchObject({ region: "us-east-1", key: null });
  const named = {
    STORAGE_S3_BUCKET: "palio",
    STORAGE_S3_ENDPOINT: "https://s3.example.org",
    STORAGE_S3_REGION: "eu-south-1",
    STORAGE_S3_KEY_ID: "an id",
    STORAGE_S3_SECRET: "a secret",
  };
  expect(parseConfig(named).bucket).toEqual({
    ...{ name: "palio", endpoint: "https://s3.example.org", region: "eu-south-1" },
    key: { id: "an id", secret: "a secret" },
  });
});

test("settings of S3 that are half said are told apart in words", () => {
  const bucket = { STORAGE_S3_BUCKET: "palio" };
  expect(() => parseConfig({ ...bucket, STORAGE_S3_KEY_ID: "a" })).toThrow("STORAGE_S3_SECRET must be set too");
  expect(() => parseConfig({ ...bucket, STORAGE_S3_SECRET: "a" })).toThrow("STORAGE_S3_KEY_ID must be set too");
  expect(() => parseConfig({ STORAGE_S3_ENDPOINT: "https://s3.example.org" })).toThrow("STORAGE_S3_BUCKET must be set");
  expect(() => parseConfig({ ...bucket, STORAGE_S3_ENDPOINT: "s3" })).toThrow("STORAGE_S3_ENDPOINT must be an address");
});
