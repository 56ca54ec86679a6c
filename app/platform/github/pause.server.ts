import type { Instant } from "~/kernel/time";
import { db } from "../database.server";

// Measured by the machine's own clock, which GitHub's headers are read by: a shifted clock of the site moves no limit.

/** Until when GitHub asked not to be asked; null where it may be. */
export async function pausedUntil(): Promise<Instant | null> {
  const pause = await db.githubPause.findUnique({ where: { id: true }, select: { until: true } });
  return pause && pause.until.getTime() > Date.now() ? pause.until : null;
}

/** Whoever is refused speaks for all: nothing asks GitHub before. A later end is not brought forward. */
export async function pauseUntil(until: Instant): Promise<void> {
  await db.$executeRaw`INSERT INTO github_pause (id, until) VALUES (true, ${until})
    ON CONFLICT (id) DO UPDATE SET until = greatest(github_pause.until, excluded.until)`;
}
