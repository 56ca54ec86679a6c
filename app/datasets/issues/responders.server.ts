import { config } from "~/platform/config.server";
import type { Tx } from "~/platform/database.server";
import type { Letter } from "~/platform/mail/mail.server";

export type Responder = { id: string; email: string };

/** Who answers reports about a dataset: its steward, or, without one, the owners and editors of its organisation. */
export async function respondersOf(
  { organisationId, stewardId }: { organisationId: string; stewardId: string | null },
  tx: Tx,
): Promise<Responder[]> {
  return tx.person.findMany({
    where: stewardId
      ? { id: stewardId }
      : { organisations: { some: { organisationId, role: { in: ["owner", "editor"] } } } },
    orderBy: { id: "asc" },
    select: { id: true, email: true },
  });
}

/** One letter for each reader but whoever caused it, once for each occasion. */
export const lettersFor = (
  readers: Responder[],
  { occasion, by, letter }: { occasion: string; by: string; letter: (origin: string) => Letter },
) =>
  readers
    .filter(({ id }) => id !== by)
    .map(({ id, email }) => ({ key: `${occasion}:${id}`, to: email, ...letter(config().origin) }));
