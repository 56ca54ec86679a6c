import { mayEdit, mayView, type Viewer } from "~/accounts/roles";
import { isId } from "~/kernel/text";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { db, Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import type { CatalogueWarning } from "../catalogue/model";
import { changedText, type ImportOutcome, OUTCOMES } from "./import-words";

const PAGE = 50;

/** A line of a run's report. */
export type ReportLine = {
  position: number;
  outcome: ImportOutcome;
  title: string;
  changes: string[];
  reason: string | null;
  /** The dataset's address here; null for what was refused. */
  slug: string | null;
  needsLicence: boolean;
};

type Asked = { id: string; show: ImportOutcome | null; after: number; warnings: number };

/**
 * A run as its organisation's people see it, with a page of its report (from after the place `after`, of one outcome
 * where `show` names it) and of its warnings; 404 for anyone else.
 */
export async function importRunForStaff({ id, show, after, warnings: page }: Asked, viewer: Viewer) {
  const run = found(isId(id) ? await findRun(id) : null);
  if (!mayView(viewer, run.organisation.id)) found(null);
  const rows = await linesOf({ id, show, after, most: PAGE + 1 });
  const warnings = run.warnings as unknown as CatalogueWarning[];
  const pages = Math.max(1, Math.ceil(warnings.length / PAGE));
  const at = Math.min(Math.max(1, page), pages);
  return {
    ...run,
    mayEdit: mayEdit(viewer, run.organisation.id),
    lines: rows.slice(0, PAGE),
    next: rows.length > PAGE ? (rows[PAGE - 1]?.position ?? null) : null,
    warnings: warnings.slice((at - 1) * PAGE, at * PAGE),
    warningCount: warnings.length,
    warningPage: at,
    warningPages: pages,
  };
}

type Lines = { id: string; show: ImportOutcome | null; after: number; most: number };

const linesOf = ({ id, show, after, most }: Lines) =>
  db.$queryRaw<ReportLine[]>`
    SELECT i.position, i.outcome::text AS outcome, i.title, i.changes, i.reason, d.slug,
      (d.id IS NOT NULL AND d.licence_confirmed_at IS NULL AND d.licence_open IS NOT TRUE) AS "needsLicence"
    FROM import_item i LEFT JOIN dataset d ON d.id = i.dataset_id
    WHERE i.run_id = ${id}::uuid AND i.position > ${after}
      ${show ? Prisma.sql`AND i.outcome = ${show}::import_outcome` : Prisma.empty}
    ORDER BY i.position LIMIT ${most}`;

/** The whole report of a run as rows for a spreadsheet; 404 for whoever is not of its organisation. */
export async function importReport(id: string, viewer: Viewer): Promise<string[][]> {
  const run = found(
    isId(id) ? await db.importRun.findUnique({ where: { id }, select: { organisationId: true } }) : null,
  );
  if (!mayView(viewer, run.organisationId)) found(null);
  const lines = await linesOf({ id, show: null, after: 0, most: 20_000 });
  return [
    ["dataset", "became", "what changed", "why refused", "address"],
    ...lines.map(({ title, outcome, changes, reason, slug }) => [
      ...[title, OUTCOMES[outcome], changedText(changes), reason ?? ""],
      slug ? `${config().origin}${paths.dataset(slug)}` : "",
    ]),
  ];
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
      refused: true,
      pages: true,
      kind: true,
      cancelAskedAt: true,
      warnings: true,
      error: true,
      createdAt: true,
      finishedAt: true,
      organisation: { select: { id: true, name: true, timeZone: true } },
    },
  });

/** The catalogues of a person's organisations, each with its newest run. */
export async function sourcesForStaff(viewer: Viewer) {
  const sources = await db.source.findMany({
    where: viewer.isAdministrator ? {} : { organisationId: { in: viewer.organisations.map(({ id }) => id) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
    select: {
      ...{ id: true, organisationId: true, address: true, fileName: true, kind: true, every: true, nextAt: true },
      organisation: { select: { name: true, timeZone: true } },
      runs: {
        orderBy: { createdAt: "desc" },
        take: 1,
        select: { id: true, state: true, createdAt: true, created: true, updated: true, missing: true, refused: true },
      },
    },
  });
  return sources.map(({ organisationId, runs, ...source }) => ({
    ...source,
    run: runs[0] ?? null,
    mayEdit: mayEdit(viewer, organisationId),
  }));
}
