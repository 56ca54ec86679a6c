import { expect, test } from "vitest";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { answerTimeText } from "~/challenges/questions/asking";
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
