import { DAY, isoDay } from "~/kernel/time";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { rankingOf } from "~/outcomes/ranking.server";
import { stateDecision } from "~/outcomes/state-decision.server";
import { statePayment } from "~/outcomes/state-payment.server";
import { db, now } from "~/platform/database.server";
import { done } from "./calendar";
import type { Town } from "./people";

type In = { slug: string; town: Town };

/** Gives the prizes in the order of the ranking and publishes; nobody in Ponterosso departs from the order. */
export async function award({ slug, town }: In): Promise<void> {
  const chair = town.person("Marta Orsini");
  const challenge = await db.challenge.findUniqueOrThrow({
    where: { slug },
    select: { id: true, prizes: { orderBy: { position: "asc" }, select: { id: true } } },
  });
  const best = (await rankingOf(challenge.id))?.rows ?? [];
  const awards = challenge.prizes.flatMap(({ id }, index) => {
    const entry = best[index]?.entry;
    return entry ? [{ prizeId: id, entry, reason: "" }] : [];
  });
  const mention = best[awards.length]?.entry;
  done(await decideAwards({ slug, awards, mentions: mention ? [mention] : [] }, chair));
  done(await publishResults(slug, chair));
}

/** States that the first prize was paid some days ago. */
export async function pay({ slug, town }: In, ago: number): Promise<void> {
  const { id: award } = await db.award.findFirstOrThrow({
    where: { challenge: { slug }, prizeId: { not: null } },
    orderBy: { prize: { position: "asc" } },
    select: { id: true },
  });
  const paidOn = isoDay(new Date((await now()).getTime() - ago * DAY));
  done(await statePayment({ slug, award, paidOn }, town.person("Chiara Valli")));
}

export type Stated = { kind: "adopt" | "pilot" | "procure" | "decline"; reason: string; dueIn: number };

/** States the city's decision for the award of a place (0 is the first prize). */
export async function decide({ slug, town }: In, place: number, { kind, reason, dueIn }: Stated): Promise<void> {
  const awards = await db.award.findMany({
    where: { challenge: { slug } },
    orderBy: [{ prize: { position: "asc" } }],
    select: { submission: { select: { number: true } } },
  });
  const entry = awards[place]?.submission.number;
  if (!entry) return;
  const dueOn = isoDay(new Date((await now()).getTime() + dueIn * DAY));
  done(
    await stateDecision({ slug, entry, kind, reason, ownerName: "Livia Fontana", dueOn }, town.person("Chiara Valli")),
  );
}
