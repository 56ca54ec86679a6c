import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { CODE_RULES, typedCodeRules } from "~/challenges/code-rules";
import { TIE_RULES, typedTieRules } from "~/challenges/tie-rules";
import { DAY, HOUR, toLocalInput } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { newNonce } from "~/platform/secret.server";
import { commitmentTo } from "~/record/draw/nonces";
import { aClient, type Client } from "./client";
import { clockFrom } from "./clock";
import { doJobs, signAndDoJobs } from "./jobs";
import { aJuror, FEEDBACK, type Person, prizesOf, scoresOf } from "./jury-world";
import { aDraft, aTeam, type Team } from "./team-world";
import { github } from "./with-github";
import { aCity, anOpenChallenge, aPerson } from "./world";

// One challenge through all that the main job does not meet, each act by its own form: the steps, in order.

export const REPOSITORY = "contrafforte/buckets";
const ZONE = "Europe/Rome";
const TEAMS = ["Contrafforte", "Mercato", "Rialto", "Tardi"] as const;
export const SAID = {
  rules: "Two teams asked that nobody on the jury knows who they are.",
  dates: "The gauges were down for two days.",
  question: "May the readings of the river be used?",
  answer: "Only those of this year.",
  corrected: "Yes, those of every year.",
  correction: "The archive of the river is open after all.",
  conflict: "My cousin wrote it.",
  award: "It warned an hour ahead, nine times in ten.",
};

/** The title of the entry of the first team, the second and so on. */
export const titleOf = (nth: number): string => `Buckets of ${nth} litres`;

export type Member = { team: Team; client: Client };
export type Seat = { juror: Person; client: Client };

/** A challenge that is open; the city's page is that of its editor, who chairs the jury too. */
export async function anOpenWorld() {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { email, ...person } = await aPerson("Asta Asker");
  const asker = { email, client: await aClient(person) };
  const clients = { city: await aClient(city.editor), stranger: await aClient(null), asker };
  return { challenge, chair: city.editor, ...clients, here: `/challenges/${challenge.slug}` };
}
export type World = Awaited<ReturnType<typeof anOpenWorld>>;

const challengeOf = ({ challenge: { id } }: World) => db.challenge.findUniqueOrThrow({ where: { id } });

async function did(client: Client, path: string, form?: Record<string, string>): Promise<void> {
  expect([path, await client.send(path, form)]).toEqual([path, 302]);
}

/** The rules have the jury judge blind from now on, everything closes two days later, and an answer was wrong. */
export async function theCityChangesItsMind(world: World): Promise<void> {
  const { city, asker, here } = world;
  const under = (name: string, typed: object) =>
    Object.fromEntries(Object.entries(typed).map(([field, text]) => [`${name}.${field}`, text]));
  await did(city, `/staff${here}/rules`, {
    ...{ from: "1", act: "publish", reason: SAID.rules, blind: "on", rights: "team-keeps" },
    ...{ text: "Entries are judged on the sealed storms. ".repeat(5), eligibility: "Anyone of age, anywhere." },
    ...{
      ...under("code", typedCodeRules({ ...CODE_RULES, licence: "any" })),
      ...under("ties", typedTieRules(TIE_RULES)),
    },
  });
  const { closesAt, judgingEndsAt, resultsDueAt, decisionDueAt } = await challengeOf(world);
  const later = Object.entries({ closesAt, judgingEndsAt, resultsDueAt, decisionDueAt }).map(([field, at]) => [
    field,
    toLocalInput(new Date((at?.getTime() ?? 0) + 2 * DAY), ZONE),
  ]);
  await did(city, `/staff${here}/extend`, { ...Object.fromEntries(later), reason: SAID.dates, act: "move" });
  await did(asker.client, `${here}/questions`, { body: SAID.question });
  await did(city, `/staff${here}/questions`, { number: "1", answer: SAID.answer });
  await did(city, `/staff${here}/correct/1`, { answer: SAID.corrected, reason: SAID.correction });
}

const handsIn = async ({ team, client }: Member): Promise<number> => {
  const { revision } = await db.submissionDraft.findUniqueOrThrow({ where: { teamId: team.id } });
  return client.send(`/challenges/${team.challenge.slug}/submission/submit`, {
    key: randomUUID(),
    revision: String(revision),
  });
};

