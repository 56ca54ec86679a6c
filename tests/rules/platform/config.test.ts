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

test.each([
  ["PORT", "many", "PORT must be a whole number"],
  ["PORT", "70000", "PORT must be at most 65535"],
  ["DATABASE_URL", "db", "DATABASE_URL must be an address"],
  ["ORIGIN", "palio", "ORIGIN must be an address"],
  ["PALIO_SECRET", "short", "PALIO_SECRET must have at least 32 characters"],
  ["WORKER", "maybe", "WORKER must be inside or none"],
])("a wrong %s is told in one clear sentence", (name, value, sentence) => {
  expect(() => parseConfig({ [name]: value })).toThrow(sentence);
});

test("an empty variable counts as not set", () => {
  expect(parseConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ mode: "demonstration", port: 3000 });
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
