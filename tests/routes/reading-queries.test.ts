import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, expect, test } from "vitest";
import { db, queriesSoFar } from "~/platform/database.server";
import { inRequest } from "~/platform/http/request-scope.server";
import { loader as front } from "~/routes/_index";
import { loader as challenges } from "~/routes/challenges._index";
import { loader as overview } from "~/routes/challenges.$slug._index";
import { loader as challengeData } from "~/routes/challenges.$slug.data";
import { loader as news } from "~/routes/challenges.$slug.news";
import { loader as questions } from "~/routes/challenges.$slug.questions";
import { loader as challengeRecord } from "~/routes/challenges.$slug.record";
import { loader as rules } from "~/routes/challenges.$slug.rules.($number)";
import { loader as problems } from "~/routes/datasets_.$slug.problems._index";
import { loader as problem } from "~/routes/datasets_.$slug.problems.$number._index";
import { loader as uses } from "~/routes/datasets_.$slug.uses";
import { loader as organisation } from "~/routes/organisations.$slug";
import { loader as person } from "~/routes/people.$handle";
import { loader as record } from "~/routes/record._index";
import { loader as results } from "~/routes/results";
import { manyChallenges, manyProblems, manyWords } from "../support/many";
import { aCity, aDataset, anOpenChallenge } from "../support/world";

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;
let pages: [name: string, loader: Loader, url: string, params: Record<string, string>][] = [];
const few: number[] = [];

async function queriesOf(loader: Loader, url: string, params: Record<string, string>): Promise<number> {
  const request = new Request(`http://localhost:3000${url}`);
  const before = await counted();
  await inRequest(() => loader({ request, params, context: { nonce: "", reference: "" } }));
  return (await counted()) - before;
}

/** The count once every statement that was sent has been told of. */
async function counted(): Promise<number> {
  for (let last = -1; last !== queriesSoFar(); await new Promise((resolve) => setTimeout(resolve, 15)))
    last = queriesSoFar();
  return queriesSoFar();
}

beforeAll(async () => {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  const { slug } = challenge;
  const data = await aDataset(city);
  pages = [
    ["the front page", front, "/", {}],
    ["the list of challenges", challenges, "/challenges", {}],
    ["a search", challenges, "/challenges?q=sewers&phase=open&theme=water", {}],
    ["the results", results, "/results", {}],
    ["an organisation", organisation, `/organisations/${city.organisation.slug}`, { slug: city.organisation.slug }],
    ["a person", person, `/people/${city.editor.handle}`, { handle: city.editor.handle }],
    ["the record", record, "/record", {}],
    ["a challenge", overview, `/challenges/${slug}`, { slug }],
    ["its data", challengeData, `/challenges/${slug}/data`, { slug }],
    ["its rules", rules, `/challenges/${slug}/rules`, { slug }],
    ["its questions", questions, `/challenges/${slug}/questions`, { slug }],
    ["its news", news, `/challenges/${slug}/news`, { slug }],
    ["its record", challengeRecord, `/challenges/${slug}/record`, { slug }],
    ["the problems of a dataset", problems, `/datasets/${data.slug}/problems?state=open`, { slug: data.slug }],
    ["a problem", problem, `/datasets/${data.slug}/problems/1`, { slug: data.slug, number: "1" }],
    ["the uses of a dataset", uses, `/datasets/${data.slug}/uses`, { slug: data.slug }],
  ];
  await manyChallenges(challenge, 10, "few");
  await manyWords(challenge, city.editor, 10);
  await manyProblems(data.id, city.editor, 10);
  for (const [, loader, url, params] of pages) few.push(await queriesOf(loader, url, params));
  await manyChallenges(challenge, 1000, "many");
  await manyWords(challenge, city.editor, 1000);
  await manyProblems(data.id, city.editor, 1000);
});

test("every public list costs the same queries with ten rows and with a thousand", async () => {
  expect(await db.challenge.count()).toBeGreaterThan(1000);
  const many: number[] = [];
  for (const [, loader, url, params] of pages) many.push(await queriesOf(loader, url, params));
  const cost = (counts: number[]) => Object.fromEntries(pages.map(([name], i) => [name, counts[i]]));
  expect(cost(many)).toEqual(cost(few));
  for (const [name, queries] of Object.entries(cost(many))) expect(queries, name).toBeLessThanOrEqual(30);
});
