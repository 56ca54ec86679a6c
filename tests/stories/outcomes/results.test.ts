import { expect, test } from "vitest";
import { phaseAt } from "~/challenges/phase";
import { closeJudging } from "~/judging/close-judging.server";
import { excuseJuror } from "~/judging/jury/excuse-juror.server";
import { canonicalJson } from "~/kernel/canonical";
import { DAY, isoDay } from "~/kernel/time";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { entriesForVisitor, entryForReader } from "~/outcomes/entries.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { decisionsForVisitor, resultsForVisitor } from "~/outcomes/results.server";
import { stateDecision } from "~/outcomes/state-decision.server";
import { config } from "~/platform/config.server";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { recordEntry } from "~/record/record.server";
import { clockFrom } from "../../support/clock";
import { doJobs } from "../../support/jobs";
import {
  aClosedJury,
  aJury,
  anAssignedJury,
  FEEDBACK,
  handInFor,
  prizesOf,
  publishedResults,
} from "../../support/jury-world";
import { aColleague, aPerson, must } from "../../support/world";

const REASON = "It runs on the city's own machines, which the others do not.";

const inOrder = async (world: Parameters<typeof prizesOf>[0], entries: (number | undefined)[], reason = "") =>
  (await prizesOf(world)).map(({ id }, index) => ({ prizeId: id, entry: entries[index], reason }));

test("awards wait for the closing, follow the order without reasons, and depart from it only with them", async () => {
  const open = await anAssignedJury({ entries: 2 });
  expect(
    await decideAwards({ slug: open.challenge.slug, awards: await inOrder(open, [1]), mentions: [] }, open.chair),
  ).toMatchObject({
    ok: false,
    refusal: { code: "not-closed" },
  });
  const world = await aClosedJury({ entries: 3 });
  const { slug } = world.challenge;
  expect(
    must(await decideAwards({ slug, awards: await inOrder(world, [1, 2]), mentions: [3] }, world.chair)).awards,
  ).toBe(3);
  expect(await decideAwards({ slug, awards: await inOrder(world, [2, 1]), mentions: [] }, world.chair)).toMatchObject({
    refusal: { code: "no-reason" },
  });
  // The refusal left the earlier decision as it was.
  expect(await db.award.count({ where: { challengeId: world.challenge.id } })).toBe(3);
  must(await decideAwards({ slug, awards: await inOrder(world, [2, 1], REASON), mentions: [] }, world.chair));
  expect(await db.award.findMany({ where: { challengeId: world.challenge.id }, select: { reason: true } })).toEqual([
    { reason: REASON },
    { reason: REASON },
  ]);
  await expect(
    decideAwards({ slug, awards: [], mentions: [1] }, await aColleague(world.city, "editor")),
  ).rejects.toMatchObject({ status: 404 });
});

test("results are not published while a team would get no feedback, nor before closing or without awards", async () => {
  const world = await anAssignedJury({ entries: 2 });
  const { slug, id } = world.challenge;
  const [ines] = world.jurors;
  if (!ines) throw new Error("no jury");
  must(await handInFor(world, ines, { number: 1, level: 3 }));
  expect(await publishResults(slug, world.chair)).toMatchObject({ ok: false, refusal: { code: "no-feedback" } });
  // Even where somebody closed judging behind the program's back.
  await db.challenge.update({ where: { id }, data: { judgingClosedAt: await now() } });
  await db.result.create({ data: { challengeId: id, ranking: [], hash: sha256("[]") } });
  expect(await publishResults(slug, world.chair)).toMatchObject({ refusal: { code: "no-feedback" } });
  const closed = await aClosedJury({ entries: 1 });
  expect(await publishResults(closed.challenge.slug, closed.chair)).toMatchObject({ refusal: { code: "no-awards" } });
});

