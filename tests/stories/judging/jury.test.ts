import { expect, test } from "vitest";
import { staffDesk } from "~/challenges/desk/staff-desk.server";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { acceptInvitation } from "~/judging/jury/accept-invitation.server";
import { excuseJuror } from "~/judging/jury/excuse-juror.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { juryDesk } from "~/judging/jury/jury-desk.server";
import { nudgeJury } from "~/judging/jury/nudge-jury.server";
import { revokeInvitation } from "~/judging/jury/revoke-invitation.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { planForChair } from "~/judging/plan/plan-for-chair.server";
import { DAY } from "~/kernel/time";
import { paths } from "~/paths";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { clockFrom } from "../../support/clock";
import { aJuror, aJury, anAssignedJury, aPlan, assigned, handInFor, invitationOf } from "../../support/jury-world";
import { anEntry, aTeam } from "../../support/team-world";
import { aCity, aColleague, anOpenChallenge, aPerson, must } from "../../support/world";

const NO_PLAN = "00000000-0000-7000-8000-000000000000";

const assignmentsOf = (challengeId: string) =>
  db.assignment.findMany({
    where: { submission: { challengeId }, releasedAt: null },
    select: { jurorId: true, submissionId: true },
  });

test("an invited juror accepts by a link that works once, and whose token is stored nowhere", async () => {
  const { editor: chair, ...city } = await aCity();
  const challenge = await anOpenChallenge({ editor: chair, ...city });
  const ada = await aPerson("Ada Bruni");
  must(await inviteJurors({ slug: challenge.slug, people: [{ name: "Ada Bruni", email: ada.email }] }, chair));
  const token = await invitationOf(ada.email);
  const invitation = await db.jurorInvitation.findFirstOrThrow({ where: { email: ada.email } });
  expect(invitation.tokenHash).toBe(sha256(token));
  must(await acceptInvitation(token, ada));
  expect(await acceptInvitation(token, await aPerson("Eve"))).toMatchObject({ ok: false, refusal: { code: "used" } });
  // The same person pressing again lands on the desk rather than on a refusal.
  expect(await acceptInvitation(token, ada)).toMatchObject({ ok: true });
  const jurors = await db.juror.findMany({ where: { challengeId: challenge.id } });
  expect(jurors).toMatchObject([{ personId: ada.id, number: 1 }]);
  const pool = await db.recordEntry.findMany({ where: { challengeId: challenge.id, type: "jury.pool" } });
  expect(pool).toHaveLength(1);
  expect(pool[0]?.leaf).not.toMatch(/Ada|Bruni|example/);
});

test("a withdrawn or outdated invitation does not lead onto the jury, and an unknown one is not found", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const ada = await aPerson("Ada Bruni");
  const people = [{ name: "Ada Bruni", email: ada.email }];
  must(await inviteJurors({ slug: challenge.slug, people }, city.editor));
  const { id: invitationId } = await db.jurorInvitation.findFirstOrThrow({ where: { email: ada.email } });
  must(await revokeInvitation({ slug: challenge.slug, invitationId }, city.editor));
  const token = await invitationOf(ada.email);
  expect(await acceptInvitation(token, ada)).toMatchObject({ ok: false, refusal: { code: "revoked" } });
  must(await inviteJurors({ slug: challenge.slug, people }, city.editor));
  await clockFrom((await db.jurorInvitation.findFirstOrThrow({ where: { email: ada.email } })).expiresAt, 0);
  const fresh = (await db.mail.findMany({ where: { to: ada.email } })).map(
    ({ text }) => /\/jury\/([\w-]+)/.exec(text)?.[1],
  );
  const newest = fresh.find((one) => one && one !== token) ?? "";
  expect(await acceptInvitation(newest, ada)).toMatchObject({ ok: false, refusal: { code: "expired" } });
  await expect(acceptInvitation("nothing", ada)).rejects.toMatchObject({ status: 404 });
});

test("nobody is invited twice, and a member of a competing team cannot be on the jury", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { captain } = await aTeam({ challenge });
  const people = [{ name: "Carla", email: captain.email }];
  must(await inviteJurors({ slug: challenge.slug, people }, city.editor));
  expect(await inviteJurors({ slug: challenge.slug, people }, city.editor)).toMatchObject({
    ok: false,
    refusal: { code: "known" },
  });
  expect(await acceptInvitation(await invitationOf(captain.email), captain)).toMatchObject({
    ok: false,
    refusal: { code: "competes" },
  });
});

