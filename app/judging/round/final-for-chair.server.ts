import type { Viewer } from "~/accounts/roles";
import { type Instant, MINUTE } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { challengeForChair } from "../chair.server";
import { linkedGroups } from "../pairwise/connection";
import { tallyOf } from "../pairwise/tally";
import { type Final, newestFinal, ruleIn, type StandingVote, votesIn } from "./final.server";
import { namedEntries, namedVotes } from "./final-order";
import { pairsAsked, whyNotOpenFinal } from "./round";
import { firstRoundOf } from "./standings.server";
import { whyNotByChance } from "./who-goes-on";

/** How far a final is: what was compared how often, by whom, and nothing of which entry was found better. */
export type FinalCoverage = {
  votes: number;
  entries: { number: number; title: string; votes: number }[];
  jurors: { number: number; name: string; votes: number; asked: number; barred: number }[];
  /** What jurors declared here, and why where they say it. */
  conflicts: { juror: number; entry: number; reason: string }[];
  /** Groups of entries that no vote links yet; one where all can be compared. */
  groups: number;
};

/** What the chair opens a final from, watches while it is open, and reads when it is closed: no strength before that. */
export async function finalForChair(slug: string, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const [at, first, last, jurors, prizes, maskOf] = await Promise.all([
    now(),
    firstRoundOf(challenge.id),
    newestFinal(challenge.id),
    panelOf(challenge.id),
    db.prize.count({ where: { challengeId: challenge.id } }),
    masksFor(challenge.id),
  ]);
  const titles = await titlesOf(challenge.id);
  const titleOf = (entry: number): string => titleIn([{ title: titles.get(entry) ?? "" }], maskOf?.(entry));
  const state = last && { closedAt: last.closedAt, hasOrder: last.order !== null };
  const why = whyNotOpenFinal(challenge, { isRanked: first !== null, jurors: jurors.length, last: state });
  const rows = first?.rows ?? [];
  return {
    challenge,
    prizes,
    jurors,
    /** Entries with what the ranking shows them with: known to the chair from the closing of judging. */
    standings: rows.map(({ entry, score, pPlaces }) => ({ entry, score, pPlaces, title: titleOf(entry) })),
    whyNotOpen: why?.message ?? null,
    whyNotByChance: whyNotByChance(rows),
    soon: soonOf(at),
    final: last && finalAsRead(last, await votesIn(last.id), titleOf),
  };
}

export type FinalForChair = Awaited<ReturnType<typeof finalForChair>>;
export type ChairedFinal = NonNullable<FinalForChair["final"]>;

/** The next whole quarter of an hour, an hour from now: when a final may well begin. */
const soonOf = (at: Instant): Instant =>
  new Date(Math.ceil((at.getTime() + 60 * MINUTE) / (15 * MINUTE)) * 15 * MINUTE);

const panelOf = async (challengeId: string) =>
  (
    await db.juror.findMany({
      where: { challengeId, leftAt: null },
      orderBy: { number: "asc" },
      select: { number: true, person: { select: { name: true } } },
    })
  ).map(({ number, person }) => ({ number, name: person.name }));

async function titlesOf(challengeId: string): Promise<Map<number, string>> {
  const rows = await db.submission.findMany({
    where: { challengeId, withdrawnAt: null },
    select: { number: true, versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } } },
  });
  return new Map(rows.map(({ number, versions }) => [number, versions[0]?.title ?? ""]));
}

function finalAsRead(final: Final, votes: StandingVote[], titleOf: (entry: number) => string) {
  const { id, number, startsAt, minutesEach, openedAt, closedAt, order } = final;
  return {
    ...{ id, number, startsAt, minutesEach, openedAt, closedAt, rule: ruleIn(final) },
    coverage: coverageIn(final, votes, titleOf),
    order: closedAt ? order : null,
  };
}

function coverageIn({ entries, jurors }: Final, votes: StandingVote[], titleOf: (entry: number) => string) {
  const numbers = entries.map(({ submission }) => submission.number);
  const numberOf = new Map(entries.map(({ submissionId, submission }) => [submissionId, submission.number]));
  const tally = tallyOf(namedVotes(votes), namedEntries(numbers));
  return {
    votes: votes.length,
    entries: [...numbers]
      .sort((a, b) => a - b)
      .map((number) => ({
        ...{ number, title: titleOf(number) },
        votes: votes.filter(({ winner, loser }) => winner === number || loser === number).length,
      })),
    jurors: jurors.map(({ juror: { number, person }, words }) => ({
      ...{ number, name: person.name, barred: words.length, asked: pairsAsked(numbers.length - words.length) },
      votes: votes.filter(({ juror }) => juror === number).length,
    })),
    conflicts: jurors.flatMap(({ juror, words }) =>
      words.map(({ submissionId, reason }) => ({
        juror: juror.number,
        entry: numberOf.get(submissionId) ?? 0,
        reason,
      })),
    ),
    groups: linkedGroups(numbers.length, tally.pairs).length,
  } satisfies FinalCoverage;
}
