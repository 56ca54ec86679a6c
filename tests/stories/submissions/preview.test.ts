import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { evidenceOf } from "~/judging/evidence.server";
import { now } from "~/platform/database.server";
import { entryContent } from "~/submissions/content";
import { entryForMember } from "~/submissions/entry-desk.server";
import { EntryReading, type EntrySaid } from "~/submissions/entry-reading";
import { draftAsSaid } from "~/submissions/submissions.server";
import { aDraft, aTeam, handIn, type Team } from "../../support/team-world";
import { aCity, aDataset, anOpenChallenge, must } from "../../support/world";

const html = (entry: EntrySaid): string => renderToStaticMarkup(createElement(EntryReading, { entry }));

async function previewOf(team: Team): Promise<EntrySaid> {
  const of = { slug: team.challenge.slug, viewer: team.captain };
  const { draft, repository, commitSha, datasets } = await entryForMember(of, await now());
  return draftAsSaid(
    entryContent(draft, { repositoryUrl: repository?.url ?? null, commitSha, tied: datasets }),
    datasets,
  );
}

test("the preview and the juror's page show the same facts in the same order", async () => {
  const city = await aCity();
  const [first, second] = [await aDataset(city, "Rain gauges"), await aDataset(city, "Culverts")];
  // The challenge names them the other way round than they are handed in.
  const tied = [second, first].map(({ id }) => ({ datasetId: id, role: "suggested", note: "" }));
  const team = await aTeam({ challenge: await anOpenChallenge(city, undefined, { data: { datasets: tied } }) });
  await aDraft(team, {
    videoUrl: "https://films.example.org/buckets",
    datasets: [second, first].map(({ id, title }) => ({ datasetId: id, how: `${title} size the buckets.` })),
  });
  const preview = await previewOf(team);
  must(await handIn(team));
  const evidence = await evidenceOf({ slug: team.challenge.slug, number: 1 });
  expect(evidence).toMatchObject(preview);
  expect(evidence && html(evidence)).toBe(html(preview));
  expect(html(preview).match(/<dt>.*?<\/dt>/g)).toEqual(
    ["Demonstration", "Film", "Data used"].map((label) => `<dt>${label}</dt>`),
  );
});

test("what a draft lacks is said in its place", async () => {
  const team = await aTeam({ challenge: await anOpenChallenge(await aCity()) });
  await aDraft(team, { pitch: " ", description: "" });
  expect(html(await previewOf(team))).toMatch(/No pitch yet.*No description yet/);
});
