import { sayStepsOf } from "./record.ts";

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
  await sayStepsOf("bench/integrate-one.ts", "MB most");
}
