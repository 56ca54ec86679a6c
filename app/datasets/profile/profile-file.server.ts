import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { type Result, refuse } from "~/kernel/result";
import { readTable } from "../reading/read-table";
import { LIMITS, refuseTooLarge, type TableReading } from "../reading/table";
import type { ProfileNews, ProfileTask } from "./profile-worker.server";

export type FileToProfile = {
  /** Where the file lies on this machine. */
  path: string;
  /** Its name and media type as they arrived; either may be wrong, or "". */
  fileName: string;
  mediaType: string;
  /** The catalogue's format, or "". */
  promised?: string;
  /** Told of the bytes read, at most four times a second. */
  onProgress?: (bytes: number) => void;
};

/** Reading so much takes less time than starting a thread. */
const SMALL = 500_000;
const MOST_TIME = 300_000;
/** What a thread may hold: a map of 100 MB is parsed as a whole. */
const MOST_MEMORY = 2_000;
/** Cells live for moments: a small nursery is swept often, and the thread stays small. In MB, as the one above. */
const YOUNG_MEMORY = 4;

/**
 * Reads a file of any kind that is known, in one pass and a thread of its own, so that pages are served meanwhile.
 * Refuses in a sentence what cannot be read, what is too large, and what takes longer than five minutes.
 */
export async function profileFile({
  promised = "",
  onProgress,
  ...file
}: FileToProfile): Promise<Result<TableReading>> {
  const { size } = await stat(file.path);
  if (size > LIMITS.fileBytes) return refuseTooLarge(size);
  if (size <= SMALL) return readTable({ ...file, bytes: await readFile(file.path) }, promised);
  return inThread({ ...file, promised }, onProgress ?? (() => {}));
}

const TOO_LONG = refuse("too-long", "Reading this file took more than five minutes. Publish it in parts.");
const TOO_MUCH = refuse(
  "too-much",
  "This file takes more memory to read than Palio allows. Publish it in parts, or as CSV.",
);

function inThread(task: ProfileTask, onProgress: (bytes: number) => void): Promise<Result<TableReading>> {
  return new Promise((resolve, reject) => {
    // The folder of the program, whichever bundle this code is in.
    const worker = new Worker(path.resolve("bin/thread.mjs"), {
      argv: ["datasets/profile/profile-worker.server"],
      workerData: task,
      // The thread knows what it runs on, built or written; what its parent was started with is not repeated.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY, maxYoungGenerationSizeMb: YOUNG_MEMORY },
    });
    const end = (done: () => void) => {
      clearTimeout(timer);
      void worker.terminate();
      done();
    };
    const timer = setTimeout(() => end(() => resolve(TOO_LONG)), MOST_TIME);
    worker.on("message", (news: ProfileNews) =>
      "reading" in news ? end(() => resolve(news.reading)) : onProgress(news.bytes),
    );
    worker.on("error", (error: Error & { code?: string }) =>
      end(() => (error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(TOO_MUCH) : reject(error))),
    );
    worker.on("exit", () => end(() => reject(new Error("The thread that reads files ended without an answer."))));
  });
}
