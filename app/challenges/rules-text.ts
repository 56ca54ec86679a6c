import { type Change, diffText } from "~/kernel/diff";
import { type CodeRules, codeRulesSentences } from "./code-rules";
import { isRights, RIGHTS } from "./rights";
import { type TieRules, tieRulesSentences } from "./tie-rules";

type Words = { text: string; eligibility: string; rights: string; code: CodeRules; ties: TieRules };

/** A version of the rules as one text: who keeps the rights, who may take part, what is asked of the code, ties, the rules. */
export const rulesText = ({ text, eligibility, rights, code, ties }: Words): string => {
  const template = isRights(rights) ? `${RIGHTS[rights].title}. ${RIGHTS[rights].text}` : rights;
  return `${template}\n\n${eligibility.trim()}\n\n${[...codeRulesSentences(code), ...tieRulesSentences(ties)].join("\n")}\n\n${text}`;
};

/** Every word that differs between two versions. */
export const rulesDiff = (before: Words, after: Words): Change[] => diffText(rulesText(before), rulesText(after));
