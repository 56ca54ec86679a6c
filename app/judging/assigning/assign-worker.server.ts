import { parentPort, workerData } from "node:worker_threads";
import { ok } from "~/kernel/result";
import { assign } from "./assign.server";
import type { Answer, Pair, Problem, Progress } from "./problem";
import { repair } from "./repair.server";

/** What the thread is given: a problem, and what stands of an earlier plan where that shall be kept. */
export type Given = { problem: Problem; standing: readonly Pair[] | null };

/** What the thread tells: how far it is, and in the end the plan or why there is none. */
export type AssignNews = { progress: Progress } | { answer: Answer };

const BETWEEN = 250;

/** The thread's own work: one assignment, and how far it is four times a second at most. */
async function work({ problem, standing }: Given): Promise<void> {
  const tell = (news: AssignNews) => parentPort?.postMessage(news);
  let told = 0;
  const onProgress = (progress: Progress) => {
    if (Date.now() - told < BETWEEN) return;
    told = Date.now();
    tell({ progress });
  };
  if (!standing) return tell({ answer: await assign(problem, onProgress) });
  const repaired = await repair(problem, standing, onProgress);
  tell({ answer: repaired.ok ? ok(repaired.value.plan) : repaired });
}

if (parentPort) await work(workerData as Given);
