import { ok, type Result } from "~/kernel/result";
import { whyNoPeak } from "./connection";
import { type Choice, fitLuce, type LuceFit } from "./luce";

/** Strengths from orders of some of the options, best first: who is first is chosen among all, the next among the rest. */
export function rankingStrengths(
  names: readonly string[],
  rankings: readonly (readonly number[])[],
  priorSd: number,
): Result<LuceFit> {
  const choices: Choice[] = rankings.flatMap((ranking) =>
    ranking.slice(0, -1).map((chosen, place) => ({ chosen, among: ranking.slice(place), weight: 1 })),
  );
  const refusal = priorSd > 0 ? null : whyNoPeak(names, choices);
  if (refusal) return { ok: false, refusal };
  return ok(fitLuce({ size: names.length, choices, priorSd }));
}
