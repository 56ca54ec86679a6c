import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refused } from "~/kernel/result";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";
import { appendToRecord } from "~/record/record.server";
import { assign, type Pair, type Plan } from "../assignment";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { conflictsIn, keepFound } from "../conflict/find-conflicts.server";
import { recuse } from "../conflict/recuse.server";
import { aboutOf } from "./invite-jurors.server";
import { whyNotAssign } from "./jury";
import { assignedMail } from "./jury.mail";

/** Everything an assignment follows from: entries, the jury, and conflicts both declared and detected. */
async function panelOf(challengeId: string, on: Tx) {
  const jurors = await on.juror.findMany({
    where: { challengeId, leftAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true, person: { select: { name: true, email: true } } },
  });
  const entries = await on.submission.findMany({
    where: { challengeId, withdrawnAt: null },
    orderBy: { number: "asc" },
    select: { id: true, number: true },
  });
  const conflicts = await conflictsIn(challengeId, on);
  const made = await on.assignment.findMany({
    where: { submission: { challengeId, withdrawnAt: null } },
    select: { id: true, jurorId: true, submissionId: true, releasedAt: true },
  });
  const standing = made.filter(({ releasedAt }) => releasedAt === null);
  const given = made.filter(({ releasedAt }) => releasedAt !== null);
  return { jurors, entries, conflicts, standing, given };
}

type Panel = Awaited<ReturnType<typeof panelOf>>;
const pairOf = ({ jurorId, submissionId }: { jurorId: string; submissionId: string }): Pair => ({
  jurorId,
  entryId: submissionId,
});

/** The plan for a panel, and the standing assignments that a conflict found since then takes away. */
function planFor(panel: Panel, { reviewsPerEntry, seed }: { reviewsPerEntry: number; seed: string }) {
  const conflicts = [...panel.conflicts.standing, ...panel.conflicts.detected].map(pairOf);
  const inConflict = new Set(conflicts.map(({ jurorId, entryId }) => `${jurorId} ${entryId}`));
  const isBlocked = (of: Panel["standing"][number]) => inConflict.has(`${of.jurorId} ${of.submissionId}`);
  const plan = assign({
    entries: panel.entries.map(({ id }) => id),
    jurors: panel.jurors.map(({ id }) => id),
    conflicts,
    existing: panel.standing.filter((of) => !isBlocked(of)).map(pairOf),
    reviewsPerEntry,
    seed,
  });
  return { plan, released: panel.standing.filter(isBlocked) };
}

/** What assigning with a seed would do now: for the page that asks before it is done. */
export async function assignmentPreview({ slug, seed }: { slug: string; seed: string }, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const panel = await panelOf(challenge.id, db);
  const { plan } = planFor(panel, { reviewsPerEntry: challenge.reviewsPerEntry, seed });
  const numbers = new Map(panel.entries.map(({ id, number }) => [id, number]));
  return {
    challenge,
    refusal: whyNotAssign(challenge, { jurors: panel.jurors.length, entries: panel.entries.length }, await now()),
    entries: panel.entries.length,
    added: plan.added.length,
    short: plan.short.map(({ entryId, lacks }) => ({ entryId, lacks, number: numbers.get(entryId) ?? 0 })),
    jurors: panel.jurors.map(({ id, number, person }) => ({
      number,
      name: person.name,
      load: plan.loads.get(id) ?? 0,
      more: plan.added.filter(({ jurorId }) => jurorId === id).length,
      detected: panel.conflicts.detected
        .filter(({ jurorId }) => jurorId === id)
        .map(({ kind, reason, submissionId }) => ({ kind, reason, entry: numbers.get(submissionId) ?? 0 })),
    })),
  };
}

/**
 * Assigns entries to jurors: every entry its reviews, the load as even as conflicts allow, what stands kept. The seed
 * goes into the record, so that anyone can draw the same pairs again. Refused before entries close, after judging is
 * closed, and without a juror or an entry.
 */
