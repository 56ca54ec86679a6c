import { expect, test } from "vitest";
import { staffChallenges, staffDesk } from "~/challenges/desk/staff-desk.server";
import { datasetChoice } from "~/challenges/drafting/choose-datasets.server";
import { deleteDraft } from "~/challenges/drafting/delete-draft.server";
import { draftForEditor, draftForViewer, saveSection, startChallenge } from "~/challenges/drafts.server";
import { publishChallenge } from "~/challenges/publish-challenge.server";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { answerTimes, waitingQuestions } from "~/challenges/questions/questions.server";
import { nameChair, removeChair } from "~/challenges/running/chairs.server";
import { signPledge } from "~/challenges/sign-pledge.server";
import { challengeForStaff } from "~/challenges/staff-challenge.server";
import { HOUR } from "~/kernel/time";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { clockAt } from "../../support/clock";
import { manyChallenges } from "../../support/many";
import { aTeam } from "../../support/team-world";
import {
  aCity,
  aColleague,
  aDataset,
  anOpenChallenge,
  aPerson,
  aPublishedChallenge,
  aReadyDraft,
  must,
} from "../../support/world";

const QUESTION = "May we use a weather forecast from outside the city?";

test("an answer is public, in the record, told to whoever asked, and stands", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  const asker = await aPerson();
  const { number } = must(await askQuestion({ slug, body: QUESTION }, asker));
  await clockAt(new Date((await now()).getTime() + 2 * HOUR));
  must(await answerQuestion({ slug, number, answer: "Yes, from anywhere." }, city.editor));
  must(await answerQuestion({ slug, number, answer: "Yes, from anywhere." }, city.editor));
  expect(await answerQuestion({ slug, number, answer: "No." }, city.editor)).toMatchObject({
    refusal: { code: "answered" },
  });
  const entries = await db.recordEntry.findMany({ where: { challengeId: id, type: "question.answered" } });
  expect(entries.map(({ leaf }) => JSON.parse(leaf).question)).toEqual([1]);
  expect(entries[0]?.leaf).not.toContain("forecast");
  const letters = await db.mail.findMany({ where: { to: asker.email } });
  expect(letters.map(({ text }) => text.includes("Yes, from anywhere."))).toEqual([true]);
  const times = await answerTimes(id);
  expect(times).toMatchObject({ answered: 1, waiting: 0 });
  expect(Math.round((times.median ?? 0) / HOUR)).toBe(2);
  await db.clockShift.deleteMany();
});

test("a question that does not exist, a viewer and a stranger answer nothing", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  must(await askQuestion({ slug, body: QUESTION }, await aPerson()));
  const answer = (number: number, who: Parameters<typeof answerQuestion>[1]) =>
    answerQuestion({ slug, number, answer: "Yes, from anywhere." }, who);
  await expect(answer(9, city.editor)).rejects.toMatchObject({ status: 404 });
  expect(await answer(1, await aColleague(city, "viewer"))).toMatchObject({ refusal: { code: "not-yours" } });
  await expect(answer(1, (await aCity("Altrove")).editor)).rejects.toMatchObject({ status: 404 });
  expect((await waitingQuestions(id)).questions).toHaveLength(1);
});

test("a chair is named by the address of a known person who does not compete, and the last one stays", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { slug } = challenge;
  const name = (email: string, who = city.editor) => nameChair({ slug, email }, who);
  const chair = await aPerson("Carlo Chair");
  const { captain } = await aTeam({ challenge });
  must(await name(chair.email));
  expect(await db.mail.count({ where: { to: chair.email, subject: { contains: "You chair" } } })).toBe(1);
  expect(await name(chair.email)).toMatchObject({ refusal: { code: "already" } });
  expect(await name("nobody@example.org")).toMatchObject({ refusal: { code: "unknown" } });
  expect(await name(captain.email)).toMatchObject({ refusal: { code: "competes" } });
  expect(await name(chair.email, await aColleague(city, "viewer"))).toMatchObject({ refusal: { code: "not-yours" } });
  await expect(name(chair.email, (await aCity("Altrove")).editor)).rejects.toMatchObject({ status: 404 });
  must(await removeChair({ slug, personId: city.editor.id }, city.editor));
  expect(await removeChair({ slug, personId: chair.id }, city.editor)).toMatchObject({ refusal: { code: "last" } });
  await expect(removeChair({ slug, personId: captain.id }, city.editor)).rejects.toMatchObject({ status: 404 });
});

test("a draft is deleted by its editors only, and a published challenge never", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  await expect(deleteDraft(slug, await aColleague(city, "viewer"))).rejects.toMatchObject({ status: 403 });
  await expect(deleteDraft(slug, (await aCity("Altrove")).editor)).rejects.toMatchObject({ status: 404 });
  must(await deleteDraft(slug, city.editor));
  expect(await db.challenge.count({ where: { slug } })).toBe(0);
  const published = await aPublishedChallenge(city);
  await expect(deleteDraft(published.slug, city.editor)).rejects.toMatchObject({ status: 404 });
  await expect(db.$executeRaw`DELETE FROM challenge WHERE id = ${published.id}::uuid`).rejects.toThrow("not deleted");
});

