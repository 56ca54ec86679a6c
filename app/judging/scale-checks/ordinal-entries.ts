import { ok, type Result, refuse } from "~/kernel/result";
import { namesOf } from "../names";
import { cumulativeLogit } from "./cumulative-logit";
import { endlessFacet } from "./endless";

/** Where entries stand on the scale behind the levels, in log odds around 0; severities sum to 0. */
export type OrdinalEntries = {
  entries: { id: string; effect: number; sd: number }[];
  jurors: { id: string; severity: number }[];
  entryVariance: number;
  logLikelihood: number;
};

type Levelled = { entry: string; juror: string; level: number };

/**
 * Entries as normal shifts of a cumulative-logit model with an effect for each juror: the check on scores that are taken
 * for numbers. An entry that every juror put at the end of the scale keeps a finite effect.
 */
export function ordinalEntries(scores: readonly Levelled[]): Result<OrdinalEntries> {
  const jurors = namesOf(scores.map(({ juror }) => juror));
  if (namesOf(scores.map(({ entry }) => entry)).length < 2)
    return refuse("one-entry", "It takes two entries to tell any apart.");
  const endless = endlessFacet(scores, ({ juror }) => juror, "Juror");
  if (endless) return { ok: false, refusal: endless };
  const others = jurors.slice(0, -1);
  const rows = scores.map(({ entry, juror, level }) => {
    const isLast = juror === jurors.at(-1);
    return { group: entry, level, x: others.map((other) => (isLast ? -1 : other === juror ? 1 : 0)) };
  });
  const fit = cumulativeLogit(rows);
  if (!fit.ok) return fit;
  const { effects, groupVariance, shifts, logLikelihood } = fit.value;
  const last = effects.reduce((sum, effect) => sum + effect, 0);
  return ok({
    entries: shifts.map(({ id, mean, sd }) => ({ id, effect: mean, sd })),
    jurors: jurors.map((id, i) => ({ id, severity: i < effects.length ? -(effects[i] as number) : last })),
    ...{ entryVariance: groupVariance, logLikelihood },
  });
}
