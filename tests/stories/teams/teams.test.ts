import { expect, test } from "vitest";
import { DAY } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { acceptRules, describeTeam, setInvitation } from "~/teams/change-team.server";
import { joinByLink } from "~/teams/join-by-link.server";
import { answerRequest } from "~/teams/members/answer-request.server";
import { askToJoin } from "~/teams/members/ask-to-join.server";
import { handOver } from "~/teams/members/hand-over.server";
import { leaveTeam, removeMember } from "~/teams/members/leave-team.server";
import { registerTeam } from "~/teams/register-team.server";
import { seekTeam, stopSeeking } from "~/teams/seek-team.server";
import { clockFrom } from "../../support/clock";
import { anEntry, aTeam } from "../../support/team-world";
import { aCity, anOpenChallenge, aPerson, aPublishedChallenge, must } from "../../support/world";

const registration = { name: "Contrafforte", about: "", isLooking: false, skillsWanted: [], rules: 1 };
const memberIds = async (teamId: string) =>
  (await db.teamMember.findMany({ where: { teamId } })).map(({ personId }) => personId).sort();

test("a team registers while a challenge is announced, with its captain and the accepted rules", async () => {
  const challenge = await aPublishedChallenge(await aCity());
  const captain = await aPerson();
  const { id, slug } = must(await registerTeam({ ...registration, slug: challenge.slug }, captain));
  expect(slug).toBe("contrafforte");
  const team = await db.team.findUniqueOrThrow({ where: { id }, include: { members: true, acceptances: true } });
  expect(team.members).toMatchObject([{ personId: captain.id, isCaptain: true }]);
  expect(team.acceptances).toMatchObject([{ personId: captain.id }]);
});

test("a second team of one name gets an address of its own", async () => {
  const challenge = await aPublishedChallenge(await aCity());
  await aTeam({ challenge });
  expect((await aTeam({ challenge })).slug).toBe("contrafforte-2");
});

test("a person is in one team per challenge, and may be in another challenge's", async () => {
  const city = await aCity();
  const [first, second] = [await aPublishedChallenge(city), await aPublishedChallenge(city)];
  const team = await aTeam({ challenge: first });
  const again = await registerTeam({ ...registration, slug: first.slug, name: "Other" }, team.captain);
  expect(again).toMatchObject({ ok: false, refusal: { code: "one-team" } });
  expect(await db.team.count({ where: { challengeId: first.id } })).toBe(1);
  must(await registerTeam({ ...registration, slug: second.slug }, team.captain));
});

test("twenty presses of “register” at once make one team of a person", async () => {
  const challenge = await aPublishedChallenge(await aCity());
  const person = await aPerson();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      registerTeam({ ...registration, name: `Team ${i}`, slug: challenge.slug }, person),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.team.count({ where: { challengeId: challenge.id } })).toBe(1);
});

test("rules that are not the newest are not accepted", async () => {
  const challenge = await aPublishedChallenge(await aCity());
  const answer = await registerTeam({ ...registration, slug: challenge.slug, rules: 7 }, await aPerson());
  expect(answer).toMatchObject({ ok: false, refusal: { code: "rules-changed" } });
});

test("a draft is not found by those who would register", async () => {
  const answer = registerTeam({ ...registration, slug: "no-such-challenge" }, await aPerson());
  await expect(answer).rejects.toMatchObject({ status: 404 });
});

test("twenty people with one link fill a team of three, and the others are told that it is full", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const { token } = must(await setInvitation({ slug: challenge.slug, link: "new" }, team.captain));
  const people = await Promise.all(Array.from({ length: 20 }, () => aPerson("Eager")));
  const answers = await Promise.all(people.map((person) => joinByLink({ token: token ?? "", rules: 1 }, person)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
  expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code])))).toEqual(new Set(["full"]));
  expect(await memberIds(team.id)).toHaveLength(3);
});

test("a link that was renewed or switched off leads nowhere", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const old = must(await setInvitation({ slug: challenge.slug, link: "new" }, team.captain)).token ?? "";
  const next = must(await setInvitation({ slug: challenge.slug, link: "new" }, team.captain)).token ?? "";
  await expect(joinByLink({ token: old, rules: 1 }, await aPerson())).rejects.toMatchObject({ status: 404 });
  must(await joinByLink({ token: next, rules: 1 }, await aPerson()));
  must(await setInvitation({ slug: challenge.slug, link: "off" }, team.captain));
  await expect(joinByLink({ token: next, rules: 1 }, await aPerson())).rejects.toMatchObject({ status: 404 });
  const stored = await db.team.findUniqueOrThrow({ where: { id: team.id } });
  expect(stored.inviteHash).toBeNull();
});

