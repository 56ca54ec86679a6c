import { Prisma } from "~/platform/database.server";

/** The columns of a challenge `c` that a `Calendar` is read from, under its names. */
export const CALENDAR_COLUMNS = Prisma.sql`c.time_zone AS "timeZone", c.published_at AS "publishedAt",
  c.opens_at AS "opensAt", c.closes_at AS "closesAt", c.judging_ends_at AS "judgingEndsAt",
  c.results_due_at AS "resultsDueAt", c.decision_due_at AS "decisionDueAt", c.judging_closed_at AS "judgingClosedAt",
  c.results_published_at AS "resultsPublishedAt", c.decided_at AS "decidedAt"`;
