import { db } from "~/platform/database.server";

/** Why this database may not serve in production: it holds what only a demonstration or a test may. */
export async function whyNotProduction(): Promise<string | null> {
  if ((await db.person.count({ where: { isDemonstration: true } })) > 0)
    return "This database holds the demonstration's persons, whom anyone can enter as. Production needs a database of its own.";
  if ((await db.clockShift.count()) > 0)
    return "This database's clock is shifted for tests. Production needs a database of its own.";
  return null;
}
