import { expect, test } from "vitest";
import { CODE_RULES, type CodeRules } from "~/challenges/code-rules";
import { codeRulesOf, newestRules, rulesChange, rulesHash, tieRulesOf } from "~/challenges/rules.server";
import { amendRules } from "~/challenges/running/amend-rules.server";
import { announce, announcementKey, registeredCount } from "~/challenges/running/announce.server";
import { extendCalendar, movesLookedAt } from "~/challenges/running/extend-calendar.server";
import { TIE_RULES, type TieRules } from "~/challenges/tie-rules";
import { canonicalJson } from "~/kernel/canonical";
import { DAY, toLocalInput } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { askToJoin } from "~/teams/members/ask-to-join.server";
import { seekTeam } from "~/teams/seek-team.server";
import { mailAnnouncement } from "~/teams/tell-registered.server";
import { clockFrom } from "../../support/clock";
import { doJobs } from "../../support/jobs";
import { aTeam } from "../../support/team-world";
import {
  aCity,
  aColleague,
  anOpenChallenge,
  aPerson,
  aPublishedChallenge,
  aReadyDraft,
  must,
} from "../../support/world";

const amended = {
  from: 1,
  text: "Entries are judged on the sealed storms, and forecasts may be used. ".repeat(3),
  eligibility: "Anyone of age, anywhere.",
  rights: "team-keeps" as const,
  code: CODE_RULES,
  ties: TIE_RULES,
  reason: "Two teams asked whether they may use forecasts.",
};
const local = (at: Date | null, more: number) => toLocalInput(new Date((at?.getTime() ?? 0) + more), "Europe/Rome");

test("amending the rules makes a version with its reason, a record of both hashes, and a letter to everyone registered", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const team = await aTeam({ challenge, members: 2 });
  const seeker = await aPerson("Sila Seeker");
  must(await seekTeam({ slug: challenge.slug, skills: [], about: "" }, seeker));
  expect(await registeredCount(challenge.id)).toBe(3);
  const asker = await aPerson("Anna Asker");
  await db.team.update({ where: { id: team.id }, data: { isLooking: true } });
  must(await askToJoin({ slug: challenge.slug, team: team.slug, message: "", rules: 1 }, asker));
  expect(must(await amendRules({ slug: challenge.slug, ...amended }, city.editor)).number).toBe(2);
  const versions = await db.rulesVersion.findMany({ where: { challengeId: challenge.id }, orderBy: { number: "asc" } });
  expect(versions.map(({ number, reason }) => [number, reason])).toEqual([
    [1, ""],
    [2, amended.reason],
  ]);
  const entry = await db.recordEntry.findFirstOrThrow({ where: { challengeId: challenge.id, type: "rules.changed" } });
  expect(JSON.parse(entry.leaf)).toMatchObject({ version: 2, rules: rulesHash(amended), previous: versions[0]?.hash });
  expect(entry.leaf).not.toContain("forecasts");
  await doJobs();
  const { id } = await db.announcement.findFirstOrThrow({ where: { challengeId: challenge.id, kind: "rules" } });
  await mailAnnouncement({ announcementId: id });
  const letters = await db.mail.findMany({ where: { key: { startsWith: `announcement:${id}:` } } });
  expect(letters.map(({ to }) => to).sort()).toEqual(
    [...team.members.map(({ email }) => email), seeker.email, asker.email].sort(),
  );
  expect(letters.every(({ text }) => text.includes(`/challenges/${challenge.slug}/rules`))).toBe(true);
  const toCaptain = letters.find(({ to }) => to === team.captain.email);
  expect(toCaptain?.text).toContain("Your team is asked to accept");
  expect(letters.find(({ to }) => to === seeker.email)?.text).not.toContain("Your team is asked");
});

test("dates that would move are looked at first, and refused as the move itself", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { closesAt, timeZone } = await db.challenge.findUniqueOrThrow({ where: { id: challenge.id } });
  const day = (days: number) => toLocalInput(new Date((closesAt?.getTime() ?? 0) + days * DAY), timeZone);
  const looked = must(await movesLookedAt({ slug: challenge.slug, closesAt: day(1) }, city.editor));
  expect(looked.map(({ field }) => field)).toEqual(["closesAt"]);
  expect(await movesLookedAt({ slug: challenge.slug, closesAt: day(-1) }, city.editor)).toMatchObject({ ok: false });
  expect(await db.calendarChange.count({ where: { challengeId: challenge.id } })).toBe(0);
});

test("what an amendment would change is shown word by word, to staff only", async () => {
  const city = await aCity();
  const { slug } = await anOpenChallenge(city);
  const change = await rulesChange(
    slug,
    { ...amended, text: (await rulesOf(slug)).text.replace("sealed", "sunny") },
    city.editor,
  );
  expect(change.filter(({ kind }) => kind === "added").map(({ text }) => text)).toEqual(["sunny "]);
  await expect(rulesChange(slug, amended, await aPerson())).rejects.toMatchObject({ status: 404 });
});

