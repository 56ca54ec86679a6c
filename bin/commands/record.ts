import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { count } from "~/kernel/text";
import { sourceAt } from "../../public/verify-record.js";
import { answer, type Command, say, UsedWrongly, withDatabase } from "./command.ts";

/** A full file of entries at most: 256 of 65,535 bytes, each after its length. */
const MOST_BYTES = 256 * 65_537;

export const exportRecord: Command = {
  summary: "write the signed record into a folder that any web server can serve",
  usage: "record FOLDER",
  run: (args) => {
    const [what, folder, ...more] = args;
    if (what !== "record" || !folder || more.length > 0)
      throw new UsedWrongly("Say what, and where to: record FOLDER.");
    return withDatabase(async () => {
      const { signedFiles } = await import("~/record/integrator/signed-files.server");
      let files = 0;
      for await (const { path: name, bytes } of signedFiles()) {
        const place = path.join(folder, name);
        await mkdir(path.dirname(place), { recursive: true });
        await writeFile(place, bytes);
        files += 1;
      }
      say(`${files} files stand in ${folder}. Check them with: palio verify ${folder} --key "$(cat ${folder}/key)"`);
    });
  },
};

export const rotateRecordKey: Command = {
  summary: "put a new key before the one that signs the record; both sign until the old line is taken out of its file",
  usage: "",
  run: async () => {
    const { rotateKey } = await import("~/record/integrator/record-key.server");
    answer(await rotateKey());
    say("Hand this key on. The next checkpoint is signed by it and by the one before.");
    return 0;
  },
};

export const takeBackRecord: Command = {
  summary:
    "after an older backup: put the lines that the database lost back, out of the record's files or a copy of them",
  usage: "[FOLDER|URL]",
  run: async (args) => {
    const [copy, ...more] = args;
    if (more.length > 0) throw new UsedWrongly("Name one folder or one address.");
    const source = copy === undefined ? null : await sourceAt(copy);
    let isDone = false;
    await withDatabase(async () => {
      const { recordFile } = await import("~/record/integrator/record-files.server");
      const { takeBack } = await import("~/record/integrator/take-back.server");
      const taken = await takeBack(source ? (path) => source.read(path, MOST_BYTES) : recordFile);
      isDone = taken.ok;
      if (!taken.ok) say(taken.refusal.message);
      else {
        answer(`${count(taken.value, "line")} taken back.`);
        say(
          "The rows that they tell of, and the words that they commit to, are not in them: palio audit names what is missing.",
        );
      }
    });
    return isDone ? 0 : 1;
  },
};
