import { afterAll, beforeAll, expect, test } from "vitest";
import { closeJudging } from "~/judging/close-judging.server";
import { db } from "~/platform/database.server";
import { crawl, guessed, tellTales } from "../support/blind-crawl";
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

test("nothing that a juror reaches names who made a blind entry, before it opens or after", async () => {
  const [ines] = world.jurors;
  if (!ines) throw new Error("no jury");
  const cookie = `palio_session=${await sessionOf(ines)}`;
  const before = await crawl(cookie, guessed(world));
  expect(before.size).toBeGreaterThan(60);
  expect(tellTales(before)).toEqual([]);
  must(await saysNoConflict(world, ines));
  const after = await crawl(cookie, guessed(world));
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
  expect(tellTales(await crawl("", guessed(world)))).toEqual([]);
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
