import { extractText } from "unpdf";
import { expect, test } from "vitest";
import { reportOf } from "~/outcomes/report";
import { type reportForVisitor as Read, reportForChair, reportForVisitor } from "~/outcomes/report.server";
import { db, now } from "~/platform/database.server";
import { pdfOf } from "~/platform/pdf.server";
import { integrateOnce } from "~/record/integrator/integrator.server";
import { aClosedJury, anAssignedJury, publishedResults } from "../../support/jury-world";
import { aPerson, must } from "../../support/world";

const MISSING = { status: 404 };

/** The report's words, its lines joined: a hash is one word. */
async function wordsOf(report: Awaited<ReturnType<typeof Read>>): Promise<string> {
  const { text } = await extractText(new Uint8Array(await pdfOf(reportOf(report))), { mergePages: true });
  return text.replace(/\s+/g, " ");
}

test("with the results everyone gets the report as a PDF, with the winner, the hashes and how to check them, and no juror's name", async () => {
  const world = await publishedResults({ entries: 3 });
  const { slug, id, title } = world.challenge;
  const team = world.entries[0]?.team;
  const called = "Łódź Žižkov ő";
  await db.team.updateMany({ where: { slug: team?.slug ?? "" }, data: { name: called } });
  must(await integrateOnce());
  const words = await wordsOf(await reportForVisitor(slug, await now()));
  const { hash } = await db.result.findUniqueOrThrow({ where: { challengeId: id } });
  const act = await db.recordEntry.findFirstOrThrow({ where: { challengeId: id, type: "result.published" } });
  for (const told of [
    title,
    called,
    "Entry number 1",
    "1. Entry number 1",
    hash,
    act.hash,
    "bin/palio.mjs recompute",
    "node verify-record.js --receipt",
  ])
    expect(words).toContain(told);
  expect(words).toContain(`First (€10,000): Entry number 1, by ${called}.`);
  expect(words).toContain(`Publishing in the record: number ${act.index}`);
  expect(words).toContain("Page 1 of");
  for (const { name } of world.jurors) expect(words).not.toContain(name);
});

test("before publication the chair alone has it, with a line to sign on for each juror, and nobody before judging is closed", async () => {
  const early = await anAssignedJury({ entries: 2 });
  await expect(reportForChair(early.challenge.slug, early.chair)).rejects.toMatchObject(MISSING);
  const world = await aClosedJury({ entries: 2 });
  const { slug } = world.challenge;
  await expect(reportForVisitor(slug, await now())).rejects.toMatchObject(MISSING);
  for (const other of [world.jurors[0] ?? world.chair, await aPerson()])
    if (other !== world.chair) await expect(reportForChair(slug, other)).rejects.toMatchObject(MISSING);
  const words = await wordsOf(await reportForChair(slug, world.chair));
  expect(words).toContain("Results are not published yet. This copy is for the chair.");
  for (const { name } of world.jurors) expect(words).toContain(name);
  expect(words).not.toContain("bundle.json");
});
