import { expect, test } from "vitest";
import { auditChallenge } from "~/audit/audit.server";
import { overviewForVisitor } from "~/challenges/public-challenge.server";
import { closeJudging } from "~/judging/close-judging.server";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { deskEntryForJuror, deskForJuror } from "~/judging/desk/desk.server";
import { reopenSheet } from "~/judging/desk/reopen-sheet.server";
import { saveSheet } from "~/judging/desk/save-sheet.server";
import { dutiesOf } from "~/judging/duties.server";
import { acceptInvitation, invitationForHolder } from "~/judging/jury/accept-invitation.server";
import { excuseJuror } from "~/judging/jury/excuse-juror.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { juryDesk } from "~/judging/jury/jury-desk.server";
import { nudgeJury } from "~/judging/jury/nudge-jury.server";
import { askForBids, bidsForJuror } from "~/judging/plan/bids.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { planForChair } from "~/judging/plan/plan-for-chair.server";
import { nameSecondJurors } from "~/judging/second/name-second-jurors.server";
import { openSecondRound } from "~/judging/second/open-second-round.server";
import { secondForChair } from "~/judging/second/second-for-chair.server";
import { HOUR, toLocalInput } from "~/kernel/time";
import { minutesForChair } from "~/outcomes/minutes.server";
import { db, now } from "~/platform/database.server";
import {
  aFoundConflict,
  aJuror,
  aPlan,
  assigned,
  invitationOf,
  type JuryWorld,
  type Person,
  scoresOf,
} from "../../support/jury-world";
import { aFirstRoundClosed, aSecondRound, handsInSecond, opensSecond } from "../../support/second-world";
import { aPerson, must } from "../../support/world";

const leaves = async (challengeId: string, type: string) =>
  (await db.recordEntry.findMany({ where: { challengeId, type }, orderBy: { id: "asc" } })).map(
    ({ leaf }) => JSON.parse(leaf) as Record<string, unknown>,
  );

const threeOf = ({ jurors }: JuryWorld) => jurors as [Person, Person, Person];

const jurorId = async ({ challenge: { id: challengeId } }: JuryWorld, number: number) =>
  (await db.juror.findUniqueOrThrow({ where: { challengeId_number: { challengeId, number } } })).id;

/** Who holds a review of the second round, by the jurors' numbers, once for each. */
const holdersIn = async ({ challenge: { id: challengeId } }: JuryWorld): Promise<number[]> =>
  (
    await db.assignment.findMany({
      where: { round: 2, releasedAt: null, submission: { challengeId } },
      orderBy: { juror: { number: "asc" } },
      select: { juror: { select: { number: true } } },
    })
  ).map(({ juror }) => juror.number);

const names = ({ challenge: { slug }, chair }: JuryWorld, jurors: number[]) =>
  nameSecondJurors({ slug, jurors }, chair);

test("the chair sees of everybody on the jury what they have done and may not score, before naming who goes on to score", async () => {
  const world = await aFirstRoundClosed({ jurors: 3 });
  await aFoundConflict(world, 3, 1);
  const { jurors } = await secondForChair(world.challenge.slug, world.chair);
  expect(jurors.map(({ number, isNamed, conflicts }) => [number, isNamed, conflicts])).toEqual([
    [1, false, []],
    [2, false, []],
    [3, false, [1]],
  ]);
  expect(jurors.map(({ first }) => first.handedIn)).toEqual([4, 4, 4]);
});

