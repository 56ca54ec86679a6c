import { afterAll, beforeAll, expect, test } from "vitest";
import { queriesSoFar } from "~/platform/database.server";
import { EVERY_ROUTE, type Places } from "../support/every-route";
import { manyOfAll } from "../support/many-of-all";
import { aWorldOfRoles } from "../support/role-world";
import { REACH, type Role } from "../support/roles";
import { sessionOf, siteOrigin, startSite } from "../support/site";

let stop: () => Promise<void>;
let places: Places;
let people: Awaited<ReturnType<typeof aWorldOfRoles>>["people"];
const cookies = new Map<Role, string>();

beforeAll(async () => {
  stop = await startSite();
  ({ places, people } = await aWorldOfRoles());
  for (const [role, person] of Object.entries(people))
    cookies.set(role as Role, `palio_session=${await sessionOf(person)}`);
});
afterAll(() => stop?.());

/** The count once every statement that was sent has been told of. */
async function counted(): Promise<number> {
  for (let last = -1; last !== queriesSoFar(); await new Promise((resolve) => setTimeout(resolve, 15)))
    last = queriesSoFar();
  return queriesSoFar();
}

/** What each page asks of the database for somebody who may read it. */
async function costs(): Promise<Map<string, number>> {
  const all = new Map<string, number>();
  for (const [name, { path, read }] of Object.entries(EVERY_ROUTE)) {
    if (read === "to" || read === "nobody") continue;
    // Somebody with a session: a stranger's page may come from memory.
    const role = REACH[read].find((one) => one !== "stranger") ?? "administrator";
    const before = await counted();
    const answer = await fetch(siteOrigin() + path(places), { headers: { cookie: cookies.get(role) ?? "" } });
    await answer.arrayBuffer();
    expect(answer.status, name).toBe(200);
    all.set(name, (await counted()) - before);
  }
  return all;
}

test("every page asks the database as much with a thousand rows in its lists as with ten", async () => {
  await manyOfAll(places, people.person, 10, "few");
  const few = await costs();
  await manyOfAll(places, people.person, 990, "many");
  const many = await costs();
  expect(few.size).toBeGreaterThan(50);
  // One more or less: the client joins look-ups by key that fall into one tick.
  const dearer = [...many].filter(([name, queries]) => Math.abs(queries - (few.get(name) ?? 0)) > 1);
  expect(dearer.map(([name, queries]) => `${name}: ${few.get(name)} with ten, ${queries} with a thousand`)).toEqual([]);
}, 180_000);
