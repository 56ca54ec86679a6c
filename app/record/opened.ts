import type { Act } from "./entry";

/** Acts whose words stand on a public page, so that the record may show what their commitment is of. */
const OPENED: readonly Act[] = [
  "challenge.published",
  "pledge.signed",
  "rules.changed",
  "calendar.changed",
  "question.answered",
  "correction",
  "award.decided",
  "decision.made",
];

export const isOpened = (type: string): boolean => OPENED.some((act) => act === type);
