import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { paths } from "~/paths";
import { found, leadTo } from "~/platform/http/respond.server";
import { masksFor } from "~/submissions/blind/masks.server";
import { nextPair } from "../pairwise/next-pair";
import { type Seat, type SeatEntry, seatOf, votesIn } from "./final.server";
import { entryNamed, namedEntries, namedVotes } from "./final-order";
import { pairsAsked, whyNotVote } from "./round";

/** An entry as a juror reads it in a pair: its team only where nobody is hidden. */
export type PairEntry = { number: number; title: string; pitch: string; team: string | null };

type ShownEntry = Omit<SeatEntry, "team"> & PairEntry;

async function shown({ challenge, entries }: Seat): Promise<ShownEntry[]> {
  const maskOf = await masksFor(challenge.id);
  return entries.map((entry) => {
    const mask = maskOf?.(entry.number);
    return mask ? { ...entry, title: mask(entry.title), pitch: mask(entry.pitch), team: null } : entry;
  });
}

/**
 * What a juror votes on next, and how far they are; nothing of what others voted. Whoever has not spoken on every entry
 * yet is asked that first.
 */
export async function finalForJuror(slug: string, viewer: Viewer) {
  const seat = await seatOf(slug, viewer);
  const { challenge, juror, round } = seat;
  const why = whyNotVote(round)?.message ?? null;
  if (!why && seat.entries.some(({ word }) => word === null)) leadTo(paths.finalConflicts(slug));
  const [entries, votes] = await Promise.all([shown(seat), votesIn(round.id)]);
  const own = votes.filter((vote) => vote.juror === juror);
  const open = entries.filter(({ word }) => word === "none");
  const pair = why ? null : pairFor(seat, votes);
  const asEntry = (number: number): PairEntry => {
    const { title, pitch, team } = found(entries.find((entry) => entry.number === number));
    return { number, title, pitch, team };
  };
  const last = own.at(-1);
  return {
    challenge,
    whyNotVote: why,
    given: own.length,
    asked: pairsAsked(open.length),
    barred: entries.length - open.length,
    pair: pair && { left: asEntry(pair.left), right: asEntry(pair.right), key: randomUUID() },
    last: last
      ? { id: last.id, isTie: last.isTie, winner: asEntry(last.winner).title, loser: asEntry(last.loser).title }
      : null,
  };
}

export type FinalDesk = Awaited<ReturnType<typeof finalForJuror>>;

/** The most telling pair of those that the juror may see and has not voted on; null where there is none. */
function pairFor({ entries, juror, round }: Seat, votes: Awaited<ReturnType<typeof votesIn>>) {
  const barred = entries.filter(({ word }) => word !== "none").map(({ number }) => number);
  const next = nextPair({
    ...{ entries: namedEntries(entries.map(({ number }) => number)), votes: namedVotes(votes) },
    ...{ juror: String(juror), barred: new Set(namedEntries(barred)), seed: round.seed },
  });
  return next && { left: entryNamed(next.left), right: entryNamed(next.right) };
}

/** The entries of the final on which a juror speaks, those in conflict among them. */
export async function finalistsForJuror(slug: string, viewer: Viewer) {
  const seat = await seatOf(slug, viewer);
  const entries = await shown(seat);
  return {
    challenge: seat.challenge,
    whyNotSay: whyNotVote(seat.round)?.message ?? null,
    entries: entries.map(({ number, title, team, word }) => ({ number, title, team, word })),
  };
}
