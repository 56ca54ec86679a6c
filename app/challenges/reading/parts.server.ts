import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { hashesBy, recordedActs } from "~/record/record.server";
import { storedCodeRules } from "../code-rules";
import { challengeForVisitor } from "../public-challenge.server";
import { answerTimes } from "../questions/questions.server";
import { storedTieRules } from "../tie-rules";

const PAGE = 30;

/** Questions under a challenge, newest first, thirty before a number; and how long answers take. Nobody is named. */
export async function questionsForVisitor({ slug, before }: { slug: string; before?: number }, now: Instant) {
  const { id } = await challengeForVisitor(slug, now);
  const [rows, times, waiting] = await Promise.all([
    db.question.findMany({
      where: { challengeId: id, ...(before ? { number: { lt: before } } : {}) },
      orderBy: { number: "desc" },
      take: PAGE + 1,
      select: {
        ...{ number: true, body: true, askedAt: true, answer: true, answeredAt: true },
        corrections: { orderBy: { correctedAt: "asc" }, select: { answer: true, reason: true, correctedAt: true } },
      },
    }),
    answerTimes(id),
    db.question.count({ where: { challengeId: id, answeredAt: null } }),
  ]);
  const questions = rows.slice(0, PAGE);
  const answers = await recordedActs({
    challengeId: id,
    types: ["question.answered", "correction"],
    fact: "question",
    things: questions.map(({ number }) => number),
  });
  return {
    questions,
    /** Question's number → hash of the record entry of its answer, or of the newest correction. */
    records: hashesBy(answers, "question"),
    times: { ...times, waiting },
    next: rows.length > PAGE ? (questions.at(-1)?.number ?? null) : null,
  };
}

const NEWS = 20;

/** Announcements, newest first, twenty after one; with the first page every date that has moved. */
export async function newsForVisitor({ slug, after }: { slug: string; after?: string }, now: Instant) {
  const { id } = await challengeForVisitor(slug, now);
  const [rows, moved] = await Promise.all([
    db.announcement.findMany({
      where: { challengeId: id },
      orderBy: [{ postedAt: "desc" }, { id: "desc" }],
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
      take: NEWS + 1,
      select: { id: true, kind: true, title: true, body: true, postedAt: true },
    }),
    db.calendarChange.findMany({
      where: { challengeId: id },
      orderBy: { changedAt: "desc" },
      take: 50,
      select: { id: true, field: true, before: true, after: true, reason: true, changedAt: true },
    }),
  ]);
  const news = rows.slice(0, NEWS);
  return { news, moved, next: rows.length > NEWS ? (news.at(-1)?.id ?? null) : null };
}

/** The rules of a published challenge as one version has them (the newest unless numbered), with the one before. */
export async function rulesForVisitor({ slug, number }: { slug: string; number?: number }, now: Instant) {
  const { id } = await challengeForVisitor(slug, now);
  const versions = await db.rulesVersion.findMany({
    where: { challengeId: id },
    orderBy: { number: "desc" },
    take: 100,
    select: { number: true, reason: true, hash: true, publishedAt: true },
  });
  const chosen = number ?? versions[0]?.number ?? 1;
  const rows = await db.rulesVersion.findMany({
    where: { challengeId: id, number: { in: [chosen, chosen - 1] } },
    select: {
      ...{ number: true, text: true, eligibility: true, rights: true, code: true, blind: true, ties: true },
      ...{ reason: true, hash: true, publishedAt: true },
    },
  });
  const texts = rows.map(({ code, ties, ...row }) => ({
    ...row,
    ...{ code: storedCodeRules(code), ties: storedTieRules(ties) },
  }));
  return {
    versions,
    version: texts.find((text) => text.number === chosen) ?? null,
    previous: texts.find((text) => text.number === chosen - 1) ?? null,
  };
}
