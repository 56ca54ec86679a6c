import { fork } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const MEGABYTES = 100;
/** Seconds after which a contender is given up. */
const PATIENCE = 60;
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/** What one contender tells of one file. */
export type Measured = { rows: number | null; seconds: number; megabytes: number | null; said: string };

const CONTENDERS = [
  ["Palio, the whole profile", "palio"],
  ["papaparse, only counting rows", "papaparse"],
  ["DuckDB, SUMMARIZE", "duckdb"],
] as const;

/**
 * Seconds and added memory for the profile of one CSV of 100 MB with ten columns, beside what others take for the same
 * file, one after the other, each in a process of its own; then the same for a file without any quote but one, which
 * its second row opens and nothing closes.
 */
export async function benchProfile(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "palio-bench-"));
  try {
    const whole = path.join(folder, "whole.csv");
    const open = path.join(folder, "open.csv");
    await writeCsv(whole, false);
    await writeCsv(open, true);
    for (const [title, file] of [
      [`A CSV of ${MEGABYTES} MB, ten columns`, whole],
      ["The same with a quote that is never closed", open],
    ] as const) {
      say(`\n${title} (${((await stat(file)).size / 1e6).toFixed(1)} MB)`);
      say(`${"".padEnd(32)}${"rows".padStart(10)}${"seconds".padStart(10)}${"added MB".padStart(10)}`);
      for (const [name, contender] of CONTENDERS) say(rowOf(name, await measured(contender, file)));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function rowOf(name: string, { rows, seconds, megabytes, said }: Measured): string {
  if (said) return `${name.padEnd(32)}  ${said}`;
  const figures = [rows?.toLocaleString("en") ?? "?", seconds.toFixed(2), megabytes?.toFixed(0) ?? "?"];
  return name.padEnd(32) + figures.map((figure) => figure.padStart(10)).join("");
}

/** One contender with one file, in a process that does nothing else. */
function measured(contender: string, file: string): Promise<Measured> {
  const child = fork("bench/profile-one.ts", [contender, file], { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      child.kill("SIGKILL");
      resolve({ rows: null, seconds: 0, megabytes: null, said: `not done after ${PATIENCE} s` });
    }, PATIENCE * 1000);
    child.once("exit", () => clearTimeout(patience));
    child.once("message", (message) => resolve(message as Measured));
    child.once("exit", (code) => reject(new Error(`${contender} ended with ${code}`)));
  });
}

const WORDS = "street light broken water leak road sign tree fallen noise litter bin full bench drain blocked".split(
  " ",
);

/** The same file each time: service requests, with numbers, times, coordinates, categories and quoted text. */
async function writeCsv(file: string, neverCloses: boolean): Promise<void> {
  let state = 42;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? "";
  const row = (n: number): string => {
    const at = new Date(1.6e12 + random() * 1e11).toISOString().slice(0, 19).replace("T", " ");
    const text = Array.from({ length: 4 + Math.floor(random() * 8) }, word).join(" ");
    const told = !neverCloses && random() < 0.1 ? `"${text}, again"` : text;
    const place = `${(45 + random()).toFixed(6)},${(11 + random()).toFixed(6)}`;
    const cost = random() < 0.05 ? "" : (random() * 900).toFixed(2);
    const state = random() < 0.5 ? "open" : "closed";
    return `R-${n},${at},D${Math.floor(random() * 20)},${word()},${told},${place},${Math.floor(random() * 5000)},${cost},${state}\n`;
  };
  const out = createWriteStream(file);
  out.write("id,opened,district,category,description,latitude,longitude,minutes,cost,status\n");
  if (neverCloses) out.write('R-x,2024-01-01 10:00:00,D1,tree,"begins and,45.1,11.2,3,4.00,open\n');
  for (let n = 0, bytes = 0; bytes < MEGABYTES * 1e6 - 200_000; ) {
    const rows = Array.from({ length: 1_000 }, () => row(n++)).join("");
    bytes += rows.length;
    if (!out.write(rows)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
  }
  await new Promise<void>((resolve) => out.end(() => resolve()));
}
