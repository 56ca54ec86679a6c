import { ok, type Result, refuse } from "~/kernel/result";

/** A row for each unit, a cell for each juror: the category that was chosen, or null. */
export type CategoryTable = readonly (readonly (string | number | null)[])[];

type Agreement = { observed: number; shares: number[] };

/**
 * Fleiss' κ (Fleiss 1971, Psychological Bulletin 76): chance is two jurors who draw from all choices alike. Where
 * choices are missing, as Gwet 2014 (Handbook of Inter-Rater Reliability, 4th ed., §2.6).
 */
export function fleissKappa(table: CategoryTable): Result<number> {
  return aboveChance(table, (shares) => shares.reduce((sum, share) => sum + share * share, 0));
}

/**
 * Gwet's AC1 (Gwet 2008, British Journal of Mathematical and Statistical Psychology 61): chance is a juror who guesses
 * where an entry is hard to place, so that it stays sound where nearly all choices fall into one category.
 */
export function gwetAc1(table: CategoryTable): Result<number> {
  return aboveChance(
    table,
    (shares) => shares.reduce((sum, share) => sum + share * (1 - share), 0) / (shares.length - 1),
  );
}

function aboveChance(table: CategoryTable, chanceOf: (shares: number[]) => number): Result<number> {
  const agreement = agreementOf(table);
  if (!agreement.ok) return agreement;
  const chance = chanceOf(agreement.value.shares);
  return ok((agreement.value.observed - chance) / (1 - chance));
}

/** How often two choices for the same unit are equal, and the mean share of each category over the units. */
function agreementOf(table: CategoryTable): Result<Agreement> {
  const units = table.map((row) => row.filter((cell) => cell !== null)).filter((row) => row.length > 0);
  const shares = new Map<string | number, number>();
  let [observed, compared] = [0, 0];
  for (const unit of units) {
    const counts = new Map<string | number, number>();
    for (const category of unit) counts.set(category, (counts.get(category) ?? 0) + 1);
    for (const [category, times] of counts)
      shares.set(category, (shares.get(category) ?? 0) + times / unit.length / units.length);
    if (unit.length < 2) continue;
    compared += 1;
    const equal = [...counts.values()].reduce((sum, times) => sum + times * (times - 1), 0);
    observed += equal / (unit.length * (unit.length - 1));
  }
  if (compared === 0) return refuse("no-pairs", "No entry was scored by two jurors, so there is nothing to compare.");
  if (shares.size < 2) return refuse("all-equal", "All scores are equal, so there is nothing to agree about.");
  return ok({ observed: observed / compared, shares: [...shares.values()] });
}
