import { fork } from "node:child_process";

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/** What one contender tells of one jury. */
export type Measured = { scores: number; made: boolean; seconds: number; megabytes: number };

const JURIES = ["small", "lecturers", "large"] as const;
const CONTENDERS = [
  ["raw means", "means"],
  ["Palio, the model", "model"],
  ["Palio, the whole ranking", "ranking"],
] as const;

/**
 * Seconds and peak memory for ranking 1,000, 73,421 and 1,000,000 scores, beside raw means of the same scores, one after
 * the other, each in a process of its own. The 73,421 are those that students gave their lecturers (InstEval of lme4)
 * where PALIO_REAL_DATA has them, else as many made ones.
 */
export async function benchRanking(): Promise<void> {
  say(`\n${"scores of a jury".padEnd(32)}${"scores".padStart(12)}${"seconds".padStart(10)}${"added MB".padStart(10)}`);
  for (const jury of JURIES)
    for (const [name, contender] of CONTENDERS) {
      const { scores, made, seconds, megabytes } = await measured(contender, jury);
      const figures = [scores.toLocaleString("en").padStart(12), seconds.toFixed(2).padStart(10)];
      say(`${name.padEnd(32)}${figures.join("")}${megabytes.toFixed(0).padStart(10)}${made ? "  (made)" : ""}`);
    }
}

function measured(contender: string, jury: string): Promise<Measured> {
  const child = fork("bench/ranking-one.ts", [contender, jury], { execArgv: ["--import", "tsx"] });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve(message as Measured));
    child.once("exit", (code) => reject(new Error(`ranking ended with ${code}`)));
  });
}
