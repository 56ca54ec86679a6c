import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { undoVote } from "~/judging/round/cast-vote.server";
import { closeFinal } from "~/judging/round/close-final.server";
import { finalForJuror } from "~/judging/round/final-desk.server";
import { votesFile } from "~/judging/round/votes-file";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { titleIn } from "~/outcomes/ranking-reading";
import { resultsForVisitor, votesForVisitor } from "~/outcomes/results.server";
import { now } from "~/platform/database.server";
import { run } from "../../support/command-line";
import { anOpenFinal, saysOfFinalists, standingVotesOf, votes } from "../../support/final-world";
import { prizesOf, publishedResults } from "../../support/jury-world";
import { must } from "../../support/world";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-votes-"));
afterAll(() => rmSync(folder, { recursive: true }));
const MISSING = { status: 404 };

type Answer = { votes: number; entries: { id: string; strength: number; sd: number }[]; jurors: { id: string }[] };

test("with the results everyone gets the votes, and palio pairwise computes the published order from them", async () => {
  const world = await anOpenFinal({ entries: 4 });
  const { slug } = world.challenge;
  for (const juror of world.jurors) await saysOfFinalists(world, juror);
  const [ines, juno] = world.jurors;
  if (!ines || !juno) throw new Error("no jury");
  for (let i = 0; i < 5; i += 1) await votes(world, ines, i === 2 ? { choice: "equal" } : {});
  for (let i = 0; i < 3; i += 1) await votes(world, juno);
  const { last } = await finalForJuror(slug, ines);
  must(await undoVote({ slug, voteId: last?.id ?? "" }, ines));
  const standing = await standingVotesOf(world);
  must(await closeFinal(slug, world.chair));
  await expect(votesForVisitor(slug, await now())).rejects.toMatchObject(MISSING);
  const awards = (await prizesOf(world)).slice(0, 1).map(({ id }) => ({ prizeId: id, entry: 1, reason: "It works." }));
  must(await decideAwards({ slug, awards, mentions: [] }, world.chair));
  await expect(votesForVisitor(slug, await now())).rejects.toMatchObject(MISSING);
  must(await publishResults(slug, world.chair));

  const given = await votesForVisitor(slug, await now());
  const { results } = await resultsForVisitor(slug, await now());
  const file = path.join(folder, "votes.csv");
  writeFileSync(
    file,
    votesFile(given.votes, (entry) => titleIn(given.names, entry)),
  );
  const told = JSON.parse((await run("pairwise", file, "--json")).out) as Answer;
  expect([given.votes.length, told.votes]).toEqual([standing.length, standing.length]);
  expect(told.jurors.map(({ id }) => id)).toEqual(["Juror 1", "Juror 2"]);
  const strongest = told.entries.sort((a, b) => b.strength - a.strength);
  const published = results?.final?.entries ?? [];
  expect(strongest.map(({ id }) => id)).toEqual(
    published.map(({ entry }) => `${entry}. ${titleIn(given.names, entry)}`),
  );
  for (const [place, { strength, sd }] of published.entries()) {
    expect(strongest[place]?.strength).toBeCloseTo(strength, 5);
    expect(strongest[place]?.sd).toBeCloseTo(sd, 5);
  }
  expect(JSON.stringify(given)).not.toMatch(new RegExp(world.jurors.map(({ name }) => name).join("|")));
});

test("where there was no final there is no file of its votes", async () => {
  const { challenge } = await publishedResults({ entries: 1 });
  await expect(votesForVisitor(challenge.slug, await now())).rejects.toMatchObject(MISSING);
});
