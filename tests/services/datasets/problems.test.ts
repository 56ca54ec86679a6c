import { expect, test } from "vitest";
import { staffDesk } from "~/challenges/desk/staff-desk.server";
import { addRemark } from "~/datasets/issues/add-remark.server";
import { answerProblem } from "~/datasets/issues/answer-problem.server";
import { placeAsked } from "~/datasets/issues/problem-place.server";
import { problemForVisitor } from "~/datasets/issues/problem-thread.server";
import { problemTimesText } from "~/datasets/issues/problem-words";
import { datasetOfProblems, problemsForVisitor, problemsOf, problemTimesOf } from "~/datasets/issues/problems.server";
import { reopenProblem } from "~/datasets/issues/reopen-problem.server";
import { reportProblem } from "~/datasets/issues/report-problem.server";
import { DAY, HOUR } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockAt } from "../../support/clock";
import { doJobs } from "../../support/jobs";
import { withPostOffice } from "../../support/post-office";
import { aHeldDataset, aLaterCopy, aProblem, NO_PLACE } from "../../support/problem-world";
import { aCity, aColleague, aPerson, must } from "../../support/world";

const office = withPostOffice();

const lettersTo = ({ email }: { email: string }) => office.received.filter(({ to }) => to.includes(email));
const emailOf = async ({ id }: { id: string }) => (await db.person.findUniqueOrThrow({ where: { id } })).email;
const words = {
  kind: "wrong_values",
  title: "Heights are in feet",
  text: "Row 2 says 13.02.",
  place: NO_PLACE,
} as const;

test("a problem goes from the row where it was seen to the copy in which it is fixed, and everyone is told by mail", async () => {
  const city = await aCity("Water and Sewers Office");
  const { slug, copy, fileId } = await aHeldDataset(city);
  const ada = await aPerson("Ada Bianchi");
  const place = { snapshot: copy, column: "height_m", row: 2 };
  const { number } = must(await reportProblem({ ...words, slug, place }, ada));
  await doJobs();
  const editor = { email: await emailOf(city.editor) };
  expect(office.newest(editor.email)).toContain("Ada Bianchi reports a problem in “Storm drains and manholes”");
  expect(office.newest(editor.email)).toContain("column height_m, row 2, in copy 1 of drains.csv");
  expect(lettersTo(ada)).toHaveLength(0);

  const answer = (becomes: "acknowledged" | "fixed" | null, more: { text?: string; fixedIn?: string } = {}) =>
    answerProblem({ slug, number, becomes, text: "", fixedIn: null, ...more }, city.editor);
  must(await answer("acknowledged", { text: "We look into it." }));
  must(await answer("acknowledged", { text: "We look into it." }));
  await doJobs();
  expect(lettersTo(ada)).toHaveLength(1);
  expect(office.newest(ada.email)).toMatch(/Edda editor acknowledged it:\s+We look into it\./);
  expect(await answer("fixed")).toMatchObject({ refusal: { code: "no-copy" } });
  expect(await answer("fixed", { fixedIn: copy })).toMatchObject({ refusal: { code: "older-copy" } });
  const other = await aHeldDataset(city);
  expect(await answer("fixed", { fixedIn: other.copy })).toMatchObject({ refusal: { code: "unknown-copy" } });
  const repaired = await aLaterCopy(fileId);
  must(await answer("fixed", { fixedIn: repaired }));
  await doJobs();
  expect(office.newest(ada.email, "fixed")).toContain("says that it is fixed in copy 2 of drains.csv");

  const { problem, place: seen, fixedIn, steps } = await problemForVisitor({ slug, number }, null);
  expect(problem).toMatchObject({ state: "fixed", title: words.title });
  expect(seen?.values).toContainEqual({ name: "height_m", text: "13,02" });
  expect(fixedIn).toMatchObject({ id: repaired, number: 2 });
  expect(steps.map(({ voice, became }) => [voice, became])).toEqual([
    ["reporter", null],
    ["publisher", "acknowledged"],
    ["publisher", "fixed"],
  ]);

  must(await reopenProblem({ slug, number, text: "Row 3 still is." }, ada));
  await doJobs();
  expect(office.newest(editor.email, "reopened it")).toContain("Row 3 still is.");
  expect(lettersTo(ada)).toHaveLength(2);
  expect(await db.dataIssue.findFirst({ where: { dataset: { slug } } })).toMatchObject({
    state: "open",
    closedAt: null,
    fixedInId: null,
  });
});

