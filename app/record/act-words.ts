import { ACTS, type Act } from "./entry";

/** What each act in the record is called on a page. */
export const ACT_WORDS: Record<Act, string> = {
  "challenge.published": "Challenge published",
  "pledge.signed": "Pledge signed",
  "rules.published": "Rules published",
  "rules.changed": "Rules changed",
  "dataset.pinned": "Copy of data pinned",
  "calendar.changed": "Date moved",
  "submission.received": "Entry received",
  "submission.sealed": "Code sealed",
  "submission.refused_late": "Late entry refused",
  "submission.withdrawn": "Entry withdrawn",
  "jury.pool": "Jury named",
  "draw.announced": "Draw announced",
  "draw.committed": "Number for a draw sealed",
  "draw.revealed": "Number for a draw revealed",
  "draw.made": "Draw made",
  "jury.seed": "Assignment worked out",
  "jury.assigned": "Entries assigned to jurors",
  "jury.recused": "Juror stood back",
  "score.sealed": "Score sheet sealed",
  "score.revealed": "Score sheet revealed",
  "round.opened": "Round opened",
  "round.closed": "Final closed",
  "result.published": "Results published",
  "award.decided": "Award decided",
  "decision.made": "City decided",
  "payment.stated": "Payment stated",
  "question.answered": "Question answered",
  correction: "Correction",
  redaction: "Redaction",
};

/** The act in words; an act of a later version of the program as it stands. */
export const actWords = (type: string): string => {
  const act = ACTS.find((known) => known === type);
  return act ? ACT_WORDS[act] : type;
};