test("a second round is not opened with jurors who cannot give its entries what the rules promise", async () => {
  const world = await aFirstRoundClosed({ jurors: 3 });
  await aFoundConflict(world, 1, 2);
  const why = async (jurors: number[]) => {
    const opened = await opensSecond(world, { jurors });
    return opened.ok ? null : opened.refusal.message;
  };
  expect(await why([2])).toMatch(/^Each entry is scored by 2 jurors, and 1 is chosen: 2 entries with 2 reviews/);
  expect(await why([1, 2])).toBe(
    "Entry 2 needs 2 jurors without a conflict and has 1 among these: choose juror 3 as well.",
  );
  expect(await why([1, 2, 4])).toMatch(/^One of these is not on the jury/);
  const { slug, timeZone } = world.challenge;
  const soon = toLocalInput(new Date((await now()).getTime() + HOUR / 4), timeZone);
  expect(await openSecondRound({ slug, endsAt: soon, jurors: [2, 3] }, world.chair)).toMatchObject({
    refusal: { code: "no-time" },
  });
  expect(await why([2, 3])).toBeNull();
  const of = { challengeId: world.challenge.id };
  expect(await db.secondRoundJuror.count({ where: { round: of } })).toBe(2);
});

test("a jury smaller than the reviews that are promised is told to invite more, on the page and by the verb", async () => {
  const world = await aFirstRoundClosed({ reviews: 3 });
  const small = /^The rules promise each entry 3 reviews in the second round, and the jury has 2 jurors/;
  expect((await secondForChair(world.challenge.slug, world.chair)).whyNotOpen).toMatch(small);
  expect(await opensSecond(world)).toMatchObject({ refusal: { code: "small-jury" } });
  await aJuror(world, "Cleo Juror");
  must(await opensSecond(world, { jurors: [1, 2, 3] }));
});

test("whoever is not named gets no entry, no reminder and no word of something to do, and is not counted", async () => {
  const world = await aFirstRoundClosed({ jurors: 3 });
  const { slug, id } = world.challenge;
  const [first, , outside] = threeOf(world);
  must(await opensSecond(world, { jurors: [1, 2] }));
  must(await askForBids({ slug, isAsked: true }, world.chair));
  const before = await db.mail.count({ where: { to: outside.email } });
  must(await assigned(world));
  expect(await holdersIn(world)).toEqual([1, 1, 2, 2]);
  expect(await db.mail.count({ where: { to: outside.email } })).toBe(before);
  const desk = await juryDesk(slug, world.chair);
  expect([desk.scoring, desk.pool, desk.unplaced, desk.missing]).toEqual([2, 3, 0, 4]);
  expect(desk.jurors.map(({ isScoring }) => isScoring)).toEqual([true, true, false]);
  expect(desk.watch.outlook?.text).toContain("2 a juror for 2 jurors");
  expect(desk.jurors[2]?.whyNotNudge).toBe("Nothing is missing from this juror.");
  const nudged = { slug, who: "juror", id: await jurorId(world, 3) } as const;
  expect(await nudgeJury(nudged, world.chair)).toMatchObject({ refusal: { code: "nothing-missing" } });
  expect(must(await nudgeJury({ slug, who: "all" }, world.chair)).nudged).toBe(2);
  expect(await deskForJuror(slug, outside)).toMatchObject({ round: 2, isScoring: false, queue: [], unopened: [] });
  expect(await bidsForJuror(slug, outside)).toBeNull();
  expect((await bidsForJuror(slug, first))?.map(({ number }) => number)).toEqual([1, 2]);
  expect((await dutiesOf(outside)).juries).toMatchObject([{ isScoring: false, sheets: 0, judgingEndsAt: null }]);
  expect((await dutiesOf(first)).juries).toMatchObject([{ isScoring: true, sheets: 2 }]);
  const [opened] = await leaves(id, "round.opened");
  expect(opened?.jurors).toEqual([await jurorId(world, 1), await jurorId(world, 2)]);
  expect((await overviewForVisitor(slug, await now())).second?.jurors).toBe(2);
  const news = await db.announcement.findFirstOrThrow({ where: { challengeId: id } });
  expect(news.body).toContain("2 jurors score them once more");
  expect((await auditChallenge(id)).differences).toEqual([]);
});

