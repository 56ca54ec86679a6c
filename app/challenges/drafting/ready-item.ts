import { fromLocalInput, type Instant } from "~/kernel/time";
import type { Theme } from "~/ui/heraldry";
import type { CodeRules } from "../code-rules";
import type { Draft, Section } from "../draft";
import type { Rights } from "../rights";
import type { SecondTerms } from "../second-round";
import type { TieRules } from "../tie-rules";

/**
 * One line of the checklist: what must be there, whether it is, what is still to do, and where, if not in its section;
 * `href` is null where somebody else has to do it.
 */
export type Item = { section: Section; title: string; todo: string | null; href?: string | null };

/** A dataset that a draft names, as far as publishing asks about it. */
export type NamedDataset = {
  id: string;
  slug: string;
  title: string;
  licenceOpen: boolean | null;
  licenceConfirmed: boolean;
  isPresent: boolean;
  /** Whether a copy of at least one of its files is held here. */
  isHeld: boolean;
  organisation: string;
  /** Whether the reader of the checklist may change it. */
  mayEdit: boolean;
};

type ReadyCriterion = { title: string; description: string; weight: number; levels: string[] };

export type ReadyChallenge = {
  title: string;
  summary: string;
  brief: string;
  theme: Theme;
  contact: string;
  minTeam: number;
  maxTeam: number;
  reviewsPerEntry: number;
  timeZone: string;
  opensAt: Instant;
  closesAt: Instant;
  judgingEndsAt: Instant;
  resultsDueAt: Instant;
  decisionDueAt: Instant;
  rules: { text: string; eligibility: string; rights: Rights; code: CodeRules; blind: boolean; ties: TieRules };
  prizes: { title: string; amountMinor: bigint | null; currency: string | null; inKind: string | null }[];
  criteria: ReadyCriterion[];
  /** Null where there is one round. */
  second: (SecondTerms & { criteria: ReadyCriterion[] }) | null;
  datasets: { datasetId: string; role: "required" | "suggested" | "context"; note: string }[];
  pledge: {
    ownerName: string;
    ownerRole: string;
    upkeep: string;
    upkeepUntil: string;
    decision: string;
    money: string;
    path: string;
    signedByName: string;
    signedById: string;
    signedAt: Instant;
  };
};

/** The dates of the calendar in their order. */
export const STEPS = [
  ["opensAt", "Entries open"],
  ["closesAt", "Entries close"],
  ["judgingEndsAt", "Judging ends"],
  ["resultsDueAt", "Results due"],
  ["decisionDueAt", "Decision due"],
] as const;

/** What a section says to the checklist, and its value once nothing is left to do. */
export type Said<T> = { items: Item[]; value: T | null };

export const item = (section: Section, title: string, todo: string | null): Item => ({ section, title, todo });
export const isDone = (items: Item[]): boolean => items.every(({ todo }) => todo === null);

/** What to do about a text that must have so many characters; null once it has them. */
export const least = (text: string, length: number, what: string): string | null => {
  if (text.trim().length >= length) return null;
  return text.trim() === "" ? `Write ${what}.` : `Write ${what}: at least ${length} characters.`;
};

/** A whole number written in digits within bounds, or null. */
export const whole = (text: string, from: number, to: number): number | null =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) >= from && Number(text) <= to ? Number(text) : null;

/** The instant that a date of the draft's calendar stands for; null while it is not set. */
export const draftInstant = ({ calendar }: Draft, field: Exclude<keyof Draft["calendar"], "timeZone">) =>
  fromLocalInput(calendar[field], calendar.timeZone);
