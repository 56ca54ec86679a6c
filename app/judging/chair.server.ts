import type { Viewer } from "~/accounts/roles";
import { BLIND, isBlind } from "~/challenges/blind";
import { CALENDAR } from "~/challenges/phase";
import { runningRound, SECOND } from "~/challenges/running-round";
import { db, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { type Letter, writeMails } from "~/platform/mail/mail.server";

/**
 * A published challenge for somebody who chairs its jury (or administers the site); 404 for everyone else. Whoever chairs a
 * jury that judges blind and sits on it too is told of conflicts without the reasons, which name people.
 */
export async function challengeForChair(slug: string, viewer: Viewer, on: Tx = db) {
  const row = await on.challenge.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      theme: true,
      arms: true,
      organisationId: true,
      reviewsPerEntry: true,
      bidsAskedAt: true,
      secondRound: SECOND,
      ...CALENDAR,
      rules: BLIND.rules,
      chairs: { where: { personId: viewer.id }, select: { personId: true } },
      jurors: { where: { personId: viewer.id, leftAt: null }, select: { id: true } },
    },
  });
  const isTheirs = row?.publishedAt && (viewer.isAdministrator || row.chairs.length > 0);
  const { chairs: _chairs, jurors, rules, secondRound: second, ...challenge } = found(isTheirs ? row : null);
  const round = runningRound(second);
  return {
    ...{ ...challenge, second, round },
    /** Those of the round that is running. */
    reviewsPerEntry: round === 2 && second ? second.reviewsPerEntry : challenge.reviewsPerEntry,
    hidesReasons: jurors.length > 0 && isBlind({ ...challenge, rules }),
  };
}

export type ChairedChallenge = Awaited<ReturnType<typeof challengeForChair>>;

/** One letter to each chair of a jury; `occasion` says which, so that none is written twice. */
export async function writeToChairs(
  { challengeId, occasion, letter }: { challengeId: string; occasion: string; letter: (name: string) => Letter },
  tx: Tx,
): Promise<void> {
  const chairs = await tx.challengeChair.findMany({
    where: { challengeId },
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  const letters = chairs.map(({ person: { id, name, email } }) => ({
    ...{ key: `${occasion}:${id}`, to: email },
    ...letter(name),
  }));
  await writeMails(letters, tx);
}
