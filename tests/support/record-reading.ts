import type { Page } from "playwright-core";
import { expect } from "vitest";
import { sha256 } from "~/platform/secret.server";

/** The acts on a challenge's public record, by their words and hashes, newest first. */
export async function actsOf(page: Page, slug: string): Promise<{ act: string; hash: string }[]> {
  await page.goto(`/challenges/${slug}/record`);
  return page.locator('a[href^="/record/"]').evaluateAll((found) =>
    found.map((link) => ({
      act: link.textContent ?? "",
      hash: link.getAttribute("href")?.split("/").at(-1) ?? "",
    })),
  );
}

/** The words that a line commits to, as its page opens them, when its bytes give its hash; null where it is not opened. */
export async function openedLine(page: Page, hash: string): Promise<unknown> {
  const leaf = await (await page.request.get(`/record/${hash}/leaf`)).body();
  expect(sha256(leaf)).toBe(hash);
  const { commitment } = JSON.parse(leaf.toString()) as { commitment?: string };
  if (commitment === undefined) return null;
  await page.goto(`/record/${hash}`);
  const opened = page.locator("section", { has: page.getByRole("heading", { name: "The words" }) });
  if ((await opened.count()) === 0) return null;
  const [words = "", command = ""] = await opened.locator("pre code").allTextContents();
  const salt = /echo ([0-9a-f]{64})/.exec(command)?.[1] ?? "";
  expect(sha256(Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(words)]))).toBe(commitment);
  return JSON.parse(words);
}

const PARTS = ["", "/data", "/rules", "/questions", "/results", "/decisions"];
const plain = (text: string): string => text.replace(/[#*]/g, "").replace(/\s+/g, " ").trim();

/** All that a challenge's public pages say, as one text. */
export async function publicWords(page: Page, slug: string): Promise<string> {
  const said: string[] = [];
  for (const part of PARTS) {
    await page.goto(`/challenges/${slug}${part}`);
    said.push((await page.locator("main").textContent()) ?? "");
  }
  return plain(said.join(" "));
}

/** What people typed of some words, as a page would say it: identifiers, codes and days are told there in words of their own. */
export function typedIn(words: unknown): string[] {
  if (typeof words === "string") return / /.test(words) ? [plain(words)] : [];
  if (typeof words !== "object" || words === null) return [];
  return Object.values(words).flatMap(typedIn);
}
