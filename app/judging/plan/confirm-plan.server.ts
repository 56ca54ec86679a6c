import type { Viewer } from "~/accounts/roles";
import { roundFact, runningCalendar } from "~/challenges/running-round";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { appendToRecord } from "~/record/record.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { keepFound } from "../conflict/find-conflicts.server";
import { recuse } from "../conflict/recuse.server";
import { drawOf } from "../draw/announce.server";
import { aboutOf } from "../jury/invite-jurors.server";
import { whyNotAssign } from "../jury/jury";
import { assignedMail, reassignedMail } from "../jury/jury.mail";
import { keyOf, type Named, whatOutgrew } from "./panel";
import { type PanelRows, panelOf } from "./panel.server";
import { addedBy } from "./plan";
import type { Short } from "./plan-problem";
import { newestPlan, type PlanRow, proposalIn, wishesIn } from "./start-plan.server";

export type Confirmed = { added: number; released: number; short: Short; reviewsPerEntry: number };

/**
 * Makes a proposed plan hold: its pairs are assigned, what it gives to others is given back, the record has the seed and
 * the pairs, and each juror is told. Refused where the jury is no longer the one that it was worked out for.
 */
export function confirmPlan(
  { slug, planId }: { slug: string; planId: string },
  viewer: Viewer,
): Promise<Result<Confirmed>> {
  return transaction(async (tx) => {
    const { id } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const at = await now(tx);
    const rows = await panelOf(challenge, tx);
    const size = { jurors: rows.jurors.length, entries: rows.entries.length };
    const refusal = whyNotAssign(runningCalendar(challenge, challenge.second), size, at);
    if (refusal) return refused(refusal);
    found(await tx.assignmentPlan.findFirst({ where: { id: planId, challengeId: id }, select: { id: true } }));
    const plan = await newestPlan(id, tx);
    const proposal = plan && proposalIn(plan);
    if (!proposal || plan.id !== planId || plan.state !== "proposed")
      return refuse("no-plan", "This plan is not the newest one any more. Reload the page to see the one that counts.");
    const draw = await drawOf(id, "assignment", challenge.round, tx);
    if (draw && draw.id !== plan.drawId)
      return refuse("no-draw", "A seed was drawn for this round since, and this plan has another. Work it out again.");
    const outgrown = whatOutgrew(proposal.stand, rows.panel, proposal.given);
    if (outgrown) return refuse("outgrown", `${outgrown} Work it out again.`);
    const added = addedBy(proposal);
    const change: Changes = { challenge, plan, rows, added, given: proposal.given, at, by: viewer.id };
    await keepFound({ challengeId: id, detected: rows.detected, at }, tx);
    await release(change, tx);
    await writePairs(change, tx);
    await recordAssignment(change, tx);
    await tellJurors(change, tx);
    await tx.assignmentPlan.update({ where: { id: plan.id }, data: { state: "confirmed" } });
    const { short, given } = proposal;
    return ok({ added: added.length, released: given.length, short, reviewsPerEntry: challenge.reviewsPerEntry });
  });
}

type Changes = {
  challenge: ChairedChallenge;
  plan: PlanRow;
  rows: PanelRows;
  added: Named[];
  given: Named[];
  at: Instant;
  by: string;
};

const idsOf = ({ pairs }: PanelRows, named: readonly Named[]): string[] => {
  const keys = new Set(named.map(keyOf));
  return pairs.filter(({ pair }) => keys.has(keyOf(pair))).map(({ id }) => id);
};

async function release({ challenge, rows, given, at, by }: Changes, tx: Tx): Promise<void> {
  const challengeId = challenge.id;
  await recuse({ challengeId, assignmentIds: idsOf(rows, rows.panel.blocked), at, by }, tx);
  await recuse({ challengeId, assignmentIds: idsOf(rows, given), at, by, cause: "moved" }, tx);
}

/** A juror who left and came back may be given what they had before: that assignment stands again, with its sheets. */
async function writePairs({ challenge, rows, added, at }: Changes, tx: Tx): Promise<void> {
  const again = idsOf(rows, added);
  await tx.assignment.updateMany({ where: { id: { in: again } }, data: { releasedAt: null, assignedAt: at } });
  const jurors = new Map(rows.jurors.map(({ id, number }) => [number, id]));
  const entries = new Map(rows.entries.map(({ id, number }) => [number, id]));
  await tx.assignment.createMany({
    data: added.map(([entry, juror]) => ({
      ...{ jurorId: jurors.get(juror) ?? "", submissionId: entries.get(entry) ?? "", assignedAt: at },
      round: challenge.round,
    })),
    skipDuplicates: true,
  });
}

/** As pairs of numbers, juror and entry, this many to an act: a leaf of the record has a largest size. */
const MOST_PAIRS = 4000;

/** As the record lists pairs: the juror first. */
const byJuror = (pairs: Named[]): number[][] =>
  [...pairs].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([entry, juror]) => [juror, entry]);

async function recordAssignment({ challenge, plan, rows, added, at, by }: Changes, tx: Tx): Promise<void> {
  const { seed, drawId, mode, leastLoad: least, mostLoad: most } = plan;
  const pairs = byJuror(added);
  const { pins, bans } = wishesIn(plan);
  const to = { challengeId: challenge.id, at, by };
  const { warmUp } = rows.panel;
  const payload = {
    ...{
      seed,
      ...(drawId ? { draw: drawId } : {}),
      ...roundFact(challenge.round),
      reviews: challenge.reviewsPerEntry,
      mode,
      least,
      most,
    },
    ...(warmUp.length > 0 ? { warmUp } : {}),
  };
  await appendToRecord(
    { ...to, type: "jury.seed", payload: { ...payload, pinned: byJuror(pins), barred: byJuror(bans) } },
    tx,
  );
  for (let from = 0; from < pairs.length; from += MOST_PAIRS)
    await appendToRecord(
      {
        ...to,
        type: "jury.assigned",
        payload: { seed, ...roundFact(challenge.round), pairs: pairs.slice(from, from + MOST_PAIRS) },
      },
      tx,
    );
}

async function tellJurors({ challenge, rows, added, given, at }: Changes, tx: Tx): Promise<void> {
  const link = `${config().origin}${paths.desk(challenge.slug)}`;
  await writeMails(
    rows.jurors.flatMap(({ id, number, person: { name, email } }) => {
      const own = (pairs: Named[]) => pairs.filter(([, juror]) => juror === number).length;
      const about = { name, link, ...aboutOf(challenge) };
      const [entries, moved] = [own(added), own(given)];
      const letter = { key: `jury-assigned:${id}:${at.toISOString()}`, to: email };
      if (entries > 0) return [{ ...letter, ...assignedMail({ ...about, entries, moved }) }];
      return moved > 0 ? [{ ...letter, ...reassignedMail({ ...about, moved }) }] : [];
    }),
    tx,
  );
}
