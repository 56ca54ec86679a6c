import { fork } from "node:child_process";

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
/** Seconds after which a plan is taken as it is, with its gap, and after which a contender is given up. */
const LIMIT = 60;
const PATIENCE = 4 * LIMIT;

export type Size = { entries: number; jurors: number; least: number; most: number };
const SIZES: Size[] = [
  { entries: 200, jurors: 25, least: 20, most: 28 },
  { entries: 2_000, jurors: 500, least: 8, most: 14 },
  { entries: 10_000, jurors: 1_000, least: 20, most: 36 },
];

const CONTENDERS = [
  ["greedy, best pair first", "greedy"],
  ["Palio, largest sum", "sum"],
  ["Palio, fair", "fair"],
] as const;

/** What one contender reaches: `short` counts reviews that it could not place. */
export type Measured = {
  sum: number;
  min: number;
  gap: number;
  minGap: number;
  short: number;
  seconds: number;
  working: number;
  megabytes: number;
};

/** Three reviews of each entry, at three sizes; each contender in a process of its own, one after the other. */
export async function benchAssign(): Promise<void> {
  for (const size of SIZES) {
    say(
      `\n${size.entries.toLocaleString("en")} entries, ${size.jurors.toLocaleString("en")} jurors with ${size.least} to ${size.most} reviews`,
    );
    say(
      [
        "".padEnd(26),
        ...["sum", "gap", "smallest", "gap", "short", "seconds", "of CPU", "MB"].map((head) => head.padStart(10)),
      ].join(""),
    );
    for (const [name, contender] of CONTENDERS) say(rowOf(name, await measured(contender, size)));
  }
}

function rowOf(name: string, measured: Measured | null): string {
  if (!measured) return `${name.padEnd(26)}  not done after ${PATIENCE} s`;
  const { sum, gap, min, minGap, short, seconds, working, megabytes } = measured;
  const figures = [
    ...[sum, gap, min, minGap, short].map((figure) => figure.toLocaleString("en")),
    seconds.toFixed(1),
    working.toFixed(1),
    megabytes.toFixed(0),
  ];
  return name.padEnd(26) + figures.map((figure) => figure.padStart(10)).join("");
}

function measured(contender: string, size: Size): Promise<Measured | null> {
  const child = fork("bench/assign-one.ts", [contender, JSON.stringify(size), String(LIMIT)], {
    execArgv: ["--import", "tsx"],
  });
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      child.kill("SIGKILL");
      resolve(null);
    }, PATIENCE * 1000);
    child.once("exit", () => clearTimeout(patience));
    child.once("message", (message) => resolve(message as Measured));
    child.once("exit", (code) => reject(new Error(`${contender} ended with ${code}`)));
  });
}
