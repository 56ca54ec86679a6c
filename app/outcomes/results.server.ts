import type { Viewer } from "~/accounts/roles";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { challengeForChair } from "~/judging/chair.server";
import { drawShown } from "~/judging/draw/draws.server";
import { whyNotAnswered } from "~/judging/jury/jury";
import { isFinalOpen } from "~/judging/round/final.server";
import { publishedFinal, publishedVotes } from "~/judging/round/published-final.server";
import { coverageOf, rubricsOf, sheetsOf } from "~/judging/sheets.server";
import type { Instant } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { hashesBy, recordedActs } from "~/record/record.server";
import { whyNotDecideAwards, whyNotPublish } from "./awards";
import { standingOf, whyNotState } from "./decisions";
import { whyNotPay } from "./payments";
import { bundleOf, namesOf, rankingOf } from "./ranking.server";
import type { Account } from "./sealed-sheets";

const awardsOf = (challengeId: string) =>
  db.award.findMany({
    where: { challengeId },
    orderBy: [{ prize: { position: "asc" } }, { submission: { number: "asc" } }],
    select: {
      id: true,
      reason: true,
      prize: { select: { id: true, title: true, amountMinor: true, currency: true, inKind: true } },
      submission: { select: { number: true } },
      payments: { orderBy: { statedAt: "desc" }, take: 1, select: { paidOn: true } },
    },
  });

export type AwardRow = Awaited<ReturnType<typeof awardsOf>>[number];

const prizesOf = (challengeId: string) =>
  db.prize.findMany({
    where: { challengeId },
    orderBy: { position: "asc" },
    select: { id: true, title: true, amountMinor: true, currency: true, inKind: true },
  });

/** Published results as everyone reads them; null where there are none yet. */
export async function resultsForVisitor(slug: string, now: Instant) {
  const challenge = await challengeForVisitor(slug, now);
  if (!challenge.resultsPublishedAt) return { challenge, results: null };
  const [ranking, final, names, awards, rubric, entry] = await Promise.all([
    rankingOf(challenge.id),
    publishedFinal(challenge.id),
    namesOf(challenge.id),
    awardsOf(challenge.id),
    rubricsOf(challenge.id),
    db.recordEntry.findFirst({
      where: { challengeId: challenge.id, type: "result.published" },
      orderBy: { id: "asc" },
      select: { hash: true, leaf: true },
    }),
  ]);
  const decided = await recordedActs({
    challengeId: challenge.id,
    types: ["award.decided", "payment.stated"],
    fact: "award",
    things: awards.map(({ id }) => id),
  });
  const rows = ranking?.rows ?? [];
  const of = (act: string) =>
    hashesBy(
      decided.filter(({ type }) => type === act),
      "award",
    );
  const records = { decided: of("award.decided"), paid: of("payment.stated") };
  const proof = { hash: ranking?.hash ?? "", recordHash: entry?.hash ?? null, records };
  const account = entry && accountIn(entry.leaf);
  const analysis = ranking?.analysis ?? null;
  const results = { rows, final, names, awards, rubric, analysis, account, ...proof };
  return { challenge, results };
}

/** What the act says of the sheets; null where it is from before it said so. */
function accountIn(leaf: string): Account | null {
  const facts = JSON.parse(leaf) as Partial<Account>;
  const { sealed, revealed, missing } = facts;
  return sealed === undefined || revealed === undefined || missing === undefined ? null : { sealed, revealed, missing };
}

/** The bundle of published results, to the letter; 404 before, and where a result has none. */
export async function bundleForVisitor(slug: string, now: Instant): Promise<string> {
  const challenge = await challengeForVisitor(slug, now);
  return found(challenge.resultsPublishedAt ? await bundleOf(challenge.id) : null);
}

/** The votes of a published final, and what its entries are called; 404 before, and where there was no final. */
export async function votesForVisitor(slug: string, now: Instant) {
  const challenge = await challengeForVisitor(slug, now);
  found(challenge.resultsPublishedAt);
  const [votes, names] = await Promise.all([publishedVotes(challenge.id), namesOf(challenge.id)]);
  return { votes: found(votes), names };
}

/** What the chair decides awards from: the ranking, the prizes, and what was decided so far. */
export async function awardsForChair(slug: string, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  // The ranking stands from the closing of judging, and so before it there is nothing that could show.
  const [ranking, draw, final, isOpen, names, prizes, awards, rubric] = await Promise.all([
    rankingOf(challenge.id),
    drawShown({ challengeId: challenge.id, purpose: "result", round: 1 }),
    publishedFinal(challenge.id),
    isFinalOpen(challenge.id),
    namesOf(challenge.id),
    prizesOf(challenge.id),
    awardsOf(challenge.id),
    rubricsOf(challenge.id),
  ]);
  return {
    challenge,
    /** The lots between equal entries, where the ranking waits for them; null where it stands or needs none. */
    lots: ranking ? null : draw,
    now: await now(),
    rows: ranking?.rows ?? [],
    analysis: ranking?.analysis ?? null,
    names,
    prizes,
    awards,
    rubric,
    final,
    isFinalOpen: isOpen,
    whyNot: whyNotDecideAwards({ ...challenge, isFinalOpen: isOpen })?.message ?? null,
  };
}

