import type { CodeRules } from "~/challenges/code-rules";
import { rulesHash } from "~/challenges/rules.server";
import { SECOND_ENDS } from "~/challenges/running/running";
import type { TieRules } from "~/challenges/tie-rules";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { type Instant, isoDay } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import type { Told } from "./compare";
import type { Dates } from "./replay";

const iso = (at: Instant | null): string => at?.toISOString() ?? "";

/** The dates of a challenge as its row has them. */
export async function datesOf(challengeId: string): Promise<{ row: string; dates: Dates }> {
  const row = await db.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: {
      ...{ opensAt: true, closesAt: true, judgingEndsAt: true, resultsDueAt: true, decisionDueAt: true },
      secondRound: { select: { endsAt: true } },
    },
  });
  const dates = {
    opens_at: iso(row.opensAt),
    closes_at: iso(row.closesAt),
    judging_ends_at: iso(row.judgingEndsAt),
    results_due_at: iso(row.resultsDueAt),
    decision_due_at: iso(row.decisionDueAt),
    [SECOND_ENDS.column]: iso(row.secondRound?.endsAt ?? null),
  };
  return { row: `challenge ${challengeId}`, dates };
}

/** What a challenge was published with: its words, prizes, criteria and rules, the pledge, the pinned copies, the answers. */
export async function challengeRows(challengeId: string, published: Dates): Promise<Told[]> {
  return (
    await Promise.all([
      publication(challengeId, published),
      rules(challengeId),
      pledges(challengeId, published),
      pins(challengeId),
      moves(challengeId),
      answers(challengeId),
      corrections(challengeId),
    ])
  ).flat();
}

async function publication(challengeId: string, published: Dates): Promise<Told[]> {
  const { title, brief, publishedAt, prizes, secondRound } = await db.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: {
      ...{ title: true, brief: true, publishedAt: true },
      prizes: {
        orderBy: { position: "asc" },
        select: { title: true, amountMinor: true, currency: true, inKind: true },
      },
      secondRound: { select: { rule: true, ruleValue: true, reviewsPerEntry: true } },
    },
  });
  const criteria = await db.criterion.findMany({
    where: { challengeId },
    orderBy: { position: "asc" },
    select: {
      ...{ round: true, title: true, description: true, weight: true },
      levels: { orderBy: { value: "asc" }, select: { sentence: true } },
    },
  });
  const rubric = (of: number) =>
    criteria
      .filter(({ round }) => round === of)
      .map(({ round: _, ...one }) => ({ ...one, levels: one.levels.map(({ sentence }) => sentence) }));
  const second = secondRound && {
    ...{ rule: secondRound.rule, value: secondRound.ruleValue, reviewsPerEntry: secondRound.reviewsPerEntry },
    criteria: rubric(2),
  };
  const words = {
    ...{ title, brief },
    prizes: prizes.map((prize) => ({ ...prize, amountMinor: prize.amountMinor?.toString() ?? null })),
    criteria: rubric(1),
    ...(second ? { second } : {}),
  };
  const calendar = Object.fromEntries(Object.entries(published).map(([name, at]) => [name.replace(/_at$/, ""), at]));
  const at = { published_at: publishedAt };
  return [{ type: "challenge.published", key: "", row: `challenge ${challengeId}`, facts: { calendar }, words, at }];
}

async function rules(challengeId: string): Promise<Told[]> {
  const versions = await db.rulesVersion.findMany({ where: { challengeId }, orderBy: { number: "asc" } });
  return versions.flatMap(({ id, number, reason, code, ties, publishedAt, hash: shown, ...words }, place): Told[] => {
    const hash = rulesHash({ ...words, code: code as CodeRules | null, ties: ties as TieRules | null });
    const before = versions[place - 1]?.hash;
    const of = {
      ...{ key: String(number), row: `rules_version ${id}` },
      type: number === 1 ? ("rules.published" as const) : ("rules.changed" as const),
    };
    const facts = { version: number, rules: hash, ...(before === undefined ? {} : { previous: before }) };
    return [
      { ...of, facts, ...(number === 1 ? {} : { words: { reason } }), at: { published_at: publishedAt } },
      { ...of, facts: { rules: shown } },
    ];
  });
}

async function pledges(challengeId: string, published: Dates): Promise<Told[]> {
  const pledge = await db.pledge.findUnique({ where: { challengeId } });
  if (!pledge) return [];
  const { challengeId: _of, hash: shown, upkeepUntil, signedAt, ...said } = pledge;
  const words = {
    ...said,
    upkeepUntil: isoDay(upkeepUntil),
    signedAt: signedAt.toISOString(),
    decisionDueAt: published.decision_due_at ?? "",
  };
  const facts = { pledge: sha256(canonicalJson(words as Json)) };
  const of = { type: "pledge.signed", key: "", row: `pledge ${challengeId}` } as const;
  return [
    { ...of, facts, words },
    { ...of, facts: { pledge: shown } },
  ];
}

async function pins(challengeId: string): Promise<Told[]> {
  const rows = await db.pinnedSnapshot.findMany({
    where: { challengeId },
    select: {
      pinnedAt: true,
      snapshot: { select: { id: true, sha256: true, distribution: { select: { datasetId: true } } } },
    },
  });
  return rows.map(({ pinnedAt, snapshot: { id, sha256: hash, distribution } }) => ({
    ...{ type: "dataset.pinned", key: id, row: `pinned_snapshot ${id}`, at: { pinned_at: pinnedAt } },
    facts: { dataset: distribution.datasetId, snapshot: id, sha256: hash },
  }));
}

async function moves(challengeId: string): Promise<Told[]> {
  const rows = await db.calendarChange.findMany({ where: { challengeId }, orderBy: { id: "asc" } });
  const times = new Map<string, typeof rows>();
  for (const row of rows) times.set(iso(row.changedAt), [...(times.get(iso(row.changedAt)) ?? []), row]);
  return [...times].map(([at, together]) => ({
    ...{ type: "calendar.changed", key: at, row: `calendar_change ${together[0]?.id}` },
    facts: { changes: together.map(({ field, before, after }) => ({ field, before: iso(before), after: iso(after) })) },
    words: { reason: together[0]?.reason ?? "" },
  }));
}

async function answers(challengeId: string): Promise<Told[]> {
  const rows = await db.question.findMany({
    where: { challengeId, answer: { not: null } },
    select: { id: true, number: true, body: true, answer: true, answeredAt: true },
  });
  return rows.map(({ id, number, body, answer, answeredAt }) => ({
    ...{ type: "question.answered", key: String(number), row: `question ${id}`, facts: { question: number } },
    ...{ words: { question: body, answer }, at: { answered_at: answeredAt } },
  }));
}

async function corrections(challengeId: string): Promise<Told[]> {
  const rows = await db.answerCorrection.findMany({
    where: { question: { challengeId } },
    select: { id: true, answer: true, reason: true, question: { select: { number: true } } },
  });
  return rows.map(({ id, answer, reason, question }) => ({
    ...{ type: "correction", key: id, row: `answer_correction ${id}` },
    ...{ facts: { correction: id, question: question.number }, words: { answer, reason } },
  }));
}