test("only the chair runs the jury: colleagues, jurors and strangers find nothing there", async () => {
  const { challenge, city, jurors, chair } = await aJury({ entries: 1, jurors: 1 });
  for (const other of [await aColleague(city, "owner"), jurors[0], await aPerson()]) {
    if (!other) continue;
    await expect(juryDesk(challenge.slug, other)).rejects.toMatchObject({ status: 404 });
    await expect(confirmPlan({ slug: challenge.slug, planId: NO_PLAN }, other)).rejects.toMatchObject({ status: 404 });
  }
  await expect(juryDesk(challenge.slug, chair)).resolves.toMatchObject({ entries: [{ number: 1 }] });
  await expect(juryDesk(challenge.slug, await aPerson("Root", { isAdministrator: true }))).resolves.toBeTruthy();
});

test("entries are assigned when they are in: each its reviews, the load even, and the draw can be repeated", async () => {
  const world = await aJury({ entries: 4, jurors: 3 });
  const { challenge, chair } = world;
  must(await aPlan(world));
  const { plan } = await planForChair(challenge.slug, chair);
  expect([plan?.state, plan?.proposal?.added, plan?.proposal?.proof]).toEqual([
    ...["proposed", 8, "Proven: no plan fits better."],
  ]);
  expect(await assignmentsOf(challenge.id)).toEqual([]);
  const { added, short } = must(await confirmPlan({ slug: challenge.slug, planId: plan?.id ?? "" }, chair));
  expect([added, short]).toEqual([8, []]);
  const made = await assignmentsOf(challenge.id);
  const loads = new Map<string, number>();
  for (const { jurorId } of made) loads.set(jurorId, (loads.get(jurorId) ?? 0) + 1);
  expect([...loads.values()].sort()).toEqual([2, 3, 3]);
  expect(plan?.proposal?.jurors.map(({ load }) => load).sort()).toEqual([2, 3, 3]);
  const acts = await db.recordEntry.findMany({
    where: { challengeId: challenge.id, type: { startsWith: "jury." } },
    orderBy: { id: "asc" },
  });
  expect(acts.map(({ type }) => type).slice(-2)).toEqual(["jury.seed", "jury.assigned"]);
  expect(JSON.parse(acts.at(-1)?.leaf ?? "{}").pairs).toHaveLength(8);
  // What stands is kept: there is nothing to work out.
  expect(await aPlan(world)).toMatchObject({ ok: false, refusal: { code: "nothing" } });
});

test("a juror is never given an entry of somebody they work with, or of a team they are in, and the shortage is named", async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const world = { challenge, chair: city.editor };
  const captain = await aPerson("Carla Captain", { affiliation: "Politecnico di Prova" });
  const entry = await anEntry({ challenge, team: await aTeam({ challenge, captain }) });
  const other = await aTeam({ challenge, name: "Others" });
  await anEntry({ challenge, team: other });
  await aJuror(world, "Same Employer", { affiliation: "politecnico di prova" });
  const joins = await aJuror(world, "Joins Later");
  await db.teamMember.create({ data: { teamId: other.id, personId: joins.id, challengeId: challenge.id } });
  await clockFrom(challenge.closesAt, 1000);
  const { short } = must(await assigned(world));
  expect(short.map(({ lacks }) => lacks)).toEqual([1, 1]);
  const conflicts = await db.conflict.findMany({ where: { submission: { challengeId: challenge.id } } });
  expect(conflicts.map(({ kind }) => kind).sort()).toEqual(["organisation", "team"]);
  const made = await assignmentsOf(challenge.id);
  expect(made).toHaveLength(2);
  expect(
    conflicts.some((conflict) =>
      made.some((pair) => pair.jurorId === conflict.jurorId && pair.submissionId === conflict.submissionId),
    ),
  ).toBe(false);
  expect(entry.number).toBe(1);
});

