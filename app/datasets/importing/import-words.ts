export type ImportState = "waiting" | "running" | "done" | "failed" | "cancelled";

const WORDS: Record<ImportState, string> = {
  waiting: "Waiting for its turn",
  running: "Being read",
  done: "Finished",
  failed: "Nothing came in",
  cancelled: "Stopped on request",
};

export const importWords = (state: ImportState): string => WORDS[state];

export const isUnderWay = (state: ImportState): boolean => state === "waiting" || state === "running";