const rulesOf = async (slug: string) => {
  const { id } = await db.challenge.findUniqueOrThrow({ where: { slug } });
  const rules = await newestRules(id);
  if (!rules) throw new Error("there are no rules");
  return rules;
};

test("an amendment is refused where nothing changed, where another came first, and once entries are closed", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { slug } = challenge;
  const { text, eligibility } = await rulesOf(slug);
  expect(await amendRules({ slug, ...amended, text, eligibility }, city.editor)).toMatchObject({
    refusal: { code: "same" },
  });
  must(await amendRules({ slug, ...amended }, city.editor));
  expect(await amendRules({ slug, ...amended, text: `${text}More.` }, city.editor)).toMatchObject({
    refusal: { code: "conflict" },
  });
  await clockFrom(challenge.closesAt, 0);
  expect(await amendRules({ slug, ...amended, from: 2, text }, city.editor)).toMatchObject({
    refusal: { code: "closed" },
  });
  await db.clockShift.deleteMany();
});

test("other rules for code alone are a new version, told and shown in sentences", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const team = await aTeam({ challenge });
  const { slug, id } = challenge;
  const { text, eligibility } = await rulesOf(slug);
  const code = { ...CODE_RULES, licence: "listed" as const, licences: ["EUPL-1.2", "MIT"], cureDays: 0 };
  const wished = { ...amended, text, eligibility, code };
  const change = await rulesChange(slug, wished, city.editor);
  const said = (kind: string) => change.flatMap((part) => (part.kind === kind ? [part.text] : [])).join("");
  expect(said("added")).toContain("one of these licences: EUPL-1.2, MIT.");
  expect(said("removed")).toContain("7 days");
  expect(must(await amendRules({ slug, ...wished }, city.editor)).number).toBe(2);
  expect(await codeRulesOf(id)).toEqual(code);
  const entry = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "rules.changed" } });
  expect(JSON.parse(entry.leaf)).toMatchObject({ version: 2, rules: rulesHash(wished) });
  await doJobs();
  const letter = await db.mail.findFirst({ where: { to: team.captain.email, subject: { contains: "rules changed" } } });
  expect(letter?.text).toContain("Your team is asked to accept");
  expect(await amendRules({ slug, ...wished, from: 2 }, city.editor)).toMatchObject({ refusal: { code: "same" } });
});

test("what decides ties is amended until entries open, and stands from then on", async () => {
  const city = await aCity();
  const { slug, id, opensAt } = await aPublishedChallenge(city, { opensIn: DAY });
  const wished = { ...amended, ties: { priority: 2, direct: false, last: "draw" as const } };
  expect(await amendRules({ slug, ...wished, ties: { ...wished.ties, priority: 3 } }, city.editor)).toMatchObject({
    refusal: { message: "Criterion 3 decides ties, and the rubric ends with 2." },
  });
  must(await amendRules({ slug, ...wished }, city.editor));
  expect(await tieRulesOf(id)).toEqual(wished.ties);
  await clockFrom(opensAt, 0);
  const late = { ...wished, from: 2, ties: TIE_RULES };
  expect(await amendRules({ slug, ...late }, city.editor)).toMatchObject({ refusal: { code: "ties-stand" } });
  await db.clockShift.deleteMany();
});

test("a version that says nothing of code keeps its hash, and saying what holds without a word is no change", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  const { text, eligibility } = await rulesOf(slug);
  const words = { text, eligibility, rights: "team-keeps" };
  const published = { challengeId: id, number: 2, reason: "Written before.", publishedById: city.editor.id };
  const silent = sha256(canonicalJson(words));
  await db.rulesVersion.create({ data: { ...words, ...published, hash: silent } });
  expect(rulesHash({ ...words, code: null, ties: null })).toBe(silent);
  const code = await codeRulesOf(id);
  expect(code).toMatchObject({ licence: "any", needsReadme: false, cureDays: 7, branchAtDeadline: false });
  const ties = await tieRulesOf(id);
  expect(ties).toEqual({ priority: null, direct: false, last: "shared" });
  const wished = { ...amended, text, eligibility, from: 2, code, ties };
  expect(await amendRules({ slug, ...wished }, city.editor)).toMatchObject({ refusal: { code: "same" } });
  must(await amendRules({ slug, ...wished, code: { ...code, needsReadme: true } }, city.editor));
  const versions = await db.rulesVersion.findMany({ where: { challengeId: id }, orderBy: { number: "asc" } });
  expect(
    versions.map(({ code: stored, ties: storedTies, ...row }) =>
      rulesHash({ ...row, code: stored as CodeRules | null, ties: storedTies as TieRules | null }),
    ),
  ).toEqual(versions.map(({ hash }) => hash));
});

