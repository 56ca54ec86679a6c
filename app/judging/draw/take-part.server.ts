import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { commitmentTo } from "~/record/draw/nonces";
import { appendToRecord } from "~/record/record.server";
import { whyNotCommit, whyNotReveal } from "./draw";
import { drawByNumbers } from "./make-draw.server";

/** Of submissions: those that compete, of teams that a person is in. */
export const competingFor = ({ id: personId }: Viewer) => ({
  withdrawnAt: null,
  team: { dissolvedAt: null, members: { some: { personId } } },
});

/** The entry with which a person's team competes in a challenge; null where there is none. */
export const ownEntry = (challengeId: string, viewer: Viewer, on: Tx = db) =>
  on.submission.findFirst({
    where: { challengeId, ...competingFor(viewer) },
    select: { id: true, number: true },
  });

type Part = { slug: string; drawId: string };

/** A team's commitment to a number that only its members know. One a team, and it stands. */
export function commitToDraw(
  { slug, drawId, commitment }: Part & { commitment: string },
  viewer: Viewer,
): Promise<Result<null>> {
  return transaction(async (tx) => {
    const { draw, entry, part, at } = await toTakePart({ slug, drawId }, viewer, tx);
    const refusal = whyNotCommit(draw, part !== null, at);
    if (refusal) return refused(refusal);
    await tx.drawNonce.create({ data: { drawId, submissionId: entry.id, commitment, committedAt: at } });
    const payload = { draw: drawId, entry: entry.number, nonce_hash: commitment };
    await appendToRecord({ type: "draw.committed", challengeId: draw.challengeId, at, by: viewer.id, payload }, tx);
    return ok(null);
  });
}

/** Opens the number that a team has committed to. With the last one the seed is drawn. */
export function openNumber({ slug, drawId, nonce }: Part & { nonce: string }, viewer: Viewer): Promise<Result<null>> {
  return transaction(async (tx) => {
    const { draw, entry, part, at } = await toTakePart({ slug, drawId }, viewer, tx);
    const refusal = whyNotReveal(draw, part, at);
    if (refusal) return refused(refusal);
    if (commitmentTo({ draw: drawId, party: entry.number, nonce }) !== part?.commitment)
      return refuse("other-number", "This is not the number that your team committed to.");
    await tx.drawNonce.update({
      where: { drawId_submissionId: { drawId, submissionId: entry.id } },
      data: { nonce, revealedAt: at },
    });
    const payload = { draw: drawId, entry: entry.number, nonce };
    await appendToRecord({ type: "draw.revealed", challengeId: draw.challengeId, at, by: viewer.id, payload }, tx);
    if ((await tx.drawNonce.count({ where: { drawId, nonce: null } })) === 0) await drawByNumbers(drawId, tx);
    return ok(null);
  });
}

/** A challenge's draw, held, with the viewer's entry and its part in the draw; 404 for whoever has no entry that competes. */
async function toTakePart({ slug, drawId }: Part, viewer: Viewer, tx: Tx) {
  const of = { id: drawId, challenge: { slug, publishedAt: { not: null } } };
  const known = found(await tx.draw.findFirst({ where: of, select: { challengeId: true } }));
  const entry = found(await ownEntry(known.challengeId, viewer, tx));
  await tx.$queryRaw`SELECT id FROM draw WHERE id = ${drawId}::uuid FOR UPDATE`;
  const { seed, challenge, ...draw } = await tx.draw.findUniqueOrThrow({
    where: { id: drawId },
    select: {
      ...{ challengeId: true, commitsUntil: true, dueAt: true, seed: true },
      challenge: { select: { timeZone: true } },
    },
  });
  const part = await tx.drawNonce.findUnique({
    where: { drawId_submissionId: { drawId, submissionId: entry.id } },
    select: { commitment: true, nonce: true },
  });
  return { draw: { ...draw, isDrawn: seed !== null, timeZone: challenge.timeZone }, entry, part, at: await now(tx) };
}
