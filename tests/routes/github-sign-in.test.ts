import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockFrom } from "../support/clock";
import { withGithubSignIn } from "../support/github-sign-in";
import { doJobs } from "../support/jobs";
import { sessionOf, siteOrigin, startSite } from "../support/site";
import { aPerson } from "../support/world";

const github = withGithubSignIn();
let stop: () => Promise<void>;
beforeAll(async () => {
  stop = await startSite();
});
afterAll(() => stop?.());

type Asked = { cookies?: string[]; body?: Record<string, string> };

async function ask(address: string, { cookies = [], body }: Asked = {}) {
  const answer = await fetch(new URL(address, siteOrigin()), {
    method: body ? "POST" : "GET",
    headers: { Accept: "text/html", Origin: siteOrigin(), Cookie: cookies.join("; ") },
    body: body && new URLSearchParams(body),
    redirect: "manual",
  });
  const set = answer.headers.getSetCookie();
  return {
    status: answer.status,
    html: await answer.text(),
    to: answer.headers.get("location") ?? "",
    set,
    cookies: set.map((cookie) => cookie.split(";")[0] ?? ""),
    hasSession: set.some((cookie) => cookie.startsWith("palio_session=")),
    caching: answer.headers.get("cache-control"),
  };
}

/** Presses the button, follows the page that goes on by itself to GitHub, and stops at the address it leads back to. */
async function begin({ to = "/mine", path = "/sign-in/github", cookies = [] as string[] } = {}) {
  const left = await ask(path, { cookies, body: { to } });
  const door = /content="0;url=([^"]+)"/.exec(left.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const { headers } = await fetch(door, { redirect: "manual" });
  return { left, door, cookies: [...cookies, ...left.cookies], back: headers.get("location") ?? "" };
}

