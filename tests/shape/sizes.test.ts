import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
}).split("\n");
const ours = tracked.filter((file) => /^(app|bin|tests|prisma\/seed|bench)\/.*\.(ts|tsx|mjs)$|^server\.ts$/.test(file));
const linesOf = (file: string): number => readFileSync(file, "utf8").split("\n").length - 1;

test("no file is longer than 300 lines, and no route longer than 150", () => {
  const long = ours.filter((file) => linesOf(file) > (file.startsWith("app/routes/") ? 150 : 300));
  expect(long.map((file) => `${file}: ${linesOf(file)}`)).toEqual([]);
});

test("no folder of a noun holds more than 30 files of its own", () => {
  const folders = new Map<string, number>();
  for (const file of ours.filter((name) => name.startsWith("app/") && !name.startsWith("app/routes/"))) {
    const folder = file.slice(0, file.lastIndexOf("/"));
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  expect([...folders].filter(([, size]) => size > 30)).toEqual([]);
});

test("no file or folder is named after nothing", () => {
  const vague = /(?:^|\/)(?:index|utils?|helpers?|services?|misc|common|managers?)(?:\.server)?(?:\.[a-z]+)?(?:\/|$)/;
  expect(ours.filter((file) => file.startsWith("app/") && vague.test(file.replace("app/routes/_index", "")))).toEqual(
    [],
  );
});

test("dangerouslySetInnerHTML stands in one file only", () => {
  expect(
    ours.filter((file) => file.startsWith("app/") && readFileSync(file, "utf8").includes("dangerouslySetInnerHTML=")),
  ).toEqual(["app/ui/prose.tsx"]);
});

test("the environment is read in one place of the program", () => {
  const readers = ours.filter((file) => file.startsWith("app/") && readFileSync(file, "utf8").includes("process.env"));
  expect(readers).toEqual(["app/platform/config.server.ts", "app/platform/postgres/embedded.server.ts"]);
});

test("no test skips for good, mocks a module or runs alone", () => {
  const weak = /\bvi\.(?:mock|doMock|stubGlobal)\(|\btest\.(?:only|todo)\(|\btest\.skip\(|\bdescribe\.only\(/;
  expect(
    ours.filter(
      (file) =>
        file.startsWith("tests/") && file !== "tests/shape/sizes.test.ts" && weak.test(readFileSync(file, "utf8")),
    ),
  ).toEqual([]);
});