test("only the captain makes links, answers requests, removes members and hands over", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, members: 2 });
  const member = team.members[1] as (typeof team.members)[1] & object;
  const { slug } = challenge;
  const refused = { ok: false, refusal: { code: "not-yours" } };
  expect(await setInvitation({ slug, link: "new" }, member)).toMatchObject(refused);
  expect(await removeMember({ slug, person: team.captain.id }, member)).toMatchObject(refused);
  expect(await handOver({ slug, person: member.id }, member)).toMatchObject(refused);
  const request = "00000000-0000-7000-8000-000000000000";
  expect(await answerRequest({ slug, request, accept: true }, member)).toMatchObject(refused);
});

test("somebody asks to join, the captain hears of it and accepts, and the person is told", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, isLooking: true });
  const person = await aPerson("Ada Asks");
  must(await seekTeam({ slug: challenge.slug, about: "I draw maps.", skills: ["maps"] }, person));
  const asking = { slug: challenge.slug, team: team.slug, message: "I draw maps.", rules: 1 };
  must(await askToJoin(asking, person));
  expect(await askToJoin(asking, person)).toMatchObject({ ok: false, refusal: { code: "asked" } });
  expect(
    await db.mail.count({ where: { to: team.captain.email, subject: { contains: "Ada Asks asks to join" } } }),
  ).toBe(1);
  const request = await db.joinRequest.findFirstOrThrow({ where: { teamId: team.id } });
  must(await answerRequest({ slug: challenge.slug, request: request.id, accept: true }, team.captain));
  expect(await memberIds(team.id)).toEqual([team.captain.id, person.id].sort());
  expect(await db.mail.count({ where: { to: person.email } })).toBe(1);
  expect(await db.seeker.count({ where: { personId: person.id } })).toBe(0);
  const twice = await answerRequest({ slug: challenge.slug, request: request.id, accept: false }, team.captain);
  expect(twice).toMatchObject({ ok: false, refusal: { code: "answered" } });
});

test("a declined person is told, and another team's captain cannot answer", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, isLooking: true });
  const other = await aTeam({ challenge, name: "Other" });
  const person = await aPerson();
  must(await askToJoin({ slug: challenge.slug, team: team.slug, message: "", rules: 1 }, person));
  const { id: request } = await db.joinRequest.findFirstOrThrow({ where: { teamId: team.id } });
  const foreign = answerRequest({ slug: challenge.slug, request, accept: true }, other.captain);
  await expect(foreign).rejects.toMatchObject({ status: 404 });
  must(await answerRequest({ slug: challenge.slug, request, accept: false }, team.captain));
  expect(await memberIds(team.id)).toEqual([team.captain.id]);
  expect(await db.mail.findFirstOrThrow({ where: { to: person.email } })).toMatchObject({
    subject: "Contrafforte declined",
  });
});

test("a team that does not look for people cannot be asked, and nobody in a team can ask or seek", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const closed = await aTeam({ challenge });
  const looking = await aTeam({ challenge, isLooking: true, name: "Open" });
  const asking = { slug: challenge.slug, message: "", rules: 1 };
  expect(await askToJoin({ ...asking, team: closed.slug }, await aPerson())).toMatchObject({
    refusal: { code: "not-looking" },
  });
  expect(await askToJoin({ ...asking, team: looking.slug }, closed.captain)).toMatchObject({
    refusal: { code: "one-team" },
  });
  const seeking = { slug: challenge.slug, about: "I draw maps.", skills: [] };
  expect(await seekTeam(seeking, closed.captain)).toMatchObject({ refusal: { code: "one-team" } });
});

test("whoever seeks a team is listed once and can stop", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const person = await aPerson();
  must(await seekTeam({ slug: challenge.slug, about: "I draw maps.", skills: ["maps"] }, person));
  must(await seekTeam({ slug: challenge.slug, about: "I draw good maps.", skills: ["maps"] }, person));
  expect(await db.seeker.findMany({ where: { personId: person.id } })).toMatchObject([{ about: "I draw good maps." }]);
  must(await stopSeeking(challenge.slug, person));
  expect(await db.seeker.count({ where: { personId: person.id } })).toBe(0);
});

