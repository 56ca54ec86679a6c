import type { Section } from "../draft";

const WORDS: Record<string, string> = {
  datasetId: "Dataset",
  inKind: "In kind",
  code: "The code",
  needsReadme: "README",
  earlierWork: "Earlier work",
  needsPubliccode: "publiccode.yml",
  contributorsAreMembers: "Only members commit",
  mostMegabytes: "Most megabytes",
  cureDays: "Days to bring code into order",
  branchAtDeadline: "Branch at the deadline",
  priority: "Criterion that decides first",
  direct: "Direct comparison",
  last: "Still equal",
  minTeam: "Smallest team",
  maxTeam: "Largest team",
  reviewsPerEntry: "Reviews for each entry",
  second: "Second round",
  rule: "Who goes on",
  value: "How many, or from which score on",
  timeZone: "Time zone",
  opensAt: "Entries open",
  closesAt: "Entries close",
  judgingEndsAt: "Judging ends",
  resultsDueAt: "Results due",
  decisionDueAt: "Decision due",
  ownerName: "Owner",
  ownerRole: "Office",
  upkeepUntil: "Kept up until",
  path: "After the prize",
};
// The signature is not typed, so it is no part of what two people typed differently.
const UNTYPED = ["signedByName", "signedById", "signedAt"];

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A section as plain lines, so that two people's texts of it can be compared. */
export function sectionText(content: unknown, name = ""): string {
  if (typeof content === "string") return `${name}: ${content}\n`;
  if (Array.isArray(content)) return content.map((row, index) => `${name} ${index + 1}\n${sectionText(row)}`).join("");
  if (typeof content !== "object" || content === null) return "";
  return Object.entries(content)
    .filter(([field, value]) => value !== undefined && !UNTYPED.includes(field))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, value]) => sectionText(value, WORDS[field] ?? capital(field)))
    .join("");
}

/** Where a row of a list stands on the page, so that adding or removing one comes back to it: "criteria-0-levels-3". */
export const rowId = (list: string, index: number): string =>
  `${list.replace(/[[\].]+/g, "-")}-${index}`.replace("--", "-");

/** What is written after a section; null after the last. */
export const sectionAfter = (section: Section, all: readonly Section[]): Section | null =>
  all[all.indexOf(section) + 1] ?? null;
