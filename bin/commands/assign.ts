import { parseArgs } from "node:util";
import type { Mode, Plan, Problem } from "~/judging/assigning/problem";
import type { Refusal } from "~/kernel/result";
import { list } from "~/kernel/text";
import { answer, type Command, onePlace, say, UsedWrongly, unpackedAt } from "./command.ts";

const MOST_BYTES = 500_000_000;
const SECONDS = 300;

const options = {
  mode: { type: "string", default: "fair" },
  seed: { type: "string", default: "1" },
  "time-limit": { type: "string", default: String(SECONDS) },
  connect: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** `palio assign`: who scores what, the best there is or with the distance to it. */
export const assign: Command = {
  summary: "assign entries to jurors: similarities, conflicts, reviews and loads as JSON, gzip accepted",
  usage: `FILE|URL|- [--mode fair|sum] [--seed 1] [--time-limit ${SECONDS}] [--connect] [--json]`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const wanted = { ...wishes(values), connected: values.connect };
    const { readProblem } = await import("~/judging/assigning/read-problem");
    const problem = readProblem(await jsonAt(place), wanted);
    if (!problem.ok) return refuse(problem.refusal, values.json);
    const { assignInThread } = await import("~/judging/assigning/assign-in-thread.server");
    const plan = await assignInThread(problem.value, { onProgress: values.json ? undefined : tell });
    if (!plan.ok) return refuse(plan.refusal, values.json);
    answer(values.json ? JSON.stringify(planAnswer(plan.value)) : planWords(plan.value, problem.value));
    return 0;
  },
};

function wishes({ mode, seed, "time-limit": limit }: { mode: string; seed: string; "time-limit": string }) {
  if (mode !== "fair" && mode !== "sum") throw new UsedWrongly("--mode is fair or sum.");
  const seconds = Number(limit);
  if (!(seconds > 0)) throw new UsedWrongly("--time-limit is a number of seconds above 0.");
  return { mode: mode as Mode, seed, seconds };
}

async function jsonAt(place: string): Promise<unknown> {
  const bytes = await unpackedAt(place, MOST_BYTES);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error(`${place} is not JSON.`);
  }
}

const tell = ({ step, pairs }: { step: string; pairs: number }): void =>
  say(`${step}: ${pairs.toLocaleString("en")} pairs`);

/** What cannot be done is an answer; what cannot be read is not. */
function refuse({ code, message }: Refusal, isJson: boolean): number {
  if (code !== "infeasible") throw new Error(message);
  const none = { optimal: false, gap: null, sum: null, min: null, assignment: [] };
  if (isJson) answer(JSON.stringify({ feasible: false, ...none, reason: message }));
  else say(message);
  return 1;
}

const planAnswer = ({ isOptimal, gap, minGap, sum, min, assignment, connection }: Plan) => ({
  ...{ feasible: true, optimal: isOptimal, gap, sum, min, assignment },
  ...{ reason: connection.reason, min_gap: minGap },
  connection: { connected: connection.isConnected, exchanges: connection.exchanges, cost: connection.cost },
});

function planWords(plan: Plan, { entries, jurors }: Problem): string {
  const { assignment, sum, min, isOptimal, gap, minGap, connection } = plan;
  const rest = [...(minGap > 0 ? [`the smallest by ${minGap}`] : []), ...(gap > 0 ? [`the sum by ${gap}`] : [])];
  return [
    ...assignment.map(
      (row, entry) => `${entries[entry]}: ${list(row.map((juror) => jurors[juror] as string)) || "nobody"}`,
    ),
    `Sum ${sum}, smallest sum of an entry ${min}.`,
    isOptimal ? "Proven: no plan is better." : `Not proven to be the best: ${list(rest)} at most could be larger.`,
    ...(connection.exchanges > 0
      ? [`Joining all panels cost ${connection.cost.sum} of the sum and ${connection.cost.min} of the smallest.`]
      : []),
    ...(connection.reason ? [connection.reason] : []),
  ].join("\n");
}
