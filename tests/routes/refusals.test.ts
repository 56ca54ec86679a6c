import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY } from "~/kernel/time";
import { paths } from "~/paths";
import { publishedResults } from "../support/jury-world";
import { sessionOf, siteOrigin, startSite } from "../support/site";
import { aCity, anOpenChallenge, aPerson } from "../support/world";

let stop: () => Promise<void>;
let slug: string;
beforeAll(async () => {
  stop = await startSite();
  ({ slug } = await anOpenChallenge(await aCity(), 9 * DAY));
});
afterAll(() => stop?.());

type Asked = { accept?: string; headers?: Record<string, string>; body?: URLSearchParams };

async function ask(path: string, { accept = "text/html", headers = {}, body }: Asked = {}) {
  const answer = await fetch(siteOrigin() + path, {
    method: body ? "POST" : "GET",
    headers: { Accept: accept, Origin: siteOrigin(), ...headers },
    body,
    redirect: "manual",
  });
  return { status: answer.status, type: answer.headers.get("Content-Type") ?? "", html: await answer.text() };
}

test("a form whose session ended is answered with its text, without a script", async () => {
  const body = new URLSearchParams({ body: `Which <street> is "first"?`, revision: "7" });
  const { status, html } = await ask(paths.challengeQuestions(slug), { body });
  expect(status).toBe(401);
  expect(html).toContain("You were signed out, and nothing was saved");
  expect(html).toMatch(/<textarea[^>]*readOnly=""[^>]*>Which &lt;street&gt; is &quot;first&quot;\?<\/textarea>/i);
  expect(html).toContain(`href="${paths.signIn(paths.challengeQuestions(slug))}"`);
  expect(html.match(/<textarea/g)).toHaveLength(1);
});

test("a form that cannot be read says so in its own sentence, and is nobody's fault", async () => {
  const cookie = `palio_session=${await sessionOf(await aPerson())}`;
  const body = new URLSearchParams({ __intent__: "nonsense" });
  const { status, html } = await ask(paths.challengeQuestions(slug), { headers: { Cookie: cookie }, body });
  expect(status).toBe(400);
  expect(html).toContain("This form did not arrive as it was made. Reload the page and send it again.");
  expect(html).not.toContain("our fault");
  expect((await ask("/no/such/page")).html).toContain("It may have moved");
});

test("what is refused before any page is a page for people, with a way back, and plain text for programs", async () => {
  const foreign = { headers: { Origin: "https://<b>.example" }, body: new URLSearchParams({ a: "b" }) };
  const sent = await ask("/theme", foreign);
  expect([sent.status, sent.type]).toEqual([403, "text/html; charset=utf-8"]);
  expect(sent.html).toContain("sent from https://&lt;b&gt;.example");
  expect(sent.html).toContain('<a href="/">To the front page</a>');
  expect((await ask("/a%00b")).html).toContain("This address is broken.");
  const program = await ask("/theme", { ...foreign, accept: "application/json" });
  expect([program.status, program.type]).toEqual([403, "text/plain; charset=utf-8"]);
  expect((await ask("/refused.css")).status).toBe(200);
});

test("a page has one icon: the challenge's banner under a challenge, the site's elsewhere", async () => {
  const icons = async (path: string) =>
    [...(await ask(path)).html.matchAll(/<link rel="icon"[^>]*href="([^"]*)"/g)].map(([, href]) => href);
  for (const path of [paths.challenge(slug), paths.challengeRules(slug), paths.challengeTeams(slug)])
    expect(await icons(path), path).toEqual([paths.challengeBanner(slug)]);
  expect(await icons("/")).toEqual(["/favicon.svg"]);
  expect(await icons("/challenges/no-such-challenge")).toEqual(["/favicon.svg"]);
});

test("who is signed in reads Ask, and why not, when questions are closed", async () => {
  const cookie = `palio_session=${await sessionOf(await aPerson())}`;
  const { challenge } = await publishedResults({ entries: 1, jurors: 1 });
  const closed = await ask(paths.challengeQuestions(challenge.slug), { headers: { Cookie: cookie } });
  expect(closed.html).not.toContain("Sign in to ask");
  expect(closed.html).toMatch(/<button[^>]*disabled=""[^>]*>Ask<\/button>/);
});
