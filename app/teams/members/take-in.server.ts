import { ok, type Result, refuse, refused } from "~/kernel/result";
import type { Tx } from "~/platform/database.server";
import { rulesNow } from "~/teams/held-team.server";
import { ONE_TEAM } from "./membership";

/** Whom a team takes in, and the rules version that the person accepted in front of the page. */
type Newcomer = { teamId: string; challengeId: string; personId: string; isCaptain?: boolean };

/** Writes that somebody accepts the rules for a team; refused where the version they read is no longer the newest. */
export async function acceptRulesFor(
  { teamId, challengeId, personId, rules }: { teamId: string; challengeId: string; personId: string; rules: number },
  tx: Tx,
): Promise<Result<null>> {
  const newest = await rulesNow(challengeId, tx);
  if (newest.number !== rules)
    return refuse(
      "rules-changed",
      `The rules changed while this page was open: version ${newest.number} is out. Read it, and accept it below.`,
    );
  await tx.rulesAcceptance.createMany({
    data: [{ teamId, rulesVersionId: newest.id, personId }],
    skipDuplicates: true,
  });
  return ok(null);
}

/**
 * Puts a person into a team whose row is held. The key on challenge and person decides who is in two at once. Whoever
 * is in a team no longer looks for one, and no longer waits for another's answer.
 */
export async function takeIn(
  { teamId, challengeId, personId, isCaptain = false }: Newcomer,
  tx: Tx,
): Promise<Result<null>> {
  const onJury = await tx.juror.count({ where: { challengeId, personId, leftAt: null } });
  if (onJury > 0) return refuse("juror", "Whoever is on the jury of this challenge cannot enter it.");
  const { count } = await tx.teamMember.createMany({
    data: [{ teamId, challengeId, personId, isCaptain }],
    skipDuplicates: true,
  });
  if (count === 0) return refused(ONE_TEAM);
  await tx.seeker.deleteMany({ where: { challengeId, personId } });
  await tx.joinRequest.updateMany({
    where: { personId, state: "waiting", team: { challengeId } },
    data: { state: "withdrawn" },
  });
  return ok(null);
}