test("a declared conflict frees the entry at once, blocks it for good, and another juror gets it", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { challenge, chair, jurors, entries } = world;
  const [ines] = jurors;
  const [entry] = entries;
  if (!ines || !entry) throw new Error("no jury");
  must(await handInFor(world, ines, { number: entry.number, level: 4 }));
  expect(
    must(await declareConflict({ slug: challenge.slug, number: entry.number, reason: "My cousin." }, ines)).freed,
  ).toBe(true);
  const desk = await juryDesk(challenge.slug, chair);
  expect(desk.entries.find(({ number }) => number === entry.number)).toMatchObject({ assigned: 1, handedIn: 0 });
  expect(desk.conflicts).toMatchObject([{ juror: 1, entry: entry.number, kind: "declared", reason: "My cousin." }]);
  expect(await aPlan(world)).toMatchObject({ ok: false, refusal: { code: "nothing" } });
  await aJuror(world, "Third Juror");
  expect(must(await assigned(world)).added).toBe(1);
  expect(await db.recordEntry.count({ where: { challengeId: challenge.id, type: "jury.recused" } })).toBe(1);
  // Declaring twice is declaring once.
  expect(must(await declareConflict({ slug: challenge.slug, number: entry.number, reason: "" }, ines)).freed).toBe(
    false,
  );
});

test("an entry that a conflict frees is told to the chair by mail, and waits on the staff desk until it is placed", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { challenge, chair, city, jurors } = world;
  const [ines] = jurors;
  if (!ines) throw new Error("no jury");
  const waits = async () => {
    const { waiting } = await staffDesk(city.editor, await now());
    return waiting.filter(({ href }) => href === paths.juryAct(challenge.slug, "assign")).map(({ what }) => what);
  };
  expect(await waits()).toEqual([]);
  must(await declareConflict({ slug: challenge.slug, number: 1, reason: "My cousin." }, ines));
  must(await declareConflict({ slug: challenge.slug, number: 1, reason: "My cousin." }, ines));
  const { email } = await db.person.findUniqueOrThrow({ where: { id: chair.id } });
  const letters = await db.mail.findMany({ where: { to: email, subject: { contains: "needs another juror" } } });
  expect(letters).toHaveLength(1);
  expect(letters[0]?.subject).toContain("Entry 1 ");
  expect(letters[0]?.text).toContain(paths.juryAct(challenge.slug, "assign"));
  expect(letters[0]?.text).not.toMatch(/cousin|Ines/);
  expect(await waits()).toEqual(["1 review is not assigned to a juror"]);
  await aJuror(world, "Third Juror");
  must(await assigned(world));
  expect(await waits()).toEqual([]);
});

test("an excused juror's handed-in sheets stand, the rest is free again, and they have no desk any more", async () => {
  const world = await anAssignedJury({ entries: 3, jurors: 2 });
  const { challenge, chair, jurors } = world;
  const [ines] = jurors;
  if (!ines) throw new Error("no jury");
  must(await handInFor(world, ines, { number: 1, level: 3 }));
  const { id: jurorId } = await db.juror.findFirstOrThrow({ where: { personId: ines.id } });
  expect(must(await excuseJuror({ slug: challenge.slug, jurorId }, chair)).freed).toBe(2);
  const kept = await db.assignment.findMany({
    where: { jurorId, releasedAt: null },
    select: { submission: { select: { number: true } } },
  });
  expect(kept).toEqual([{ submission: { number: 1 } }]);
  await expect(handInFor(world, ines, { number: 2, level: 3 })).rejects.toMatchObject({ status: 404 });
});

test("an excused juror is invited again, keeps their number and gets entries again", async () => {
  const world = await anAssignedJury({ entries: 2, jurors: 2 });
  const { challenge, chair, jurors } = world;
  const [ines] = jurors;
  if (!ines) throw new Error("no jury");
  const { id: jurorId } = await db.juror.findFirstOrThrow({ where: { personId: ines.id } });
  must(await excuseJuror({ slug: challenge.slug, jurorId }, chair));
  must(await inviteJurors({ slug: challenge.slug, people: [{ name: ines.name, email: ines.email }] }, chair));
  must(await acceptInvitation(await invitationOf(ines.email), ines));
  const desk = await juryDesk(challenge.slug, chair);
  expect(desk.jurors).toMatchObject([
    { id: jurorId, number: 1, leftAt: null },
    { number: 2, leftAt: null },
  ]);
  expect(must(await assigned(world)).added).toBe(2);
});

