import type { Viewer } from "~/accounts/roles";
import { whyNotChangeTeam } from "~/challenges/phase";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { slugOf } from "~/kernel/text";
import { isTaken, type Tx, transaction } from "~/platform/database.server";
import { acceptRulesFor, takeIn } from "~/teams/members/take-in.server";
import { heldChallenge } from "./held-team.server";

export type Registration = {
  slug: string;
  name: string;
  about: string;
  isLooking: boolean;
  skillsWanted: string[];
  /** The number of the rules version that the person read and accepts. */
  rules: number;
};

/** Registers a team with the viewer as its captain, who accepts the newest rules for it. */
export async function registerTeam(
  registration: Registration,
  viewer: Viewer,
): Promise<Result<{ id: string; slug: string }>> {
  try {
    return await transaction(async (tx) => {
      const { slug, name, about, isLooking, skillsWanted, rules } = registration;
      const challenge = await heldChallenge(slug, tx);
      const refusal = whyNotChangeTeam(challenge, challenge.at);
      if (refusal) return refused(refusal);
      const team = await tx.team.create({
        data: {
          challengeId: challenge.id,
          slug: await freeSlug({ name, challengeId: challenge.id }, tx),
          name,
          about,
          isLooking,
          skillsWanted,
        },
        select: { id: true, slug: true },
      });
      const ids = { teamId: team.id, challengeId: challenge.id, personId: viewer.id };
      const taken = await takeIn({ ...ids, isCaptain: true }, tx);
      if (!taken.ok) return taken;
      const accepted = await acceptRulesFor({ ...ids, rules }, tx);
      return accepted.ok ? ok(team) : accepted;
    });
  } catch (error) {
    if (isTaken(error))
      return refuse("try-again", "Another team of this name registered at this moment. Press the button again.");
    throw error;
  }
}

/** The team's address: its name in lower case, numbered where the challenge has it already. */
async function freeSlug({ name, challengeId }: { name: string; challengeId: string }, tx: Tx): Promise<string> {
  const stem = slugOf(name, 40);
  const near = await tx.team.findMany({ where: { challengeId, slug: { startsWith: stem } }, select: { slug: true } });
  const taken = new Set(near.map((team) => team.slug));
  let n = 2;
  let slug = stem;
  while (taken.has(slug)) slug = `${stem}-${n++}`;
  return slug;
}
