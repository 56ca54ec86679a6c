import { existsSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { foundOrganisation } from "~/accounts/found-organisation.server";
import { HOUR, isoDay, MINUTE } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { consoleErrorsOf, expectAccessible, pageOf, withBrowser } from "../support/browser";
import { aClient } from "../support/client";
import { clockFrom } from "../support/clock";
import { doJobs, signAndDoJobs } from "../support/jobs";
import { withPostOffice } from "../support/post-office";
import { actsOf, MAIN_JOB, openedLine, publicWords, typedIn } from "../support/record-reading";
import { withRecordedGithub } from "../support/recorded-github";
import {
  arriveByMail,
  assignAll,
  datesFrom,
  fillAll,
  LEVELS,
  PLEDGE,
  press,
  scoreByKeys,
  signInByMail,
} from "../support/steps";
import { must } from "../support/world";

// The one story on real things: files that cities published, GitHub's recorded answers, SMTP, a browser.
const office = withPostOffice();
withRecordedGithub("get-repository");
withBrowser();

const DATA = path.resolve(process.env.PALIO_REAL_DATA ?? "../shared/data", "opendata");
const CATALOGUE = path.join(DATA, "dcat-us/south-bend_arcgis-hub_data.json");
const STATIONS = path.join(DATA, "csv/buenos-aires_bike-stations.csv");

const ZONE = "America/Indiana/Indianapolis";
const TITLE = "Bikes where they are missed";
const STATIONS_TITLE = "Bicycle stations of Buenos Aires";
const owner = { email: "owner@southbend.example.org", name: "Olga Owner" };
const programmer = { email: "ada@bikes.example.org", name: "Ada Adams" };
const jurors = [
  { email: "jo@jury.example.org", name: "Jo Juror" },
  { email: "kim@jury.example.org", name: "Kim Juror" },
];

const consoleErrors: string[] = [];
const aBrowser = async (): Promise<Page> => {
  const page = await pageOf(null);
  consoleErrorsOf(page, consoleErrors);
  return page;
};

const challengeOf = (slug: string) => db.challenge.findUniqueOrThrow({ where: { slug } });

/** The owner's address was given by the operator; everything else is the owner's to say. */
async function signsInAsOwner(page: Page): Promise<void> {
  const founding = { slug: "south-bend", name: "City of South Bend", ownerEmail: owner.email, timeZone: ZONE };
  must(await foundOrganisation(founding));
  await page.goto("/staff/datasets");
  await arriveByMail(page, office, owner);
  await page.waitForURL("**/staff/datasets");
}

async function bringsInTheCatalogue(page: Page): Promise<void> {
  await page.getByText("No data yet").waitFor();
  await page.getByRole("link", { name: "Import a catalogue" }).click();
  await page.getByLabel("Or a file").setInputFiles(CATALOGUE);
  await press(page, "Import");
  await page.getByText("Waiting for its turn").first().waitFor();
  await doJobs();
  await page.getByRole("heading", { name: "115 datasets read" }).waitFor();
  await page.goto("/staff/datasets");
  await page.getByText("115 datasets. 115 need a licence before a challenge can be tied to them.").waitFor();
  await page.goto("/datasets?q=Criminally+Assaulted");
  await page.getByRole("link", { name: "Criminally Assaulted Shooting Victims" }).first().waitFor();
}

/** Windows-1252, semicolons and decimal commas, as its publisher made it. */
async function addsARealTable(page: Page): Promise<void> {
  await page.goto("/staff/datasets/add");
  await page.getByLabel("File").setInputFiles(STATIONS);
  await fillAll(page, { Title: STATIONS_TITLE });
  await press(page, "Add the dataset");
  await page.getByText("The dataset is added, and its copy is held.").waitFor();
  await page.getByText("199 rows, 10 columns").first().waitFor();
  await page.getByRole("cell", { name: "Facultad de Derecho" }).first().waitFor();
  await page.goto("/staff/datasets");
  await page.getByRole("link", { name: `Confirm the licence of ${STATIONS_TITLE}` }).click();
  await page.getByLabel("Licence", { exact: true }).selectOption("CC-BY-4.0");
  await page.getByLabel("How you know").fill("The city's open data portal states it on every page.");
  await press(page, "Confirm the licence");
  await page.getByText("The licence is confirmed.").waitFor();
  await expectAccessible(page);
}

async function writesAndPublishes(page: Page): Promise<string> {
  await page.goto("/staff/challenges/new");
  await fillAll(page, { Title: TITLE });
  await page.getByLabel("What it is about").selectOption({ index: 1 });
  await press(page, "Start the draft");
  await page.waitForURL("**/write/basics");
  const slug = /challenges\/([^/]+)\/write/.exec(page.url())?.[1] ?? "";
  await fillAll(page, {
    Summary: "Say tonight at which stations bicycles will be missing tomorrow morning.",
    Brief: `## The problem\n\n${"At eight the stations by the river are empty. ".repeat(8)}`,
    Contact: "bikes@southbend.example.org",
  });
  await press(page, "Save and go on to data");
  await page.getByLabel("Title, publisher or keyword").fill("bicycle stations");
  await press(page, "Search");
  await press(page, `Add ${STATIONS_TITLE}`);
  await page.getByRole("heading", { name: STATIONS_TITLE }).waitFor();
  await press(page, "Save and go on to prizes");
  await fillAll(page, { Amount: "10,000" });
  await press(page, "Save and go on to rules and rights");
  await fillAll(page, {
    "Who may take part": "Anyone of age, anywhere.",
    Rules: "Entries are judged on mornings that nobody has seen. ".repeat(4),
  });
  await press(page, "Save and go on to criteria");
  await fillAll(page, { "Reviews for each entry": "2", Name: "Foresees the morning", ...LEVELS });
  await press(page, "Save and go on to calendar");
  await fillAll(page, datesFrom(await now(), ZONE));
  await press(page, "Save and go on to the city's pledge");
  await fillAll(page, PLEDGE);
  await press(page, "Save");
  await page.goto(`/staff/challenges/${slug}/sign`);
  await press(page, "Sign the pledge");
  await page.getByText("The pledge is signed.").first().waitFor();
  await page.getByRole("link", { name: "Publish the challenge" }).click();
  await press(page, "Publish the challenge");
  await page.getByText("Published. Rules version 1").waitFor();
  return slug;
}

/** Of the repository alone an answer was recorded: neither its languages nor its commits. The team is told, and enters. */
async function entersATeam(page: Page, slug: string): Promise<void> {
  await page.goto(`/challenges/${slug}/enter`);
  await arriveByMail(page, office, programmer);
  await page.waitForURL(`**/challenges/${slug}/enter`);
  await fillAll(page, { "The team’s name": "River Stations" });
  await page.getByLabel("I accept for the team").check();
  await press(page, "Register the team");
  await page.getByRole("heading", { level: 1, name: "River Stations" }).waitFor();
  await page.getByRole("link", { name: "Link a repository" }).click();
  await fillAll(page, { "Address on GitHub": "https://github.com/octokit-fixture-org/hello-world" });
  await press(page, "Link it");
  await page.getByText("Checking on GitHub").waitFor();
  await doJobs();
  await page.goto(`/challenges/${slug}/team`);
  await page.getByRole("link", { name: "octokit-fixture-org/hello-world" }).waitFor();
  await page.getByText("Found", { exact: true }).waitFor();
  await page.getByText("none that GitHub recognises").waitFor();
  await page.getByText("None known yet. A hand-in says so, and still counts.").waitFor();
  await expectAccessible(page);
}

async function asksAndIsAnswered(team: Page, city: Page, slug: string): Promise<void> {
  await team.goto(`/challenges/${slug}/questions`);
  await team.getByLabel("Your question").fill("May a forecast of the weather be used?");
  await press(team, "Ask");
  await city.goto(`/staff/challenges/${slug}/questions`);
  await city.getByLabel("Answer to question 1", { exact: true }).fill("Yes, wherever it comes from.");
  await press(city, "Answer question 1");
  await city.getByText("Question 1 is answered, for all.").waitFor();
}

/** The address of the receipt, which is also in the mail. */
async function handsIn(page: Page, slug: string): Promise<string> {
  await page.getByRole("link", { name: "Begin the entry" }).click();
  await fillAll(page, { Title: "Tomorrow at eight" });
  await page.getByLabel("What it does").fill("It counts who leaves at night, and says who will look for a bicycle.");
  await page.getByLabel("Description").fill("Every station has a habit; the weather bends it. ".repeat(5));
  await page.getByLabel("How you use").fill("The stations' places and sizes.");
  await press(page, "Save and see it as the jury will");
  await page.getByRole("heading", { level: 1, name: "As the jury sees it" }).waitFor();
  await page.getByRole("link", { name: "Go on to hand it in" }).click();
  await press(page, "Hand in version 1");
  await page.getByRole("heading", { name: "Receipt, version 1" }).waitFor();
  await page.getByText("None known when it was handed in").waitFor();
  await expectAccessible(page);
  await signAndDoJobs();
  const letter = office.newest(programmer.email, "Keep this mail");
  const { receivedAt, contentHash } = await db.submissionVersion.findFirstOrThrow({
    where: { submission: { challenge: { slug } } },
  });
  for (const words of ["none known when it was handed in", receivedAt.toISOString(), contentHash, page.url()])
    expect(letter).toContain(words);
  return page.url();
}

async function invitesAndAssigns(chair: Page, slug: string): Promise<Page[]> {
  await chair.goto(`/challenges/${slug}/jury/invite`);
  // Forty days later the session has ended; who signs in again is led on to where they were going.
  await signInByMail(chair, office, owner);
  await chair.waitForURL("**/jury/invite");
  await chair.getByLabel("Jurors, one a line").fill(jurors.map(({ name, email }) => `${name}, ${email}`).join("\n"));
  await press(chair, "Send the invitations");
  await chair.getByText("2 jurors invited by mail.").waitFor();
  await doJobs();
  const desks: Page[] = [];
  for (const juror of jurors) {
    const page = await aBrowser();
    await page.goto(/http\S+\/jury\/\S+/.exec(office.newest(juror.email, "Accept here"))?.[0] ?? "");
    await page.getByRole("link", { name: "Sign in to accept" }).click();
    await arriveByMail(page, office, juror);
    await press(page, "Accept, and join the jury");
    await page.getByRole("heading", { name: "Your desk" }).waitFor();
    desks.push(page);
  }
  await assignAll(chair, slug, 2);
  return desks;
}

async function score(desks: Page[], slug: string): Promise<void> {
  for (const [index, page] of desks.entries()) {
    await page.goto(`/challenges/${slug}/desk/1`);
    await press(page, "I have no conflict");
    await page.getByRole("button", { name: "all keys" }).waitFor();
    await scoreByKeys(page, [3 + index], "It foresees the rain. A page for the crews would raise the score.");
  }
}

async function awardsAndDecides(chair: Page, slug: string): Promise<void> {
  await chair.goto(`/challenges/${slug}/jury/close`);
  await press(chair, "Close judging");
  await chair.getByRole("heading", { name: "Awards", level: 1 }).waitFor();
  await chair.getByLabel(/ goes to$/).selectOption({ index: 1 });
  await press(chair, "Decide the awards");
  await chair.getByRole("heading", { name: "Publish the results" }).waitFor();
  await press(chair, "Publish the results");
  await chair.getByText("Results are published").waitFor();
  await doJobs();
  expect(office.newest(programmer.email)).toContain(TITLE);
  await chair.goto(`/staff/challenges/${slug}/decisions`);
  await chair.getByLabel("Pilot").check();
  const soon = isoDay(new Date((await now()).getTime() + 30 * 24 * HOUR));
  await fillAll(chair, {
    Why: "It is tried at twelve stations for one winter.",
    "Who answers for it": "Livia Fontana",
    "Done, or next report, by": soon,
  });
  await press(chair, "State it in public");
  await chair.getByText("Stated, in public and in the record.").waitFor();
}

async function aStrangerReads(slug: string, receipt: string): Promise<void> {
  const page = await aBrowser();
  await page.goto(`/challenges/${slug}/results`);
  await page.getByRole("heading", { name: "Ranking: weighted mean of raw scores" }).waitFor();
  await page.getByRole("link", { name: "Tomorrow at eight" }).first().waitFor();
  await expectAccessible(page);
  await page.goto(`/challenges/${slug}/decisions`);
  await page.getByText("It is tried at twelve stations for one winter.").waitFor();
  await expectAccessible(page);
  await page.goto(receipt);
  await page.waitForURL("**/sign-in?**");
}

const OPENED = MAIN_JOB.filter((act) => /^(?:award|challenge|decision|draw.announced|pledge|question)/.test(act));

/** Every act of the whole story, each as a line whose bytes give its hash and whose commitment is of what the pages say. */
async function aStrangerChecksTheRecord(slug: string): Promise<void> {
  const stranger = await aClient(null);
  const acts = await actsOf(stranger, slug);
  expect([...new Set(acts.map(({ act }) => act))].sort()).toEqual([...MAIN_JOB].sort());
  const said = await publicWords(stranger, slug);
  const opened = new Set<string>();
  for (const { act, hash } of acts) {
    const words = await openedLine(stranger, hash);
    if (words === null) continue;
    opened.add(act);
    for (const typed of typedIn(words)) expect(said, `${act}: “${typed}”`).toContain(typed);
  }
  expect([...opened].sort()).toEqual(OPENED.sort());
}

test("from an empty site to a decision on record, with real data, real mail and GitHub's own words", async (context) => {
  context.skip(!existsSync(CATALOGUE) || !existsSync(STATIONS), `the shared data are not at ${DATA}`);
  const city = await aBrowser();
  await signsInAsOwner(city);
  await bringsInTheCatalogue(city);
  await addsARealTable(city);
  const slug = await writesAndPublishes(city);
  await clockFrom((await challengeOf(slug)).opensAt, MINUTE);
  const team = await aBrowser();
  await entersATeam(team, slug);
  const receipt = await handsIn(team, slug);
  await asksAndIsAnswered(team, city, slug);
  await clockFrom((await challengeOf(slug)).closesAt, HOUR);
  const desks = await invitesAndAssigns(city, slug);
  await score(desks, slug);
  await awardsAndDecides(city, slug);
  await aStrangerReads(slug, receipt);
  await aStrangerChecksTheRecord(slug);
  expect(consoleErrors).toEqual([]);
}, 300_000);
