import { expect, test } from "vitest";
import { startChallenge } from "~/challenges/drafts.server";
import { challengeForVisitor, overviewForVisitor } from "~/challenges/public-challenge.server";
import { dataForVisitor } from "~/challenges/reading/data.server";
import { challengesFound, challengeTitles, frontForVisitor } from "~/challenges/reading/list.server";
import { rulesForVisitor } from "~/challenges/reading/parts.server";
import { DAY } from "~/kernel/time";
import { db, now, queriesSoFar } from "~/platform/database.server";
import { recordPage } from "~/record/record.server";
import { anUploadedDataset } from "../../support/data-world";
import { manyChallenges } from "../../support/many";
import { aCity, anOpenChallenge, aPublishedChallenge, aReadyDraft, must } from "../../support/world";

const slugs = ({ challenges }: { challenges: { slug: string }[] }): string[] => challenges.map(({ slug }) => slug);

test("a draft is nowhere: not on a page, in a list, in a search, on the front or in the record", async () => {
  const city = await aCity();
  const secret = await aReadyDraft(city, {}, { basics: { title: "Zanzibar before its time" } });
  const { slug } = must(
    await startChallenge(
      { title: "Zanzibar unwritten", theme: "port", organisationId: city.organisation.id },
      city.editor,
    ),
  );
  const at = await now();
  const row = await db.challenge.findUniqueOrThrow({ where: { slug: secret } });
  for (const hidden of [secret, slug]) {
    await expect(challengeForVisitor(hidden, at)).rejects.toMatchObject({ status: 404 });
    await expect(overviewForVisitor(hidden, at)).rejects.toMatchObject({ status: 404 });
    await expect(dataForVisitor(hidden, at)).rejects.toMatchObject({ status: 404 });
    await expect(rulesForVisitor({ slug: hidden }, at)).rejects.toMatchObject({ status: 404 });
  }
  expect(slugs(await challengesFound({ q: "zanzibar" }, at))).toEqual([]);
  expect(slugs(await challengesFound({ organisationId: city.organisation.id }, at))).toEqual([]);
  expect(slugs(await challengesFound({ phase: "draft" }, at))).toEqual([]);
  const front = await frontForVisitor(at);
  expect([...slugs(front.open), ...slugs(front.announced)]).not.toContain(secret);
  expect((await recordPage({ challengeId: row.id })).entries).toEqual([]);
  expect((await challengeTitles([row.id], at)).size).toBe(0);
});

test("open challenges stand in the order in which they close, announced ones in the order in which they open", async () => {
  const city = await aCity();
  const of = { organisationId: city.organisation.id };
  const later = await anOpenChallenge(city, 40 * DAY);
  const sooner = await anOpenChallenge(city, 5 * DAY);
  const opensLast = await aPublishedChallenge(city, { opensIn: 9 * DAY });
  const opensFirst = await aPublishedChallenge(city, { opensIn: 2 * DAY });
  const at = await now();
  expect(slugs(await challengesFound({ ...of, phase: "open" }, at))).toEqual([sooner.slug, later.slug]);
  expect(slugs(await challengesFound({ ...of, phase: "announced" }, at))).toEqual([opensFirst.slug, opensLast.slug]);
  expect(slugs(await challengesFound(of, at))).toEqual([opensFirst.slug, opensLast.slug, sooner.slug, later.slug]);
});

test("a search finds words of the title, the summary and the brief from their beginning, and all of them must fit", async () => {
  const city = await aCity();
  const bees = await anOpenChallenge(city, 9 * DAY, { basics: { title: "Quokkas on the roofs", theme: "bees" } });
  const at = await now();
  for (const q of ["quokka", "QUOKKAS roofs", "quokkas sewers", "  quokkas!! ", "quok & roo:*"])
    expect(slugs(await challengesFound({ q }, at)), q).toEqual([bees.slug]);
  for (const q of ["quokka elephant", "!!!", "'; DROP TABLE challenge; --quokka-elephant"])
    expect(slugs(await challengesFound({ q }, at)), q).toEqual([]);
  expect(slugs(await challengesFound({ q: "quokka", theme: "bees" }, at))).toEqual([bees.slug]);
  expect(slugs(await challengesFound({ q: "quokka", theme: "water" }, at))).toEqual([]);
});

test.each([["open"], ["decided"], [undefined]] as const)(
  "going on page by page meets every challenge once (%s)",
  async (phase) => {
    const city = await aCity();
    await manyChallenges(await anOpenChallenge(city), 90, `paged-${phase ?? "all"}`);
    const asked = { organisationId: city.organisation.id, phase };
    const at = await now();
    const met: string[] = [];
    let after: string | undefined;
    do {
      const page = await challengesFound({ ...asked, after }, at);
      expect(page.challenges.length).toBeLessThanOrEqual(20);
      met.push(...slugs(page));
      after = page.next ?? undefined;
    } while (after);
    expect(met.length).toBe(phase === undefined ? 91 : phase === "open" ? 46 : 45);
    expect(new Set(met).size).toBe(met.length);
  },
);

test("an address that names no challenge to go on from shows nothing rather than everything", async () => {
  const city = await aCity();
  await anOpenChallenge(city);
  const found = await challengesFound(
    { organisationId: city.organisation.id, after: "no-such-challenge" },
    await now(),
  );
  expect(found).toEqual({ challenges: [], next: null });
});

test("a challenge shows its criteria with every level, its pledge with the hash in the record, and its data", async () => {
  const { slug, id } = await anOpenChallenge(await aCity());
  const at = await now();
  const overview = await overviewForVisitor(slug, at);
  expect(overview.criteria.map(({ levels }) => levels.length)).toEqual([4, 4]);
  const entry = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "pledge.signed" } });
  expect(overview.pledgeHash).toBe(entry.hash);
  expect((await dataForVisitor(slug, at)).map(({ role }) => role)).toEqual(["suggested"]);
});

test("the pin of a file beyond the files that are listed is shown, in the same queries", async () => {
  const city = await aCity();
  const { datasetId } = await anUploadedDataset(city);
  const data = { datasets: [{ datasetId, role: "required" as const, note: "" }] };
  const { slug } = await anOpenChallenge(city, 9 * DAY, { data });
  const at = await now();
  const read = async () => {
    const before = queriesSoFar();
    const [tie] = await dataForVisitor(slug, at);
    return { tie, queries: queriesSoFar() - before };
  };
  const alone = await read();
  await db.distribution.updateMany({ where: { datasetId }, data: { position: 30 } });
  await db.distribution.createMany({
    data: Array.from({ length: 30 }, (_, position) => ({ datasetId, position, title: `Part ${position}` })),
  });
  const { tie, queries } = await read();
  expect(tie).toMatchObject({ fileCount: 31, pins: [{ fileName: "drains.csv" }] });
  expect(tie?.files).toHaveLength(20);
  expect(queries).toBe(alone.queries);
});

test("what readers get of a challenge carries no address of a person", async () => {
  const city = await aCity();
  const { slug } = await anOpenChallenge(city);
  const at = await now();
  const { email } = await db.person.findUniqueOrThrow({ where: { id: city.editor.id } });
  const all = [await challengeForVisitor(slug, at), await overviewForVisitor(slug, at), await dataForVisitor(slug, at)];
  const text = JSON.stringify(all, (_, value) => (typeof value === "bigint" ? String(value) : value));
  expect(text).not.toContain(email);
});