test("publishing reveals every sheet against its seal, records result and awards, and tells everyone by mail", async () => {
  const world = await publishedResults({ entries: 2 });
  const { id, slug } = world.challenge;
  const acts = await db.recordEntry.findMany({ where: { challengeId: id }, orderBy: { id: "asc" } });
  const leaves = (type: string) => acts.filter((act) => act.type === type).map(({ leaf }) => JSON.parse(leaf));
  const seals = new Set(leaves("score.sealed").map(({ seal }) => seal));
  expect(leaves("score.revealed")).toHaveLength(4);
  for (const { seal, sheet, nonce, scores, feedback } of leaves("score.revealed")) {
    expect(nonce).toMatch(/^[0-9a-f]{64}$/);
    expect(sha256(canonicalJson({ sheet, nonce, scores, feedback }))).toBe(seal);
    // Whoever guesses the feedback cannot try it by what is public.
    for (const open of [sheet, nonce]) expect(sha256(open + FEEDBACK)).not.toBe(feedback);
    expect(seals.has(seal)).toBe(true);
  }
  const { hash } = await db.result.findUniqueOrThrow({ where: { challengeId: id } });
  expect(leaves("result.published")).toMatchObject([{ result: hash, sealed: 4, revealed: 4, missing: [] }]);
  expect(leaves("award.decided")).toHaveLength(2);
  expect(JSON.stringify(acts.map(({ leaf }) => leaf))).not.toContain("honest about");
  await doJobs();
  const told = await db.mail.findMany({
    where: { text: { contains: `/challenges/${slug}/results` } },
    select: { to: true, text: true },
  });
  const { email: ofEditor } = await db.person.findUniqueOrThrow({ where: { id: world.city.editor.id } });
  const readers = [...world.jurors, ...world.entries.map(({ team }) => team.captain)].map(({ email }) => email);
  readers.push(ofEditor);
  const textTo = (email: string | undefined) => told.find(({ to }) => to === email)?.text;
  expect(textTo(ofEditor)).toContain(`/staff/challenges/${slug}/decisions`);
  for (const { number, team } of world.entries)
    expect(textTo(team.captain.email)).toContain(`${config().origin}/challenges/${slug}/entries/${number}#scores`);
  const { body } = await db.announcement.findFirstOrThrow({ where: { challengeId: id, kind: "results" } });
  expect(body).toContain(`](/challenges/${slug}/results)`);
  expect(body).not.toContain(config().origin);
  expect(told.map(({ to }) => to).sort()).toEqual(readers.sort());
  expect(await publishResults(slug, world.chair)).toMatchObject({ ok: false, refusal: { code: "published" } });
  await expect(db.$executeRaw`DELETE FROM award WHERE challenge_id = ${id}::uuid`).rejects.toThrow("awards stand");
  const { id: elsewhere } = (await aClosedJury({ entries: 1 })).challenge;
  await expect(
    db.$executeRaw`UPDATE award SET challenge_id = ${elsewhere}::uuid WHERE challenge_id = ${id}::uuid`,
  ).rejects.toThrow("awards stand");
});

test("an excused juror whose sheets count is told of the results, and one whose sheets do not is not", async () => {
  const world = await anAssignedJury({ entries: 1, jurors: 3 });
  const { id, slug } = world.challenge;
  const assigned = await db.juror.findMany({
    where: { challengeId: id },
    orderBy: { number: "asc" },
    select: { id: true, personId: true, person: { select: { email: true } }, assignments: { select: { id: true } } },
  });
  const scoring = assigned.filter(({ assignments }) => assignments.length > 0);
  const idle = assigned.find(({ assignments }) => assignments.length === 0);
  for (const juror of world.jurors.filter((one) => scoring.some(({ personId }) => personId === one.id)))
    must(await handInFor(world, juror, { number: 1, level: 3 }));
  const [excused] = scoring;
  if (!excused || !idle) throw new Error("no jury");
  for (const { id: jurorId } of [excused, idle]) must(await excuseJuror({ slug, jurorId }, world.chair));
  must(await closeJudging(slug, world.chair));
  must(await decideAwards({ slug, awards: await inOrder(world, [1]), mentions: [] }, world.chair));
  must(await publishResults(slug, world.chair));
  const letters = await db.mail.findMany({ where: { key: { startsWith: `results:${id}:` } }, select: { to: true } });
  expect(letters.map(({ to }) => to).sort()).toEqual(scoring.map(({ person }) => person.email).sort());
});

test("before publishing nobody reads a score; after it everyone reads the ranking and only the team its feedback", async () => {
  const closed = await aClosedJury({ entries: 1 });
  const captain = closed.entries[0]?.team.captain;
  if (!captain) throw new Error("no team");
  const at = await now();
  const of = { slug: closed.challenge.slug, number: 1 };
  for (const reader of [null, closed.city.editor, captain, closed.jurors[0] ?? null]) {
    const page = await entryForReader(of, reader, at);
    expect(page).toMatchObject({ scores: null, sheets: null });
  }
  expect((await resultsForVisitor(of.slug, at)).results).toBeNull();

  const world = await publishedResults({ entries: 2 });
  const published = { slug: world.challenge.slug, number: 1 };
  const then = await now();
  expect(
    (await resultsForVisitor(published.slug, then)).results?.rows.map(({ entry, rank, mean }) => [entry, rank, mean]),
  ).toEqual([
    [1, 1, 100],
    [2, 2, 66.7],
  ]);
  const mine = await entryForReader(published, world.entries[0]?.team.captain ?? null, then);
  expect(mine.sheets?.map(({ juror, feedback }) => [juror, feedback])).toEqual([
    [1, FEEDBACK],
    [2, FEEDBACK],
  ]);
  const revealed = await db.recordEntry.findMany({
    where: { challengeId: world.challenge.id, type: "score.revealed", leaf: { contains: mine.evidence.submissionId } },
    orderBy: { id: "asc" },
    select: { hash: true },
  });
  const lines = await Promise.all(mine.sheets?.map(({ recordHash = "" }) => recordEntry(recordHash)) ?? []);
  expect(mine.sheets?.map(({ salt, feedback }) => sha256(salt + feedback))).toEqual(
    lines.map((line) => JSON.parse(line?.leaf ?? "{}").feedback),
  );
  expect(mine.scores?.records.sheets).toEqual(revealed.map(({ hash }) => hash));
  expect(mine.sheets?.map(({ recordHash }) => recordHash).sort()).toEqual(revealed.map(({ hash }) => hash).sort());
  const { results } = await resultsForVisitor(published.slug, then);
  const decided = await db.recordEntry.findMany({ where: { challengeId: world.challenge.id, type: "award.decided" } });
  expect(Object.keys(results?.records.decided ?? {}).sort()).toEqual(results?.awards.map(({ id }) => id).sort());
  expect(Object.values(results?.records.decided ?? {}).sort()).toEqual(decided.map(({ hash }) => hash).sort());
  for (const reader of [null, world.city.editor, world.entries[1]?.team.captain ?? null]) {
    const page = await entryForReader(published, reader, then);
    expect(page.sheets).toBeNull();
    const shown = JSON.stringify(page, (_, value) => (typeof value === "bigint" ? String(value) : value));
    expect(shown).not.toContain(FEEDBACK);
    expect(shown).not.toMatch(/Juror [AB]/);
  }
});

