import { isUnnamed } from "~/accounts/accounts.server";
import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { DAY } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { MOST_REMARKS, whyNotRemark, whyNotSpeak } from "./problem";
import { SAY_YOUR_NAME } from "./report-problem.server";
import { heldProblem, isTaken, takeStep } from "./take-step.server";

/** Adds words to a problem's thread, for anyone who is signed in. What the publisher's people write is an answer. */
export function addRemark(
  { slug, number, text }: { slug: string; number: number; text: string },
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    if (isUnnamed(viewer)) return refuse("unnamed", SAY_YOUR_NAME);
    // Whoever writes queues on themselves: they have a limit over all threads.
    await tx.$queryRaw`SELECT id FROM person WHERE id = ${viewer.id}::uuid FOR NO KEY UPDATE`;
    const problem = await heldProblem({ slug, number }, viewer, tx);
    if (isTaken(problem, { becomes: null, text }, viewer)) return ok({ number });
    const at = await now(tx);
    const refusal =
      whyNotRemark(problem.isHidden) ??
      whyNotSpeak(
        { earlier: await newestRemarks(viewer.id, at, tx), most: MOST_REMARKS, what: "remark" },
        { now: at, zone: problem.dataset.organisation.timeZone },
      );
    if (refusal) return refused(refusal);
    await takeStep(problem, { becomes: null, text }, { viewer, tx });
    return ok({ number });
  });
}

const newestRemarks = async (personId: string, at: Date, tx: Tx): Promise<Date[]> =>
  (
    await tx.dataIssueEntry.findMany({
      where: { personId, became: null, at: { gt: new Date(at.getTime() - DAY) } },
      orderBy: { at: "desc" },
      take: MOST_REMARKS,
      select: { at: true },
    })
  ).map(({ at: then }) => then);