test("GitHub is asked for an identity and an address, with a state, a challenge and nothing more", async () => {
  github.signInAs("scope", "scope@example.org");
  const { left, door } = await begin();
  const asked = Object.fromEntries(new URL(door).searchParams);
  expect(asked.code_challenge_method).toBe("S256");
  expect(asked).toMatchObject({ scope: "user:email", redirect_uri: `${siteOrigin()}/sign-in/github/callback` });
  expect(asked.state).toMatch(/^[\w-]{43}$/);
  expect(asked.code_challenge).toMatch(/^[\w-]{43}$/);
  expect(left.set[0]).toMatch(/^palio_github=.*; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(left.caching).toBe("private, no-store");
  expect(Buffer.from(decodeURIComponent(left.cookies[0] ?? ""), "base64").toString()).not.toContain(asked.state);
});

test("a newcomer is asked for their name, which GitHub's is offered for, and then goes on to where they were going", async () => {
  github.signInAs("newcomer", "Newcomer@example.org");
  const { cookies, back } = await begin();
  const came = await ask(back, { cookies });
  expect(came).toMatchObject({ status: 302, hasSession: true, to: "/settings?to=%2Fmine&name=newcomer+of+GitHub" });
  expect(came.set.find((cookie) => cookie.startsWith("palio_github="))).toContain("Max-Age=0");
  const settings = await ask(came.to, { cookies: came.cookies });
  expect(settings.html).toMatch(
    /name="name"[^>]*value="newcomer of GitHub"|value="newcomer of GitHub"[^>]*name="name"/,
  );
  expect(await db.person.count({ where: { email: "newcomer@example.org" } })).toBe(1);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "somebody who comes back is never led off this site: %s",
  async (to) => {
    const person = await aPerson();
    github.signInAs("led", person.email);
    const { cookies, back } = await begin({ to });
    expect(await ask(back, { cookies })).toMatchObject({ status: 302, hasSession: true, to: "/" });
  },
);

test("an answer without its attempt, with another's, or with a changed one opens no session", async () => {
  github.signInAs("state", "state@example.org");
  const [mine, other] = [await begin(), await begin()];
  const wrong = new URL(mine.back);
  wrong.searchParams.set("state", "x");
  const none = new URL(mine.back);
  none.searchParams.delete("state");
  const garbled = mine.cookies.map((cookie) => `${cookie.slice(0, -6)}abcdef`);
  for (const [back, cookies] of [
    [mine.back, []],
    [mine.back, other.cookies],
    [mine.back, garbled],
    [wrong.href, mine.cookies],
    [none.href, mine.cookies],
    ["/sign-in/github/callback", []],
  ] as const) {
    const came = await ask(back, { cookies: [...cookies] });
    expect(came).toMatchObject({ status: 400, hasSession: false, caching: "private, no-store" });
    expect(came.html).toContain("belongs to no attempt of this browser");
    expect(came.html).toContain('href="/sign-in');
  }
  expect(await db.person.count({ where: { email: "state@example.org" } })).toBe(0);
});

test("an answer works once, even for who kept its cookie", async () => {
  github.signInAs("twice", "twice@example.org");
  const { cookies, back } = await begin();
  expect((await ask(back, { cookies })).hasSession).toBe(true);
  const again = await ask(back, { cookies });
  expect(again).toMatchObject({ status: 400, hasSession: false });
  expect(again.html).toContain("too old, or was used before");
});

test("a code is worth nothing to an attempt with another verifier", async () => {
  github.signInAs("pkce", "pkce@example.org");
  const [stolen, mine] = [await begin(), await begin()];
  const back = new URL(mine.back);
  back.searchParams.set("code", new URL(stolen.back).searchParams.get("code") ?? "");
  expect(await ask(back.href, { cookies: mine.cookies })).toMatchObject({ status: 400, hasSession: false });
});

test("an attempt ends after ten minutes", async () => {
  github.signInAs("late", "late@example.org");
  const { cookies, back } = await begin();
  await clockFrom(await now(), 10 * MINUTE);
  const came = await ask(back, { cookies });
  expect(came).toMatchObject({ status: 400, hasSession: false });
});

test("who says no at GitHub is told that nothing has changed, and led back to where they were going", async () => {
  const { cookies, back } = await begin();
  const came = await ask(back, { cookies });
  expect(came).toMatchObject({ status: 400, hasSession: false });
  expect(came.html).toContain("you chose not to go on");
  expect(came.html).toContain('href="/sign-in?to=%2Fmine"');
});

test.each([
  ["is down", "down"],
  ["answers with something else", "babble"],
] as const)("when GitHub %s that is a sentence and a way by mail, not a fault", async (_, trouble) => {
  github.signInAs("down", "down@example.org");
  const { cookies, back } = await begin();
  github.trouble(trouble);
  const came = await ask(back, { cookies });
  expect(came).toMatchObject({ status: 503, hasSession: false });
  expect(came.html).toContain("GitHub does not answer");
  expect(came.html).toContain("by mail");
});

test.each([
  ["not verified", "claimed@example.org", false],
  ["a stand-in of GitHub's own", "1+shy@users.noreply.github.com", true],
  ["written with a letter that looks like another", "clai\u212Aer@example.org", true],
])("an address that is %s makes nobody, even where somebody here has it", async (_, email, verified) => {
  const victim = await aPerson();
  const { id } = github.signInAs("claimer", verified ? email : victim.email, verified);
  const { cookies, back } = await begin();
  const came = await ask(back, { cookies });
  expect(came).toMatchObject({ status: 409, hasSession: false });
  expect(came.html).toContain("Sign in by mail first");
  expect(await db.githubAccount.count({ where: { githubId: id } })).toBe(0);
});

test("a signed-in person links, and unlinking gives back at GitHub what they allowed", async () => {
  const person = await aPerson();
  const session = `palio_session=${await sessionOf(person)}`;
  github.signInAs("linked", "another@example.org");
  const { cookies, back } = await begin({ path: "/settings/github/link", cookies: [session] });
  expect(await ask(back, { cookies })).toMatchObject({ status: 302, hasSession: false, to: "/settings" });
  expect((await ask("/settings", { cookies: [session] })).html).toContain("@linked");
  expect(github.tokensOf("linked")).toHaveLength(1);
  expect(await ask("/settings/github/unlink", { cookies: [session], body: {} })).toMatchObject({ to: "/settings" });
  await doJobs();
  expect(github.givenBack()).toBe(1);
  expect(github.tokensOf("linked")).toEqual([]);
  expect(await db.githubAccount.count({ where: { personId: person.id } })).toBe(0);
});

test("what is linked again before the grant was given back keeps its grant", async () => {
  const person = await aPerson();
  const session = `palio_session=${await sessionOf(person)}`;
  github.signInAs("again", "again@example.org");
  for (const act of ["link", "unlink", "link"]) {
    if (act === "unlink") await ask("/settings/github/unlink", { cookies: [session], body: {} });
    else {
      const { cookies, back } = await begin({ path: "/settings/github/link", cookies: [session] });
      await ask(back, { cookies });
    }
  }
  await doJobs();
  expect(github.givenBack()).toBe(0);
  expect(github.tokensOf("again")).not.toEqual([]);
  expect(await db.githubAccount.count({ where: { personId: person.id } })).toBe(1);
});

test("nobody links to a person who has signed out meanwhile, or to another who signed in", async () => {
  const [person, other] = [await aPerson(), await aPerson()];
  github.signInAs("meanwhile", "meanwhile@example.org");
  const { left, back } = await begin({
    path: "/settings/github/link",
    cookies: [`palio_session=${await sessionOf(person)}`],
  });
  for (const session of [[], [`palio_session=${await sessionOf(other)}`]]) {
    const came = await ask(back, { cookies: [...left.cookies, ...session] });
    expect(came.status).toBe(409);
    expect(came.html).toContain("not signed in as the person who asked");
  }
  expect(await db.githubAccount.count({ where: { personId: { in: [person.id, other.id] } } })).toBe(0);
});

test("another site cannot begin it, and a link to it begins nothing", async () => {
  const foreign = await fetch(`${siteOrigin()}/sign-in/github`, {
    method: "POST",
    headers: { Origin: "https://evil.example" },
    body: new URLSearchParams(),
  });
  expect(foreign.status).toBe(403);
  expect(await ask("/sign-in/github")).toMatchObject({ status: 302, to: "/sign-in", set: [] });
});
