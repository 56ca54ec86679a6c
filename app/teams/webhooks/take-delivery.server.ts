import { ok } from "~/kernel/result";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { askGithubOfAll } from "../link-repository.server";
import { WATCHED } from "../refresh-repository.server";
import { type Named, namedIn } from "./hint";

/**
 * The job behind `takeDelivery`. A webhook is only a hint: what it says is not written anywhere, and GitHub itself is
 * asked about the repositories that it names.
 */
export async function takeReceived({ id }: { id: string }): Promise<void> {
  const delivery = await db.githubDelivery.findUnique({ where: { id }, select: { event: true, payload: true } });
  if (!delivery?.payload) return;
  const named = namedIn(delivery.payload);
  if (named === null) log.warn({ delivery: id, event: delivery.event }, "A webhook of GitHub could not be read.");
  await transaction(async (tx) => {
    await askGithubOfAll(await linkedTo(named ?? [], tx), tx);
    await tx.githubDelivery.updateMany({ where: { id }, data: { doneAt: await now(tx), payload: null } });
    return ok(null);
  });
}

/** The ids of those that teams have linked: by number, and by address where GitHub has not shown the number yet. */
async function linkedTo(named: Named[], tx: Tx): Promise<string[]> {
  if (named.length === 0) return [];
  const numbers = named.map(({ id }) => id);
  const addresses = new Set(named.map(addressOf));
  const known = await tx.repository.findMany({
    where: { githubId: { in: numbers }, team: WATCHED },
    select: { id: true },
  });
  const unknown = await tx.repository.findMany({
    where: { githubId: null, team: WATCHED },
    select: { id: true, owner: true, name: true },
  });
  return [...known, ...unknown.filter((one) => addresses.has(addressOf(one)))].map(({ id }) => id);
}

const addressOf = ({ owner, name }: { owner: string; name: string }): string => `${owner}/${name}`.toLowerCase();
