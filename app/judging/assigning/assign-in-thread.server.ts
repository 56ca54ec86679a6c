import path from "node:path";
import { Worker } from "node:worker_threads";
import { refuse } from "~/kernel/result";
import type { AssignNews, Given } from "./assign-worker.server";
import type { Answer, Pair, Problem, Progress } from "./problem";

export type Watch = {
  /** Pairs to keep as many of as can be; null and absent: a plan from nothing. */
  standing?: readonly Pair[] | null;
  /** Told of each step, four times a second at most. */
  onProgress?: (progress: Progress) => void;
  /** Ends the work at once, with a refusal. */
  signal?: AbortSignal;
};

const CANCELLED = refuse("cancelled", "The assignment was cancelled. Nothing is changed.");

/**
 * Assigns in a thread of its own, so that pages are served meanwhile; its memory, the solver's included, is gone with
 * it. How long it may take is part of the problem (`seconds`).
 */
export function assignInThread(problem: Problem, { standing = null, onProgress, signal }: Watch = {}): Promise<Answer> {
  if (signal?.aborted) return Promise.resolve(CANCELLED);
  return new Promise((resolve, reject) => {
    // The folder of the program, whichever bundle this code is in.
    const worker = new Worker(path.resolve("bin/thread.mjs"), {
      argv: ["judging/assigning/assign-worker.server"],
      workerData: { problem, standing } satisfies Given,
      execArgv: [],
    });
    const end = (done: () => void) => {
      signal?.removeEventListener("abort", cancel);
      void worker.terminate();
      done();
    };
    const cancel = () => end(() => resolve(CANCELLED));
    signal?.addEventListener("abort", cancel, { once: true });
    worker.on("message", (news: AssignNews) =>
      "answer" in news ? end(() => resolve(news.answer)) : onProgress?.(news.progress),
    );
    worker.on("error", (error) => end(() => reject(error)));
    worker.on("exit", () => end(() => reject(new Error("The thread that assigns ended without an answer."))));
  });
}
