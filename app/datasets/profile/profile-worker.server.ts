import { parentPort, workerData } from "node:worker_threads";
import type { Result } from "~/kernel/result";
import { readTable } from "../reading/read-table";
import type { TableReading } from "../reading/table";
import { fileSource, transcodeBeside } from "./file-source.server";

/** What the thread is told. */
export type ProfileTask = { path: string; fileName: string; mediaType: string; promised: string };
/** What the thread tells: how many bytes it has read, and in the end what they are. */
export type ProfileNews = { bytes: number } | { reading: Result<TableReading> };

const BETWEEN = 250;

/** The thread's own work: reads one file and tells how far it is, four times a second at most. */
async function profile({ path, fileName, mediaType, promised }: ProfileTask): Promise<void> {
  const bytes = fileSource(path);
  const { transcode, clear } = transcodeBeside(path);
  const tell = (news: ProfileNews) => parentPort?.postMessage(news);
  let told = 0;
  const onProgress = (read: number) => {
    if (Date.now() - told < BETWEEN) return;
    told = Date.now();
    tell({ bytes: read });
  };
  try {
    tell({ reading: await readTable({ fileName, mediaType, bytes }, promised, { transcode, onProgress }) });
  } finally {
    clear();
    bytes.close();
  }
}

if (parentPort) await profile(workerData as ProfileTask);
