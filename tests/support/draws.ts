import type { RoundNumber } from "~/challenges/running-round";
import { announce, drawOf, type Source } from "~/judging/draw/announce.server";
import { drawByNumbers } from "~/judging/draw/make-draw.server";
import { ok } from "~/kernel/result";
import { DAY, HOUR } from "~/kernel/time";
import { db, now, transaction } from "~/platform/database.server";
import { testChain } from "./drand-chain";
import { must } from "./world";

/** The drand network that database.setup.ts sets, as one that can sign. */
export const chainOfTests = () => testChain("the tests");

/**
 * The seed of a round's assignment, where it is not drawn yet: announced two days ago, and no team took part, so that it is
 * always the same. Nobody is written to.
 */
export async function aSeed(
  { challenge: { id } }: { challenge: { id: string } },
  round: RoundNumber = 1,
): Promise<void> {
  if (await drawOf(id, "assignment", round, db)) return;
  const at = new Date((await now()).getTime() - 2 * DAY - HOUR);
  const about = {
    challengeId: id,
    purpose: "assignment",
    round,
    subject: "0".repeat(64),
    source: "nonces",
    at,
    by: null,
  } as const;
  must(
    await transaction(async (tx) => {
      const draw = await announce(about, tx);
      await drawByNumbers(draw.id, tx);
      return ok(null);
    }),
  );
  await db.mail.deleteMany({ where: { key: { startsWith: "draw:" } } });
}

/** A draw that is just announced, for which nothing was drawn yet. */
export async function anAnnouncedDraw(challenge: { id: string }, source: Source): Promise<string> {
  const about = { challengeId: challenge.id, purpose: "result", round: 1, subject: "0".repeat(64), source } as const;
  const at = await now();
  return must(await transaction(async (tx) => ok(await announce({ ...about, at, by: null }, tx)))).id;
}