test("viewers of the organisation see a draft and save nothing; nobody else finds it", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const viewer = await aColleague(city, "viewer");
  expect((await draftForViewer(slug, viewer)).slug).toBe(slug);
  expect((await challengeForStaff(slug, viewer)).mayEdit).toBe(false);
  const save = () => saveSection({ slug, section: "basics", content: { title: "Mine now" }, revision: 2 }, viewer);
  await expect(save()).rejects.toMatchObject({ status: 403 });
  await expect(signPledge({ slug, signedByName: "Viewer" }, viewer)).rejects.toMatchObject({ status: 403 });
  await expect(publishChallenge(slug, viewer)).rejects.toMatchObject({ status: 403 });
  const stranger = await aPerson();
  await expect(draftForViewer(slug, stranger)).rejects.toMatchObject({ status: 404 });
  await expect(challengeForStaff(slug, stranger)).rejects.toMatchObject({ status: 404 });
  const start = { title: "Not theirs to start", theme: "water", organisationId: city.organisation.id } as const;
  expect(await startChallenge(start, viewer)).toMatchObject({ refusal: { code: "not-yours" } });
});

test("a double click publishes once, and what was typed before it is published with it", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const answers = await Promise.all([publishChallenge(slug, city.editor), publishChallenge(slug, city.editor)]);
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const { id } = await db.challenge.findUniqueOrThrow({ where: { slug } });
  expect(await db.recordEntry.count({ where: { challengeId: id, type: "challenge.published" } })).toBe(1);
  expect(await db.prize.count({ where: { challengeId: id } })).toBe(2);
});

test("another day for the decision takes the signature off the pledge", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const { draft, revisions } = await draftForEditor(slug, city.editor);
  const content = { ...draft.calendar, decisionDueAt: draft.calendar.decisionDueAt.replace(/^\d{4}/, "2031") };
  must(await saveSection({ slug, section: "calendar", content, revision: revisions.calendar ?? 0 }, city.editor));
  expect((await draftForEditor(slug, city.editor)).draft.pledge.signedAt).toBe("");
  const stale = await signPledge({ slug, signedByName: "Livia Fontana", revision: revisions.pledge }, city.editor);
  expect(stale).toMatchObject({ refusal: { code: "conflict" } });
});

test("a banner that staff chose is the challenge's, and words that are no tincture choose nothing", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const save = async (content: object) => {
    const { revisions } = await draftForEditor(slug, city.editor);
    must(await saveSection({ slug, section: "basics", content, revision: revisions.basics ?? 0 }, city.editor));
    return (await draftForEditor(slug, city.editor)).arms;
  };
  expect(await save({ division: "paly", colour: "purpure" })).toMatchObject({ division: "paly", colour: "purpure" });
  expect((await save({ division: "<script>", colour: "pink" })).division).not.toBe("<script>");
});

test("datasets are found by the beginnings of words, the organisation's own first, a page at a time", async () => {
  const city = await aCity();
  const other = await aCity("Altrove");
  await aDataset(other, "Aqueduct readings");
  for (let n = 10; n < 28; n++) await aDataset(city, `Rain gauge ${n}`);
  const slug = await aReadyDraft(city);
  const { draft } = await draftForEditor(slug, city.editor);
  const of = { organisationId: city.organisation.id, draft, path: "/here" };
  const first = await datasetChoice(of, { q: "gau", after: "" });
  expect(first.found).toHaveLength(15);
  const after = new URL(first.next ?? "", "http://x").searchParams.get("after") ?? "";
  const second = await datasetChoice(of, { q: "gau", after });
  expect([...first.found, ...second.found].map(({ title }) => title)).toEqual(
    Array.from({ length: 18 }, (_, n) => `Rain gauge ${n + 10}`),
  );
  const all = await datasetChoice(of, { q: "read", after: "" });
  expect(all.found.map(({ title }) => title)).toEqual(["Aqueduct readings"]);
  for (const q of ["' & | ! : *", "a:*b", "%", "\\", "(((", "<->"])
    expect((await datasetChoice(of, { q, after: "not-an-id" })).found).toBeInstanceOf(Array);
  expect(Object.values(first.titles)).toHaveLength(1);
});

test("the desk of an organisation shows its own drafts, what runs and what waits, and nothing of another city", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  await aTeam({ challenge });
  await aReadyDraft(city);
  must(await askQuestion({ slug: challenge.slug, body: QUESTION }, await aPerson()));
  const desk = await staffDesk(await aColleague(city, "viewer"), await now());
  expect(desk.drafts).toHaveLength(1);
  expect(desk.running.map(({ days, _count }) => [days.length, _count.teams])).toEqual([[1, 1]]);
  expect(desk.waiting.map(({ what }) => what)).toEqual([`Question 1: ${QUESTION}`]);
  const { editor } = await aCity("Altrove");
  expect(await staffDesk(editor, await now())).toEqual({ drafts: [], running: [], waiting: [] });
  expect((await staffChallenges(editor, null)).rows).toEqual([]);
});

test("the desk costs the same few queries with sixty challenges as with one", async () => {
  const city = await aCity();
  const one = await anOpenChallenge(city);
  const at = await now();
  const cost = async () => {
    const before = queriesSoFar();
    await staffDesk(city.editor, at);
    await staffChallenges(city.editor, null);
    return queriesSoFar() - before;
  };
  const few = await cost();
  await manyChallenges(one, 60, `many-${one.slug}`);
  expect(await cost()).toBeLessThanOrEqual(few + 1);
  const first = await staffChallenges(city.editor, null);
  const second = await staffChallenges(city.editor, first.next);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(40);
});
