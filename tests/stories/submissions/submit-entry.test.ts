import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { CODE_RULES } from "~/challenges/code-rules";
import { amendRules } from "~/challenges/running/amend-rules.server";
import { TIE_RULES } from "~/challenges/tie-rules";
import { canonicalJson } from "~/kernel/canonical";
import { DAY, HOUR } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { commitmentOf, openedCommitment, recordEntry } from "~/record/record.server";
import { changePictures, saveDraft } from "~/submissions/drafts.server";
import { submitEntry } from "~/submissions/submit-entry.server";
import { withdrawEntry } from "~/submissions/withdraw-entry.server";
import { acceptRules } from "~/teams/change-team.server";
import { clockFrom } from "../../support/clock";
import { aDraft, anEntry, aTeam, handIn, WORDS } from "../../support/team-world";
import { aCity, anOpenChallenge, aPerson, aPublishedChallenge, must } from "../../support/world";

const recordOf = async (challengeId: string, type: string) =>
  (await db.recordEntry.findMany({ where: { challengeId, type }, orderBy: { id: "asc" } })).map(({ leaf, hash }) => ({
    ...(JSON.parse(leaf) as Record<string, unknown>),
    hash,
  }));

test("a team hands in and has a receipt: the instant, the version, the content's hash and its place in the record", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, members: 2 });
  await aDraft(team);
  const before = await now();
  const receipt = must(await handIn(team));
  const version = await db.submissionVersion.findUniqueOrThrow({
    where: { id: receipt.id },
    include: { submission: true },
  });
  expect(version).toMatchObject({ number: 1, commitSha: null, submission: { number: 1, withdrawnAt: null } });
  expect(version.receivedAt >= before && version.receivedAt <= (await now())).toBe(true);
  const content = {
    title: WORDS.title,
    pitch: WORDS.pitch,
    description: WORDS.description.trim(),
    demoUrl: WORDS.demoUrl,
    videoUrl: null,
    repositoryUrl: null,
    commitSha: null,
    images: [],
    datasets: [],
  };
  expect(version.contentHash).toBe(sha256(canonicalJson(content)));
  expect(await recordOf(challenge.id, "submission.received")).toMatchObject([
    {
      submission: version.submissionId,
      version: 1,
      commit: null,
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/),
      hash: version.recordHash,
    },
  ]);
  const letters = await db.mail.findMany({ where: { subject: { startsWith: "Receipt:" } } });
  expect(letters.map(({ to }) => to).sort()).toEqual(team.members.map(({ email }) => email).sort());
  expect(letters[0]?.text).toContain(version.contentHash);
  expect(letters[0]?.text).toContain(version.receivedAt.toISOString());
});

test("the line of a receipt tells nothing that could be guessed, and its team can show what it commits to", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  await aDraft(team);
  must(await handIn(team));
  const version = await db.submissionVersion.findFirstOrThrow({ where: { submission: { teamId: team.id } } });
  const entry = await recordEntry(version.recordHash);
  expect(entry?.leaf).not.toContain(version.contentHash);
  const letter = await db.mail.findFirstOrThrow({
    where: { subject: { startsWith: "Receipt:" }, to: team.captain.email },
  });
  const [, salt = "", words = ""] = /salt {3}([0-9a-f]{64})\n {2}words {2}(.*)\n/.exec(letter.text) ?? [];
  expect(JSON.parse(words)).toEqual({ content: version.contentHash, team: team.id, rules: version.rulesVersionId });
  const opened = sha256(Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(words)]));
  expect(JSON.parse(entry?.leaf ?? "{}").commitment).toBe(opened);
  expect(await commitmentOf(entry?.id ?? 0n)).toEqual({ salt, words });
  expect(entry && (await openedCommitment(entry))).toBeNull();
});

test("entry numbers begin at 1 and have no gaps, however many teams hand in at once", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const teams = await Promise.all(Array.from({ length: 6 }, (_, i) => aTeam({ challenge, name: `Team ${i}` })));
  await Promise.all(teams.map((team) => aDraft(team)));
  for (const answer of await Promise.all(teams.map((team) => handIn(team)))) must(answer);
  const numbers = await db.submission.findMany({ where: { challengeId: challenge.id }, orderBy: { number: "asc" } });
  expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("twenty presses of one button make exactly one version, one record entry and one letter a member", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  await aDraft(team);
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => handIn(team, key)));
  expect(new Set(answers.map((answer) => must(answer).id)).size).toBe(1);
  expect(await db.submissionVersion.count({ where: { submission: { teamId: team.id } } })).toBe(1);
  expect(await recordOf(challenge.id, "submission.received")).toHaveLength(1);
  expect(await db.mail.count({ where: { to: team.captain.email, subject: { startsWith: "Receipt:" } } })).toBe(1);
});

