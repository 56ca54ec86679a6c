import { spawnSync } from "node:child_process";
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

/** Runs the checks named; returns [name, passed] for each. */
export function check(names = CHECKS.map(([name]) => name)) {
  return CHECKS.filter(([name]) => names.includes(name)).map(([name, program, args]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`node_modules/${program}`, ...args], {
      encoding: "utf8",
      maxBuffer: 64e6,
    });
    process.stdout.write(status === 0 ? `${name}: fine\n` : `${name}:\n${stdout}${stderr}\n`);
    return [name, status === 0];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  install();
  process.exitCode = check().every(([, passed]) => passed) ? 0 : 1;
}