export function assignEntries(
  { slug, seed }: { slug: string; seed: string },
  viewer: Viewer,
): Promise<Result<{ added: number; short: Plan["short"]; reviewsPerEntry: number }>> {
  return transaction(async (tx) => {
    const challenge = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challenge.id}::uuid FOR UPDATE`;
    const at = await now(tx);
    const panel = await panelOf(challenge.id, tx);
    const refusal = whyNotAssign(
      await challengeForChair(slug, viewer, tx),
      { jurors: panel.jurors.length, entries: panel.entries.length },
      at,
    );
    if (refusal) return refused(refusal);
    const { plan, released } = planFor(panel, { reviewsPerEntry: challenge.reviewsPerEntry, seed });
    await keepFound({ challengeId: challenge.id, detected: panel.conflicts.detected, at }, tx);
    await recuse({ challengeId: challenge.id, assignmentIds: released.map(({ id }) => id), at }, tx);
    await writePairs({ panel, plan, at }, tx);
    await recordAssignment({ challenge, panel, plan, seed, at }, tx);
    await tellJurors({ challenge, panel, plan }, at, tx);
    return ok({ added: plan.added.length, short: plan.short, reviewsPerEntry: challenge.reviewsPerEntry });
  });
}

/** A juror who left and came back may be given what they had before: that assignment stands again, with its sheets. */
async function writePairs({ panel, plan, at }: { panel: Panel; plan: Plan; at: Date }, tx: Tx): Promise<void> {
  const added = new Set(plan.added.map(({ jurorId, entryId }) => `${jurorId} ${entryId}`));
  const again = panel.given.filter(({ jurorId, submissionId }) => added.has(`${jurorId} ${submissionId}`));
  await tx.assignment.updateMany({
    where: { id: { in: again.map(({ id }) => id) } },
    data: { releasedAt: null, assignedAt: at },
  });
  await tx.assignment.createMany({
    data: plan.added.map(({ jurorId, entryId }) => ({ jurorId, submissionId: entryId, assignedAt: at })),
    skipDuplicates: true,
  });
}

/** As pairs of numbers, juror and entry, this many to an act: a leaf of the record has a largest size. */
const MOST_PAIRS = 4000;

type Assigned = { challenge: ChairedChallenge; panel: Panel; plan: Plan };

async function recordAssignment(
  { challenge, panel, plan, seed, at }: Assigned & { seed: string; at: Date },
  tx: Tx,
): Promise<void> {
  const jurors = new Map(panel.jurors.map(({ id, number }) => [id, number]));
  const entries = new Map(panel.entries.map(({ id, number }) => [id, number]));
  const pairs = plan.added
    .map(({ jurorId, entryId }) => [jurors.get(jurorId) ?? 0, entries.get(entryId) ?? 0])
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0));
  const to = { challengeId: challenge.id, at };
  await appendToRecord({ ...to, type: "jury.seed", payload: { seed, reviews: challenge.reviewsPerEntry } }, tx);
  for (let from = 0; from < pairs.length; from += MOST_PAIRS)
    await appendToRecord(
      { ...to, type: "jury.assigned", payload: { seed, pairs: pairs.slice(from, from + MOST_PAIRS) } },
      tx,
    );
}

async function tellJurors({ challenge, panel, plan }: Assigned, at: Date, tx: Tx): Promise<void> {
  const link = `${config().origin}${paths.desk(challenge.slug)}`;
  await writeMails(
    panel.jurors.flatMap(({ id, person: { name, email } }) => {
      const entries = plan.added.filter(({ jurorId }) => jurorId === id).length;
      if (entries === 0) return [];
      return [
        {
          key: `jury-assigned:${id}:${at.toISOString()}`,
          to: email,
          ...assignedMail({ name, entries, link, ...aboutOf(challenge) }),
        },
      ];
    }),
    tx,
  );
}
