import { type Change, diffText } from "~/kernel/diff";
import { BLIND_RULE } from "./blind";
import { type CodeRules, codeRulesSentences } from "./code-rules";
import { isRights, RIGHTS } from "./rights";

type Words = { text: string; eligibility: string; rights: string; code: CodeRules; blind?: boolean };

/**
 * A version of the rules as one text: who keeps the rights, who may take part, how it is judged where that is blind, what
 * is asked of the code, the rules.
 */
export const rulesText = ({ text, eligibility, rights, code, blind }: Words): string => {
  const template = isRights(rights) ? `${RIGHTS[rights].title}. ${RIGHTS[rights].text}` : rights;
  return `${template}\n\n${eligibility.trim()}\n\n${blind ? `${BLIND_RULE}\n\n` : ""}${codeRulesSentences(code).join("\n")}\n\n${text}`;
};

/** Every word that differs between two versions. */
export const rulesDiff = (before: Words, after: Words): Change[] => diffText(rulesText(before), rulesText(after));
