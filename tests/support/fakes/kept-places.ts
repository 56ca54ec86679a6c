import type { VerifierKey } from "~/record/log/note";
import { github } from "../with-github";
import { startMirror } from "./place";
import { startWitness } from "./witness";

export const REPOSITORY = "ponterosso/record";

/** One place of each kind that keeps checkpoints, named in the settings; started before anything reads these. */
export async function startKeptPlaces() {
  const [mirror, witness] = await Promise.all([startMirror(), startWitness("witness.example.org/w1")]);
  Object.assign(process.env, {
    RECORD_MIRRORS: mirror.at("/ponterosso/checkpoint"),
    RECORD_WITNESSES: witness.setting,
    RECORD_REPOSITORY: REPOSITORY,
  });
  return {
    mirror,
    witness,
    /** From here on the witness knows the record's key, and the App may write in the repository. */
    knowRecord(key: VerifierKey): void {
      witness.log = key;
      github.hub.repository(REPOSITORY);
      github.hub.installApp(REPOSITORY).mayWrite = true;
    },
    close(): void {
      mirror.close();
      witness.close();
    },
  };
}
export type KeptPlaces = Awaited<ReturnType<typeof startKeptPlaces>>;
