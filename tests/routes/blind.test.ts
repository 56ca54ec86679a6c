import { afterAll, beforeAll, expect, test } from "vitest";
import { closeJudging } from "~/judging/close-judging.server";
import { db } from "~/platform/database.server";
import { aBlindWorld, canariesIn } from "../support/blind-world";
import { handInFor, saysNoConflict } from "../support/jury-world";
import { sessionOf, siteOrigin, startSite } from "../support/site";
import { must } from "../support/world";

let stop: (() => Promise<void>) | undefined;
let world: Awaited<ReturnType<typeof aBlindWorld>>;

beforeAll(async () => {
  stop = await startSite();
  world = await aBlindWorld();
}, 120_000);
afterAll(() => stop?.());

const ATTRIBUTE = /(?:href|src|action)="([^"]+)"/g;
/** Pages that hold nothing of an entry, of which a crawl would see thousands, and the letters of a site that sends none. */
const ASIDE =
  /^\/(outbox|assets|fonts|theme|sign-in|sign-out|settings|banners|build|favicon)|[?&](sort|order|find|in|row|page|before)=/;

/** Every address of the site that leads on from some, as one person finds them; what each answers, as a page and as data. */
async function crawl(cookie: string, from: string[]): Promise<Map<string, { status: number; text: string }>> {
  const answers = new Map<string, { status: number; text: string }>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined && answers.size < 400; path = waiting.shift()) {
    if (answers.has(path)) continue;
    const answer = await fetch(siteOrigin() + path, { headers: { cookie }, redirect: "manual" });
    const text = `${[...answer.headers].join("\n")}\n${await answer.text()}`;
    answers.set(path, { status: answer.status, text });
    const led = answer.headers.get("location");
    for (const to of [...[...text.matchAll(ATTRIBUTE)].map(([, to]) => to ?? ""), ...(led ? [led] : [])]) {
      const url = new URL(to.replaceAll("&amp;", "&"), siteOrigin() + path);
      const next = url.pathname + url.search;
      if (url.origin === siteOrigin() && !ASIDE.test(next)) waiting.push(next);
    }
    if (!path.includes(".data") && /text\/html/.test(answer.headers.get("content-type") ?? "")) {
      const { pathname, search } = new URL(siteOrigin() + path);
      waiting.push(`${pathname === "/" ? "/_root" : pathname}.data${search}`);
    }
  }
  return answers;
}

/** What nobody links to, but a reader may think of. */
const guessed = () => {
  const here = `/challenges/${world.challenge.slug}`;
  return [
    ...[here, `${here}/desk`, `${here}/desk/1`, `${here}/desk/1/provenance`, `${here}/desk/1/open`],
    ...[`${here}/desk/1/conflict`, `${here}/entries`, `${here}/entries/1`, `${here}/entries/1/code`],
    ...[`${here}/entries/1/code?path=src`, `${here}/entries/1/code?path=src/leak.py`, `${here}/entries/1/archive`],
    ...[
      `${here}/teams`,
      `${here}/teams?show=looking`,
      `${here}/teams?show=seekers`,
      `${here}/record`,
      `${here}/results`,
    ],
    ...[`${here}/news`, `${here}/calendar.ics`, `/datasets/${world.dataset}`, `/datasets/${world.dataset}/uses`],
    ...["/", "/mine", "/challenges?q=zaffiro", "/results", "/data.json", "/catalog.ttl", "/catalog.jsonld", "/record"],
  ];
};

const tellTales = (answers: Map<string, { text: string }>): string[] =>
  [...answers].flatMap(([path, { text }]) => {
    // What the reader typed comes back as typed.
    const found = canariesIn(path.includes("q=zaffiro") ? text.replaceAll("zaffiro", "") : text);
    return found.length > 0 ? [`${path}: ${found.join(", ")}`] : [];
  });

