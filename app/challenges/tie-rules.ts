import type { Refusal } from "~/kernel/result";
import { type Instant, instantText } from "~/kernel/time";

/** What a challenge's rules say of entries whose scores are equal as they are shown. The steps follow one another. */
export type TieRules = {
  /** Which criterion of the rubric decides first, counted from 1; null where none does. */
  priority: number | null;
  /** Whether the jurors who scored both entries decide by which of the two they scored higher. */
  direct: boolean;
  /** What is still equal shares its rank, or is drawn. */
  last: "shared" | "draw";
};

export const TIE_RULES: TieRules = { priority: null, direct: true, last: "shared" };

/** What holds where a version of the rules says nothing of ties. */
const UNSAID: TieRules = { priority: null, direct: false, last: "shared" };

/** The rules for ties as a version's column holds them. */
export const storedTieRules = (ties: unknown): TieRules => (ties as TieRules | null | undefined) ?? UNSAID;

/** The rules for ties in plain words, a sentence each; two that differ differ in their sentences. */
export const tieRulesSentences = ({ priority, direct, last }: TieRules): string[] => [
  "Entries whose scores are equal to one decimal are a tie.",
  ...(priority === null ? [] : [`Among them the higher mean on criterion ${priority} comes first.`]),
  ...(direct
    ? ["Of two that are equal, the one comes first that more of the jurors who scored both scored higher."]
    : []),
  last === "shared"
    ? "What is still equal shares its rank, and the jury decides which of them is awarded."
    : "What is still equal is drawn by lot, from a seed that is drawn once judging is closed, that nobody can choose and anyone can check; where too few take part in that draw it shares its rank.",
];

/** The rules for ties as a form carries them; a box that is ticked carries "on". */
export type TypedTieRules = Record<keyof TieRules, string>;

export const typedTieRules = ({ priority, direct, last }: TieRules): TypedTieRules => ({
  priority: priority === null ? "" : String(priority),
  direct: direct ? "on" : "",
  last,
});

type Wrong = Partial<Record<keyof TieRules, string>>;

/** Rules for ties as they were typed; without a value while something is wrong with them. */
export function readTieRules({ priority, direct, last }: TypedTieRules): { value: TieRules | null; wrong: Wrong } {
  const number = priority.trim();
  const wrong: Wrong = {
    ...(number === "" || /^([1-9]|1[0-2])$/.test(number)
      ? {}
      : { priority: "Write the number of one criterion, from 1 to 12, or nothing." }),
    ...(direct === "" || direct === "on" ? {} : { direct: "Tick it, or leave it." }),
    ...(last === "shared" || last === "draw" ? {} : { last: "Choose what becomes of entries that are still equal." }),
  };
  if (Object.keys(wrong).length > 0 || (last !== "shared" && last !== "draw")) return { value: null, wrong };
  return { value: { priority: number === "" ? null : Number(number), direct: direct === "on", last }, wrong };
}

/** Why a criterion cannot decide ties: the rubric has fewer. */
export const whyNoSuchCriterion = ({ priority }: TieRules, criteria: number): Refusal | null =>
  priority !== null && priority > criteria
    ? { code: "no-criterion", message: `Criterion ${priority} decides ties, and the rubric ends with ${criteria}.` }
    : null;

type Opening = { opensAt: Instant | null; timeZone: string };

/** Why the rules for ties stand: from the opening of entries on nobody changes how a tie ends. */
export function whyNotRetie(
  { before, after }: { before: TieRules; after: TieRules },
  { opensAt, timeZone }: Opening,
  now: Instant,
): Refusal | null {
  const isSame = tieRulesSentences(before).join() === tieRulesSentences(after).join();
  if (isSame || opensAt === null || now < opensAt) return null;
  return {
    code: "ties-stand",
    message: `What decides ties was fixed when entries opened, on ${instantText(opensAt, timeZone)}. Leave it as it was.`,
  };
}