/** One team hands in code, one none, one code that it withdraws, and one comes an hour late. */
export async function teamsHandIn(world: World): Promise<Member[]> {
  const members: Member[] = [];
  for (const name of TEAMS) {
    const team = await aTeam({ challenge: world.challenge, name });
    await aDraft(team, { title: titleOf(members.length + 1) });
    members.push({ team, client: await aClient(team.captain) });
  }
  const [first, second, third, late] = members as [Member, Member, Member, Member];
  for (const [{ client }, address] of [
    [first, REPOSITORY],
    [third, "rialto/sieves"],
  ] as const) {
    github.hub.repository(address, { files: { "README.md": "# Buckets\n", "leak.py": "print('drip')\n" } });
    await did(client, `${world.here}/team/repository`, { address, commit: "" });
  }
  await doJobs();
  for (const one of [first, second, third]) expect(await handsIn(one)).toBe(302);
  await signAndDoJobs();
  await did(third.client, `${world.here}/submission/withdraw`, { number: "3" });
  await clockFrom((await challengeOf(world)).closesAt, HOUR);
  expect(await handsIn(late)).toBe(409);
  return members;
}

/** Two jurors, who accept before entries close. */
export async function aJurySits(world: World): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (const name of ["Ines Juror", "Juno Juror"]) {
    const juror = await aJuror(world, name);
    seats.push({ juror, client: await aClient(juror) });
  }
  return seats;
}

/** The seed is drawn by the city and two teams; both jurors get both entries. */
export async function entriesGoToJurors(world: World, parties: Member[]): Promise<void> {
  const { city, here } = world;
  await did(city, `${here}/jury/assign/draw`);
  const { id: draw } = await db.draw.findFirstOrThrow({ where: { challengeId: world.challenge.id } });
  const nonces = parties.map(() => newNonce());
  for (const [index, { client }] of parties.entries()) {
    const commitment = commitmentTo({ draw, party: index + 1, nonce: nonces[index] ?? "" });
    await did(client, `${here}/draws/${draw}/commit`, { commitment });
  }
  await clockFrom(await now(), 25 * HOUR);
  for (const [index, { client }] of parties.entries())
    await did(client, `${here}/draws/${draw}/open`, { nonce: nonces[index] ?? "" });
  await did(city, `${here}/jury/assign`, { mode: "fair" });
  await doJobs();
  const { id: plan } = await db.assignmentPlan.findFirstOrThrow({ where: { challengeId: world.challenge.id } });
  await did(city, `${here}/jury/assign/confirm`, { plan });
}

/** Both score both; then one finds that the first entry is a cousin's. */
export async function jurorsScore(world: World, seats: Seat[]): Promise<void> {
  const { here } = world;
  for (const { client } of seats) {
    await did(client, `${here}/desk/clear`, { entries: "1,2" });
    for (const entry of [1, 2]) {
      const levels = Object.entries(await scoresOf(world.challenge, 4 - entry));
      const scores = Object.fromEntries(levels.map(([id, level]) => [`scores.${id}`, String(level)]));
      const sheet = { revision: "0", key: randomUUID(), feedback: FEEDBACK, privateNote: "", ...scores };
      await did(client, `${here}/desk/${entry}/hand-in`, sheet);
    }
  }
  await did(seats[1]?.client as Client, `${here}/desk/1/conflict`, { reason: SAID.conflict });
}

export async function judgingCloses(world: World): Promise<void> {
  await clockFrom((await challengeOf(world)).judgingEndsAt, HOUR);
  await did(world.city, `${world.here}/jury/close`);
}

/** Both entries go on, and the juror without a conflict votes for the second. */
export async function aFinalIsHeld(world: World, { client }: Seat): Promise<void> {
  const { city, here } = world;
  const startsAt = toLocalInput(new Date((await now()).getTime() + HOUR), ZONE);
  const opening = { act: "open", rule: "top", top: "2", seen: "1,2", jurors: "1", minutes: "10", startsAt };
  await did(city, `${here}/jury/final`, opening);
  await did(client, `${here}/desk/final/conflicts`, { reason: "" });
  await did(client, `${here}/desk/final`, { left: "1", right: "2", choice: "right", key: randomUUID() });
  await did(city, `${here}/jury/final/close`);
}

/** The second entry wins the final and the prize, which is paid the same day. */
export async function resultsArePublished(world: World): Promise<void> {
  const { city, here } = world;
  const [prize] = await prizesOf(world);
  const award = { "awards[0].prizeId": prize?.id ?? "", "awards[0].entry": "2", "awards[0].reason": SAID.award };
  await did(city, `${here}/jury/awards`, award);
  await did(city, `${here}/jury/publish`);
  const { id } = await db.award.findFirstOrThrow({ where: { challengeId: world.challenge.id } });
  await did(city, `/staff${here}/payments`, { award: id, paidOn: toLocalInput(await now(), ZONE).slice(0, 10) });
}

/** Whoever asked the question has it erased. */
export const theQuestionIsErased = ({ asker }: World) => did(asker.client, "/settings/data", { email: asker.email });