test("a juror who is taken out while the round runs keeps what they handed in, and the rest is free for others", async () => {
  const world = await aSecondRound({ jurors: 3, named: [1, 2] });
  const { slug, id } = world.challenge;
  const [out] = threeOf(world);
  must(await handsInSecond(world, out, { number: 1, level: 4 }));
  const sheet = { scores: await scoresOf(world.challenge, 3, 2), privateNote: "", feedback: "" };
  must(await saveSheet({ slug, number: 2, revision: 0, idempotencyKey: "begun-by-one", sheet }, out));
  expect(must(await names(world, [2, 3]))).toEqual({ added: 1, takenOut: 1, freed: 1 });
  expect(await holdersIn(world)).toEqual([1, 2, 2]);
  const letter = await db.mail.findFirstOrThrow({ where: { to: out.email }, orderBy: { createdAt: "desc" } });
  expect(letter.subject).toMatch(/^Others score the second round of/);
  expect((await leaves(id, "jury.recused")).at(-1)).toMatchObject({ cause: "taken_out", round: 2, entries: [2] });
  expect((await leaves(id, "jury.pool")).at(-1)).toMatchObject({ juror: await jurorId(world, 3), number: 3, round: 2 });
  // What they handed in stands, and stands as it is.
  const page = await deskEntryForJuror({ slug, number: 1 }, out);
  expect(page.whyNotScore).toMatch(/^The chair closed your part in the second round on/);
  expect(await reopenSheet({ slug, number: 1 }, out)).toMatchObject({ refusal: { code: "closed" } });
  const late = { slug, number: 2, revision: 1, idempotencyKey: "too-late", sheet };
  // Of entry 2 they have the sheet of the first round alone, which was closed.
  expect(await saveSheet(late, out)).toMatchObject({ refusal: { code: "closed" } });
  must(await assigned(world));
  expect(await holdersIn(world)).toEqual([1, 2, 2, 3]);
  expect((await juryDesk(slug, world.chair)).entries.map((one) => [one.number, one.assigned, one.handedIn])).toEqual([
    [1, 2, 1],
    [2, 2, 0],
  ]);
  expect((await auditChallenge(id)).differences).toEqual([]);
});

test("the round is closed by the jurors who have it: whoever was taken out leaves nothing missing behind", async () => {
  const world = await aSecondRound({ jurors: 3, named: [1, 2] });
  const { slug, id } = world.challenge;
  const [out, stays, comes] = threeOf(world);
  must(await handsInSecond(world, out, { number: 1, level: 4 }));
  must(await names(world, [2, 3]));
  must(await assigned(world));
  for (const number of [1, 2]) must(await handsInSecond(world, stays, { number, level: 2 }));
  expect(await closeJudging(slug, world.chair)).toMatchObject({ refusal: { code: "sheets-missing" } });
  must(await handsInSecond(world, comes, { number: 2, level: 2 }));
  must(await closeJudging(slug, world.chair));
  const { analysis } = await db.result.findUniqueOrThrow({ where: { challengeId: id } });
  expect(analysis).toMatchObject({ pooled: { entries: 2, sheets: 4 } });
  // Three scored it: one until they were taken out.
  const minutes = await minutesForChair(slug, world.chair);
  expect(minutes.second).toEqual({ named: 3, names: world.jurors.map(({ name }) => name).sort(), takenOut: 1 });
  expect(minutes.analysis?.pooled).toMatchObject({ jurors: 3, sheets: 4 });
  expect((await overviewForVisitor(slug, await now())).second?.jurors).toBe(3);
  expect(await names(world, [1, 2])).toMatchObject({ refusal: { code: "closed" } });
  expect((await auditChallenge(id)).differences).toEqual([]);
});

test("the minutes name nobody for the second round where one juror alone was not, whose number that would tell", async () => {
  const { challenge, chair } = await aSecondRound({ jurors: 3, named: [1, 2] });
  const { second } = await minutesForChair(challenge.slug, chair);
  expect(second).toEqual({ named: 2, names: null, takenOut: 0 });
});

