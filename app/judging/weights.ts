import { ok, type Result, refuse } from "~/kernel/result";
import { list } from "~/kernel/text";

/**
 * Weights such as “a=2,b=1” for the criteria of a file: one for every criterion, or none at all, and then they weigh
 * alike.
 */
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
  if (weights.size === 0) return ok(weights);
  const lacking = [...criteria].filter((name) => !weights.has(name)).sort();
  if (lacking.length > 0) return refuse("weight", `No weight is given for ${list(lacking)}; it may be 0.`);
  if ([...weights.values()].every((weight) => weight === 0))
    return refuse("weight", "Every criterion weighs 0, so nothing would count.");
  return ok(weights);
}
