import { castVote } from "~/judging/round/cast-vote.server";
import { finalForJuror } from "~/judging/round/final-desk.server";
import { openFinal } from "~/judging/round/open-final.server";
import { sayOfFinalists } from "~/judging/round/say-of-finalists.server";
import { firstRoundOf } from "~/judging/round/standings.server";
import { whoGoesOn } from "~/judging/round/who-goes-on";
import { seeded } from "~/kernel/random";
import { db } from "~/platform/database.server";
import { done } from "./calendar";
import { CHAIR, JURORS } from "./judge";
import type { Town } from "./people";
import type { Seeded } from "./problems";

/** A challenge whose sheets are judged and whose final is on; what it asks is scored as parking is. */
export const unloading = (parking: Seeded): Seeded => ({
  ...parking,
  title: "Unloading before the market opens",
  arms: { division: "per-bend", colour: "tenne" },
  summary:
    "Forty vans come to Mercato Vecchio within one hour. Tell each when to come, so that none waits in the street.",
  brief: `The market opens at seven, and from six on nothing moves. Every trader knows which bay is theirs, and none knows when it is free.

We ask for **an hour for each van that everyone can keep to**, and for what happens when one is late.`,
  days: [-90, -30, -2, 5, 19],
  path: "The winner runs for one season, with the traders who want it.",
});

type In = { slug: string; town: Town };

/** Opens a final of the five best for the evening of a day, in which all jurors vote. */
export async function openSeededFinal({ slug, town }: In, startsAt: string): Promise<void> {
  const { id } = await db.challenge.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const rule = { rule: "top", value: 5 } as const;
  const seen = whoGoesOn((await firstRoundOf(id))?.rows ?? [], rule);
  const jurors = JURORS.map((_, i) => i + 1);
  done(await openFinal({ slug, rule, seen, jurors, minutesEach: 12, startsAt }, town.person(CHAIR)));
}

/** A juror votes on so many pairs; the entry of the lower number is mostly found better. */
export async function voteInFinal({ slug, town }: In, juror: string, pairs: number): Promise<void> {
  const viewer = town.person(juror);
  done(await sayOfFinalists({ slug, conflicts: [], reason: "" }, viewer));
  const random = seeded(`${slug} ${juror}`);
  for (let i = 0; i < pairs; i += 1) {
    const { pair } = await finalForJuror(slug, viewer);
    if (!pair) return;
    const [left, right] = [pair.left.number, pair.right.number];
    const isUsual = random() < 0.75;
    const choice = random() < 0.1 ? "equal" : left < right === isUsual ? "left" : "right";
    done(await castVote({ slug, left, right, choice, key: `seed-${slug}-${juror}-${i}` }, viewer));
  }
}
