import { mayEdit, mayView, type Viewer } from "~/accounts/roles";
import { db, Prisma } from "~/platform/database.server";
import { forbidden, found } from "~/platform/http/respond.server";
import { matching } from "./browse/browse.server";
import { CARD, type DatasetCard } from "./datasets.server";

export type Organisation = { id: string; slug: string; name: string };

/** The organisations whose data a person may change: their own, or, for an administrator, all. */
export async function organisationsToEdit(viewer: Viewer): Promise<Organisation[]> {
  const own = viewer.organisations
    .filter(({ id }) => mayEdit(viewer, id))
    .map(({ id, slug, name }) => ({ id, slug, name }));
  if (!viewer.isAdministrator) return own;
  return db.organisation.findMany({
    orderBy: { name: "asc" },
    take: 200,
    select: { id: true, slug: true, name: true },
  });
}

/** The same in front of what adds data: 403 where there is none. */
export async function organisationsToAddFor(viewer: Viewer): Promise<Organisation[]> {
  const organisations = await organisationsToEdit(viewer);
  return organisations.length > 0
    ? organisations
    : forbidden("Only owners and editors of an organisation add its data.");
}

/** The organisations whose data a person sees on the desk. */
export const organisationsToSee = async (viewer: Viewer): Promise<Organisation[]> =>
  viewer.isAdministrator
    ? organisationsToEdit(viewer)
    : viewer.organisations.map(({ id, slug, name }) => ({ id, slug, name }));

const PAGE = 50;
const NEEDS = Prisma.sql`(d.licence_confirmed_at IS NULL AND d.licence_open IS NOT TRUE)`;

type Asked = { q?: string; organisation?: string; after?: string };

/** The organisations' datasets, those that need a licence first, then the newest; fifty by keyset. */
export async function datasetsForStaff({ q, organisation, after }: Asked, viewer: Viewer) {
  const mine = viewer.organisations.map(({ id }) => id);
  const scope = Prisma.sql`${viewer.isAdministrator ? Prisma.sql`true` : Prisma.sql`d.organisation_id = ANY(${mine}::uuid[])`}
    ${organisation ? Prisma.sql`AND o.slug = ${organisation}` : Prisma.empty}`;
  const [rows, counts] = await Promise.all([
    db.$queryRaw<DatasetCard[]>`
      SELECT ${CARD} FROM dataset d JOIN organisation o ON o.id = d.organisation_id
      WHERE ${scope} ${matching(q)}
        ${after ? Prisma.sql`AND (${NEEDS}, d.created_at, d.id) < (SELECT ${NEEDS}, d.created_at, d.id FROM dataset d WHERE d.slug = ${after})` : Prisma.empty}
      ORDER BY ${NEEDS} DESC, d.created_at DESC, d.id DESC LIMIT ${PAGE + 1}`,
    db.$queryRaw<{ all: number; needs: number; missing: number }[]>`
      SELECT count(*)::int AS all, count(*) FILTER (WHERE ${NEEDS})::int AS needs,
        count(*) FILTER (WHERE d.state = 'missing')::int AS missing
      FROM dataset d JOIN organisation o ON o.id = d.organisation_id WHERE ${scope}`,
  ]);
  return {
    datasets: rows.slice(0, PAGE),
    next: rows.length > PAGE ? (rows[PAGE - 1]?.slug ?? null) : null,
    counts: counts[0] ?? { all: 0, needs: 0, missing: 0 },
  };
}

/** In front of every act on a dataset: 404 where there is none, 403 for whoever may not change it. */
export async function requireDatasetEditor(slug: string, viewer: Viewer): Promise<void> {
  const { organisationId } = found(await db.dataset.findUnique({ where: { slug }, select: { organisationId: true } }));
  if (!mayEdit(viewer, organisationId)) forbidden("Only owners and editors of the organisation change its data.");
}

/** A dataset's licence as its organisation's people see it; 404 for anyone else. */
export async function licenceForStaff(slug: string, viewer: Viewer) {
  const dataset = found(
    await db.dataset.findUnique({
      where: { slug },
      select: {
        slug: true,
        title: true,
        organisationId: true,
        landingPage: true,
        licenceRaw: true,
        licenceId: true,
        licenceOpen: true,
        licenceConfirmedAt: true,
        licenceReason: true,
        organisation: { select: { name: true, timeZone: true } },
      },
    }),
  );
  if (!mayView(viewer, dataset.organisationId)) found(null);
  const { organisationId, ...shown } = dataset;
  return { ...shown, mayEdit: mayEdit(viewer, organisationId) };
}