test("handing in again makes a new version of the same entry", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { team } = await anEntry({ challenge });
  await aDraft(team, { title: "Leakier buckets" });
  expect(must(await handIn(team)).version).toBe(2);
  expect(await db.submission.count({ where: { teamId: team.id } })).toBe(1);
});

test("another team's key gives no look at its receipt", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const key = randomUUID();
  const first = await aTeam({ challenge });
  await aDraft(first);
  must(await handIn(first, key));
  const second = await aTeam({ challenge, name: "Second" });
  await aDraft(second);
  expect(await handIn(second, key)).toMatchObject({ ok: false, refusal: { code: "key-used" } });
});

test("the last second counts, the deadline itself does not, and a late one is noted in the record", async () => {
  const challenge = await anOpenChallenge(await aCity(), 2 * DAY);
  const [early, late] = [await aTeam({ challenge }), await aTeam({ challenge, name: "Late" })];
  await aDraft(early);
  await aDraft(late);
  await clockFrom(challenge.closesAt, -1_000);
  must(await handIn(early));
  await clockFrom(challenge.closesAt, 1_000);
  const refused = await handIn(late);
  expect(refused).toMatchObject({ ok: false, refusal: { code: "closed" } });
  expect(refused.ok ? "" : refused.refusal.message).toContain("Your draft is kept as it is");
  expect(await db.submission.count({ where: { teamId: late.id } })).toBe(0);
  expect((await db.challenge.findUniqueOrThrow({ where: { id: challenge.id } })).nextEntry).toBe(2);
  await Promise.all([handIn(late), handIn(late)]);
  expect(await recordOf(challenge.id, "submission.refused_late")).toMatchObject([{ team: late.id }]);
  const draft = await db.submissionDraft.findUniqueOrThrow({ where: { teamId: late.id } });
  must(
    await saveDraft(
      { slug: challenge.slug, words: { ...WORDS, title: "Still typing" }, revision: draft.revision },
      late.captain,
    ),
  );
});

test.each([-1, 1])("an application clock that is %i hour off changes nothing about the deadline", async (hours) => {
  const challenge = await anOpenChallenge(await aCity(), 2 * DAY);
  const [early, late] = [await aTeam({ challenge }), await aTeam({ challenge, name: "Late" })];
  await aDraft(early);
  await aDraft(late);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + hours * HOUR });
  try {
    await clockFrom(challenge.closesAt, -5_000);
    expect((await handIn(early)).ok).toBe(true);
    await clockFrom(challenge.closesAt, 0);
    expect((await handIn(late)).ok).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

test("nothing is handed in before entries open", async () => {
  const challenge = await aPublishedChallenge(await aCity());
  const team = await aTeam({ challenge });
  await aDraft(team);
  expect(await handIn(team)).toMatchObject({ ok: false, refusal: { code: "not-open-yet" } });
  expect(await recordOf(challenge.id, "submission.refused_late")).toEqual([]);
});

test.each([
  ["title", { title: " " }, "Give the entry a title."],
  ["pitch", { pitch: "x".repeat(310) }, "Shorten the pitch by 10 characters: it has 310 of 300."],
  ["description", { description: "Short." }, "Describe how it works: 94 characters more."],
  ["where", { demoUrl: "" }, "Link a repository, or give the address of a demo"],
  ["videoUrl", { videoUrl: "javascript:alert(1)" }, "Only addresses that begin with https://"],
])("an entry without a proper %s is refused with what to do", async (code, changes, sentence) => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  await aDraft(team, changes);
  const answer = await handIn(team);
  expect(answer).toMatchObject({ ok: false, refusal: { code } });
  expect(answer.ok ? "" : answer.refusal.message).toContain(sentence);
});

test("a team below the smallest size is refused", async () => {
  const challenge = await anOpenChallenge(await aCity(), DAY, { rules: { minTeam: "2" } });
  const team = await aTeam({ challenge });
  await aDraft(team);
  expect(await handIn(team)).toMatchObject({ ok: false, refusal: { code: "team" } });
});

