import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { words } from "~/kernel/text";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { askForScores } from "../scores/score-jobs.server";
import type { Description } from "./describe.schema";

/**
 * Says what a dataset is, who answers for it, and what its columns mean. What a catalogue says of a dataset of its own
 * is said there, and nothing sent here changes it; the steward and the notes on columns are the organisation's always.
 */
export function describeDataset(
  { slug, ...description }: Description & { slug: string },
  viewer: Viewer,
): Promise<Result<{ slug: string }>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM dataset WHERE slug = ${slug} FOR UPDATE`;
    const dataset = found(
      await tx.dataset.findUnique({ where: { slug }, select: { id: true, organisationId: true, sourceId: true } }),
    );
    if (!mayEdit(viewer, dataset.organisationId))
      return refuse("not-yours", "Only owners and editors of the organisation describe its data.");
    const { stewardId = null } = description;
    if (stewardId && !(await isMember(stewardId, dataset.organisationId, tx)))
      return refuse("no-member", "The steward is one of the organisation’s people; choose again.");
    const noted = await writeNotes(description, dataset.id, tx);
    if (!noted.ok) return noted;
    await tx.dataset.update({
      where: { id: dataset.id },
      data: { stewardId, updatedAt: await now(tx), ...(dataset.sourceId ? {} : saidIn(description)) },
    });
    await askForScores([dataset.id], tx);
    return ok({ slug });
  });
}

const isMember = async (personId: string, organisationId: string, tx: Tx): Promise<boolean> =>
  (await tx.organisationMember.count({ where: { personId, organisationId } })) > 0;

/** What the organisation itself says of a dataset that came with no catalogue. */
const saidIn = (said: Description) => ({
  description: said.description,
  keywords: words(said.keywords),
  themes: said.themes,
  contactName: said.contactName,
  contactEmail: said.contactEmail ?? "",
  frequency: said.frequency ?? null,
  temporalStart: said.temporalStart ?? null,
  temporalEnd: said.temporalEnd ?? null,
  spatial: said.spatial,
  accessRights: said.accessRights ?? "",
});

/** A sentence for each column of the newest copy; an empty one takes back what stood there. */
async function writeNotes({ distributionId, notes }: Description, datasetId: string, tx: Tx): Promise<Result<null>> {
  if (!distributionId || notes.length === 0) return ok(null);
  const [copy] = await tx.$queryRaw<{ names: string[] }[]>`
    SELECT ARRAY(SELECT jsonb_path_query(s.columns, '$[*].name') #>> '{}') AS names
    FROM snapshot s JOIN distribution f ON f.id = s.distribution_id
    WHERE f.id = ${distributionId}::uuid AND f.dataset_id = ${datasetId}::uuid ORDER BY s.fetched_at DESC LIMIT 1`;
  const known = new Set(copy?.names);
  if (!notes.every(({ name }) => known.has(name)))
    return refuse("other-columns", "The file has other columns now. Reload this page and describe those.");
  const names = notes.map(({ name }) => name);
  await tx.columnNote.deleteMany({ where: { distributionId, name: { in: names } } });
  const said = new Map(notes.filter(({ description }) => description !== "").map((note) => [note.name, note]));
  await tx.columnNote.createMany({ data: [...said.values()].map((note) => ({ ...note, distributionId })) });
  return ok(null);
}
