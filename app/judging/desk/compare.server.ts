import type { Viewer } from "~/accounts/roles";
import { rubricOf } from "../sheets.server";
import { openAssignment } from "./assignment-of.server";
import { deskForJuror } from "./desk.server";
import { open } from "./queue";
import type { Sheet, SheetState } from "./sheet";

/** The viewer's own sheet on an entry. */
export type OwnSheet = Pick<Sheet, "scores" | "feedback"> & { number: number; title: string; state: SheetState };

/**
 * Two entries of the viewer's own queue beside each other, by what the viewer scored: the two asked for, else the first
 * two; null on a side where the queue has no further entry. An entry that is not opened yet is asked about first.
 */
export async function comparisonForJuror(
  { slug, a, b }: { slug: string; a: number | null; b: number | null },
  viewer: Viewer,
) {
  const { challenge, round, queue } = await deskForJuror(slug, viewer);
  const own = open(queue);
  const first = own.find(({ number }) => number === a) ?? own.find(({ number }) => number !== b);
  const second = own.find(({ number }) => number === b && number !== first?.number) ?? own.find((of) => of !== first);
  const sheetOn = async (item: typeof first): Promise<OwnSheet | null> => {
    if (!item) return null;
    const { number, title } = item;
    const { newest } = await openAssignment({ slug, number }, viewer);
    const scores = (newest?.scores ?? {}) as Record<string, number>;
    return { number, title, scores, feedback: newest?.feedback ?? "", state: newest?.state ?? "none" };
  };
  const [rubric, left, right] = await Promise.all([rubricOf(challenge.id, round), sheetOn(first), sheetOn(second)]);
  return { challenge, rubric, left, right, entries: own.map(({ number, title }) => ({ number, title })) };
}
