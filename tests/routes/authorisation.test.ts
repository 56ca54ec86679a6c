import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVERY_ROUTE, type Places, type Row } from "../support/every-route";
import { aWorldOfRoles } from "../support/role-world";
import { REACH, ROLES, type Role } from "../support/roles";
import { sessionOf, siteOrigin, startSite } from "../support/site";

let stop: () => Promise<void>;
let places: Places;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  stop = await startSite();
  const world = await aWorldOfRoles();
  places = world.places;
  for (const [role, person] of Object.entries(world.people))
    cookies.set(role as Role, `palio_session=${await sessionOf(person)}`);
});
afterAll(() => stop?.());

type Asked = { role: Role; row: Row; method: "GET" | "POST" };

/** Sends nothing but the request itself: an empty form where it is a POST. */
async function ask({ role, row, method }: Asked) {
  const headers: Record<string, string> = { cookie: cookies.get(role) ?? "", origin: siteOrigin() };
  const form = method === "POST" ? { body: new URLSearchParams({ nothing: randomUUID() }) } : {};
  const answer = await fetch(siteOrigin() + row.path(places), { method, headers, redirect: "manual", ...form });
  await answer.arrayBuffer();
  const to = answer.headers.get("location") ?? "";
  const isKeptOut =
    [401, 403, 404, 405].includes(answer.status) || to.startsWith("/sign-in?to=") || to.endsWith("/enter");
  return { status: answer.status, to, isKeptOut };
}

test("the table names every route, and none that is no more", () => {
  const files = readdirSync("app/routes")
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => name.replace(/\.tsx?$/, ""));
  expect(Object.keys(EVERY_ROUTE).sort()).toEqual(files.sort());
});

const asEachRole = (method: Asked["method"], roles: (row: Row) => readonly Role[]) =>
  Object.entries(EVERY_ROUTE).flatMap(([name, row]) => roles(row).map((role) => ({ name, row, role, method })));

/** What is wrong with the answers, eight questions at a time; nothing of what they ask may change the next answer. */
async function wrongAmong<Q extends Asked>(
  questions: Q[],
  whyWrong: (question: Q, answer: Awaited<ReturnType<typeof ask>>) => string | null,
): Promise<string[]> {
  const wrong: string[] = [];
  const waiting = questions.values();
  const askOn = async () => {
    for (const question of waiting) {
      const why = whyWrong(question, await ask(question));
      if (why !== null) wrong.push(why);
    }
  };
  await Promise.all(Array.from({ length: 8 }, askOn));
  return wrong.sort();
}

test("every route opens to the roles it is for and to no others", async () => {
  const questions = asEachRole("GET", ({ read }) => (read === "to" ? [] : ROLES));
  const wrong = await wrongAmong(questions, ({ name, row, role }, { status, to, isKeptOut }) => {
    const may = row.read !== "to" && REACH[row.read].includes(role);
    return may === isKeptOut || status >= 500
      ? `${name} for ${role}: ${status} ${to}, ${may ? "should open" : "should not open"}`
      : null;
  });
  expect(wrong).toEqual([]);
}, 180_000);

test("every act is refused to the roles it is not for, before anything is read from the form", async () => {
  const questions = asEachRole("POST", ({ write }) =>
    write ? ROLES.filter((role) => !REACH[write].includes(role)) : [],
  );
  const wrong = await wrongAmong(questions, ({ name, role }, { status, to, isKeptOut }) =>
    isKeptOut ? null : `${name} by ${role}: ${status} ${to}`,
  );
  expect(wrong).toEqual([]);
}, 180_000);

test("a viewer of the city is told that viewers change nothing, with 403", async () => {
  const questions = asEachRole("POST", ({ write }) => (write === "editor" || write === "any editor" ? ["viewer"] : []));
  const wrong = await wrongAmong(questions, ({ name }, { status }) => (status === 403 ? null : `${name}: ${status}`));
  expect(wrong).toEqual([]);
});

test("a route without an act takes none", async () => {
  const questions = asEachRole("POST", ({ write }) => (write ? [] : ["administrator"]));
  const wrong = await wrongAmong(questions, ({ name }, { status }) =>
    [404, 405].includes(status) ? null : `${name}: ${status}`,
  );
  expect(wrong).toEqual([]);
});

// In the table's order, one after the other: what an act does is there for the next.
test("every act answers those it is for, and an empty form is never a fault", async () => {
  const wrong: string[] = [];
  for (const { name, row, role, method } of asEachRole("POST", ({ write }) => (write ? REACH[write] : []))) {
    const { status, to, isKeptOut } = await ask({ role, row, method });
    // What one of them has just ended is gone for the next; an act on one thing of many finds none that is not named.
    const mayBeMissing =
      /delete|leave|publish|revoke|remove|nudge|copy$|assign\.(confirm|bids)|desk\.(bid|clear|final\.undo)$|history$/.test(
        name,
      ) && status === 404;
    if ((isKeptOut && !mayBeMissing) || status >= 500) wrong.push(`${name} by ${role}: ${status} ${to}`);
  }
  expect(wrong).toEqual([]);
}, 180_000);
