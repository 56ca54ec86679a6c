import type { Act } from "./entry";

/** Acts whose words stand on a public page, so that the record may show what their commitment is of. */
const OPENED: readonly Act[] = [
  "challenge.published",
  "pledge.signed",
  "rules.changed",
  "calendar.changed",
  "question.answered",
  "correction",
  // Only where there are more sheets than the line names.
  "result.published",
  "award.decided",
  "decision.made",
];

/** Acts whose words are shown once the results of their challenge are out: until then they would tell what nobody may read. */
const OPENED_LATE: readonly Act[] = ["draw.announced", "round.closed"];

export const isOpenedLate = (type: string): boolean => OPENED_LATE.some((act) => act === type);

export const isOpened = (type: string): boolean => OPENED.some((act) => act === type);