/** What publishing would publish, and what stands in its way. */
export async function publishingForChair(slug: string, viewer: Viewer) {
  const desk = await awardsForChair(slug, viewer);
  const sheets = await sheetsOf(desk.challenge.id);
  const silence = whyNotAnswered(coverageOf(desk.names, sheets));
  const whyNot = whyNotPublish({
    ...desk.challenge,
    awards: desk.awards.length,
    ranked: desk.rows.length,
    silence,
    isFinalOpen: desk.isFinalOpen,
  });
  return { ...desk, whyNot: whyNot?.message ?? null, silence: silence?.message ?? null };
}

/** Every awarded entry of a challenge with all that the city has said of it, the newest first. */
async function awardedEntries(challengeId: string) {
  const rows = await db.submission.findMany({
    where: { challengeId, awards: { some: {} } },
    orderBy: { number: "asc" },
    select: {
      number: true,
      team: { select: { name: true, slug: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
      awards: { select: { prize: { select: { title: true, position: true } } } },
      decisions: {
        orderBy: { decidedAt: "desc" },
        take: 20,
        select: { id: true, kind: true, reason: true, ownerName: true, dueOn: true, decidedAt: true },
      },
    },
  });
  return rows
    .map(({ versions, awards, ...row }) => ({
      ...row,
      title: versions[0]?.title ?? "",
      awards: awards.map(({ prize }) => prize?.title ?? "Honourable mention"),
      first: Math.min(...awards.map(({ prize }) => prize?.position ?? 1000)),
    }))
    .sort((a, b) => a.first - b.first || a.number - b.number);
}

type Due = { id: string; decisionDueAt: Instant | null; timeZone: string };

async function decisionsOf(challenge: Due, now: Instant) {
  const entries = await awardedEntries(challenge.id);
  return entries.map(({ first: _first, ...entry }) => ({
    ...entry,
    standing: standingOf(entry.decisions[0] ?? null, challenge, now),
  }));
}

/** What the city does with each awarded entry, as everyone reads it; none before results are published. */
export async function decisionsForVisitor(slug: string, now: Instant) {
  const challenge = await challengeForVisitor(slug, now);
  if (!challenge.resultsPublishedAt) return { challenge, entries: [], records: {} };
  const [entries, records] = await Promise.all([
    decisionsOf(challenge, now),
    db.recordEntry.findMany({
      where: { challengeId: challenge.id, type: "decision.made" },
      orderBy: { id: "desc" },
      take: 200,
      select: { hash: true, leaf: true },
    }),
  ]);
  const byDecision = Object.fromEntries(
    records.map(({ hash, leaf }) => [String((JSON.parse(leaf) as { decision?: string }).decision), hash]),
  );
  return { challenge, entries, records: byDecision };
}

/** The same for the city's own desk, with why nothing can be stated yet. */
export async function decisionsForStaff(slug: string, viewer: Viewer, now: Instant) {
  const challenge = await runningChallengeForStaff(slug, viewer);
  const entries = challenge.resultsPublishedAt ? await decisionsOf(challenge, now) : [];
  const whyNot = challenge.mayEdit
    ? (whyNotState(challenge, { awarded: entries.length })?.message ?? null)
    : "Viewers of an organisation change nothing.";
  return { challenge, entries, whyNot };
}

/** Each awarded prize with what the city has said of its payment, for the city's own desk. */
export async function paymentsForStaff(slug: string, viewer: Viewer) {
  const challenge = await runningChallengeForStaff(slug, viewer);
  const isOut = challenge.resultsPublishedAt !== null;
  const [awards, names] = isOut ? await Promise.all([awardsOf(challenge.id), namesOf(challenge.id)]) : [[], []];
  const prizes = awards.flatMap(({ id, prize, submission, payments }) => {
    const name = names.find(({ number }) => number === submission.number);
    return prize
      ? [{ id, prize, entry: submission.number, team: name?.team.name ?? "", paidOn: payments[0]?.paidOn }]
      : [];
  });
  const whyNot = challenge.mayEdit
    ? (whyNotPay(challenge, { prizes: prizes.length })?.message ?? null)
    : "Viewers of an organisation change nothing.";
  return { challenge, prizes, whyNot };
}

export type DecidedEntry = Awaited<ReturnType<typeof decisionsForStaff>>["entries"][number];
