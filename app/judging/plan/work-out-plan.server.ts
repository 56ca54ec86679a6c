import { runningReviews, SECOND } from "~/challenges/running-round";
import { ok } from "~/kernel/result";
import { db, now, type Prisma } from "~/platform/database.server";
import { assign } from "../assigning/assign.server";
import { assignInThread } from "../assigning/assign-in-thread.server";
import type { Answer } from "../assigning/problem";
import { repair } from "../assigning/repair.server";
import { standOf, without } from "./panel";
import { panelOf } from "./panel.server";
import { isUnderWay, type Proposal } from "./plan";
import { numbersOf, problemFor, type Stated } from "./plan-problem";
import { wishesIn } from "./start-plan.server";

/** Pairs up to which the solver answers sooner than a thread for it would start. */
const SMALL = 400;
/** Milliseconds between two looks at whether the chair wants to stop. */
const BETWEEN = 1000;

/** The job behind `workOut`: works a plan out and keeps it as a proposal, or the reason why there is none. */
export async function workOutPlan({ planId }: { planId: string }): Promise<void> {
  const plan = await db.assignmentPlan.findUnique({
    where: { id: planId },
    include: { challenge: { select: { id: true, reviewsPerEntry: true, secondRound: SECOND } } },
  });
  if (!plan || !isUnderWay(plan.state)) return;
  await db.assignmentPlan.updateMany({ where: { id: planId, state: "waiting" }, data: { state: "running" } });
  const { panel } = await panelOf(runningReviews(plan.challenge), db);
  const stated = problemFor(panel, wishesIn(plan));
  const answer = stated.ok ? await solve(planId, stated.value) : stated;
  if (!answer.ok) {
    const state = answer.refusal.code === "cancelled" ? "cancelled" : "impossible";
    return end(planId, { state, reason: answer.refusal.message });
  }
  const { min, sum, isOptimal, gap, minGap, connection } = answer.value;
  const pairs = numbersOf(panel, answer.value);
  const jurors = new Set(panel.jurors.map(({ number }) => number));
  const proposal: Proposal = {
    stand: standOf(panel),
    pairs,
    given: without(panel.standing, pairs).filter(([, juror]) => jurors.has(juror)),
    ...{ sum, least: Number.isFinite(min) ? min : 0, isOptimal, gap, leastGap: minGap, connection },
    short: stated.ok ? stated.value.short : [],
  };
  await end(planId, { state: "proposed", proposal: proposal as unknown as Prisma.InputJsonValue });
}

async function end(planId: string, data: Prisma.AssignmentPlanUpdateManyMutationInput): Promise<void> {
  await db.assignmentPlan.updateMany({
    where: { id: planId, state: { in: ["waiting", "running"] } },
    data: { ...data, finishedAt: await now() },
  });
}

async function solve(planId: string, { problem, standing }: Stated): Promise<Answer> {
  if (problem.similarity.length <= SMALL) {
    if (!standing) return assign(problem);
    const repaired = await repair(problem, standing);
    return repaired.ok ? ok(repaired.value.plan) : repaired;
  }
  const stop = new AbortController();
  let step = "";
  const look = async () => {
    const told = { where: { id: planId }, data: { step }, select: { cancelAskedAt: true } };
    const row = await db.assignmentPlan.update(told);
    if (row.cancelAskedAt) stop.abort();
  };
  // A look that fails is made again.
  const timer = setInterval(() => look().catch(() => {}), BETWEEN);
  try {
    return await assignInThread(problem, {
      standing,
      signal: stop.signal,
      onProgress: (progress) => {
        step = progress.step;
      },
    });
  } finally {
    clearInterval(timer);
  }
}
