import { afterAll, beforeAll, expect, test } from "vitest";
import { nameChair } from "~/challenges/running/chairs.server";
import { closeJudging } from "~/judging/close-judging.server";
import { openSecondRound } from "~/judging/second/open-second-round.server";
import { db } from "~/platform/database.server";
import { crawl, guessed, tellTales } from "../support/blind-crawl";
import { aBlindWorld, canariesIn } from "../support/blind-world";
import { assigned, handInFor, type Person, saysNoConflict } from "../support/jury-world";
import { localIn, ofTwoRounds } from "../support/second-world";
import { sessionOf, siteOrigin, startSite } from "../support/site";
import { must } from "../support/world";

let stop: (() => Promise<void>) | undefined;
let world: Awaited<ReturnType<typeof aBlindWorld>>;

// The first of three jurors chairs the jury as well; the third will not score the second round.
beforeAll(async () => {
  stop = await startSite();
  const jury = ["Ines Juror", "Juno Juror", "Cleo Juror"];
  world = await aBlindWorld({ jury, changes: ofTwoRounds({ jurors: 3, reviews: 2 }) });
  const { challenge, jurors, city } = world;
  for (const juror of jurors) {
    must(await saysNoConflict(world, juror));
    for (const number of [1, 2]) must(await handInFor(world, juror, { number, level: 3 }));
  }
  must(await nameChair({ slug: challenge.slug, email: (jurors[0] as Person).email }, city.editor));
  must(await closeJudging(challenge.slug, city.editor));
}, 120_000);
afterAll(() => stop?.());

const cookieOf = async (person: { id: string }): Promise<string> => `palio_session=${await sessionOf(person)}`;

/** Pages that a second round adds to those that a reader may think of. */
const addresses = (): string[] => {
  const here = `/challenges/${world.challenge.slug}`;
  return [
    ...guessed(world),
    ...["/jury", "/jury/second-round", "/jury/second-round/jurors", "/jury/second-round/extend", "/jury/assign"].map(
      (path) => here + path,
    ),
    ...[`${here}/desk/2`, `${here}/desk/1/history`, `${here}/desk/compare`],
  ];
};

async function leaksTo(cookie: string): Promise<string[]> {
  const answers = await crawl(cookie, addresses());
  expect(answers.size).toBeGreaterThan(50);
  return tellTales(answers);
}

test("between the rounds a blind entry stays blind, to whoever scored it and to whoever looks on", async () => {
  expect(await leaksTo(await cookieOf(world.jurors[0] as Person))).toEqual([]);
  expect(await leaksTo("")).toEqual([]);
}, 300_000);

test("in the second round nothing names who made it, to a juror who scores it and to one who does not", async () => {
  const { challenge, jurors, city } = world;
  const [ines, , cleo] = jurors as [Person, Person, Person];
  const opening = { slug: challenge.slug, endsAt: await localIn(world, 3), jurors: [1, 2] };
  must(await openSecondRound(opening, city.editor));
  must(await assigned({ challenge, chair: city.editor }));
  for (const juror of [ines, cleo]) expect(await leaksTo(await cookieOf(juror))).toEqual([]);
  const desk = await fetch(`${siteOrigin()}/challenges/${challenge.slug}/desk/1`, {
    headers: { cookie: await cookieOf(ines) },
  });
  const html = await desk.text();
  const chaired = await fetch(`${siteOrigin()}/challenges/${challenge.slug}/jury/second-round`, {
    headers: { cookie: await cookieOf(ines) },
  });
  expect([chaired.status, (await chaired.text()).includes("Buckets by ▇▇▇")]).toEqual([200, true]);
  expect([desk.status, html.includes("Second round"), html.includes("▇▇▇")]).toEqual([200, true, true]);
}, 300_000);

test("neither a letter nor an act of the second round names who made it", async () => {
  const { challenge, jurors } = world;
  const letters = await db.mail.findMany({ where: { to: { in: jurors.map(({ email }) => email) } } });
  expect(letters.length).toBeGreaterThan(jurors.length);
  expect(letters.flatMap(({ subject, text }) => canariesIn(subject + text))).toEqual([]);
  const acts = await db.recordEntry.findMany({ where: { challengeId: challenge.id } });
  expect(acts.map(({ type }) => type)).toContain("round.opened");
  expect(acts.flatMap(({ leaf }) => canariesIn(leaf))).toEqual([]);
  const news = await db.announcement.findMany({ where: { challengeId: challenge.id } });
  expect(news.flatMap(({ title, body }) => canariesIn(title + body))).toEqual([]);
});

test("once both rounds are closed the entry says who made it", async () => {
  const { challenge, jurors, city } = world;
  for (const juror of jurors.slice(0, 2))
    for (const number of [1, 2]) must(await handInFor(world, juror, { number, level: 3, round: 2 }));
  must(await closeJudging(challenge.slug, city.editor));
  const page = await fetch(`${siteOrigin()}/challenges/${challenge.slug}/entries/1`, {
    headers: { cookie: await cookieOf(jurors[2] as Person) },
  });
  expect([page.status, canariesIn(await page.text())]).toEqual([200, expect.arrayContaining(["zaffiroquokka"])]);
}, 60_000);