test("the steward alone is told where there is one, and answers without working for the city", async () => {
  const city = await aCity();
  const { slug, datasetId } = await aHeldDataset(city);
  const [steward, ada] = [await aPerson("Stella Steward"), await aPerson()];
  await db.dataset.update({ where: { id: datasetId }, data: { stewardId: steward.id } });
  const number = await aProblem(slug, ada);
  await doJobs();
  expect(lettersTo(steward)).toHaveLength(1);
  expect(lettersTo({ email: await emailOf(city.editor) })).toHaveLength(0);
  const answer = { slug, number, becomes: null, fixedIn: null, text: "Which street?" };
  must(await answerProblem(answer, steward));
  must(await addRemark({ slug, number, text: "Vicolo del Follo." }, ada));
  await doJobs();
  expect(office.newest(steward.email, "Vicolo del Follo.")).toContain("Answer there, for everyone to read");
  const stranger = await aPerson("Bo");
  must(await addRemark({ slug, number, text: "I see it too." }, stranger));
  await doJobs();
  expect(lettersTo(steward)).toHaveLength(2);
  expect(office.newest(ada.email)).toContain("I see it too.");
});

test("strangers, viewers and other cities change nothing, and reopening is for the reporter and the city", async () => {
  const city = await aCity();
  const { slug } = await aHeldDataset(city);
  const ada = await aPerson();
  const number = await aProblem(slug, ada);
  const answer = { slug, number, becomes: "wont_fix", fixedIn: null, text: "Because." } as const;
  for (const who of [ada, await aPerson(), await aColleague(city, "viewer"), (await aCity()).editor])
    expect(await answerProblem(answer, who)).toMatchObject({ refusal: { code: "not-yours" } });
  expect(await answerProblem({ ...answer, text: " " }, city.editor)).toMatchObject({ refusal: { code: "wordless" } });
  must(await answerProblem(answer, city.editor));
  const reopening = { slug, number, text: "It is wrong all the same." };
  expect(await reopenProblem(reopening, await aPerson())).toMatchObject({ refusal: { code: "not-yours" } });
  must(await reopenProblem(reopening, city.editor));
  expect(await reopenProblem({ ...reopening, text: "Again." }, ada)).toMatchObject({ refusal: { code: "already" } });
  await expect(answerProblem({ ...answer, number: 9 }, city.editor)).rejects.toMatchObject({ status: 404 });
  await expect(reportProblem({ ...words, slug: "no-such" }, ada)).rejects.toMatchObject({ status: 404 });
});

test("a thread is only added to, and never rewritten, by direct statements neither", async () => {
  const { slug } = await aHeldDataset(await aCity());
  await aProblem(slug, await aPerson());
  await expect(db.dataIssueEntry.updateMany({ data: { text: "Something else." } })).rejects.toThrow(
    /append-only|never/i,
  );
  await expect(db.dataIssueEntry.deleteMany()).rejects.toThrow(/append-only|never/i);
});

test("numbers have no gaps when many report at once, and the same words sent twice are one problem", async () => {
  const { slug } = await aHeldDataset(await aCity());
  const people = await Promise.all(Array.from({ length: 6 }, (_, n) => aPerson(`Reporter ${n}`)));
  const numbers = await Promise.all(people.map((person) => aProblem(slug, person)));
  expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6]);
  const [first] = people;
  if (first) expect(await Promise.all(Array.from({ length: 5 }, () => aProblem(slug, first)))).toHaveLength(5);
  expect(await db.dataIssue.count({ where: { dataset: { slug } } })).toBe(6);
});

