import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { castVote } from "~/judging/round/cast-vote.server";
import { finalForJuror } from "~/judging/round/final-desk.server";
import { type Opening, openFinal } from "~/judging/round/open-final.server";
import { sayOfFinalists } from "~/judging/round/say-of-finalists.server";
import { db } from "~/platform/database.server";
import { aClosedJury, type JuryWorld } from "./jury-world";
import { must } from "./world";

type Judged = Pick<JuryWorld, "challenge" | "chair" | "entries" | "jurors">;

/** What the chair opens a final with, where nothing else is said: every entry goes on, every juror votes. */
export const openingOf = ({ challenge, entries, jurors }: Judged, more: Partial<Opening> = {}): Opening => ({
  slug: challenge.slug,
  rule: { rule: "top", value: entries.length },
  seen: entries.map(({ number }) => number),
  jurors: jurors.map((_, i) => i + 1),
  minutesEach: 10,
  startsAt: "2031-05-09T18:00",
  ...more,
});

/** A closed jury with an open final. */
export async function anOpenFinal(
  size: { entries?: number; jurors?: number } = {},
  more: Partial<Opening> = {},
): Promise<JuryWorld> {
  const world = await aClosedJury(size);
  must(await openFinal(openingOf(world, more), world.chair));
  return world;
}

/** A juror says that nothing ties them to any entry of the final, but for these. */
export const saysOfFinalists = async ({ challenge }: Judged, juror: Viewer, conflicts: number[] = []) =>
  must(await sayOfFinalists({ slug: challenge.slug, conflicts, reason: "" }, juror));

/** A vote on the pair that the juror is asked about: the lower number wins, or what is said. */
export async function votes({ challenge }: Judged, juror: Viewer, more: { choice?: "equal"; key?: string } = {}) {
  const { pair } = await finalForJuror(challenge.slug, juror);
  if (!pair) throw new Error("no pair is left");
  const { left, right } = pair;
  const better = left.number < right.number ? ("left" as const) : ("right" as const);
  const verdict = { left: left.number, right: right.number, choice: better, key: randomUUID(), ...more };
  must(await castVote({ slug: challenge.slug, ...verdict }, juror));
  return verdict;
}

/** Every juror votes on every pair that they may see. */
export async function everyoneVotes(world: Judged): Promise<void> {
  for (const juror of world.jurors) {
    await saysOfFinalists(world, juror);
    while ((await finalForJuror(world.challenge.slug, juror)).pair) await votes(world, juror);
  }
}

export const standingVotesOf = ({ challenge }: Pick<Judged, "challenge">) =>
  db.vote.findMany({ where: { withdrawnAt: null, juror: { round: { challengeId: challenge.id } } } });
