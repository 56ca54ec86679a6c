import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";

let kept: { until: number; value: Promise<ClosingNext | null> } | undefined;
type ClosingNext = { slug: string; title: string; closesAt: Instant; timeZone: string };

/** The open challenge whose entries close first; kept for fifteen seconds, because every page says it. */
export function closingNext(now: Instant): Promise<ClosingNext | null> {
  if (kept && kept.until > now.getTime() && kept.until - now.getTime() < 15_001) return kept.value;
  const value = db.challenge
    .findFirst({
      where: { publishedAt: { not: null }, opensAt: { lte: now }, closesAt: { gt: now } },
      orderBy: [{ closesAt: "asc" }, { id: "asc" }],
      select: { slug: true, title: true, closesAt: true, timeZone: true },
    })
    .then((row) => (row?.closesAt ? { ...row, closesAt: row.closesAt } : null));
  kept = { until: now.getTime() + 15_000, value };
  value.catch(() => {
    kept = undefined;
  });
  return value;
}
