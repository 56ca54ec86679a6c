import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { check } from "./check.mjs";
import { build, install, withTypeScript } from "./install.mjs";

install();
await withTypeScript();
const { findBrowser } = await import("../tests/support/find-browser.ts");
process.env.CHROMIUM_PATH = await findBrowser();
// The pages are built while the checks run.
const checking = check(["types", "lint", "floors", "unused"]);
build();
const checks = await checking;

mkdirSync(".data", { recursive: true });
const report = ".data/test-report.json";
rmSync(report, { force: true });
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--reporter", "default", "--reporter", "json", "--outputFile.json", report],
  { stdio: "inherit" },
);

let result = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
try {
  result = JSON.parse(readFileSync(report, "utf8"));
} catch {
  process.stdout.write("The test runner left no report.\n");
}
// A file that fails before its first test counts as one failure.
const brokenFiles = result.testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
).length;
const passed = result.numPassedTests + checks.filter(([, fine]) => fine).length;
const known = result.numFailedTests + brokenFiles + checks.filter(([, fine]) => !fine).length;
const failed = known === 0 && (status !== 0 || passed === checks.length) ? 1 : known;
process.exitCode = failed === 0 ? 0 : 1;
const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : "";
process.stdout.write(`${passed} passed, ${failed} failed${skipped}\n`);
