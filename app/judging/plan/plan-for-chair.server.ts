import type { Viewer } from "~/accounts/roles";
import { HIDDEN } from "~/challenges/blind";
import { runningCalendar } from "~/challenges/running-round";
import { db, now } from "~/platform/database.server";
import { type Mask, titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { challengeForChair } from "../chair.server";
import { drawShown } from "../draw/draws.server";
import { whyNotAssign } from "../jury/jury";
import { keyOf, type Named, whatOutgrew } from "./panel";
import { type PanelRows, panelOf } from "./panel.server";
import { addedBy, isUnderWay, type Proposal } from "./plan";
import { problemFor, shortText, type Wishes } from "./plan-problem";
import { connectionText, costText, proofText } from "./plan-words";
import { whyNoSeed } from "./seed";
import { NOTHING, newestPlan, type PlanRow, proposalIn, wishesIn } from "./start-plan.server";

/** The page on which the chair has entries assigned: what stands, what may be worked out, and the plan that counts. */
export async function planForChair(slug: string, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const [rows, newest, at, maskOf, draw] = await Promise.all([
    panelOf(challenge, db),
    newestPlan(challenge.id, db),
    now(),
    masksFor(challenge.id),
    drawShown({ challengeId: challenge.id, purpose: "assignment", round: challenge.round }),
  ]);
  const before = newest?.beforeId ? await db.assignmentPlan.findUnique({ where: { id: newest.beforeId } }) : null;
  const { panel } = rows;
  const refusal = whyNotAssign(
    runningCalendar(challenge, challenge.second),
    { jurors: panel.jurors.length, entries: panel.entries.length },
    at,
  );
  const wishes: Wishes = {
    mode: "fair",
    seed: draw?.seed ?? "",
    least: null,
    most: null,
    mayMove: false,
    pins: [],
    bans: [],
  };
  const stated = refusal ? null : problemFor(panel, wishes);
  const isDone = stated?.ok && stated.value.toPlace <= 0 && panel.blocked.length === 0;
  const numbers = new Map(rows.entries.map(({ id, number }) => [id, number]));
  return {
    challenge,
    /** The seed that the plans of this round go by; null where nobody has had it drawn. */
    draw,
    whyNotDraw: refusal?.message ?? null,
    now: at,
    whyNot: refusal?.message ?? (isDone ? NOTHING.message : draw?.seed ? null : whyNoSeed(draw).message),
    entries: panel.entries.length,
    /** Reviews to be placed; null where nothing can be assigned. */
    toPlace: stated?.ok ? Math.max(0, stated.value.toPlace) : null,
    shortage: stated?.ok ? shortText(stated.value.short, challenge.reviewsPerEntry) : null,
    bids: { isAsked: challenge.bidsAskedAt !== null, said: panel.bids.length },
    warmUp: panel.warmUp,
    standing: panel.standing.length,
    blocked: panel.blocked.length,
    detected: rows.jurors.flatMap(({ id, person }) =>
      rows.detected
        .filter(({ jurorId }) => jurorId === id)
        .map(({ reason, submissionId }) => ({
          name: person.name,
          reason: challenge.hidesReasons ? HIDDEN : reason,
          entry: numbers.get(submissionId) ?? 0,
        })),
    ),
    plan: newest && newest.state !== "confirmed" ? shown(newest, before, { ...rows, maskOf }) : null,
  };
}

export type PlanPage = Awaited<ReturnType<typeof planForChair>>;

/** What hides the names in an entry's texts; null where nothing is hidden. */
type Masks = { maskOf: ((number: number) => Mask) | null };

function shown(plan: PlanRow, before: PlanRow | null, rows: PanelRows & Masks) {
  const proposal = plan.state === "proposed" ? proposalIn(plan) : null;
  const earlier = before && proposalIn(before);
  return {
    id: plan.id,
    state: plan.state,
    isUnderWay: isUnderWay(plan.state),
    isStopping: plan.cancelAskedAt !== null,
    step: plan.step,
    reason: plan.reason,
    hasBefore: before !== null,
    ...{ seed: plan.seed, mode: plan.mode, mayMove: plan.mayMove },
    proposal: proposal && {
      ...proposalFor(proposal, rows, wishesIn(plan)),
      cost: earlier && costText(earlier, proposal),
    },
  };
}

function proposalFor(proposal: Proposal, { panel, jurors, entries, maskOf }: PanelRows & Masks, { pins }: Wishes) {
  const added = addedBy(proposal);
  const [pinned, fresh, begun] = [pins, added, panel.begun].map((pairs) => new Set(pairs.map(keyOf)));
  const signOf = (pair: Named): "pinned" | "added" | "begun" | "standing" =>
    pinned?.has(keyOf(pair))
      ? "pinned"
      : fresh?.has(keyOf(pair))
        ? "added"
        : begun?.has(keyOf(pair))
          ? "begun"
          : "standing";
  const countOf = (pairs: Named[], number: number) => pairs.filter(([, juror]) => juror === number).length;
  return {
    ...{ added: added.length, given: proposal.given.length, sum: proposal.sum, least: proposal.least },
    proof: proofText(proposal),
    connection: { isConnected: proposal.connection.isConnected, text: connectionText(proposal) },
    shortage: shortText(proposal.short, proposal.stand.reviewsPerEntry),
    outgrown: whatOutgrew(proposal.stand, panel, proposal.given),
    jurors: jurors.map(({ number, person }) => ({
      ...{ number, name: person.name },
      load: countOf(proposal.pairs, number),
      more: countOf(added, number),
      fewer: countOf(proposal.given, number),
    })),
    entries: entries.map(({ number, versions }) => ({
      ...{ number, title: titleIn(versions, maskOf?.(number)) },
      jurors: proposal.pairs
        .filter(([entry]) => entry === number)
        .map((pair) => ({ number: pair[1], is: signOf(pair) })),
    })),
  };
}
