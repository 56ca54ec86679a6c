// Plain Node, no packages: this runs before there are any.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const say = (sentence) => process.stderr.write(`${sentence}\n`);

/** SHA-256 over the names and bytes of files and folders. */
export function fingerprint(places) {
  const hash = createHash("sha256");
  const add = (place) => {
    const file = path.join(root, place);
    if (!existsSync(file)) return;
    const entries = readdirOrNull(file);
    if (entries === null) hash.update(place).update(readFileSync(file));
    else for (const entry of entries.sort()) add(path.join(place, entry));
  };
  for (const place of places) add(place);
  return hash.digest("hex");
}

function readdirOrNull(place) {
  try {
    return readdirSync(place);
  } catch (error) {
    if (error.code === "ENOTDIR") return null;
    throw error;
  }
}

/** Does a step unless it was done for exactly these inputs. */
function unlessDone(stamp, places, step) {
  const file = path.join(root, stamp);
  const wanted = fingerprint(places);
  if (existsSync(file) && readFileSync(file, "utf8") === wanted) return;
  step();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

/** Brings node_modules and the generated database client in line with the lock file and the schema. */
export function install() {
  process.chdir(root);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say(`Palio needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  unlessDone("node_modules/.palio-installed", ["package-lock.json"], () => {
    say("Installing packages from the npm registry …");
    // On Windows npm is a command script, which only a shell runs.
    const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
    if (status !== 0) {
      say("npm ci failed; its words stand above.");
      process.exit(1);
    }
  });
  unlessDone("prisma/generated/.stamp", ["package-lock.json", "prisma/schema.prisma", "prisma/models"], () => {
    // The generator asks for a schema engine that it does not use; any executable satisfies it.
    const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
    execFileSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
  });
}

/** Builds the pages unless they were built from exactly these sources. */
export function build() {
  unlessDone(
    "build/.stamp",
    [
      "package-lock.json",
      "app",
      "public",
      "prisma/models",
      "remix.config.js",
      "vite.config.ts",
      "vite.worker.config.ts",
      "tsconfig.json",
    ],
    () => {
      say("Building the pages …");
      for (const [program, ...words] of [
        ["@remix-run/dev/dist/cli.js", "vite:build"],
        ["vite/bin/vite.js", "build", "--config", "vite.worker.config.ts"],
      ]) {
        const { status, stdout, stderr } = spawnSync(
          process.execPath,
          [`node_modules/${program}`, ...words, "--logLevel", "warn"],
          { cwd: root, env: { ...process.env, NODE_ENV: "production" }, encoding: "utf8" },
        );
        if (status !== 0) {
          say(`${stdout}\n${stderr}\nThe build failed.`);
          process.exit(1);
        }
      }
    },
  );
}

/** From here on, TypeScript can be imported as it stands. */
export async function withTypeScript() {
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: path.join(root, "tsconfig.json") });
}
