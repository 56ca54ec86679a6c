import { Note } from "~/ui/layout";
import { standsSentence, type Trouble, troubleSentence } from "./troubles";

/** What went wrong with data since it was promised, and what still stands. */
export function DataTroubles({ troubles, zone }: { troubles: Trouble[]; zone: string }) {
  if (troubles.length === 0) return null;
  return (
    <Note tone="warn">
      {troubles.map((trouble) => (
        <p key={`${trouble.kind}${trouble.file}${trouble.since.getTime()}`}>
          {troubleSentence(trouble, zone)} {standsSentence(trouble)}
        </p>
      ))}
    </Note>
  );
}
