import type { Viewer } from "~/accounts/roles";
import { runningCalendar } from "~/challenges/running-round";
import { ok, type Refusal, type Result, refuse, refused } from "~/kernel/result";
import { now, type Tx, transaction } from "~/platform/database.server";
import { enqueue, job } from "~/platform/jobs/queue.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { drawOf } from "../draw/announce.server";
import { whyNotAssign } from "../jury/jury";
import type { Named, Panel } from "./panel";
import { panelOf } from "./panel.server";
import { type Change, type Proposal, withChange } from "./plan";
import { problemFor, type Wishes } from "./plan-problem";
import { whyNoSeed } from "./seed";

/** Works a plan out, in a thread of its own where it is large. */
export const workOut = job<{ planId: string }>("work-out-plan");

export const NOTHING: Refusal = { code: "nothing", message: "Everything that can be assigned is assigned already." };

/** The plan that counts: the newest that the chair has not put aside. */
export const newestPlan = (challengeId: string, on: Tx) =>
  on.assignmentPlan.findFirst({ where: { challengeId, state: { not: "left" } }, orderBy: { id: "desc" } });

export type PlanRow = NonNullable<Awaited<ReturnType<typeof newestPlan>>>;

export const wishesIn = (plan: PlanRow): Wishes => ({
  ...{ mode: plan.mode, seed: plan.seed, least: plan.leastLoad, most: plan.mostLoad, mayMove: plan.mayMove },
  ...{ pins: plan.pins as unknown as Named[], bans: plan.bans as unknown as Named[] },
});

export const proposalIn = ({ proposal }: Pick<PlanRow, "proposal">): Proposal | null =>
  proposal as unknown as Proposal | null;

type Asked = { slug: string } & Omit<Wishes, "pins" | "bans" | "seed">;

/**
 * Has a plan worked out for the whole jury: what stands stays, or moves where it must. Nothing is assigned by it. Every plan
 * of a round, repairs too, goes by the one seed that was drawn for it.
 */
export function startPlan({ slug, ...asked }: Asked, viewer: Viewer): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    const { challenge, panel, newest } = await toPlan(slug, viewer, tx);
    const refusal = await whyNotPlan({ challenge, panel, newest }, tx);
    if (refusal) return refused(refusal);
    const draw = await drawOf(challenge.id, "assignment", challenge.round, tx);
    if (!draw?.seed) return refused(whyNoSeed(draw));
    const wishes = { ...asked, seed: draw.seed, pins: [], bans: [] };
    return begin({ challenge, panel, wishes, drawId: draw.id, beforeId: null, viewer }, tx);
  });
}

/** Has a proposed plan worked out once more with one change in it: the chair sees what it costs, and may go back. */
export function changePlan(
  { slug, ...change }: Change & { slug: string },
  viewer: Viewer,
): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    const { challenge, panel, newest } = await toPlan(slug, viewer, tx);
    const refusal = await whyNotPlan({ challenge, panel, newest }, tx);
    if (refusal) return refused(refusal);
    if (newest?.state !== "proposed") return refuse("no-plan", "There is no plan to change. Work one out first.");
    const wishes = wishesIn(newest);
    const marks = withChange(panel, wishes, change);
    if (!marks.ok) return marks;
    const { id: beforeId, drawId } = newest;
    return begin({ challenge, panel, wishes: { ...wishes, ...marks.value }, drawId, beforeId, viewer }, tx);
  });
}

type ToPlan = { challenge: ChairedChallenge; panel: Panel; newest: PlanRow | null };

async function toPlan(slug: string, viewer: Viewer, tx: Tx): Promise<ToPlan> {
  const { id } = await challengeForChair(slug, viewer, tx);
  await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
  const challenge = await challengeForChair(slug, viewer, tx);
  const { panel } = await panelOf(challenge, tx);
  return { challenge, panel, newest: await newestPlan(id, tx) };
}

async function whyNotPlan({ challenge, panel, newest }: ToPlan, tx: Tx): Promise<Refusal | null> {
  const size = { jurors: panel.jurors.length, entries: panel.entries.length };
  const refusal = whyNotAssign(runningCalendar(challenge, challenge.second), size, await now(tx));
  if (refusal) return refusal;
  if (newest?.state === "waiting" || newest?.state === "running")
    return { code: "under-way", message: "A plan is being worked out already; wait until that is done, or stop it." };
  return null;
}

type Begin = Omit<ToPlan, "newest"> & {
  wishes: Wishes;
  drawId: string | null;
  beforeId: string | null;
  viewer: Viewer;
};

async function begin(
  { challenge, panel, wishes, drawId, beforeId, viewer }: Begin,
  tx: Tx,
): Promise<Result<{ id: string }>> {
  const stated = problemFor(panel, wishes);
  if (!stated.ok) return stated;
  const isChanged = wishes.pins.length + wishes.bans.length > 0;
  if (stated.value.toPlace <= 0 && panel.blocked.length === 0 && !isChanged) return refused(NOTHING);
  const { least, most, mode, seed, mayMove } = wishes;
  const plan = await tx.assignmentPlan.create({
    data: {
      ...{ challengeId: challenge.id, beforeId, drawId, mode, seed, mayMove, leastLoad: least, mostLoad: most },
      ...{ pins: pairsIn(wishes.pins), bans: pairsIn(wishes.bans), startedById: viewer.id },
    },
    select: { id: true },
  });
  await enqueue(workOut, { planId: plan.id }, tx, { queue: `plan:${challenge.id}` });
  return ok(plan);
}

const pairsIn = (pairs: Named[]): number[][] => pairs.map(([entry, juror]) => [entry, juror]);
