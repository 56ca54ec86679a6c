import { parseArgs } from "node:util";
import { answer, type Command, say, withDatabase } from "./command.ts";

const WORDS = { damaged: "does not match its hash", absent: "is not there" };

export const checkFiles: Command = {
  summary: "read every stored file and compare it with its SHA-256",
  usage: "[--json]",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    const problems: { sha256: string; problem: "damaged" | "absent" }[] = [];
    let files = 0;
    await withDatabase(async () => {
      const { filesInTurn } = await import("~/platform/storage/check-files.server");
      for await (const { sha256, soundness } of filesInTurn()) {
        files += 1;
        if (soundness === "whole") continue;
        problems.push({ sha256, problem: soundness });
        say(`${sha256} ${WORDS[soundness]}.`);
      }
    });
    const isSound = problems.length === 0;
    if (values.json) answer(JSON.stringify({ ok: isSound, files, problems }));
    else
      answer(isSound ? `All ${files} stored files are whole.` : `${problems.length} of ${files} stored files are not.`);
    return isSound ? 0 : 1;
  },
};
