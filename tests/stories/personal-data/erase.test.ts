import { expect, test } from "vitest";
import { auditAll } from "~/audit/audit.server";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { recompute } from "~/judging/result/bundle.server";
import { erasePerson } from "~/personal-data/erase-person.server";
import { db } from "~/platform/database.server";
import { storedFile } from "~/platform/storage/files.server";
import { integrateOnce } from "~/record/integrator/integrator.server";
import { openedCommitment, recordEntry } from "~/record/record.server";
import { withdrawEntry } from "~/submissions/withdraw-entry.server";
import { doJobs } from "../../support/jobs";
import { publishedResults } from "../../support/jury-world";
import { withSealedCode } from "../../support/sealed-world";
import { sessionOf } from "../../support/site";
import { aMember, anEntry, aTeam } from "../../support/team-world";
import { tablesSaying } from "../../support/traces";
import { aCity, anOpenChallenge, aPerson, must } from "../../support/world";

test("nothing of a person is left who asked, entered alone and won; the result and the record stand", async () => {
  const { challenge, entries } = await publishedResults();
  const [entry] = entries;
  const submission = await db.submission.findFirstOrThrow({
    where: { challengeId: challenge.id, number: entry?.number },
    include: { team: { include: { members: { include: { person: true } } } }, versions: true },
  });
  const { person } = submission.team.members[0] ?? {};
  if (!person) throw new Error("no team");
  await withSealedCode(submission.id);
  const { archiveSha256 } = await db.codeSeal.findFirstOrThrow({ where: { version: { submissionId: submission.id } } });
  await db.person.update({ where: { id: person.id }, data: { name: "Zora Quill", about: "I tame Quillwater." } });
  await db.mail.create({ data: { key: "a letter", to: person.email, subject: "Hello", text: "Dear Zora Quill" } });
  await sessionOf(person);
  const { hash, bundle } = await db.result.findUniqueOrThrow({ where: { challengeId: challenge.id } });
  const size = must(await integrateOnce());

  const words = [submission.team.name, submission.versions[0]?.title].map((one) => `${one}\\M`);
  expect(await tablesSaying(words)).not.toEqual([]);
  must(
    await erasePerson({ email: ` ${person.email.toUpperCase()} ` }, { ...person, sessionId: "", organisations: [] }),
  );
  await doJobs();

  expect(await tablesSaying([...words, person.email, person.handle, "quill", "leak\\.py"])).toEqual([]);
  expect(await storedFile(archiveSha256 ?? "")).toBeNull();
  expect(await db.session.count({ where: { personId: person.id } })).toBe(0);
  const after = await db.result.findUniqueOrThrow({ where: { challengeId: challenge.id } });
  expect([after.hash, after.bundle]).toEqual([hash, bundle]);
  expect(must(recompute(after.bundle ?? "")).differences).toEqual([]);
  const redaction = await db.recordEntry.findFirstOrThrow({ where: { type: "redaction", challengeId: challenge.id } });
  const { lines } = JSON.parse(redaction.leaf) as { lines: string[] };
  const lost = await db.recordEntry.findMany({ where: { hash: { in: lines } }, orderBy: { id: "asc" } });
  expect(lost.map(({ type }) => type)).toEqual(["submission.received", "submission.sealed"]);
  expect(must(await integrateOnce())).toBeGreaterThan(size);
  expect((await auditAll()).differences).toEqual([]);
}, 60_000);

