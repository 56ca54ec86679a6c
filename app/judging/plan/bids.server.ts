import type { Viewer } from "~/accounts/roles";
import { inRound, runningRound, SECOND } from "~/challenges/running-round";
import { ok, type Result, refuse } from "~/kernel/result";
import { db, now, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { challengeForChair } from "../chair.server";
import type { BidKind } from "./bid";

/** Begins to ask the jury what they would like to read, or ends it; what was said is kept. */
export function askForBids(
  { slug, isAsked }: { slug: string; isAsked: boolean },
  viewer: Viewer,
): Promise<Result<null>> {
  return transaction(async (tx) => {
    const { id, judgingClosedAt } = await challengeForChair(slug, viewer, tx);
    if (judgingClosedAt) return refuse("closed", "Judging is closed; nobody is asked any more.");
    await tx.challenge.update({ where: { id }, data: { bidsAskedAt: isAsked ? await now(tx) : null } });
    return ok(null);
  });
}

const place = (slug: string, viewer: Viewer) => ({
  where: { personId: viewer.id, leftAt: null, challenge: { slug, publishedAt: { not: null } } },
  select: {
    id: true,
    secondRound: { select: { leftAt: true } },
    challenge: {
      select: { id: true, bidsAskedAt: true, closesAt: true, judgingClosedAt: true, secondRound: SECOND },
    },
  },
});

/** What a juror said of each entry of the round that is running; null where nobody asks, or others score it. */
export async function bidsForJuror(slug: string, viewer: Viewer) {
  const { id, challenge, secondRound } = found(await db.juror.findFirst(place(slug, viewer)));
  const at = await now();
  const { bidsAskedAt, closesAt, judgingClosedAt } = challenge;
  const round = runningRound(challenge.secondRound);
  if (!bidsAskedAt || !closesAt || at < closesAt || judgingClosedAt) return null;
  if (round === 2 && secondRound?.leftAt !== null) return null;
  const rows = await db.submission.findMany({
    where: { challengeId: challenge.id, withdrawnAt: null, ...inRound(round) },
    orderBy: { number: "asc" },
    select: {
      number: true,
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
      bids: { where: { jurorId: id }, select: { bid: true } },
    },
  });
  return rows.map(({ number, versions, bids }) => ({
    ...{ number, title: versions[0]?.title ?? "", bid: (bids[0]?.bid ?? null) as BidKind | null },
  }));
}

/** Keeps what a juror says of an entry; the last word counts. */
export function sayBid(
  { slug, entry, bid }: { slug: string; entry: number; bid: BidKind },
  viewer: Viewer,
): Promise<Result<null>> {
  return transaction(async (tx) => {
    const { id: jurorId, challenge } = found(await tx.juror.findFirst(place(slug, viewer)));
    const at = await now(tx);
    if (!challenge.bidsAskedAt || challenge.judgingClosedAt)
      return refuse("not-asked", "The chair does not ask what you would like to read.");
    if (!challenge.closesAt || at < challenge.closesAt) return refuse("not-yet", "Entries are not all in yet.");
    const { id: submissionId } = found(
      await tx.submission.findFirst({
        where: { challengeId: challenge.id, number: entry, withdrawnAt: null },
        select: { id: true },
      }),
    );
    const ids = { jurorId, submissionId };
    await tx.bid.upsert({
      where: { jurorId_submissionId: ids },
      create: { ...ids, bid, saidAt: at },
      update: { bid, saidAt: at },
    });
    return ok(null);
  });
}
