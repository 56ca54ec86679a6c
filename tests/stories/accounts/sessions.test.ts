import { expect, test } from "vitest";
import { personForVisitor, revokeOtherSessions, revokeSession, sessionsOf } from "~/accounts/accounts.server";
import { openSession, viewerOf } from "~/accounts/session.server";
import { worksOf } from "~/judging/public-person.server";
import { DAY } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { inRequest } from "~/platform/http/request-scope.server";
import { aCity, anOpenChallenge, aPerson, aReadyDraft } from "../../support/world";

/** A request in a session that has just been opened. */
async function signedIn(personId: string): Promise<Request> {
  const headers = await openSession(personId, new Request("http://localhost:3000/"));
  const cookie = (headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
  return new Request("http://localhost:3000/", { headers: { Cookie: cookie } });
}
const viewer = (request: Request) => inRequest(() => viewerOf(request));

test("a session that its owner ends is a stranger's at the next request", async () => {
  const person = await aPerson();
  const [here, there] = [await signedIn(person.id), await signedIn(person.id)];
  const elsewhere = await viewer(there);
  expect(await revokeSession(person.id, elsewhere?.sessionId ?? "")).toBe(true);
  expect(await viewer(there)).toBeNull();
  expect((await viewer(here))?.id).toBe(person.id);
  expect(await sessionsOf(person.id)).toHaveLength(1);
});

test("nobody ends another person's session", async () => {
  const [owner, other] = [await aPerson(), await aPerson()];
  const request = await signedIn(owner.id);
  const session = await viewer(request);
  expect(await revokeSession(other.id, session?.sessionId ?? "")).toBe(false);
  expect((await viewer(request))?.id).toBe(owner.id);
});

test("ending all others leaves the one in use", async () => {
  const person = await aPerson();
  const here = await signedIn(person.id);
  for (let n = 0; n < 3; n++) await signedIn(person.id);
  const session = await viewer(here);
  expect(await revokeOtherSessions(person.id, session?.sessionId ?? "")).toBe(3);
  expect((await sessionsOf(person.id)).map(({ id }) => id)).toEqual([session?.sessionId]);
});

test("a person's public page has no mail address and no employer", async () => {
  const person = await aPerson("Ada Prova", { affiliation: "Acquedotto SpA" });
  expect(JSON.stringify(await personForVisitor(person.handle))).not.toMatch(/example\.org|Acquedotto/);
});

test("jury service is told only once the results are out, and a team of a draft never", async () => {
  const city = await aCity();
  const { id } = await anOpenChallenge(city);
  const draft = await db.challenge.findUniqueOrThrow({ where: { slug: await aReadyDraft(city) } });
  const person = await aPerson();
  await db.juror.create({ data: { challengeId: id, personId: person.id, number: 1 } });
  const team = await db.team.create({ data: { challengeId: draft.id, slug: "hidden", name: "Hidden" } });
  await db.teamMember.create({ data: { teamId: team.id, personId: person.id, challengeId: draft.id } });
  const at = await now();
  expect(await worksOf(person.id, at)).toEqual({ teams: [], juries: [] });
  const out = new Date(at.getTime() + 60 * DAY);
  await db.challenge.update({ where: { id }, data: { judgingClosedAt: out, resultsPublishedAt: out } });
  expect((await worksOf(person.id, at)).juries).toEqual([]);
  expect((await worksOf(person.id, out)).juries).toHaveLength(1);
});
