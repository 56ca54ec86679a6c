import type { Viewer } from "~/accounts/roles";
import { roundFact } from "~/challenges/running-round";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMail } from "~/platform/mail/mail.server";
import { appendToRecord } from "~/record/record.server";
import { type ChairedChallenge, challengeForChair } from "../chair.server";
import { freeSheets } from "../jury/free-sheets.server";
import { takenOutMail } from "../jury/jury.mail";
import { liveEntries } from "../sheets.server";
import { whyNotName } from "./jurors";
import { nameForSecond, type PoolJuror, poolOf } from "./jurors.server";
import { whyNotChangeSecond } from "./opening";

export type Named = { added: number; takenOut: number; freed: number };

/**
 * Makes these jurors, given by their numbers, those who score the open second round, and no others: whoever is added waits
 * for a plan; of whoever is taken out the sheets that were handed in stand and the rest is free, and they are told by mail.
 */
export function nameSecondJurors(
  { slug, jurors: chosen }: { slug: string; jurors: number[] },
  viewer: Viewer,
): Promise<Result<Named>> {
  return transaction(async (tx) => {
    const { id } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${id}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const refusal = whyNotChangeSecond(challenge, found(challenge.second));
    if (refusal) return refused(refusal);
    const { pool, jurors } = await poolOf(challenge, await liveEntries(id, tx, 2), tx);
    const cannot = whyNotName(chosen, pool);
    if (cannot) return refused(cannot);
    const added = jurors.filter(({ number, isNamed }) => !isNamed && chosen.includes(number));
    const out = jurors.filter(({ number, isNamed }) => isNamed && !chosen.includes(number));
    if (added.length + out.length === 0) return refuse("same", "These jurors score the second round already.");
    const at = await now(tx);
    await add({ challenge, jurors: added, at, by: viewer.id }, tx);
    const freed = await takeOut({ challenge, jurors: out, at, by: viewer.id }, tx);
    return ok({ added: added.length, takenOut: out.length, freed });
  });
}

type Change = { challenge: ChairedChallenge; jurors: PoolJuror[]; at: Instant; by: string };

async function add({ challenge: { id: challengeId, round }, jurors, at, by }: Change, tx: Tx): Promise<void> {
  const { id: roundId } = await tx.secondRound.findUniqueOrThrow({ where: { challengeId }, select: { id: true } });
  for (const { id: jurorId, number, person } of jurors) {
    await nameForSecond({ roundId, jurorId, at }, tx);
    const payload = { juror: jurorId, number, ...roundFact(round) };
    const content = { person: person.id };
    await appendToRecord({ type: "jury.pool", challengeId, at, by, payload, content }, tx);
  }
}

async function takeOut({ challenge, jurors, at, by }: Change, tx: Tx): Promise<number> {
  let freed = 0;
  for (const { id: jurorId, person } of jurors) {
    freed += await freeSheets({ challenge, jurorId, at, by, cause: "taken_out" }, tx);
    const letter = takenOutMail({ name: person.name, title: challenge.title });
    await writeMail({ key: `jury-taken-out:${jurorId}:${at.toISOString()}`, to: person.email, ...letter }, tx);
  }
  return freed;
}