test("two editors who amend at once make one version", async () => {
  const city = await aCity();
  const { slug, id } = await anOpenChallenge(city);
  const second = await aColleague(city, "editor");
  const answers = await Promise.all([
    amendRules({ slug, ...amended }, city.editor),
    amendRules({ slug, ...amended, text: `${amended.text}And more.` }, second),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.rulesVersion.count({ where: { challengeId: id } })).toBe(2);
});

test("a deadline moves later for everyone, with its history, its record and its letters", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const team = await aTeam({ challenge });
  const moves = must(
    await extendCalendar(
      { slug: challenge.slug, closesAt: local(challenge.closesAt, 7 * DAY), reason: "The gauge was down for a week." },
      city.editor,
    ),
  );
  expect(moves.map(({ field }) => field)).toEqual(["closesAt"]);
  const after = await db.challenge.findUniqueOrThrow({ where: { id: challenge.id } });
  expect((after.closesAt?.getTime() ?? 0) - (challenge.closesAt?.getTime() ?? 0)).toBeGreaterThan(6.9 * DAY);
  expect(after.judgingEndsAt).toEqual(challenge.judgingEndsAt);
  expect(await db.calendarChange.findMany({ where: { challengeId: challenge.id } })).toMatchObject([
    { field: "closes_at", reason: "The gauge was down for a week." },
  ]);
  const entry = await db.recordEntry.findFirstOrThrow({
    where: { challengeId: challenge.id, type: "calendar.changed" },
  });
  expect(JSON.parse(entry.leaf).changes).toEqual([
    { field: "closes_at", before: challenge.closesAt?.toISOString(), after: after.closesAt?.toISOString() },
  ]);
  await doJobs();
  const letter = await db.mail.findFirstOrThrow({
    where: { to: team.captain.email, subject: { contains: "More time" } },
  });
  expect(letter.text).toContain("The gauge was down for a week.");
});

test("a deadline is never shortened, moved out of order, or opened again", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { slug, closesAt, judgingEndsAt } = challenge;
  const extend = (dates: { closesAt?: string; judgingEndsAt?: string }) =>
    extendCalendar({ slug, ...dates, reason: "For a reason that is given." }, city.editor);
  expect(await extend({ closesAt: local(closesAt, -DAY) })).toMatchObject({ refusal: { code: "earlier" } });
  expect(await extend({ closesAt: local(judgingEndsAt, DAY) })).toMatchObject({ refusal: { code: "order" } });
  expect(await extend({})).toMatchObject({ refusal: { code: "same" } });
  expect(await extend({ closesAt: "2031-02-30T10:00" })).toMatchObject({ refusal: { code: "no-date" } });
  await clockFrom(closesAt, 0);
  expect(await extend({ closesAt: local(closesAt, DAY) })).toMatchObject({ refusal: { code: "over" } });
  expect((await extend({ judgingEndsAt: local(judgingEndsAt, DAY) })).ok).toBe(true);
  await db.clockShift.deleteMany();
  await expect(db.$executeRaw`DELETE FROM calendar_change WHERE challenge_id = ${challenge.id}::uuid`).rejects.toThrow(
    "append-only",
  );
});

test("an announcement is posted once however often it is sent, and reaches a dissolved team no more", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const standing = await aTeam({ challenge, name: "Standing" });
  const gone = await aTeam({ challenge, name: "Gone" });
  await db.team.update({ where: { id: gone.id }, data: { dissolvedAt: new Date() } });
  const news = {
    slug: challenge.slug,
    key: announcementKey(),
    title: "Gauge 9 is back",
    body: "It measures again since noon.",
  };
  await Promise.all([announce(news, city.editor), announce(news, city.editor)]);
  expect(await db.announcement.count({ where: { challengeId: challenge.id } })).toBe(1);
  await doJobs();
  const letters = await db.mail.findMany({ where: { key: { startsWith: `announcement:${news.key}:` } } });
  expect(letters.map(({ to }) => to)).toEqual([standing.captain.email]);
});

test("viewers are refused, and strangers, other cities and drafts find nothing", async () => {
  const city = await aCity();
  const { slug } = await anOpenChallenge(city);
  const viewer = await aColleague(city, "viewer");
  const { editor: other } = await aCity("Altrove");
  const acts = (who: Parameters<typeof amendRules>[1], on: string) => [
    () => amendRules({ slug: on, ...amended }, who),
    () => extendCalendar({ slug: on, reason: "For a reason that is given." }, who),
    () => announce({ slug: on, key: announcementKey(), title: "News", body: "Some news for everyone." }, who),
  ];
  for (const act of acts(viewer, slug)) expect(await act()).toMatchObject({ refusal: { code: "not-yours" } });
  for (const who of [other, await aPerson()])
    for (const act of acts(who, slug)) await expect(act()).rejects.toMatchObject({ status: 404 });
  const draft = await aReadyDraft(city);
  for (const act of acts(city.editor, draft)) await expect(act()).rejects.toMatchObject({ status: 404 });
});
