import { BLIND, isBlind } from "~/challenges/blind";
import { db } from "~/platform/database.server";
import { actAbout, type Line, submissionsIn } from "~/record/act-about";

/**
 * Lines of the record with what each is about. Entries of a blind challenge are not numbered until they are named: who
 * knows when a team handed in would know which entry is theirs.
 */
export async function aboutActs<Entry extends Line>(
  lines: Entry[],
): Promise<(Omit<Entry, "leaf"> & { about: string })[]> {
  const entries = await db.submission.findMany({
    where: { id: { in: submissionsIn(lines) } },
    select: { id: true, number: true, challenge: { select: BLIND } },
  });
  const numbers = new Map(entries.flatMap(({ id, number, challenge }) => (isBlind(challenge) ? [] : [[id, number]])));
  return lines.map(({ leaf, ...line }) => ({
    ...line,
    about: actAbout({ type: line.type, leaf }, (id) => numbers.get(id)),
  }));
}
