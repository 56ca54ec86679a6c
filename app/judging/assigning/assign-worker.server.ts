import { parentPort, workerData } from "node:worker_threads";
import { assign } from "./assign.server";
import type { Answer, Problem, Progress } from "./problem";

/** What the thread tells: how far it is, and in the end the plan or why there is none. */
export type AssignNews = { progress: Progress } | { answer: Answer };

const BETWEEN = 250;

/** The thread's own work: one assignment, and how far it is four times a second at most. */
async function work(problem: Problem): Promise<void> {
  const tell = (news: AssignNews) => parentPort?.postMessage(news);
  let told = 0;
  const onProgress = (progress: Progress) => {
    if (Date.now() - told < BETWEEN) return;
    told = Date.now();
    tell({ progress });
  };
  tell({ answer: await assign(problem, onProgress) });
}

if (parentPort) await work(workerData as Problem);
