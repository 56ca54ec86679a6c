import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACTS } from "~/record/entry";

test("every act of the record is written by a verb, and never outside its transaction", () => {
  const verbs = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".server.ts") && !file.startsWith("record/"))
    .map((file) => readFileSync(`app/${file}`, "utf8"))
    .filter((source) => source.includes("appendToRecord("));
  const written = ACTS.filter((act) => verbs.some((source) => source.includes(`"${act}"`)));
  expect(ACTS.filter((act) => !written.includes(act))).toEqual([]);
  for (const source of verbs) {
    const calls = [...source.matchAll(/appendToRecord\(\s*\{[^;]*?\},\s*(\w+),?\s*\)/g)].map(([, last]) => last);
    expect(new Set(calls)).toEqual(new Set(["tx"]));
    expect(calls).toHaveLength(source.split("appendToRecord(").length - 1);
  }
});
