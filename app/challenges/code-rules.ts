import { count } from "~/kernel/text";

/** What a challenge's rules ask of the code that an entry links to. */
export type CodeRules = {
  /** Which licences the code may carry: any or none, one that the OSI approved, or one of `licences`. */
  licence: "any" | "open" | "listed";
  /** SPDX ids; empty unless the licence is one of a list. */
  licences: string[];
  needsReadme: boolean;
  /** Work from before the opening: allowed, allowed where the team declares the commit it began from, or none. */
  earlierWork: "allowed" | "declared" | "none";
  needsPubliccode: boolean;
  /** Everyone who committed is a member of the team. */
  contributorsAreMembers: boolean;
  /** The largest packed code in megabytes, 1 to 100: an archive of more is never kept. */
  mostMegabytes: number;
  /** Days after a hand-in in which its code may still be brought into order, 0 to 30. */
  cureDays: number;
  /** Whether a team may choose to be judged by its branch as it stands at the deadline. */
  branchAtDeadline: boolean;
};

export const CODE_RULES: CodeRules = {
  ...{ licence: "open", licences: [], needsReadme: true, earlierWork: "declared", needsPubliccode: false },
  ...{ contributorsAreMembers: false, mostMegabytes: 100, cureDays: 7, branchAtDeadline: true },
};

/** What holds where a version of the rules says nothing of code. */
const UNSAID: CodeRules = {
  ...{ licence: "any", licences: [], needsReadme: false, earlierWork: "allowed", needsPubliccode: false },
  ...{ contributorsAreMembers: false, mostMegabytes: 100, cureDays: 7, branchAtDeadline: false },
};

/** The rules for code as a version's column holds them. */
export const storedCodeRules = (code: unknown): CodeRules => (code as CodeRules | null | undefined) ?? UNSAID;

/** Of a challenge's relation to its rules: the newest version's rules for code, for `storedCodeRules`. */
export const NEWEST_CODE = { orderBy: { number: "desc" }, take: 1, select: { code: true } } as const;

const LICENCE = {
  any: () => "The code carries any licence, or none.",
  open: () => "The code carries a licence that the Open Source Initiative approved.",
  listed: ([first = "", ...more]: string[]) =>
    more.length === 0
      ? `The code carries the licence ${first}.`
      : `The code carries one of these licences: ${[first, ...more].join(", ")}.`,
};
const EARLIER = {
  allowed: "Work from before the opening is allowed.",
  declared: "Work from before the opening is allowed where the team declares the commit it began from.",
  none: "Every commit was made while entries were open.",
};

/** The rules for code in plain words, a sentence each; two that differ differ in their sentences. */
export function codeRulesSentences(rules: CodeRules): string[] {
  const { licence, licences, earlierWork, mostMegabytes, cureDays } = rules;
  return [
    LICENCE[licence](licences),
    ...(rules.needsReadme ? ["There is a README."] : []),
    ...(rules.needsPubliccode ? ["There is a valid publiccode.yml."] : []),
    EARLIER[earlierWork],
    ...(rules.contributorsAreMembers ? ["Everyone who committed is a member of the team."] : []),
    `Packed, the code has at most ${mostMegabytes} MB.`,
    cureDays === 0
      ? "After a hand-in there is no time to bring its code into order."
      : `After a hand-in there ${cureDays === 1 ? "is" : "are"} ${count(cureDays, "day")} to bring its code into order.`,
    rules.branchAtDeadline
      ? "A team may choose to be judged by its branch as it stands at the deadline."
      : "A team is judged by the commit that it handed in.",
  ];
}

/** The rules for code as a form carries them; a box that is ticked carries "on". */
export type TypedCodeRules = Record<keyof CodeRules, string>;

const tick = (isTicked: boolean): string => (isTicked ? "on" : "");

/** The rules as the form begins with them. */
export const typedCodeRules = (rules: CodeRules): TypedCodeRules => ({
  licence: rules.licence,
  licences: rules.licences.join(", "),
  needsReadme: tick(rules.needsReadme),
  earlierWork: rules.earlierWork,
  needsPubliccode: tick(rules.needsPubliccode),
  contributorsAreMembers: tick(rules.contributorsAreMembers),
  mostMegabytes: String(rules.mostMegabytes),
  cureDays: String(rules.cureDays),
  branchAtDeadline: tick(rules.branchAtDeadline),
});
