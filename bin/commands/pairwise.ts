import { parseArgs } from "node:util";
import type { Strengths } from "~/judging/pairwise/strengths";
import { answer, type Command, onePlace, say, UsedWrongly, unpackedAt } from "./command.ts";

const MOST_BYTES = 100_000_000;

/** `palio pairwise`: how strong entries are by votes between two of them, and how far to rely on each juror. */
export const pairwise: Command = {
  summary: "rank entries by votes between two, from a CSV of winner,loser,juror and, for ties, tie",
  usage: "FILE|URL|- [--prior SD, 0 for maximum likelihood] [--json]",
  async run(args) {
    const options = { prior: { type: "string" }, json: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const { strengthsOf, USUAL_PRIOR } = await import("~/judging/pairwise/strengths");
    const { readVotes } = await import("~/judging/pairwise/read-votes");
    const priorSd = values.prior === undefined ? USUAL_PRIOR : Number(values.prior || Number.NaN);
    if (!(priorSd === 0 || (priorSd >= 0.001 && priorSd <= 1_000)))
      throw new UsedWrongly("The prior is a standard deviation from 0.001 to 1,000, or 0 for maximum likelihood.");
    const votes = readVotes(await unpackedAt(place, MOST_BYTES));
    if (!votes.ok) throw new Error(votes.refusal.message);
    const found = strengthsOf(votes.value, { priorSd });
    if (!found.ok) throw new Error(found.refusal.message);
    const { entries, jurors, warnings } = found.value;
    if (values.json) answer(JSON.stringify({ prior: priorSd, votes: votes.value.length, entries, jurors, warnings }));
    else {
      answer(pairwiseWords(found.value));
      for (const { message } of warnings) say(message);
    }
    return 0;
  },
};

/** Entries best first, then jurors. */
function pairwiseWords({ entries, jurors }: Strengths): string {
  const signed = (figure: number): string => `${figure < 0 ? "−" : "+"}${Math.abs(figure).toFixed(3)}`;
  return [
    ...[...entries]
      .sort((a, b) => b.strength - a.strength)
      .map(({ id, strength, sd }) => `${signed(strength)} ± ${sd.toFixed(3)}  ${id}`),
    ...jurors.map(({ id, reliability, votes }) => {
      const told = reliability === null ? "reliability cannot be told yet" : `reliability ${reliability.toFixed(2)}`;
      return `- juror ${id}: ${told} (${votes.toLocaleString("en")} votes)`;
    }),
  ].join("\n");
}
