import { createPrivateKey } from "node:crypto";
import path from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { isTimeZone } from "~/kernel/time";
import { drandChainIn } from "./drand-chain";
import { isShownAddress, repositoryIn, witnessesIn } from "./kept-where";

/** The demonstration's secret: known to everyone, so production refuses it. */
export const DEMONSTRATION_SECRET = "demonstration-only-secret-not-for-production";

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `must be ${words.slice(0, -1).join(", ")} or ${words.at(-1)}` });
const url = (example: string, protocol: RegExp) => z.url({ protocol, error: `must be an address, such as ${example}` });
const list = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
const oneByOne = (text: string): string[] => text.split("\n").flatMap(list);
const isOrigin = (text: string): boolean =>
  /^https?:/i.test(text) && URL.canParse(text) && new URL(text).href === `${new URL(text).origin}/`;
const isHost = (text: string): boolean =>
  ipaddr.isValid(text) || (/^[\w-]+(\.[\w-]+)*$/.test(text) && !/^[\d.]+$/.test(text));
// What Express takes: its own three words, addresses, and networks.
const isProxy = (text: string): boolean =>
  ["loopback", "linklocal", "uniquelocal"].includes(text) || ipaddr.isValid(text) || ipaddr.isValidCIDR(text);
/** A key as it was given to GitHub's users: lines of PEM, the same with \n written out, or all of it in base64. */
const pemIn = (text: string): string =>
  text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
function isKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}
const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const Environment = z
  .object({
    PALIO_MODE: oneOf(["demonstration", "development", "test", "production"]).optional(),
    DATABASE_URL: url("postgresql://palio:secret@db.example.org/palio", /^postgres(ql)?$/).optional(),
    DATABASE_POOL: whole(2, 200).default(20),
    ORIGIN: z
      .string()
      .refine(isOrigin, "must be an address without a path, such as https://palio.example.org")
      .optional(),
    PORT: whole(0, 65535).default(3000),
    HOST: z.string().refine(isHost, "must be an interface to listen on, such as 127.0.0.1 or 0.0.0.0").optional(),
    TRUST_PROXY: z
      .string()
      .refine((text) => list(text).every(isProxy), "must be loopback, or the proxy's addresses, separated by commas")
      .default(""),
    PALIO_SECRET: z.string().min(32, "must have at least 32 characters").default(DEMONSTRATION_SECRET),
    SITE_NAME: z.string().max(60, "must have at most 60 characters").default("Ponterosso"),
    REVIEW_MINUTES: whole(1, 600).default(20),
    TIME_ZONE: z.string().refine(isTimeZone, "must be a time zone, such as Europe/Rome").default("Europe/Rome"),
    SMTP_URL: url("smtp://user:secret@mail.example.org:587", /^smtps?$/).optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, {
        error: "must be a mail address, such as Palio <palio@example.org>",
      })
      .default("Palio <palio@localhost>"),
    GITHUB_URL: z
      .string()
      .refine(isOrigin, "must be an address without a path, such as https://github.example.org")
      .default("https://github.com"),
    GITHUB_API_URL: url("https://api.github.com", /^https?$/).optional(),
    GITHUB_CLIENT_ID: z.string().optional(),
    GITHUB_CLIENT_SECRET: z.string().optional(),
    GITHUB_APP_ID: z.string().regex(/^\d+$/, "must be the App's number, as GitHub shows it").optional(),
    GITHUB_APP_KEY: z
      .string()
      .transform(pemIn)
      .refine(isKey, "must be the App's private key (PEM), with its lines joined by \\n, or in base64")
      .optional(),
    GITHUB_APP_SLUG: z
      .string()
      .regex(/^[a-z\d][a-z\d-]*$/, "must be the App's name in its address, such as palio-ponterosso")
      .optional(),
    GITHUB_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]+$/, "must be one word, as GitHub shows it")
      .optional(),
    GITHUB_WEBHOOK_SECRET: z
      .string()
      .refine(
        (text) => list(text).length <= 2 && list(text).every((secret) => secret.length >= 16),
        "must be a secret of at least 16 characters, or two of them separated by a comma",
      )
      .default(""),
    STORAGE_DIR: z.string().default(".data/files"),
    RECORD_KEY_FILE: z.string().default(".data/record.key"),
    RECORD_MIRRORS: z
      .string()
      .refine(
        (text) => oneByOne(text).every(isShownAddress),
        "must be addresses without a password or a query, separated by commas",
      )
      .default(""),
    RECORD_WITNESSES: z
      .string()
      .refine(
        (text) => witnessesIn(oneByOne(text)) !== null,
        "must be NAME+ID+KEY ADDRESS of each witness, its key one for cosignatures (type 4), separated by commas",
      )
      .default(""),
    RECORD_REPOSITORY: z
      .string()
      .refine((text) => repositoryIn(text) !== null, "must be a repository on GitHub, such as ponterosso/record")
      .optional(),
    DRAND_URL: z
      .string()
      .refine((text) => text === "none" || isOrigin(text), "must be an address without a path, or the word none")
      .default("https://api.drand.sh"),
    DRAND_CHAIN: z
      .string()
      .refine((text) => drandChainIn(text) !== null, "must be what the network answers at /info, as JSON")
      .optional(),
    DRAW_HOURS: whole(1, 240).default(24),
    STORAGE_S3_BUCKET: z.string().optional(),
    STORAGE_S3_ENDPOINT: url("https://s3.example.org", /^https?$/).optional(),
    STORAGE_S3_REGION: z.string().default("us-east-1"),
    STORAGE_S3_KEY_ID: z.string().optional(),
    STORAGE_S3_SECRET: z.string().optional(),
    FETCH_ALLOW: z
      .string()
      .refine((text) => list(text).every(isHost), "must be hosts, by name or address, separated by commas")
      .default(""),
    WORKER: oneOf(["inside", "none"]).default("inside"),
    LOG_LEVEL: oneOf(["silent", "error", "warn", "info", "debug"]).optional(),
  })
  .superRefine((env, context) => {
    const isProduction = (env.PALIO_MODE ?? (env.DATABASE_URL ? "production" : "demonstration")) === "production";
    const say = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (Boolean(env.STORAGE_S3_KEY_ID) !== Boolean(env.STORAGE_S3_SECRET))
      say(
        env.STORAGE_S3_KEY_ID ? "STORAGE_S3_SECRET" : "STORAGE_S3_KEY_ID",
        "must be set too: a key of S3 is an id and a secret",
      );
    if (Boolean(env.GITHUB_CLIENT_ID) !== Boolean(env.GITHUB_CLIENT_SECRET))
      say(
        env.GITHUB_CLIENT_ID ? "GITHUB_CLIENT_SECRET" : "GITHUB_CLIENT_ID",
        "must be set too: signing in by GitHub needs an id and a secret",
      );
    const app = ["GITHUB_APP_ID", "GITHUB_APP_KEY", "GITHUB_APP_SLUG"] as const;
    const lacking = app.filter((name) => !env[name]);
    if (lacking.length < app.length)
      for (const name of lacking) say(name, "must be set too: the GitHub App needs its number, its key and its name");
    if (repositoryIn(env.RECORD_REPOSITORY ?? "") && lacking.length === app.length)
      say(
        "RECORD_REPOSITORY",
        "needs the GitHub App that writes there: set GITHUB_APP_ID, GITHUB_APP_KEY and its name",
      );
    if (!env.STORAGE_S3_BUCKET && (env.STORAGE_S3_ENDPOINT || env.STORAGE_S3_KEY_ID))
      say("STORAGE_S3_BUCKET", "must be set: without a bucket the other STORAGE_S3 settings do nothing");
    if (!isProduction) return;
    if (env.PALIO_SECRET === DEMONSTRATION_SECRET)
      say("PALIO_SECRET", "must be set in production: 32 or more random characters");
    if (!env.ORIGIN)
      say("ORIGIN", "must be set in production: the address people type, such as https://palio.example.org");
    if (!env.DATABASE_URL) say("DATABASE_URL", "must be set in production");
    if (!env.SMTP_URL) say("SMTP_URL", "must be set in production: people sign in by mail");
  });

export type Config = ReturnType<typeof parseConfig>;

/**
 * Reads the settings from an environment. Throws one Error whose message has a line per wrong variable.
 * Without DATABASE_URL the mode is the demonstration, with it production, unless PALIO_MODE says otherwise.
 */
