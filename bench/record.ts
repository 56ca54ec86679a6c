import { fork } from "node:child_process";

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/** What a step takes: seconds by the clock and of the processor, for `count` things. */
export type Measured = { step: string; count: number; seconds: number; working: number; megabytes: number };

/** Entries of the log, and how many the integrator takes at once. */
export const ENTRIES = 1_000_000;
export const AT_ONCE = 1_000;

/**
 * A log of a million entries in memory: hashed and written as tiles a thousand at a time, a proof at that size, and the
 * whole checked by the verifier that people run; beside plain SHA-256 of the same bytes, in a process of its own.
 */
export async function benchRecord(): Promise<void> {
  say(`\nA record of ${ENTRIES.toLocaleString("en")} entries, ${AT_ONCE.toLocaleString("en")} at a time`);
  await sayStepsOf("bench/record-one.ts", "MB more");
}

/** Prints a table of the steps that a script measures, in a process of its own. */
export function sayStepsOf(script: string, memory: string): Promise<void> {
  say("".padEnd(52) + "seconds".padStart(9) + "of CPU".padStart(8) + "a second".padStart(10) + memory.padStart(9));
  const child = fork(script, { execArgv: ["--import", "tsx"] });
  child.on("message", (message) => {
    const { step, count, seconds, working, megabytes } = message as Measured;
    const rate = Math.round(count / seconds).toLocaleString("en");
    const times = seconds.toFixed(1).padStart(9) + working.toFixed(1).padStart(8);
    say(step.padEnd(52) + times + rate.padStart(10) + megabytes.toFixed(0).padStart(9));
  });
  return new Promise((resolve, reject) =>
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`)))),
  );
}
