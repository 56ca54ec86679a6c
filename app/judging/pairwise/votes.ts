/** Which of two entries a juror found better; with a tie, which stands where says nothing. */
export type Vote = { juror: string; winner: string; loser: string; isTie: boolean };

/**
 * What the list of votes holds: nothing in it is changed or taken out. Undo adds the withdrawal of a vote, which only
 * the juror who gave it can do.
 */
export type VoteEvent = ({ kind: "vote"; id: string } & Vote) | { kind: "withdrawal"; voteId: string; juror: string };

const keyOf = (id: string, juror: string): string => JSON.stringify([id, juror]);

/** The votes that count: all that their juror has not withdrawn. The order of the list changes nothing about which. */
export function standingVotes(events: readonly VoteEvent[]): Extract<VoteEvent, { kind: "vote" }>[] {
  const withdrawn = new Set<string>();
  for (const event of events) if (event.kind === "withdrawal") withdrawn.add(keyOf(event.voteId, event.juror));
  return events.filter((event) => event.kind === "vote").filter(({ id, juror }) => !withdrawn.has(keyOf(id, juror)));
}

/** The withdrawal of a juror's last vote that stands, for as long as there is one. */
export function undo(events: readonly VoteEvent[], juror: string): VoteEvent | null {
  const last = standingVotes(events).findLast((vote) => vote.juror === juror);
  return last ? { kind: "withdrawal", voteId: last.id, juror } : null;
}