test("a captain hands over before leaving; the last one out dissolves the team", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, members: 2 });
  const { slug } = challenge;
  const member = team.members[1] ?? team.captain;
  expect(await leaveTeam(slug, team.captain)).toMatchObject({ ok: false, refusal: { code: "captain" } });
  must(await handOver({ slug, person: member.id }, team.captain));
  expect(must(await leaveTeam(slug, team.captain)).dissolved).toBe(false);
  const asker = await aPerson();
  await db.team.update({ where: { id: team.id }, data: { isLooking: true } });
  must(await askToJoin({ slug, team: team.slug, message: "", rules: 1 }, asker));
  expect(must(await leaveTeam(slug, member)).dissolved).toBe(true);
  expect(await db.mail.count({ where: { to: asker.email, subject: { endsWith: "declined" } } })).toBe(1);
  expect((await db.team.findUniqueOrThrow({ where: { id: team.id } })).dissolvedAt).not.toBeNull();
  must(await registerTeam({ ...registration, slug }, member));
});

test("the last member of a team that has handed in stays with it", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { team } = await anEntry({ challenge });
  expect(await leaveTeam(challenge.slug, team.captain)).toMatchObject({ ok: false, refusal: { code: "handed-in" } });
});

test("a team that has handed in does not become smaller than the challenge allows", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const { team } = await anEntry({ challenge, members: 2 });
  await db.challenge.update({ where: { id: challenge.id }, data: { minTeam: 2 } });
  const member = team.members[1] ?? team.captain;
  expect(await leaveTeam(challenge.slug, member)).toMatchObject({ refusal: { code: "too-small" } });
  expect(await removeMember({ slug: challenge.slug, person: member.id }, team.captain)).toMatchObject({
    refusal: { code: "too-small" },
  });
});

test("a captain takes somebody out, who is told and can join elsewhere", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge, members: 2 });
  const member = team.members[1] ?? team.captain;
  must(await removeMember({ slug: challenge.slug, person: member.id }, team.captain));
  expect(await memberIds(team.id)).toEqual([team.captain.id]);
  expect(await db.mail.count({ where: { to: member.email, subject: { startsWith: "You are no longer in" } } })).toBe(1);
  await aTeam({ challenge, captain: member, name: "Own" });
});

test("everything about a team is fixed when entries close", async () => {
  const challenge = await anOpenChallenge(await aCity(), 2 * DAY);
  const { slug } = challenge;
  const team = await aTeam({ challenge, members: 2, isLooking: true });
  const member = team.members[1] ?? team.captain;
  const { token } = must(await setInvitation({ slug, link: "new" }, team.captain));
  await clockFrom(challenge.closesAt, -1_000);
  must(await describeTeam({ slug, name: "Buckets", about: "", isLooking: true, skillsWanted: [] }, member));
  await clockFrom(challenge.closesAt, 0);
  const frozen = { ok: false, refusal: { code: "frozen" } };
  const stranger = await aPerson();
  expect(await registerTeam({ ...registration, slug }, stranger)).toMatchObject(frozen);
  expect(await joinByLink({ token: token ?? "", rules: 1 }, stranger)).toMatchObject(frozen);
  expect(await askToJoin({ slug, team: team.slug, message: "", rules: 1 }, stranger)).toMatchObject(frozen);
  expect(await seekTeam({ slug, about: "I draw maps.", skills: [] }, stranger)).toMatchObject(frozen);
  expect(await leaveTeam(slug, member)).toMatchObject(frozen);
  expect(await removeMember({ slug, person: member.id }, team.captain)).toMatchObject(frozen);
  expect(await handOver({ slug, person: member.id }, team.captain)).toMatchObject(frozen);
  expect(await setInvitation({ slug, link: "off" }, team.captain)).toMatchObject(frozen);
  const about = { slug, name: "Late", about: "", isLooking: false, skillsWanted: [] };
  expect(await describeTeam(about, member)).toMatchObject(frozen);
  must(await acceptRules({ slug, rules: 1 }, member));
});

test("a stranger to a team can change nothing of it", async () => {
  const challenge = await anOpenChallenge(await aCity());
  const team = await aTeam({ challenge });
  const stranger = await aPerson();
  const { slug } = challenge;
  const missing = { status: 404 };
  await expect(leaveTeam(slug, stranger)).rejects.toMatchObject(missing);
  await expect(setInvitation({ slug, link: "off" }, stranger)).rejects.toMatchObject(missing);
  await expect(handOver({ slug, person: team.captain.id }, stranger)).rejects.toMatchObject(missing);
  await expect(removeMember({ slug, person: stranger.id }, team.captain)).rejects.toMatchObject(missing);
});
