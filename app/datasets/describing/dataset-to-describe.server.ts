import { mayEdit, mayView, type Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import type { FieldNote } from "../catalogue/model";
import type { ColumnFacts } from "../reading/table";
import { MOST_COLUMNS } from "./describe.schema";

/** A column with what staff say of it, and what the catalogue says. */
export type ColumnToDescribe = { name: string; type: string; note: string; stated: string };

/** A dataset as its organisation's people describe it, with the columns of one of its files; 404 for anyone else. */
export async function datasetToDescribe(slug: string, viewer: Viewer, file: number) {
  const dataset = found(
    await db.dataset.findUnique({
      where: { slug },
      select: {
        ...{
          slug: true,
          title: true,
          description: true,
          keywords: true,
          themes: true,
          contactName: true,
          contactEmail: true,
        },
        ...{ frequency: true, temporalStart: true, temporalEnd: true, spatial: true, accessRights: true },
        ...{ stewardId: true, sourceId: true, organisationId: true, landingPage: true },
        organisation: {
          select: {
            name: true,
            members: {
              take: 200,
              orderBy: { person: { name: "asc" } },
              select: { person: { select: { id: true, name: true } } },
            },
          },
        },
        distributions: {
          where: { snapshots: { some: {} } },
          orderBy: { position: "asc" },
          take: 200,
          select: { id: true, position: true, title: true, format: true },
        },
      },
    }),
  );
  if (!mayView(viewer, dataset.organisationId)) found(null);
  const { organisationId, sourceId, organisation, distributions, ...said } = dataset;
  const chosen = distributions.find(({ position }) => position === file - 1) ?? distributions[0];
  return {
    ...said,
    organisation: organisation.name,
    people: organisation.members.map(({ person }) => person),
    isFromSource: sourceId !== null,
    mayEdit: mayEdit(viewer, organisationId),
    files: distributions,
    file: chosen ? { ...chosen, ...(await columnsOf(chosen.id)) } : null,
  };
}

async function columnsOf(distributionId: string): Promise<{ columns: ColumnToDescribe[]; more: number }> {
  const { fields, notes, snapshots } = await db.distribution.findUniqueOrThrow({
    where: { id: distributionId },
    select: {
      fields: true,
      notes: { select: { name: true, description: true } },
      snapshots: { orderBy: { fetchedAt: "desc" }, take: 1, select: { columns: true } },
    },
  });
  const all = (snapshots[0]?.columns ?? []) as unknown as ColumnFacts[];
  const textIn = (said: { name: string; description: string }[], name: string): string =>
    said.find((one) => one.name === name)?.description ?? "";
  return {
    columns: all.slice(0, MOST_COLUMNS).map(({ name, type }) => ({
      ...{ name, type },
      note: textIn(notes, name),
      stated: textIn(fields as FieldNote[], name),
    })),
    more: Math.max(0, all.length - MOST_COLUMNS),
  };
}
