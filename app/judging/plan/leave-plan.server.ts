import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { challengeForChair } from "../chair.server";
import { newestPlan } from "./start-plan.server";

/** Stops a plan that is being worked out, or puts one aside that was: the one before it then counts again. */
export function leavePlan(slug: string, viewer: Viewer): Promise<Result<"stopping" | "left">> {
  return transaction(async (tx) => {
    const { id } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
    const plan = await newestPlan(id, tx);
    if (!plan || plan.state === "confirmed") return refuse("no-plan", "There is no plan to put aside.");
    const at = await now(tx);
    if (plan.state === "running") {
      await tx.assignmentPlan.update({ where: { id: plan.id }, data: { cancelAskedAt: plan.cancelAskedAt ?? at } });
      return ok("stopping");
    }
    await tx.assignmentPlan.update({
      where: { id: plan.id },
      data: { state: "left", finishedAt: plan.finishedAt ?? at },
    });
    return ok("left");
  });
}