test("who scores is changed only in an open round, by its chair, to somebody of the jury who can", async () => {
  const world = await aFirstRoundClosed({ jurors: 3 });
  const { slug } = world.challenge;
  expect(await names(world, [1, 2])).toMatchObject({ refusal: { code: "not-open" } });
  must(await opensSecond(world));
  await expect(nameSecondJurors({ slug, jurors: [1, 2] }, await aPerson())).rejects.toMatchObject({ status: 404 });
  expect(await names(world, [1, 2, 3])).toMatchObject({ refusal: { code: "same" } });
  expect(await names(world, [3])).toMatchObject({ refusal: { code: "too-few-jurors" } });
  expect(await names(world, [1, 9])).toMatchObject({ refusal: { code: "no-such-juror" } });
  must(await declareConflict({ slug, number: 2, reason: "" }, threeOf(world)[0]));
  expect(await names(world, [1, 2])).toMatchObject({ refusal: { code: "conflicts" } });
});

test("a plan that was worked out for other jurors is not confirmed", async () => {
  const world = await aFirstRoundClosed({ jurors: 3 });
  const { slug } = world.challenge;
  must(await opensSecond(world, { jurors: [1, 2] }));
  const { id: planId } = must(await aPlan(world));
  must(await names(world, [1, 3]));
  expect((await planForChair(slug, world.chair)).plan?.proposal?.outgrown).toMatch(/juror 2 left and juror 3 joined/);
  expect(await confirmPlan({ slug, planId }, world.chair)).toMatchObject({ refusal: { code: "outgrown" } });
});

test("whoever accepts an invitation while the round runs scores it, whoever is excused does not, and the record says both", async () => {
  const world = await aFirstRoundClosed({ jurors: 2 });
  const { slug, id } = world.challenge;
  must(await opensSecond(world));
  const asked = await aPerson("Cleo Juror");
  must(await inviteJurors({ slug, people: [{ name: "Cleo", email: asked.email }] }, world.chair));
  const { endsAt } = await db.secondRound.findUniqueOrThrow({ where: { challengeId: id } });
  const token = await invitationOf(asked.email);
  expect((await invitationForHolder(token))?.challenge.judgingEndsAt).toEqual(endsAt);
  must(await acceptInvitation(token, asked));
  expect((await leaves(id, "jury.pool")).at(-1)).toMatchObject({ number: 3, round: 2 });
  expect((await deskForJuror(slug, asked)).isScoring).toBe(true);
  must(await excuseJuror({ slug, jurorId: await jurorId(world, 1) }, world.chair));
  must(await assigned(world));
  expect(await holdersIn(world)).toEqual([2, 2, 3, 3]);
  must(await excuseJuror({ slug, jurorId: await jurorId(world, 2) }, world.chair));
  expect(await names(world, [3])).toMatchObject({ refusal: { code: "same" } });
  expect((await auditChallenge(id)).differences).toEqual([]);
});

test("a juror who is taken out and put in again keeps the sheets that stand, and the record tells each turn", async () => {
  const world = await aSecondRound({ jurors: 3, named: [1, 3] });
  const { slug, id } = world.challenge;
  const [, , third] = threeOf(world);
  must(await handsInSecond(world, third, { number: 1, level: 3 }));
  for (const jurors of [
    [1, 2, 3],
    [1, 2],
    [1, 2, 3],
  ])
    must(await names(world, jurors));
  const { jurors } = await secondForChair(slug, world.chair);
  expect(jurors.map(({ isNamed, second }) => [isNamed, second.given, second.handedIn])).toEqual([
    [true, 2, 0],
    [true, 0, 0],
    [true, 1, 1],
  ]);
  must(await reopenSheet({ slug, number: 1 }, third));
  expect((await auditChallenge(id)).differences).toEqual([]);
});