test("excusing whoever accepted by somebody else's link withdraws that invitation", async () => {
  const { challenge, chair } = await aJury({ entries: 1, jurors: 1 });
  const address = "office@prova.example";
  must(await inviteJurors({ slug: challenge.slug, people: [{ name: "The office", email: address }] }, chair));
  const ada = await aPerson("Ada Bruni");
  must(await acceptInvitation(await invitationOf(address), ada));
  const { id: jurorId } = await db.juror.findFirstOrThrow({ where: { personId: ada.id } });
  must(await excuseJuror({ slug: challenge.slug, jurorId }, chair));
  const invitations = await db.jurorInvitation.findMany({ where: { challengeId: challenge.id, revokedAt: null } });
  expect(invitations.map(({ email }) => email)).not.toContain(address);
  expect(invitations).toHaveLength(1);
});

test("a reminder goes to whoever is awaited, once a day each, and a reminded guest gets a new link", async () => {
  const world = await anAssignedJury({ entries: 1, jurors: 2 });
  const { challenge, chair, jurors } = world;
  const guest = await aPerson("Late Guest");
  must(await inviteJurors({ slug: challenge.slug, people: [{ name: "Late Guest", email: guest.email }] }, chair));
  const first = await invitationOf(guest.email);
  expect(must(await nudgeJury({ slug: challenge.slug, who: "all" }, chair)).nudged).toBe(2);
  expect(await nudgeJury({ slug: challenge.slug, who: "all" }, chair)).toMatchObject({
    ok: false,
    refusal: { code: "nobody" },
  });
  const [ines] = jurors;
  if (!ines) throw new Error("no jury");
  expect(await db.mail.count({ where: { to: ines.email, subject: { contains: "1 sheet still missing" } } })).toBe(1);
  await clockFrom(challenge.closesAt, 2 * DAY);
  const { id } = await db.jurorInvitation.findFirstOrThrow({ where: { email: guest.email } });
  must(await nudgeJury({ slug: challenge.slug, who: "invitation", id }, chair));
  await expect(acceptInvitation(first, guest)).rejects.toMatchObject({ status: 404 });
  expect(await db.mail.count({ where: { to: guest.email } })).toBe(2);
});

test("withdrawn and outdated invitations count no longer, and nobody is reminded of them", async () => {
  const { challenge, chair } = await aJury({ entries: 1, jurors: 1 });
  const { slug } = challenge;
  const people = ["late", "gone", "slow"].map((name) => ({ name, email: `${name}@prova.example` }));
  must(await inviteJurors({ slug, people }, chair));
  const idOf = async (name: string) => (await db.jurorInvitation.findFirstOrThrow({ where: { name } })).id;
  const before = await juryDesk(slug, chair);
  expect([before.invited, before.whyNot.remindAll]).toEqual([4, "Nobody is left to remind today."]);
  must(await revokeInvitation({ slug, invitationId: await idOf("gone") }, chair));
  await db.jurorInvitation.update({ where: { id: await idOf("late") }, data: { expiresAt: before.now } });
  await clockFrom(challenge.closesAt, 2 * DAY);
  expect((await juryDesk(slug, chair)).invited).toBe(2);
  expect((await juryDesk(slug, chair)).whyNot.remindAll).toBeNull();
  must(await revokeInvitation({ slug, invitationId: await idOf("slow") }, chair));
  const after = await juryDesk(slug, chair);
  expect([after.invited, after.whyNot.remindAll]).toEqual([1, "Nobody is left to remind today."]);
  expect(await nudgeJury({ slug, who: "all" }, chair)).toMatchObject({ ok: false, refusal: { code: "nobody" } });
});

test("the chair's desk costs the same number of queries for one entry and for many, and shows no score", async () => {
  const cost = async (entries: number) => {
    const { challenge, chair } = await anAssignedJury({ entries, jurors: 2 });
    const before = queriesSoFar();
    const desk = await juryDesk(challenge.slug, chair);
    expect(JSON.stringify(desk)).not.toContain("scores");
    return queriesSoFar() - before;
  };
  expect(await cost(6)).toBe(await cost(1));
});
