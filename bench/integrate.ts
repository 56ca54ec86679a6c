import { fork } from "node:child_process";
import type { Measured } from "./record.ts";

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

/** Acts that wait, and how many receipts are asked for afterwards. */
export const ACTS = 1_000_000;
export const RECEIPTS = 200;

/**
 * A million acts that wait in the database, taken into the signed record as the integrator does it: placed, hashed,
 * written as files and signed, helping by helping; beside the bare writing of the same rows. Then the record is opened
 * anew, as at a start, and receipts are made at that size. The memory is the most that the process ever held.
 */
export async function benchIntegrate(): Promise<void> {
  say(`\n${ACTS.toLocaleString("en")} acts taken into the record`);
  say(
    `${"".padEnd(52)}${"seconds".padStart(9)}${"of CPU".padStart(8)}${"a second".padStart(10)}${"MB most".padStart(9)}`,
  );
  const child = fork("bench/integrate-one.ts", { execArgv: ["--import", "tsx"] });
  child.on("message", ({ step, count, seconds, working, megabytes }: Measured) => {
    const rate = Math.round(count / seconds).toLocaleString("en");
    const times = seconds.toFixed(1).padStart(9) + working.toFixed(1).padStart(8);
    say(step.padEnd(52) + times + rate.padStart(10) + megabytes.toFixed(0).padStart(9));
  });
  await new Promise<void>((resolve, reject) =>
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the integrator ended with ${code}`)))),
  );
}
