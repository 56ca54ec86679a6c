/** Of a challenge: whether its newest rules have it judged blind, and whether judging is closed. */
export const BLIND = {
  judgingClosedAt: true,
  rules: { orderBy: { number: "desc" }, take: 1, select: { blind: true } },
} as const;

type Judged = { judgingClosedAt: Date | null; rules: { blind: boolean }[] };

/** Whether who made an entry is hidden: under rules that say so, until judging is closed. */
export const isBlind = ({ judgingClosedAt, rules }: Judged): boolean =>
  judgingClosedAt === null && (rules[0]?.blind ?? false);

export const BLIND_RULE = "The jury does not see who made an entry until judging is closed.";

/** What pages say in the place of teams and people. */
export const HIDDEN = "Who made it is shown when judging is closed.";

/** The same in the place of a challenge's list of teams. */
export const TEAMS_HIDDEN =
  "This challenge is judged blind. While teams form, whoever signs in and is not on its jury finds them here; everyone sees them when judging is closed.";