test("nothing that a juror reaches names who made a blind entry, before it opens or after", async () => {
  const [ines] = world.jurors;
  if (!ines) throw new Error("no jury");
  const cookie = `palio_session=${await sessionOf(ines)}`;
  const before = await crawl(cookie, guessed());
  expect(before.size).toBeGreaterThan(60);
  expect(tellTales(before)).toEqual([]);
  must(await saysNoConflict(world, ines));
  const after = await crawl(cookie, guessed());
  const here = `/challenges/${world.challenge.slug}`;
  expect(tellTales(after)).toEqual([]);
  // The pages themselves are there, with masks in them.
  for (const path of [`${here}/desk/1`, `${here}/desk/1/provenance`, `${here}/entries/1`, `${here}/entries/1/code`]) {
    expect([path, after.get(path)?.status]).toEqual([path, 200]);
    expect(after.get(path)?.text).toContain("▇▇▇");
  }
  expect(after.get(`${here}/entries/1/code?path=src/leak.py`)?.text).toContain("drip");
  expect(after.get(`${here}/entries/1/archive`)?.status).toBe(404);
}, 300_000);

test("neither a stranger nor a guess at a name learns more", async () => {
  expect(tellTales(await crawl("", guessed()))).toEqual([]);
  const here = `/challenges/${world.challenge.slug}`;
  const [ines] = world.jurors;
  const cookie = `palio_session=${await sessionOf(ines ?? { id: "" })}`;
  const ask = async (path: string) => {
    const answer = await fetch(siteOrigin() + path, { headers: { cookie }, redirect: "manual" });
    return [
      answer.status,
      (await answer.text()).replaceAll(/okapiforge|zaffiro-quokka|no-such-thing|nonce="[^"]*"/g, ""),
    ] as const;
  };
  for (const [guess, nothing] of [
    [`${here}/entries/1/code?path=src/okapiforge`, `${here}/entries/1/code?path=src/no-such-thing`],
    [`${here}/teams/${world.team.slug}`, `${here}/teams/no-such-thing`],
  ] as const) {
    const [status] = await ask(guess);
    expect([guess, status]).toEqual([guess, (await ask(nothing))[0]]);
    expect(status).toBe(404);
  }
}, 300_000);

test("no letter to a juror and no public act of the record names who made it", async () => {
  for (const juror of world.jurors) {
    const letters = await db.mail.findMany({ where: { to: juror.email } });
    expect(letters.length).toBeGreaterThan(0);
    expect(letters.flatMap(({ subject, text }) => canariesIn(subject + text))).toEqual([]);
  }
  const acts = await db.recordEntry.findMany({ where: { challengeId: world.challenge.id } });
  expect(acts.flatMap(({ leaf }) => canariesIn(leaf))).toEqual([]);
  const ofEntries = acts.filter(({ type }) => type.startsWith("submission."));
  expect(ofEntries.length).toBeGreaterThan(2);
  for (const { leaf } of ofEntries) expect(Object.keys(JSON.parse(leaf))).not.toContain("commit");
  expect(ofEntries.flatMap(({ leaf }) => ("repository" in JSON.parse(leaf) ? [leaf] : []))).toEqual([]);
});

test("from the unsealing on everyone reads who made it", async () => {
  const { challenge, jurors } = world;
  for (const juror of jurors) {
    must(await saysNoConflict(world, juror));
    for (const number of [1, 2]) must(await handInFor(world, juror, { number, level: 3 }));
  }
  must(await closeJudging(challenge.slug, world.city.editor));
  const cookie = `palio_session=${await sessionOf(jurors[0] ?? { id: "" })}`;
  const page = await fetch(`${siteOrigin()}/challenges/${challenge.slug}/entries/1`, { headers: { cookie } });
  const text = await page.text();
  expect([page.status, page.url]).toEqual([200, `${siteOrigin()}/challenges/${challenge.slug}/entries/1`]);
  expect(canariesIn(text)).toEqual(expect.arrayContaining(["zaffiroquokka", "okapiforge", "narwhaldrains"]));
  expect((await fetch(`${siteOrigin()}/challenges/${challenge.slug}/entries/1/archive`)).status).toBe(200);
}, 60_000);
