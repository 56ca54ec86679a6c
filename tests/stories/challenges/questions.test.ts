import { expect, test } from "vitest";
import { auditChallenge } from "~/audit/audit.server";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { answerTimeText } from "~/challenges/questions/asking";
import { correctAnswer } from "~/challenges/questions/correct-answer.server";
import { questionsForVisitor } from "~/challenges/reading/parts.server";
import { DAY } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockAt } from "../../support/clock";
import { manyWords } from "../../support/many";
import { aCity, anOpenChallenge, aPerson, aReadyDraft, must } from "../../support/world";

const WORDS = "May we use a weather forecast from outside the city?";

test("anyone signed in asks, staff hear of it by mail, and nobody is named", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  const asker = await aPerson("Bruno Curioso");
  expect(must(await askQuestion({ slug, body: WORDS }, asker)).number).toBe(1);
  const { questions, times } = await questionsForVisitor({ slug }, await now());
  expect(questions).toMatchObject([{ number: 1, body: WORDS, answer: null }]);
  expect(JSON.stringify(questions)).not.toMatch(/Bruno|bruno/);
  expect(answerTimeText(times)).toBe("1 question waits for an answer; none has been answered yet.");
  const mails = await db.mail.findMany({ where: { key: { startsWith: `question ${id} ` } } });
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain(WORDS);
});

test("the same words sent twice are one question, and numbers have no gaps when many ask at once", async () => {
  const { slug } = await anOpenChallenge(await aCity());
  const asker = await aPerson();
  must(await askQuestion({ slug, body: WORDS }, asker));
  expect(must(await askQuestion({ slug, body: WORDS }, asker)).number).toBe(1);
  const others = await Promise.all(Array.from({ length: 6 }, (_, n) => aPerson(`Asker ${n}`)));
  const asked = await Promise.all(others.map((other) => askQuestion({ slug, body: WORDS }, other)));
  expect(asked.map((answer) => must(answer).number).sort()).toEqual([2, 3, 4, 5, 6, 7]);
});

test("a sixth question waits until one of five is answered", async () => {
  const { slug } = await anOpenChallenge(await aCity());
  const asker = await aPerson();
  for (let n = 1; n <= 5; n++) must(await askQuestion({ slug, body: `${WORDS} (${n})` }, asker));
  expect(await askQuestion({ slug, body: `${WORDS} (6)` }, asker)).toMatchObject({
    refusal: { code: "too-many", message: expect.stringContaining("5 questions of yours wait") },
  });
});

test("an answer leads to its entry in the record", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  for (const body of [WORDS, `${WORDS} And which?`]) must(await askQuestion({ slug, body }, await aPerson()));
  must(await answerQuestion({ slug, number: 2, answer: "Yes, any that is open." }, city.editor));
  const { hash } = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "question.answered" } });
  expect((await questionsForVisitor({ slug }, await now())).records).toEqual({ 2: hash });
});

test("an answer is corrected with its reason: the newest stands, the first stays, everyone hears, the record has each", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  must(await askQuestion({ slug, body: WORDS }, await aPerson()));
  const correct = (answer: string, by = city.editor) =>
    correctAnswer({ slug, number: 1, answer, reason: "The licence forbids it." }, by);
  expect(await correct("No.")).toMatchObject({ refusal: { code: "unanswered" } });
  must(await answerQuestion({ slug, number: 1, answer: "Yes, any." }, city.editor));
  expect(await correct("Yes, any.")).toMatchObject({ refusal: { code: "same" } });
  must(await correct("Only an open one."));
  must(await correct("Only an open one."));
  const { questions, records } = await questionsForVisitor({ slug }, await now());
  expect(questions).toMatchObject([
    { answer: "Yes, any.", corrections: [{ answer: "Only an open one.", reason: "The licence forbids it." }] },
  ]);
  const [line, ...more] = await db.recordEntry.findMany({
    where: { challengeId: id, type: "correction" },
    include: { content: true },
  });
  expect([more, line?.content?.content]).toEqual([
    [],
    { answer: "Only an open one.", reason: "The licence forbids it." },
  ]);
  expect(records).toEqual({ 1: line?.hash });
  expect(await db.announcement.findMany({ where: { challengeId: id } })).toMatchObject([
    { title: "The answer to question 1 is corrected" },
  ]);
  expect((await auditChallenge(id)).differences).toEqual([]);
  await expect(db.answerCorrection.updateMany({ data: { answer: "Yes." } })).rejects.toThrow("constraint");
  await expect(correct("Never.", await aPerson())).rejects.toMatchObject({ status: 404 });
});

test("nobody asks under a draft", async () => {
  const slug = await aReadyDraft(await aCity());
  const asking = askQuestion({ slug, body: WORDS }, await aPerson());
  await expect(asking).rejects.toMatchObject({ status: 404 });
});

test("questions close when the results are out", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  await db.challenge.update({
    where: { id },
    data: { judgingClosedAt: await now(), resultsPublishedAt: await now() },
  });
  // Results count only after entries have closed.
  await clockAt(new Date((await now()).getTime() + 60 * DAY));
  expect(await askQuestion({ slug, body: WORDS }, await aPerson())).toMatchObject({ refusal: { code: "closed" } });
  await db.clockShift.deleteMany();
});

test("the time to an answer is the median, and questions are paged by their number", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  await manyWords(challenge, city.editor, 40);
  const first = await questionsForVisitor({ slug: challenge.slug }, await now());
  expect(answerTimeText(first.times)).toBe("Half of 20 answers came within 2 days. 20 questions wait.");
  expect(first.questions.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, n) => 40 - n));
  const second = await questionsForVisitor({ slug: challenge.slug, before: first.next ?? 0 }, await now());
  expect(second.questions.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, n) => 10 - n));
  expect(second.next).toBeNull();
});
