import type { Viewer } from "~/accounts/roles";
import type { ProblemKind } from "~/datasets/issues/problem";
import { reportProblem } from "~/datasets/issues/report-problem.server";
import { db } from "~/platform/database.server";
import { anUploadedDataset } from "./data-world";
import { type City, must } from "./world";

export const NO_PLACE = { snapshot: null, column: null, row: null };

/** An uploaded dataset with the id of its first copy and of the file that the copy is of. */
export async function aHeldDataset(city: City, more: Parameters<typeof anUploadedDataset>[1] = {}) {
  const { slug, datasetId } = await anUploadedDataset(city, more);
  const copy = await db.snapshot.findFirstOrThrow({ where: { distribution: { datasetId } } });
  return { slug, datasetId, copy: copy.id, fileId: copy.distributionId };
}

/** A later copy of a file, with the same bytes. */
export async function aLaterCopy(fileId: string): Promise<string> {
  const {
    id: _,
    fetchedAt: __,
    ...before
  } = await db.snapshot.findFirstOrThrow({
    where: { distributionId: fileId },
    orderBy: { fetchedAt: "desc" },
  });
  const data = { ...before, columns: before.columns ?? [], warnings: before.warnings ?? [], shapes: undefined };
  return (await db.snapshot.create({ data })).id;
}

/** A problem that a person reported; its number. */
export async function aProblem(
  slug: string,
  by: Viewer,
  more: {
    kind?: ProblemKind;
    title?: string;
    text?: string;
    place?: { snapshot: string | null; column: string | null; row: number | null };
  } = {},
): Promise<number> {
  const {
    kind = "wrong_values",
    title = "Heights are in feet",
    text = "Row 2 says 13.02, and I measured 3.97.",
  } = more;
  return must(await reportProblem({ slug, kind, title, text, place: more.place ?? NO_PLACE }, by)).number;
}
