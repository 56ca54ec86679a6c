import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { whyNotReopen, whyNotWordless } from "./problem";
import { heldProblem, isTaken, takeStep } from "./take-step.server";

/** Opens a closed problem again with a reason, for its reporter or the publisher; the other side is told. */
export function reopenProblem(
  { slug, number, text }: { slug: string; number: number; text: string },
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    const problem = await heldProblem({ slug, number }, viewer, tx);
    if (isTaken(problem, { becomes: "open", text }, viewer)) return ok({ number });
    const refusal = whyNotReopen(problem.state, problem.by) ?? whyNotWordless({ becomes: "open", text });
    if (refusal) return refused(refusal);
    await takeStep(problem, { becomes: "open", text }, { viewer, tx });
    return ok({ number });
  });
}
