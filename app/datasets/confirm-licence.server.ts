import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { statedLicence } from "./known-licence";
import { askForScores } from "./scores/score-jobs.server";

type Confirmation = {
  slug: string;
  /** One of the known licences, or "own-terms". */
  licenceId: string;
  reason: string;
};

/** Has a person of the organisation answer for a dataset's licence. No import overwrites it; a later confirmation may. */
export function confirmLicence(
  { slug, licenceId, reason }: Confirmation,
  viewer: Viewer,
): Promise<Result<{ slug: string }>> {
  return transaction(async (tx) => {
    const [dataset] = await tx.$queryRaw<{ id: string; organisationId: string }[]>`
      SELECT id, organisation_id AS "organisationId" FROM dataset WHERE slug = ${slug} FOR UPDATE`;
    const { id, organisationId } = found(dataset);
    if (!mayEdit(viewer, organisationId))
      return refuse("not-yours", "Only owners and editors of the organisation can confirm a licence.");
    const licence = statedLicence(licenceId);
    if (!licence) return refuse("unknown-licence", "Choose a licence of the list.");
    const at = await now(tx);
    await tx.dataset.update({
      where: { id },
      data: {
        ...licence,
        licenceConfirmedById: viewer.id,
        licenceConfirmedAt: at,
        licenceReason: reason,
        updatedAt: at,
      },
    });
    await askForScores([id], tx);
    return ok({ slug });
  });
}
