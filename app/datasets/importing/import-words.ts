export type ImportState = "waiting" | "running" | "done" | "failed";

const WORDS: Record<ImportState, string> = {
  waiting: "Waiting for its turn",
  running: "Being read",
  done: "Finished",
  failed: "Nothing came in",
};

export const importWords = (state: ImportState): string => WORDS[state];

export const isUnderWay = (state: ImportState): boolean => state === "waiting" || state === "running";
