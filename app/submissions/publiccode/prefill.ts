import type { DraftWords } from "~/submissions/draft/draft";
import { DRAFT_TAKES } from "~/submissions/draft/draft.schema";
import type { Description, PublicCode } from "./publiccode";

/**
 * What a draft may begin with, as its team's publiccode.yml says it in the language asked for, else in English, else in
 * its first. Only fields that the file fills are there; nothing is longer than a draft takes.
 */
export function entryFromPubliccode(
  value: PublicCode,
  { language }: { language: string },
): Partial<Omit<DraftWords, "datasets">> {
  const words = descriptionFor(value.descriptions, language);
  const title = words?.localisedName ?? value.name;
  const demo = value.landingUrl === value.url ? null : value.landingUrl;
  const video = words?.videos[0] ?? null;
  const description = words === null ? "" : longText(words);
  return {
    ...(title && { title: oneLine(title).slice(0, DRAFT_TAKES.title) }),
    ...(words?.shortDescription && { pitch: oneLine(words.shortDescription).slice(0, DRAFT_TAKES.pitch) }),
    ...(description !== "" && { description: description.slice(0, DRAFT_TAKES.description) }),
    ...(demo && demo.length <= DRAFT_TAKES.address && { demoUrl: demo }),
    ...(video && video.length <= DRAFT_TAKES.address && { videoUrl: video }),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** The long description and, beneath it, the features as a list in Markdown. */
function longText({ longDescription, features }: Description): string {
  const list = features.map((feature) => `- ${oneLine(feature)}`).join("\n");
  return [longDescription?.trim(), list].filter(Boolean).join("\n\n");
}

function descriptionFor(all: Description[], language: string): Description | null {
  const wanted = language.toLowerCase();
  const base = (tag: string) => tag.toLowerCase().split("-")[0];
  return (
    all.find((one) => one.language.toLowerCase() === wanted) ??
    all.find((one) => base(one.language) === base(wanted)) ??
    all.find((one) => base(one.language) === "en") ??
    all[0] ??
    null
  );
}
