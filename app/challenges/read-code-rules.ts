import { excerpt, words } from "~/kernel/text";
import type { CodeRules, TypedCodeRules } from "./code-rules";
import { licenceNamed, nearestLicence } from "./licences";

const MOST_LICENCES = 20;

/** What is wrong with typed rules for code: a sentence by field. */
type Wrong = Partial<Record<keyof CodeRules, string>>;

/** Rules for code as they were typed; without a value while something is wrong with them. */
export function readCodeRules(typed: TypedCodeRules): { value: CodeRules | null; wrong: Wrong } {
  const wrong: Wrong = {};
  const among = <T extends string>(field: keyof CodeRules, known: readonly T[], otherwise: string): T | undefined => {
    const found = known.find((one) => one === typed[field]);
    if (found === undefined) wrong[field] = otherwise;
    return found;
  };
  const ticked = (field: keyof CodeRules): boolean => among(field, ["", "on"], "Tick it, or leave it.") === "on";
  const within = (field: keyof CodeRules, from: number, to: number, otherwise: string): number => {
    const text = typed[field].trim();
    const isWithin = /^\d{1,3}$/.test(text) && Number(text) >= from && Number(text) <= to;
    if (!isWithin) wrong[field] = otherwise;
    return Number(text);
  };
  const licence = among("licence", ["any", "open", "listed"], "Choose which licences the code may carry.");
  const named = licence === "listed" ? namedLicences(typed.licences) : { licences: [], why: null };
  if (named.why) wrong.licences = named.why;
  const earlierWork = among(
    "earlierWork",
    ["allowed", "declared", "none"],
    "Choose what holds for work from before the opening.",
  );
  const rest = {
    needsReadme: ticked("needsReadme"),
    needsPubliccode: ticked("needsPubliccode"),
    contributorsAreMembers: ticked("contributorsAreMembers"),
    mostMegabytes: within("mostMegabytes", 1, 100, "Write how many megabytes the code may have, from 1 to 100."),
    cureDays: within("cureDays", 0, 30, "Write the days to bring code into order, from 0 to 30."),
    branchAtDeadline: ticked("branchAtDeadline"),
  };
  if (!licence || !earlierWork || Object.keys(wrong).length > 0) return { value: null, wrong };
  return { value: { licence, licences: named.licences, earlierWork, ...rest }, wrong };
}

/** The licences of a list with commas between, each once and as SPDX writes it; or why it is none. */
function namedLicences(text: string): { licences: string[]; why: string | null } {
  const typed = words(text);
  const none = (why: string) => ({ licences: [], why });
  if (typed.length === 0) return none("List at least one licence, such as EUPL-1.2.");
  if (typed.length > MOST_LICENCES) return none(`At most ${MOST_LICENCES} licences.`);
  const unknown = typed.find((one) => licenceNamed(one) === null);
  if (unknown !== undefined)
    return none(`“${excerpt(unknown, 60)}” is no licence that SPDX knows. The nearest is ${nearestLicence(unknown)}.`);
  return { licences: [...new Set(typed.map((one) => licenceNamed(one) ?? one))], why: null };
}
