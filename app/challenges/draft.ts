import { CODE_RULES, type TypedCodeRules, typedCodeRules } from "./code-rules";
import type { TypedSecond } from "./second-round";
import { TIE_RULES, type TypedTieRules, typedTieRules } from "./tie-rules";

export type TypedCriterion = { title: string; description: string; weight: string; levels: { sentence: string }[] };

/** What staff have typed so far, section by section, as typed. Nothing here is checked but for size. */
export type Draft = {
  /** `division` and `colour` are the banner's, where staff chose them; else the address chooses. */
  basics: {
    title: string;
    summary: string;
    brief: string;
    theme: string;
    contact: string;
    division?: string;
    colour?: string;
  };
  data: { datasets: { datasetId: string; role: string; note: string }[] };
  prizes: { prizes: { title: string; kind: string; amount: string; currency: string; inKind: string }[] };
  /** `blind` is a box: "on" where it is ticked. */
  rules: {
    text: string;
    eligibility: string;
    rights: string;
    code: TypedCodeRules;
    blind?: string;
    ties: TypedTieRules;
    minTeam: string;
    maxTeam: string;
  };
  criteria: {
    reviewsPerEntry: string;
    criteria: TypedCriterion[];
    second: TypedSecond<TypedCriterion>;
  };
  calendar: {
    timeZone: string;
    opensAt: string;
    closesAt: string;
    judgingEndsAt: string;
    resultsDueAt: string;
    decisionDueAt: string;
  };
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
    signedAt: string;
  };
};

export const SECTIONS = ["basics", "data", "prizes", "rules", "criteria", "calendar", "pledge"] as const;
export type Section = (typeof SECTIONS)[number];
export const isSection = (text: string): text is Section => (SECTIONS as readonly string[]).includes(text);

export const SECTION_WORDS: Record<Section, string> = {
  basics: "Title and brief",
  data: "Data",
  prizes: "Prizes",
  rules: "Rules and rights",
  criteria: "Criteria",
  calendar: "Calendar",
  pledge: "The city's pledge",
};

/** What was typed, with what nobody typed as it is at first: a section may have been saved before it had some part. */
export function draftFrom(typed: Partial<Draft>, timeZone: string): Draft {
  const rules = { ...EMPTY.rules, ...typed.rules };
  const criteria = { ...EMPTY.criteria, ...typed.criteria };
  return { ...EMPTY, calendar: { ...EMPTY.calendar, timeZone }, ...typed, rules, criteria };
}

/** The section as it is before anyone typed anything. */
export const EMPTY: Draft = {
  basics: { title: "", summary: "", brief: "", theme: "heritage", contact: "" },
  data: { datasets: [] },
  prizes: { prizes: [{ title: "First", kind: "money", amount: "", currency: "EUR", inKind: "" }] },
  rules: {
    text: "",
    eligibility: "",
    rights: "team-keeps",
    code: typedCodeRules(CODE_RULES),
    ties: typedTieRules(TIE_RULES),
    minTeam: "1",
    maxTeam: "5",
  },
  criteria: {
    reviewsPerEntry: "3",
    criteria: [
      {
        title: "",
        description: "",
        weight: "100",
        levels: [{ sentence: "" }, { sentence: "" }, { sentence: "" }, { sentence: "" }],
      },
    ],
    second: { reviewsPerEntry: "3", rule: "top", value: "5", criteria: [] },
  },
  calendar: { timeZone: "", opensAt: "", closesAt: "", judgingEndsAt: "", resultsDueAt: "", decisionDueAt: "" },
  pledge: {
    ownerName: "",
    ownerRole: "",
    upkeep: "",
    upkeepUntil: "",
    decision: "",
    money: "",
    path: "",
    signedByName: "",
    signedById: "",
    signedAt: "",
  },
};
