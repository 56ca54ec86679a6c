import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { install } from "./install.mjs";

/** The checks without the slow parts: name, program, arguments. */
const CHECKS = [
  ["types", "typescript/bin/tsc", ["--noEmit"]],
  ["lint", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings", "."]],
  [
    "floors",
    "dependency-cruiser/bin/dependency-cruise.mjs",
    ["--config", ".dependency-cruiser.mjs", "app", "server.ts", "bin", "prisma/seed", "--output-type", "err"],
  ],
  ["unused", "knip/bin/knip.js", []],
  ["shape", "vitest/vitest.mjs", ["run", "--project", "shape", "--project", "rules", "--reporter", "dot"]],
];

/** Runs the checks named, all at once; tells [name, passed] for each. */
export const check = (names = CHECKS.map(([name]) => name)) =>
  Promise.all(
    CHECKS.filter(([name]) => names.includes(name)).map(async ([name, program, args]) => {
      const child = spawn(process.execPath, [`node_modules/${program}`, ...args]);
      let said = "";
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (part) => (said += part));
      const status = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
      process.stdout.write(status === 0 ? `${name}: fine\n` : `${name}:\n${said}\n`);
      return [name, status === 0];
    }),
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  install();
  process.exitCode = (await check()).every(([, passed]) => passed) ? 0 : 1;
}
