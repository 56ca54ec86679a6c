import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { isId } from "~/kernel/text";
import { now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { isUnderWay } from "./import-words";

/** Stops an import at its next step. What came in stays; nothing is marked as missing. */
export function cancelImport(id: string, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    if (!isId(id)) found(null);
    await tx.$queryRaw`SELECT 1 FROM import_run WHERE id = ${id}::uuid FOR UPDATE`;
    const run = found(
      await tx.importRun.findUnique({
        where: { id },
        select: { state: true, organisationId: true, cancelAskedAt: true },
      }),
    );
    if (!mayEdit(viewer, run.organisationId))
      return refuse("not-yours", "Only owners and editors of the organisation can stop its imports.");
    if (!isUnderWay(run.state)) return refuse("ended", "This import has ended already.");
    const at = await now(tx);
    // One that waits has no step to stop at.
    const end = run.state === "waiting" ? { state: "cancelled" as const, finishedAt: at } : {};
    await tx.importRun.update({ where: { id }, data: { cancelAskedAt: run.cancelAskedAt ?? at, ...end } });
    return ok(null);
  });
}
