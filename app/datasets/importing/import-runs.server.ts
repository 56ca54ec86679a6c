import { mayView, type Viewer } from "~/accounts/roles";
import { isId } from "~/kernel/text";
import { db, Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import type { CatalogueWarning } from "../catalogue/model";

const PAGE = 50;

/** What became of a dataset in a run. */
export type CameIn = { slug: string; title: string; became: "new" | "changed" | "unchanged"; needsLicence: boolean };

/**
 * A run as its organisation's people see it, with a page of what it brought in (by id, after `after`) and of its
 * warnings; 404 for anyone else. A dataset belongs to the newest run that saw it.
 */
export async function importRunForStaff(
  { id, after, warnings: page }: { id: string; after: string | null; warnings: number },
  viewer: Viewer,
) {
  const run = found(isId(id) ? await findRun(id) : null);
  if (!mayView(viewer, run.organisation.id)) found(null);
  const from = after && isId(after) ? Prisma.sql`AND id > ${after}::uuid` : Prisma.empty;
  const rows = await db.$queryRaw<(CameIn & { id: string })[]>`
    SELECT id, slug, title,
      CASE WHEN created_at >= ${run.createdAt} THEN 'new' WHEN updated_at >= ${run.createdAt} THEN 'changed' ELSE 'unchanged' END AS became,
      (licence_confirmed_at IS NULL AND licence_open IS NOT TRUE) AS "needsLicence"
    FROM dataset WHERE import_run_id = ${id}::uuid AND state = 'present' ${from} ORDER BY id LIMIT ${PAGE + 1}`;
  const warnings = run.warnings as unknown as CatalogueWarning[];
  const pages = Math.max(1, Math.ceil(warnings.length / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  return {
    ...run,
    datasets: rows.slice(0, PAGE),
    next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null,
    warnings: warnings.slice((at - 1) * PAGE, at * PAGE),
    warningCount: warnings.length,
    warningPage: at,
    warningPages: pages,
  };
}

const findRun = (id: string) =>
  db.importRun.findUnique({
    where: { id },
    select: {
      id: true,
      address: true,
      fileName: true,
      state: true,
      total: true,
      done: true,
      created: true,
      updated: true,
      unchanged: true,
      missing: true,
      warnings: true,
      error: true,
      createdAt: true,
      finishedAt: true,
      organisation: { select: { id: true, name: true, timeZone: true } },
    },
  });