test("one person reports ten problems a day over all datasets, however many are sent at once, and more the day after", async () => {
  const city = await aCity();
  const datasets = [await aHeldDataset(city), await aHeldDataset(city)];
  const ada = await aPerson();
  const send = (n: number) =>
    reportProblem({ ...words, title: `Problem ${n}`, slug: datasets[n % 2]?.slug ?? "" }, ada);
  const answers = await Promise.all(Array.from({ length: 14 }, (_, n) => send(n)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "too-many" } });
  await clockAt(new Date((await now()).getTime() + DAY + HOUR));
  must(await send(20));
  await db.clockShift.deleteMany();
});

test("a person who has not said their name says it first", async () => {
  const { slug } = await aHeldDataset(await aCity());
  const newcomer = { ...(await aPerson()), handle: "citizen-1234" };
  expect(await reportProblem({ ...words, slug }, newcomer)).toMatchObject({ refusal: { code: "unnamed" } });
  const number = await aProblem(slug, await aPerson());
  expect(await addRemark({ slug, number, text: "Me too." }, newcomer)).toMatchObject({ refusal: { code: "unnamed" } });
});

test("a place that is not in the dataset is refused: another’s copy, a column or a row that is not there", async () => {
  const city = await aCity();
  const [{ slug, copy }, other] = [await aHeldDataset(city), await aHeldDataset(city)];
  const ada = await aPerson();
  for (const place of [
    { ...NO_PLACE, snapshot: other.copy },
    { snapshot: copy, column: "no-such", row: null },
    { snapshot: copy, column: null, row: 3 },
  ])
    expect(await reportProblem({ ...words, slug, place }, ada)).toMatchObject({ refusal: { code: "no-place" } });
  const number = await aProblem(slug, ada, { place: { snapshot: null, column: "street", row: null } });
  expect((await problemForVisitor({ slug, number }, null)).place).toMatchObject({
    copy: { id: copy },
    column: "street",
  });
  const asked = (query: string) => placeAsked(new URLSearchParams(query));
  expect(asked("row=2&column=height_m")).toEqual({ snapshot: null, column: "height_m", row: 2 });
  for (const nonsense of ["row=0", "row=1e3", "row=99999999999", "snapshot=x"]) expect(asked(nonsense)).toBeNull();
});

test("where personal data may be, only the reporter and the publisher read the words, and the publisher is told on top", async () => {
  const city = await aCity();
  const { slug, datasetId, copy } = await aHeldDataset(city);
  const ada = await aPerson();
  const secret = { kind: "personal_data", title: "SECRET-TITLE of it", text: "SECRET-WORDS about a person" } as const;
  await aProblem(slug, ada, { title: "An older problem" });
  const number = await aProblem(slug, ada, { ...secret, place: { snapshot: copy, column: "street", row: 1 } });
  const stranger = await aPerson();
  const shownTo = async (viewer: Parameters<typeof problemForVisitor>[1]) => {
    const dataset = await datasetOfProblems(slug, viewer);
    const pages = [
      await problemForVisitor({ slug, number }, viewer),
      await problemsForVisitor({ dataset }, viewer),
      await problemsOf(datasetId, viewer),
    ];
    return JSON.stringify(pages);
  };
  for (const viewer of [null, stranger, (await aCity()).editor])
    expect(await shownTo(viewer)).not.toMatch(/SECRET|Via dei Cordai/);
  for (const viewer of [ada, city.editor, await aColleague(city, "viewer")])
    expect(await shownTo(viewer)).toContain("SECRET-WORDS");
  expect((await problemsOf(datasetId, null)).personal).toBe(0);
  expect((await problemsOf(datasetId, city.editor)).personal).toBe(1);
  const { waiting } = await staffDesk(city.editor, await now());
  expect(waiting[0]).toMatchObject({ what: expect.stringContaining("May hold personal data"), isUrgent: true });
  await doJobs();
  expect(JSON.stringify(office.received)).not.toContain("SECRET");
  expect(await addRemark({ slug, number, text: "What is it?" }, stranger)).toMatchObject({
    refusal: { code: "held-back" },
  });
  must(
    await answerProblem({ slug, number, becomes: "wont_fix", fixedIn: null, text: "Streets are public." }, city.editor),
  );
  expect(await shownTo(null)).toContain("SECRET-WORDS");
});

