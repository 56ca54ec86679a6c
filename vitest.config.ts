import { availableParallelism } from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";

const shared = { resolve: { alias: { "~": path.resolve(import.meta.dirname, "app") } } };
const onDatabase = {
  globalSetup: "tests/support/database.global.ts",
  setupFiles: ["tests/support/quiet.setup.ts", "tests/support/database.setup.ts"],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  ...shared,
  test: {
    // One more than there are processors: a test often waits for the database or the browser.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        ...shared,
        test: {
          name: "rules",
          include: ["tests/rules/**/*.test.{ts,tsx}"],
          exclude: ["tests/rules/platform/**"],
          setupFiles: ["tests/support/quiet.setup.ts"],
          testTimeout: 20_000,
          // What is pure leaves nothing behind, so that files share the modules that they import.
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          // The doors to the world outside are read under settings of a test's own, so that each file has its modules.
          name: "doors",
          include: ["tests/rules/platform/**/*.test.ts"],
          setupFiles: ["tests/support/quiet.setup.ts"],
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        test: {
          name: "stories",
          include: ["tests/stories/**/*.test.ts"],
          ...onDatabase,
          // Each file begins with an empty database and no stored file, so that files share the modules that they import.
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          // Stories with GitHub, a post office, a bucket or a beacon: they set settings of their own before they import.
          name: "services",
          include: ["tests/services/**/*.test.ts"],
          ...onDatabase,
        },
      },
      { ...shared, test: { name: "routes", include: ["tests/routes/**/*.test.ts"], ...onDatabase } },
      { ...shared, test: { name: "shape", include: ["tests/shape/**/*.test.ts"], testTimeout: 60_000 } },
      {
        ...shared,
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          ...onDatabase,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // Starting and stopping the whole program is measured, so it has the machine to itself, after everything else.
      {
        ...shared,
        test: {
          name: "start",
          include: ["tests/start/**/*.test.ts"],
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
