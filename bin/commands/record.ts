import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { answer, type Command, say, UsedWrongly, withDatabase } from "./command.ts";

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