test("when the rules change, nothing is handed in until one member has accepted the newest version for the team", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const team = await aTeam({ challenge, members: 2 });
  const member = team.members[1] ?? team.captain;
  await aDraft(team);
  must(
    await amendRules(
      {
        slug: challenge.slug,
        from: 1,
        reason: "Two teams asked about forecasts.",
        text: "Forecasts from outside the city may be used. ".repeat(4),
        eligibility: "Anyone of age, anywhere.",
        rights: "team-keeps",
        ...{ code: CODE_RULES, ties: TIE_RULES },
      },
      city.editor,
    ),
  );
  expect(await handIn(team)).toMatchObject({ ok: false, refusal: { code: "rules" } });
  expect(await acceptRules({ slug: challenge.slug, rules: 1 }, member)).toMatchObject({
    refusal: { code: "rules-changed" },
  });
  must(await acceptRules({ slug: challenge.slug, rules: 2 }, member));
  const { id } = must(await handIn(team));
  const version = await db.submissionVersion.findUniqueOrThrow({ where: { id } });
  const rules = await db.rulesVersion.findUniqueOrThrow({ where: { id: version.rulesVersionId } });
  expect(rules.number).toBe(2);
});

test("a draft that another member changed since the page was opened is not handed in unseen", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, members: 2 });
  const revision = await aDraft(team);
  await aDraft(team, { title: "Changed by another" });
  const answer = await submitEntry({ slug: challenge.slug, key: randomUUID(), revision }, team.captain);
  expect(answer).toMatchObject({ ok: false, refusal: { code: "draft-changed" } });
});

test("two members who save at once: one is saved, the other is told, and nothing is overwritten", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, members: 2 });
  const revision = await aDraft(team);
  const save = (title: string, index: number) =>
    saveDraft({ slug: challenge.slug, words: { ...WORDS, title }, revision }, team.members[index] ?? team.captain);
  const answers = await Promise.all([save("First's words", 0), save("Second's words", 1)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "conflict" } });
});

test("a picture added meanwhile neither clashes with the words nor loses them", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const revision = await aDraft(team);
  const image = { sha256: "a".repeat(64), mediaType: "image/png", alt: "The map" };
  must(await changePictures({ slug: challenge.slug, kept: [], added: image, most: 6 }, team.captain));
  must(await saveDraft({ slug: challenge.slug, words: { ...WORDS, title: "Next" }, revision }, team.captain));
  const { content } = await db.submissionDraft.findUniqueOrThrow({ where: { teamId: team.id } });
  expect(content).toMatchObject({ title: "Next", images: [image] });
});

test("an entry is withdrawn while entries are open, and handing in again brings it back", async () => {
  const challenge = await anOpenChallenge(await aCity(), DAY);
  const { team, id } = await anEntry({ challenge });
  expect(must(await withdrawEntry(challenge.slug, team.captain)).number).toBe(1);
  expect((await db.submission.findUniqueOrThrow({ where: { id } })).withdrawnAt).not.toBeNull();
  expect(await recordOf(challenge.id, "submission.withdrawn")).toMatchObject([{ submission: id }]);
  expect(await withdrawEntry(challenge.slug, team.captain)).toMatchObject({ refusal: { code: "withdrawn" } });
  expect(must(await handIn(team)).version).toBe(2);
  expect((await db.submission.findUniqueOrThrow({ where: { id } })).withdrawnAt).toBeNull();
  await clockFrom(challenge.closesAt, 0);
  expect(await withdrawEntry(challenge.slug, team.captain)).toMatchObject({ refusal: { code: "closed" } });
});

test("a stranger neither saves, hands in nor withdraws", async () => {
  const challenge = await anOpenChallenge(await aCity());
  await anEntry({ challenge });
  const stranger = await aPerson();
  const { slug } = challenge;
  const missing = { status: 404 };
  await expect(saveDraft({ slug, words: WORDS, revision: 1 }, stranger)).rejects.toMatchObject(missing);
  await expect(submitEntry({ slug, key: randomUUID(), revision: 1 }, stranger)).rejects.toMatchObject(missing);
  await expect(withdrawEntry(slug, stranger)).rejects.toMatchObject(missing);
});

test("the database itself refuses to change a version", async () => {
  const { receipt } = await anEntry({ challenge: await anOpenChallenge(await aCity()) });
  const change = db.$executeRaw`UPDATE submission_version SET title = 'other' WHERE id = ${receipt.id}::uuid`;
  await expect(change).rejects.toThrow("append-only");
});
