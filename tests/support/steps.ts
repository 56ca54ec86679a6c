import type { Page } from "playwright-core";
import { expect } from "vitest";
import { DAY, MINUTE, toLocalInput } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockFrom } from "./clock";
import { chainOfTests } from "./draws";
import { doJobs } from "./jobs";
import type { PostOffice } from "./post-office";

// What people do in a browser in more than one story.

export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();

export async function fillAll(page: Page, texts: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text);
}

/** Types an address and the code that the mail brought. */
export async function signInByMail(page: Page, office: PostOffice, { email }: { email: string }): Promise<void> {
  await page.getByLabel("Mail address").fill(email);
  await press(page, "Send me a code");
  await page.getByRole("heading", { name: "Type the code" }).waitFor();
  await doJobs();
  await page.getByLabel("Six digits").fill(/\b\d{6}\b/.exec(office.newest(email, "Your code is"))?.[0] ?? "");
  await press(page, "Sign in");
}

/** The same for a newcomer, who then says their name. Ends on the page they were going to. */
export async function arriveByMail(page: Page, office: PostOffice, person: { email: string; name: string }) {
  await signInByMail(page, office, person);
  await page.getByRole("heading", { name: "What is your name?" }).waitFor();
  await page.getByLabel("Name", { exact: true }).fill(person.name);
  await press(page, "Save");
  await page.getByText("Saved.", { exact: true }).waitFor();
}

/** The calendar's dates for a challenge that opens in a day and closes in forty. */
export function datesFrom(at: Date, zone: string): Record<string, string> {
  const local = (days: number) => toLocalInput(new Date(at.getTime() + days * DAY), zone);
  return {
    "Entries open": local(1),
    "Entries close": local(40),
    "Judging ends": local(50),
    "Results due": local(55),
    "Decision due": local(70),
  };
}

export const LEVELS = Object.fromEntries(
  [1, 2, 3, 4].map((level) => [`What earns level ${level} of criterion 1`, `It does ${level} of four.`]),
);

export const PLEDGE = {
  "Owner, by name": "Livia Fontana",
  "Their office": "Director of Water",
  "How the data are kept up": "All datasets are kept up.",
  "Kept up until": "2031-12-31",
  "What the city decides on": "Adopt, pilot, procure or decline.",
  "Where the money comes from": "Resolution 214, in the budget.",
  "What happens to a winner": "A pilot at Porta Molino.",
};

/** Waits until the line beneath the desk says that all is on the server. */
export const saved = (page: Page) => page.locator(".saving .good").waitFor();

/** On a juror's desk: numbers score, arrows move; then the words, and the sheet is handed in. */
export async function scoreByKeys(page: Page, levels: number[], feedback: string): Promise<void> {
  for (const [index, level] of levels.entries()) {
    if (index > 0) await page.keyboard.press("ArrowDown");
    await page.keyboard.press(String(level));
  }
  await page.getByText(`${levels.length} of ${levels.length} scored`).waitFor();
  expect(await page.getByRole("button", { name: "Hand in this sheet" }).isDisabled()).toBe(true);
  await page.getByLabel("What the team will read").fill(feedback);
  await saved(page);
  await press(page, "Hand in this sheet");
  await page.getByRole("button", { name: "Reopen this sheet" }).waitFor();
}

/** Opens a page that follows a job: it may be loading itself anew at this moment, which breaks the first try off. */
export async function openAgain(page: Page, path: string): Promise<void> {
  const open = () => page.goto(path);
  await open().catch(open);
}

/** On the chair's page: the draw of the seed is announced, and when its round is out somebody brings it by hand. */
export async function drawTheSeed(chair: Page, slug: string): Promise<void> {
  await chair.goto(`/challenges/${slug}/jury/assign`);
  await press(chair, "Announce the draw");
  await chair.getByText("Announced in the record. Waiting for the round.").waitFor();
  await clockFrom(await now(), 11 * MINUTE);
  await openAgain(chair, `/challenges/${slug}/jury/assign`);
  await chair.getByRole("link", { name: "Bring the round by hand" }).click();
  const { beacon } = await db.draw.findFirstOrThrow({ where: { seed: null, challenge: { slug } } });
  await chair.getByLabel("Signature").fill(chainOfTests().sign(beacon ?? 0));
  await press(chair, "Draw by it");
  await chair.getByText("The seed is drawn.").waitFor();
}

/** On the chair's page: the seed is drawn, a plan is worked out by a job, and confirmed. */
export async function assignAll(chair: Page, slug: string, reviews: number): Promise<void> {
  await drawTheSeed(chair, slug);
  await chair.goto(`/challenges/${slug}/jury/assign`);
  await press(chair, "Work out an assignment");
  await chair.getByRole("heading", { name: "The plan" }).waitFor();
  await doJobs();
  await openAgain(chair, `/challenges/${slug}/jury/assign`);
  await press(chair, "Confirm and tell the jurors");
  await chair.getByText(`${reviews} reviews assigned, and each juror told by mail.`).waitFor();
}
