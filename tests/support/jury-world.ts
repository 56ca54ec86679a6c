import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { runningRound } from "~/challenges/running-round";
import { challengeForChair } from "~/judging/chair.server";
import { closeJudging } from "~/judging/close-judging.server";
import { sayNoConflict } from "~/judging/conflict/say-no-conflict.server";
import { handInSheet } from "~/judging/desk/hand-in-sheet.server";
import { acceptInvitation } from "~/judging/jury/accept-invitation.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { startPlan } from "~/judging/plan/start-plan.server";
import { workOutPlan } from "~/judging/plan/work-out-plan.server";
import { rubricOf } from "~/judging/sheets.server";
import { HOUR } from "~/kernel/time";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { db } from "~/platform/database.server";
import { clockFrom } from "./clock";
import { aSeed } from "./draws";
import { anEntry } from "./team-world";
import { aCity, anOpenChallenge, aPerson, type City, must } from "./world";

export const FEEDBACK =
  "The replay is honest about what it does not know. A page for the operator would raise the score.";
export type Person = Viewer & { email: string };
export type JuryWorld = {
  city: City;
  /** Published the challenge, and so chairs its jury. */
  chair: Viewer;
  challenge: Awaited<ReturnType<typeof anOpenChallenge>>;
  entries: Awaited<ReturnType<typeof anEntry>>[];
  jurors: Person[];
};

/** The token in the newest invitation that went to an address. */
export async function invitationOf(email: string): Promise<string> {
  const letter = await db.mail.findFirstOrThrow({ where: { to: email }, orderBy: { createdAt: "desc" } });
  const token = /\/jury\/([\w-]+)/.exec(letter.text)?.[1];
  if (!token) throw new Error(`no invitation in “${letter.subject}”`);
  return token;
}

/** Somebody who was invited by the chair and has accepted. */
export async function aJuror(
  { challenge, chair }: Pick<JuryWorld, "challenge" | "chair">,
  name = "Ines Juror",
  more: { affiliation?: string } = {},
): Promise<Person> {
  const person = await aPerson(name, more);
  must(await inviteJurors({ slug: challenge.slug, people: [{ name, email: person.email }] }, chair));
  must(await acceptInvitation(await invitationOf(person.email), person));
  return person;
}

type Size = { entries?: number; jurors?: number; changes?: Parameters<typeof anOpenChallenge>[2] };

/** A challenge with entries and a jury, at an hour after entries closed; nothing is assigned. */
export async function aJury({ entries = 3, jurors = 2, changes }: Size = {}): Promise<JuryWorld> {
  const city = await aCity();
  const challenge = await anOpenChallenge(city, undefined, changes);
  const world: JuryWorld = { city, chair: city.editor, challenge, entries: [], jurors: [] };
  for (let i = 1; i <= entries; i++)
    world.entries.push(await anEntry({ challenge, name: `Team ${i}`, words: { title: `Entry number ${i}` } }));
  for (let i = 1; i <= jurors; i++) world.jurors.push(await aJuror(world, `Juror ${"ABCDEFGH"[i - 1]}`));
  await clockFrom(challenge.closesAt, HOUR);
  return world;
}

type Asked = Partial<Omit<Parameters<typeof startPlan>[0], "slug">>;

/** A plan that is worked out and proposed, as the chair asked for it. */
export async function aPlan({ challenge, chair }: Pick<JuryWorld, "challenge" | "chair">, asked: Asked = {}) {
  const { second } = await challengeForChair(challenge.slug, chair);
  await aSeed({ challenge }, runningRound(second));
  const wanted = { mode: "fair", least: null, most: null, mayMove: false, ...asked } as const;
  const started = await startPlan({ slug: challenge.slug, ...wanted }, chair);
  if (started.ok) await workOutPlan({ planId: started.value.id });
  return started;
}

/** The same, confirmed at once. */
export async function assigned(world: Pick<JuryWorld, "challenge" | "chair">, asked: Asked = {}) {
  const started = await aPlan(world, asked);
  if (!started.ok) return started;
  return confirmPlan({ slug: world.challenge.slug, planId: started.value.id }, world.chair);
}

/** A juror says that nothing ties them to anything that they were given. */
export async function saysNoConflict(
  { challenge, entries }: { challenge: { slug: string }; entries: { number: number }[] },
  juror: Viewer,
) {
  return sayNoConflict({ slug: challenge.slug, numbers: entries.map(({ number }) => number) }, juror);
}

/**
 * The same with every review assigned, and every juror without a conflict: with two jurors and two reviews each juror has
 * every entry.
 */
export async function anAssignedJury(size?: Size): Promise<JuryWorld> {
  const world = await aJury(size);
  must(await assigned(world));
  for (const juror of world.jurors)
    if ((await db.assignment.count({ where: { juror: { personId: juror.id } } })) > 0)
      must(await saysNoConflict(world, juror));
  return world;
}

/** What the site would find between a juror and an entry, by their numbers. */
export async function aFoundConflict({ challenge }: Pick<JuryWorld, "challenge">, juror: number, entry: number) {
  await db.conflict.create({
    data: {
      juror: { connect: { challengeId_number: { challengeId: challenge.id, number: juror } } },
      submission: { connect: { challengeId_number: { challengeId: challenge.id, number: entry } } },
      ...{ kind: "organisation", reason: "The juror and a member of the team both work for Comune di Prova." },
    },
  });
}

/** The same level for every criterion of a challenge's round. */
export async function scoresOf(
  { id }: { id: string },
  level: number,
  round: 1 | 2 = 1,
): Promise<Record<string, number>> {
  return Object.fromEntries((await rubricOf(id, round)).map((criterion) => [criterion.id, level]));
}

/** A complete sheet, handed in. */
export async function handInFor(
  { challenge }: Pick<JuryWorld, "challenge">,
  juror: Viewer,
  {
    number,
    level,
    feedback = FEEDBACK,
    revision = 0,
    round = 1,
  }: { number: number; level: number; feedback?: string; revision?: number; round?: 1 | 2 },
) {
  const sheet = { scores: await scoresOf(challenge, level, round), privateNote: "", feedback };
  return handInSheet({ slug: challenge.slug, number, revision, idempotencyKey: randomUUID(), sheet }, juror);
}

/** Every sheet handed in: entry 1 scored highest, then entry 2, and so on down to the lowest level. */
export async function aScoredJury(size?: Size): Promise<JuryWorld> {
  const world = await anAssignedJury(size);
  for (const juror of world.jurors)
    for (const [index, { number }] of world.entries.entries())
      must(await handInFor(world, juror, { number, level: Math.max(1, 4 - index) }));
  return world;
}

/** Judging closed and the first prize decided on the first entry. */
export async function aClosedJury(size?: { entries?: number; jurors?: number }): Promise<JuryWorld> {
  const world = await aScoredJury(size);
  must(await closeJudging(world.challenge.slug, world.chair));
  return world;
}

export const prizesOf = ({ challenge }: Pick<JuryWorld, "challenge">) =>
  db.prize.findMany({ where: { challengeId: challenge.id }, orderBy: { position: "asc" } });

/** Results published: prizes in order to the first entries. */
export async function publishedResults(size?: { entries?: number; jurors?: number }): Promise<JuryWorld> {
  const world = await aClosedJury(size);
  const prizes = await prizesOf(world);
  const awards = prizes.map(({ id }, index) => ({ prizeId: id, entry: world.entries[index]?.number, reason: "" }));
  must(await decideAwards({ slug: world.challenge.slug, awards, mentions: [] }, world.chair));
  must(await publishResults(world.challenge.slug, world.chair));
  return world;
}
