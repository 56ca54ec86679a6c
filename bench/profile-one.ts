import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import Papa from "papaparse";
import { profileFile } from "~/datasets/profile/profile-file.server";
import type { Measured } from "./profile.ts";

type Run = (file: string) => Promise<number | null>;

const RUNS: Record<string, Run> = { palio, papaparse, duckdb };

async function palio(file: string): Promise<number> {
  const reading = await profileFile({ path: file, fileName: "bench.csv", mediaType: "text/csv" });
  if (!reading.ok) throw new Error(reading.refusal.message);
  return reading.value.rowCount;
}

/** As its documentation streams a file in Node; it tells no types, and counts nothing but rows. */
function papaparse(file: string): Promise<number> {
  let rows = -1;
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(file, "utf8"), {
      step: () => {
        rows += 1;
      },
      skipEmptyLines: true,
      complete: () => resolve(rows),
      error: reject,
    });
  });
}

/** Its command-line program, where this machine has it. */
function duckdb(file: string): Promise<null> {
  const child = spawn("duckdb", ["-c", `SUMMARIZE FROM read_csv('${file}')`], { stdio: "ignore" });
  return new Promise((resolve, reject) => {
    child.once("error", () => reject(new Error("not installed on this machine")));
    child.once("exit", (code) => (code === 0 ? resolve(null) : reject(new Error(`ended with ${code}`))));
  });
}

const [contender = "", file = ""] = process.argv.slice(2);
const before = process.memoryUsage().rss / 1e6;
const start = performance.now();
const measured: Measured = { rows: null, seconds: 0, megabytes: null, said: "" };
try {
  measured.rows = await (RUNS[contender] as Run)(file);
} catch (error) {
  measured.said = (error as Error).message;
}
measured.seconds = (performance.now() - start) / 1000;
// What the process has held at most, its threads included; DuckDB is a process of its own.
if (contender !== "duckdb") measured.megabytes = process.resourceUsage().maxRSS / 1000 - before;
process.send?.(measured);
process.disconnect();