test("nobody’s address stands in what the public reads", async () => {
  const city = await aCity();
  const { slug, datasetId } = await aHeldDataset(city);
  const ada = await aPerson("Ada Bianchi");
  const number = await aProblem(slug, ada, {
    text: "<script>alert(1)</script>\n\n[x](javascript:alert(1)) **strong**",
  });
  must(await answerProblem({ slug, number, becomes: "acknowledged", fixedIn: null, text: "" }, city.editor));
  must(await addRemark({ slug, number, text: "<img src=x onerror=alert(1)>" }, await aPerson()));
  const thread = await problemForVisitor({ slug, number }, null);
  const dataset = await datasetOfProblems(slug, null);
  const all = JSON.stringify([thread, await problemsForVisitor({ dataset }, null), await problemsOf(datasetId, null)]);
  expect(all).not.toContain("@example.org");
  expect(all).not.toMatch(/<script|onerror|javascript:/);
  expect(thread.steps[0]?.html).toContain("<strong>strong</strong>");
});

test("the time to a first answer is the organisation’s median, and the desk lists open problems, the oldest first", async () => {
  const city = await aCity();
  const { slug } = await aHeldDataset(city);
  const ada = await aPerson();
  const start = await now();
  for (const title of ["First one", "Second one", "Third one"]) await aProblem(slug, ada, { title });
  const answer = (number: number) =>
    answerProblem({ slug, number, becomes: "acknowledged", fixedIn: null, text: "" }, city.editor);
  await clockAt(new Date(start.getTime() + 3 * HOUR));
  must(await answer(1));
  await clockAt(new Date(start.getTime() + 5 * HOUR));
  must(await answer(3));
  const times = await problemTimesOf(city.organisation.id);
  expect(times).toMatchObject({ reported: 3, answered: 2, waiting: 1 });
  expect(problemTimesText(times)).toMatch(
    /^Half of 2 problems had a first answer within (3|4) hours. 1 problem waits.$/,
  );
  const { waiting } = await staffDesk(city.editor, await now());
  expect(waiting.map(({ what }) => what)).toEqual(["Problem 2: Second one"]);
  const counts = (await problemsForVisitor({ dataset: await datasetOfProblems(slug, null) }, null)).counts;
  expect(counts).toEqual({ open: 1, acknowledged: 2, fixed: 0, wont_fix: 0 });
  await db.clockShift.deleteMany();
});

test("problems are paged by their number, threads by their steps", async () => {
  const city = await aCity();
  const { slug, datasetId } = await aHeldDataset(city);
  const ada = await aPerson();
  await db.$executeRaw`INSERT INTO data_issue (id, dataset_id, number, kind, title, reporter_id)
    SELECT gen_random_uuid(), ${datasetId}::uuid, n, 'other', 'Problem ' || n, ${ada.id}::uuid FROM generate_series(1, 45) n`;
  await db.$executeRaw`INSERT INTO data_issue_entry (id, issue_id, person_id, text, at)
    SELECT gen_random_uuid(), i.id, ${ada.id}::uuid, 'Word ' || n, palio_now() + n * interval '1 second'
    FROM data_issue i, generate_series(1, 70) n WHERE i.dataset_id = ${datasetId}::uuid AND i.number = 45`;
  const dataset = await datasetOfProblems(slug, null);
  const first = await problemsForVisitor({ dataset }, null);
  const second = await problemsForVisitor({ dataset, before: first.next ?? 0 }, null);
  const third = await problemsForVisitor({ dataset, before: second.next ?? 0, state: "open" }, null);
  expect([first, second, third].flatMap(({ problems }) => problems.map(({ number }) => number))).toEqual(
    Array.from({ length: 45 }, (_, n) => 45 - n),
  );
  expect(third.next).toBeNull();
  const opening = await problemForVisitor({ slug, number: 45 }, null);
  const rest = await problemForVisitor({ slug, number: 45, after: opening.next ?? "" }, null);
  expect([...opening.steps, ...rest.steps].map(({ html }) => html?.match(/\d+/)?.[0])).toEqual(
    Array.from({ length: 70 }, (_, n) => String(n + 1)),
  );
  expect(rest.next).toBeNull();
});
