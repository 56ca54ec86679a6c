import { expect } from "vitest";
import { sha256 } from "~/platform/secret.server";
import { ACT_WORDS } from "~/record/act-words";
import { ACTS, type Act } from "~/record/entry";
import { type Client, mainText, textOf } from "./client";

/** The acts that the main job meets (tests/journeys/main-job.test.ts); every other one is met by tests/routes/every-act.test.ts. */
export const MAIN_JOB = [
  ...["challenge.published", "pledge.signed", "rules.published", "dataset.pinned", "question.answered"],
  ...["submission.received", "jury.pool", "draw.announced", "draw.made", "jury.seed", "jury.assigned"],
  ...["score.sealed", "score.revealed", "result.published", "award.decided", "decision.made"],
] as const satisfies readonly Act[];

/** The acts on a challenge's public record, each with its line's hash, newest first. */
export async function actsOf(reader: Client, slug: string): Promise<{ act: Act; hash: string }[]> {
  const html = await reader.html(`/challenges/${slug}/record`);
  return [...html.matchAll(/<a href="\/record\/([0-9a-f]{64})">([^<]*)<\/a>/g)].map(([, hash = "", words]) => {
    const act = ACTS.find((known) => ACT_WORDS[known] === words);
    if (!act) throw new Error(`the record's page calls an act “${words}”`);
    return { act, hash };
  });
}

// biome-ignore lint/suspicious/noExplicitAny: what a line says is read by the test that knows its act
export type Facts = { [name: string]: any };

/** What a line says, when its bytes give its hash. */
export async function factsOf(reader: Client, hash: string): Promise<Facts> {
  const leaf = await reader.bytes(`/record/${hash}/leaf`);
  expect(sha256(leaf)).toBe(hash);
  return JSON.parse(leaf.toString());
}

/** The words that a line commits to, as its page opens them for whoever reads it; null where it does not. */
export async function openedLine(reader: Client, hash: string): Promise<Facts | null> {
  const { commitment } = await factsOf(reader, hash);
  if (commitment === undefined) return null;
  const html = await reader.html(`/record/${hash}`);
  const [, shown, salt = ""] =
    /The words<\/h2>[\s\S]*?<code>([^<]*)<\/code>[\s\S]*?echo ([0-9a-f]{64}) \| xxd/.exec(html) ?? [];
  if (shown === undefined) return null;
  const words = textOf(shown);
  expect(sha256(Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(words)]))).toBe(commitment);
  return JSON.parse(words);
}

const PARTS = ["", "/data", "/rules", "/questions", "/results", "/decisions"];
const plain = (text: string): string => text.replace(/[#*]/g, "").replace(/\s+/g, " ").trim();

/** All that a challenge's public pages say, as one text. */
export async function publicWords(reader: Client, slug: string): Promise<string> {
  const said: string[] = [];
  for (const part of PARTS) said.push(mainText(await reader.html(`/challenges/${slug}${part}`)));
  return plain(said.join(" "));
}

/** What people typed of some words, as a page would say it: identifiers, codes and days are told there in words of their own. */
export function typedIn(words: unknown): string[] {
  if (typeof words === "string") return / /.test(words) ? [plain(words)] : [];
  if (typeof words !== "object" || words === null) return [];
  return Object.values(words).flatMap(typedIn);
}