test("an entry opens to everyone at the deadline, and before it only their number is told", async () => {
  const world = await aJury({ entries: 2, jurors: 1 });
  const { slug, closesAt } = world.challenge;
  await clockFrom(closesAt, -1000);
  expect(await entriesForVisitor({ slug, after: 0 }, await now())).toMatchObject({ count: 2, entries: null });
  await expect(entryForReader({ slug, number: 1 }, null, await now())).rejects.toMatchObject({ status: 404 });
  await clockFrom(closesAt, 0);
  const { entries } = await entriesForVisitor({ slug, after: 1 }, await now());
  expect(entries?.map(({ number, awards }) => [number, awards])).toEqual([[2, []]]);
  expect(await entryForReader({ slug, number: 1 }, null, await now())).toMatchObject({
    evidence: { title: "Entry number 1" },
  });
});

const DECISION = {
  kind: "pilot" as const,
  reason: "It is tried at Porta Molino for a winter.",
  ownerName: "Livia Fontana",
};
const dayAfter = async (days: number) => isoDay(new Date((await now()).getTime() + days * DAY));

test("the city decides each finalist in public; with the last one the challenge is decided, and what is late shows", async () => {
  const world = await publishedResults({ entries: 3 });
  const { id, slug } = world.challenge;
  const { editor } = world.city;
  const state = async (entry: number, more = {}) =>
    stateDecision({ slug, entry, ...DECISION, dueOn: await dayAfter(30), ...more }, editor);
  must(await state(1));
  expect((await db.challenge.findUniqueOrThrow({ where: { id } })).decidedAt).toBeNull();
  await clockFrom(world.challenge.decisionDueAt, 3 * DAY);
  const { entries } = await decisionsForVisitor(slug, await now());
  expect(entries.map(({ number, standing }) => [number, standing.isOverdue, standing.text.split(" ")[0]])).toEqual([
    [1, true, "Report"],
    [2, true, "Decision"],
  ]);
  const outcomeOf = async (number: number) => (await entryForReader({ slug, number }, null, await now())).outcome;
  expect(await outcomeOf(1)).toMatchObject({ decision: { kind: "pilot" }, standing: { isOverdue: true } });
  expect(await outcomeOf(2)).toMatchObject({ decision: null, standing: { isOverdue: true } });
  expect(await outcomeOf(3)).toBeNull();
  expect(await state(3)).toMatchObject({ ok: false, refusal: { code: "not-awarded" } });
  must(await state(2, { kind: "decline" }));
  // Said twice is said once.
  must(await state(2, { kind: "decline" }));
  expect(await db.decision.count({ where: { submission: { challengeId: id } } })).toBe(2);
  expect(await db.recordEntry.count({ where: { challengeId: id, type: "decision.made" } })).toBe(2);
  const decided = await db.challenge.findUniqueOrThrow({ where: { id } });
  expect(phaseAt(decided, await now())).toBe("follow-up");
  // A report is a new statement, and the earlier one stays.
  must(await state(1, { kind: "adopt" }));
  const after = await decisionsForVisitor(slug, await now());
  expect(after.entries[0]?.decisions.map(({ kind }) => kind)).toEqual(["adopt", "pilot"]);
  expect(after.entries[0]?.standing.isOverdue).toBe(false);
});

test("only the organisation's editors decide, only after results, and not by a day that has passed", async () => {
  const world = await publishedResults({ entries: 1 });
  const stated = { slug: world.challenge.slug, entry: 1, ...DECISION, dueOn: await dayAfter(5) };
  expect(await stateDecision(stated, await aColleague(world.city, "viewer"))).toMatchObject({
    refusal: { code: "not-yours" },
  });
  await expect(stateDecision(stated, await aPerson())).rejects.toMatchObject({ status: 404 });
  expect(await stateDecision({ ...stated, dueOn: await dayAfter(-2) }, world.city.editor)).toMatchObject({
    refusal: { code: "past" },
  });
  const closed = await aClosedJury({ entries: 1 });
  expect(await stateDecision({ ...stated, slug: closed.challenge.slug }, closed.city.editor)).toMatchObject({
    refusal: { code: "not-published" },
  });
});
