import { ok, type Result, refuse } from "~/kernel/result";
import { list } from "~/kernel/text";

/** Reads weights such as “a=2,b=1” for the criteria of a file; a criterion that is not named weighs 1. */
export function readWeights(text: string, criteria: ReadonlySet<string>): Result<Map<string, number>> {
  const weights = new Map<string, number>();
  for (const part of text.split(",").filter((piece) => piece.trim() !== "")) {
    const mark = part.lastIndexOf("=");
    const [name, figure] = [part.slice(0, Math.max(0, mark)).trim(), part.slice(mark + 1).trim()];
    const weight = figure === "" ? Number.NaN : Number(figure);
    if (mark < 0 || !Number.isFinite(weight) || weight < 0)
      return refuse(
        "weight",
        `“${part.trim()}” is not a weight: write a criterion, = and a number that is not below 0.`,
      );
    if (!criteria.has(name)) {
      const known = criteria.has("")
        ? "The file names no criteria."
        : `The criteria are ${list([...criteria].sort())}.`;
      return refuse("weight", `There is no criterion “${name}” to weigh. ${known}`);
    }
    if (weights.has(name)) return refuse("weight", `The criterion “${name}” is weighed twice.`);
    weights.set(name, weight);
  }
  if (criteria.size > 0 && [...criteria].every((name) => weights.get(name) === 0))
    return refuse("weight", "Every criterion weighs 0, so there is nothing to compare.");
  return ok(weights);
}
