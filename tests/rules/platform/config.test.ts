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
