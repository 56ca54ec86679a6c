import { type Change, diffText } from "~/kernel/diff";
import { BLIND_RULE } from "./blind";
import { type CodeRules, codeRulesSentences } from "./code-rules";
import { isRights, RIGHTS } from "./rights";
import { type TieRules, tieRulesSentences } from "./tie-rules";

type Words = { text: string; eligibility: string; rights: string; code: CodeRules; blind?: boolean; ties: TieRules };

/**
 * A version of the rules as one text: who keeps the rights, who may take part, how it is judged where that is blind, what
 * is asked of the code, what decides ties, the rules.
 */
export const rulesText = ({ text, eligibility, rights, code, blind, ties }: Words): string => {
  const template = isRights(rights) ? `${RIGHTS[rights].title}. ${RIGHTS[rights].text}` : rights;
  const sentences = [...codeRulesSentences(code), ...tieRulesSentences(ties)].join("\n");
  return `${template}\n\n${eligibility.trim()}\n\n${blind ? `${BLIND_RULE}\n\n` : ""}${sentences}\n\n${text}`;
};

/** Every word that differs between two versions. */
export const rulesDiff = (before: Words, after: Words): Change[] => diffText(rulesText(before), rulesText(after));
