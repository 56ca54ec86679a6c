import { ok, type Result, refuse } from "~/kernel/result";
import { cumulativeLogit } from "./cumulative-logit";
import { namesOf } from "./levels";

/** Where entries stand on the scale behind the levels, in log odds; the effects sum to 0. */
export type OrdinalEntries = {
  entries: { id: string; effect: number }[];
  jurorVariance: number;
  logLikelihood: number;
};

/** Entries as effects of a cumulative-logit model with a shift for each juror: the check on scores taken as numbers. */
export function ordinalEntries(
  scores: readonly { entry: string; juror: string; level: number }[],
): Result<OrdinalEntries> {
  const entries = namesOf(scores.map(({ entry }) => entry));
  if (entries.length < 2) return refuse("one-entry", "It takes two entries to tell any apart.");
  const others = entries.slice(0, -1);
  const rows = scores.map(({ entry, juror, level }) => {
    const isLast = entry === entries.at(-1);
    return { juror, level, x: others.map((other) => (isLast ? -1 : other === entry ? 1 : 0)) };
  });
  const fit = cumulativeLogit(rows);
  if (!fit.ok) return fit;
  const { effects, jurorVariance, logLikelihood } = fit.value;
  const last = -effects.reduce((sum, effect) => sum + effect, 0);
  return ok({
    entries: entries.map((id, i) => ({ id, effect: effects[i] ?? last })),
    ...{ jurorVariance, logLikelihood },
  });
}
