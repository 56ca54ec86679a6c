import axe from "axe-core";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { findBrowser } from "./find-browser";
import { sessionOf, siteOrigin, startSite } from "./site";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // One site is visited, so that nothing is gained by keeping processes apart, and each costs its start.
  "--no-zygote",
  "--in-process-gpu",
  "--disable-site-isolation-trials",
];

let browser: Browser;
let close: () => Promise<void>;

/** Serves the built site on a free port and opens one browser, for the whole file. Jobs run when `doJobs` is called. */
export function withBrowser(): void {
  beforeAll(async () => {
    const stop = await startSite();
    browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
    close = async () => {
      await browser.close();
      await stop();
    };
  });
  afterAll(() => close?.());
}

export { siteOrigin } from "./site";

type As = { id: string } | null;

/** A browser of their own for a person (or, with null, a stranger); `script: false` has no JavaScript. */
export async function browserOf(
  person: As,
  options: { script?: boolean; width?: number; dark?: boolean } = {},
): Promise<BrowserContext> {
  const { script = true, width = 1280, dark = false } = options;
  const settings: BrowserContextOptions = {
    baseURL: siteOrigin(),
    javaScriptEnabled: script,
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  };
  const context = await browser.newContext(settings);
  context.setDefaultTimeout(10_000);
  if (person) await context.addCookies([{ name: "palio_session", value: await sessionOf(person), url: siteOrigin() }]);
  return context;
}

/** A page in a browser of the person's own. A script error on it fails the test. */
export async function pageOf(person: As, options?: Parameters<typeof browserOf>[1]): Promise<Page> {
  const page = await (await browserOf(person, options)).newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  return page;
}

/** What the pages in a tab say to the console as errors, from now on. */
export function consoleErrorsOf(page: Page, said: string[] = []): string[] {
  page.on("console", (message) => {
    if (message.type() === "error") said.push(`${page.url()}: ${message.text()}`);
  });
  return said;
}

const RULES: axe.RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** What axe finds against WCAG 2.2 A and AA on the page as it stands. */
export async function faultsOn(page: Page): Promise<string[]> {
  // Once a page, however often it is looked at.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, rules);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }, RULES);
}

export const expectAccessible = async (page: Page): Promise<void> => expect(await faultsOn(page)).toEqual([]);