test("a juror's reasons and notes go, and their scores stay under a number", async () => {
  const world = await publishedResults();
  const [person] = world.jurors;
  if (!person) throw new Error("no jury");
  const { email } = await db.person.update({ where: { id: person.id }, data: { name: "Zelda Quist" } });
  const seat = await db.juror.findFirstOrThrow({ where: { personId: person.id } });
  const of = { jurorId: seat.id, submissionId: world.entries[1]?.id ?? "" };
  await db.conflict.create({ data: { ...of, kind: "team", reason: "Quist is a cousin.", dismissedAt: new Date() } });
  const ruling = { ...of, isDismissed: true, reason: "Quist is no cousin.", ruledById: world.chair.id };
  await db.conflictRuling.create({ data: { ...ruling, ruledAt: new Date() } });
  await db.$transaction([
    db.$executeRaw`SET LOCAL palio.erasing = 'on'`,
    db.$executeRaw`UPDATE score_sheet_version SET private_note = 'A note by Quist.'`,
  ]);
  const scores = () =>
    db.scoreSheetVersion.findMany({ orderBy: { id: "asc" }, select: { id: true, scores: true, feedback: true } });
  const before = await scores();
  must(await erasePerson({ email }, person));
  expect(await db.juror.findUnique({ where: { id: seat.id } })).toMatchObject({ number: seat.number });
  expect(await scores()).toEqual(before);
  const noted = await db.scoreSheetVersion.count({
    where: { assignment: { jurorId: seat.id }, privateNote: { not: "" } },
  });
  expect(noted).toBe(0);
  expect(await tablesSaying([email, "zelda", "cousin"])).toEqual([]);
  expect((await auditAll()).differences).toEqual([]);
}, 60_000);

test("a question loses its words and its salt, its answer stands, and an audit knows why", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  const asker = await aPerson("Zeno Quince");
  must(await askQuestion({ slug, body: "May we, the Quinces, use a forecast?" }, asker));
  must(await answerQuestion({ slug, number: 1, answer: "Yes, any." }, city.editor));
  const { hash } = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "question.answered" } });
  const letter = {
    key: "to another",
    to: "b@example.org",
    subject: "Zeno Quince",
    text: "Zeno Quince asks; Quincey does not.",
  };
  await db.mail.create({ data: letter });
  must(await erasePerson({ email: asker.email }, asker));
  expect(await tablesSaying(["quince\\M", "quinces"])).toEqual([]);
  const { text } = await db.mail.findUniqueOrThrow({ where: { key: letter.key } });
  expect(text).toBe("Somebody who left asks; Quincey does not.");
  const line = await recordEntry(hash);
  expect(line && (await openedCommitment(line))).toBeNull();
  const { answer } = await db.question.findFirstOrThrow({ where: { challengeId: id } });
  expect(answer).toBe("Yes, any.");
  expect((await auditAll()).differences).toEqual([]);
});

test("words that the record says are erased, and that are still there, are found", async () => {
  const [kept] = await db.recordContent.findMany({ take: 1, include: { entry: true }, orderBy: { entryId: "asc" } });
  if (!kept?.entry.challengeId) throw new Error("nothing is kept");
  const { appendToRecord } = await import("~/record/record.server");
  const { entry } = kept;
  await db.$transaction((tx) => {
    const payload = { lines: [entry.hash] };
    return appendToRecord({ type: "redaction", challengeId: entry.challengeId, at: entry.at, by: null, payload }, tx);
  });
  const { differences } = await auditAll();
  expect(differences.map(({ hash, row }) => [hash, row])).toEqual([[entry.hash, "record_content"]]);
});

test("who is relied on is told what to do first, and nothing is erased", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, name: "Alone" });
  await anEntry({ challenge, team });
  const { captain } = team;
  const refusal = async (email = captain.email) => {
    const erased = await erasePerson({ email }, captain);
    return erased.ok ? null : erased.refusal.code;
  };
  expect(await refusal("somebody@else.example")).toBe("address");
  expect(await refusal()).toBe("entry");
  const member = await aMember(team);
  expect(await refusal()).toBe("captain");
  must(await erasePerson({ email: member.email }, member));
  expect(await db.teamMember.count({ where: { teamId: team.id } })).toBe(1);
  must(await withdrawEntry(challenge.slug, captain));
  expect(await refusal()).toBeNull();
  const { name, dissolvedAt } = await db.team.findUniqueOrThrow({ where: { id: team.id } });
  expect([name, dissolvedAt !== null]).toEqual(["Erased on request.", true]);
});