export function parseConfig(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
    throw new Error(`Palio cannot start with these settings:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  const mode = env.PALIO_MODE ?? (env.DATABASE_URL ? "production" : "demonstration");
  const origin = new URL(env.ORIGIN ?? `http://localhost:${env.PORT}`).origin;
  return {
    mode,
    origin,
    isSecure: origin.startsWith("https:"),
    port: env.PORT,
    host: env.HOST ?? (mode === "production" ? "0.0.0.0" : "127.0.0.1"),
    trustProxy: env.TRUST_PROXY,
    secret: env.PALIO_SECRET,
    siteName: env.SITE_NAME,
    timeZone: env.TIME_ZONE,
    minutesAReview: env.REVIEW_MINUTES,
    database: { url: env.DATABASE_URL ?? "", pool: env.DATABASE_POOL },
    mail: { smtp: env.SMTP_URL, from: env.MAIL_FROM },
    github: githubOf(env),
    storageDir: path.resolve(env.STORAGE_DIR),
    recordKeyFile: path.resolve(env.RECORD_KEY_FILE),
    /** Where the record's checkpoints are kept outside this machine. */
    keeping: {
      mirrors: [...new Set(oneByOne(env.RECORD_MIRRORS))],
      witnesses: witnessesIn(oneByOne(env.RECORD_WITNESSES)) ?? [],
      repository: repositoryIn(env.RECORD_REPOSITORY ?? ""),
    },
    draws: {
      /** Where drand is asked; null where there is no network, and the city and teams draw by numbers of their own. */
      drand: env.DRAND_URL === "none" ? null : new URL(env.DRAND_URL).origin,
      /** Another network than drand's quicknet. */
      chain: drandChainIn(env.DRAND_CHAIN ?? ""),
      /** How long teams may commit to a number, and then as long open it. */
      hoursEach: env.DRAW_HOURS,
    },
    bucket: env.STORAGE_S3_BUCKET
      ? {
          name: env.STORAGE_S3_BUCKET,
          endpoint: env.STORAGE_S3_ENDPOINT,
          region: env.STORAGE_S3_REGION,
          key:
            env.STORAGE_S3_KEY_ID && env.STORAGE_S3_SECRET
              ? { id: env.STORAGE_S3_KEY_ID, secret: env.STORAGE_S3_SECRET }
              : null,
        }
      : null,
    fetchAllow: list(env.FETCH_ALLOW),
    worker: env.WORKER,
    logLevel: env.LOG_LEVEL ?? (mode === "test" ? "silent" : "info"),
  };
}

/**
 * Where GitHub is: its pages, its API, and, where people may sign in by it, as whom Palio asks. `installable` is the
 * GitHub App: its number, its key in PEM, and the page on which it is installed.
 */
function githubOf(env: z.output<typeof Environment>) {
  const web = new URL(env.GITHUB_URL);
  const isCloud = web.hostname === "github.com" || web.hostname.endsWith(".ghe.com");
  const { GITHUB_CLIENT_ID: id, GITHUB_CLIENT_SECRET: secret } = env;
  const { GITHUB_APP_ID: appId, GITHUB_APP_KEY: key, GITHUB_APP_SLUG: slug } = env;
  return {
    web: web.origin,
    api:
      env.GITHUB_API_URL?.replace(/\/+$/, "") ??
      (isCloud ? `${web.protocol}//api.${web.host}` : `${web.origin}/api/v3`),
    token: env.GITHUB_TOKEN,
    app: id && secret ? { id, secret } : null,
    /** While it is being changed, the one that follows and the one before. */
    webhookSecrets: list(env.GITHUB_WEBHOOK_SECRET),
    installable:
      appId && key && slug
        ? { id: appId, key, door: `${web.origin}/${isCloud ? "apps" : "github-apps"}/${slug}/installations/new` }
        : null,
  };
}

let current: Config | undefined;
/** The settings of this process, parsed once. */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}

const LOOPBACK = ["127.0.0.1", "::1", "[::1]", "localhost"];
/**
 * The outbox page and the "enter as" buttons exist only where nobody but this machine can reach them: bound to
 * loopback, and not under a name that a proxy on this machine gives to others.
 */
export const isOpenHouse = (of: Config = config()): boolean =>
  of.mode !== "production" && LOOPBACK.includes(of.host) && LOOPBACK.includes(new URL(of.origin).hostname);
