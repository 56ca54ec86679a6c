import { type Result, refuse } from "~/kernel/result";
import { db } from "~/platform/database.server";
import { type Checkpoint, openCheckpoint } from "../log/checkpoint";
import { readVerifierKey } from "../log/note";

/** Reads the checkpoint in a note that one of the record's keys has signed. */
export type OwnNotes = (note: string) => Result<Checkpoint>;

/** What reads the record's own notes, by all keys that have ever signed it. */
export async function ownNotes(): Promise<OwnNotes> {
  const rows = await db.recordKey.findMany({ select: { key: true } });
  const keys = rows.flatMap(({ key }) => {
    const read = readVerifierKey(key);
    return read.ok ? [read.value] : [];
  });
  return (note) => {
    const answers = keys.map((key) => openCheckpoint(note, key));
    const isTold = (answer: Result<Checkpoint>) => answer.ok || answer.refusal.code !== "not-signed";
    return answers.find(isTold) ?? answers[0] ?? refuse("not-signed", "No key is known that signed it.");
  };
}
