import { ok, type Refusal, type Result, refused } from "~/kernel/result";
import { count } from "~/kernel/text";
import type { Mode, Pair, Problem } from "./problem";

/** A problem as a file or a page states it; `T` is unknown where it has not been looked at. */
export type Stated = {
  similarity: unknown;
  forbidden?: unknown;
  reviews: unknown;
  min_load?: unknown;
  max_load: unknown;
  pinned?: unknown;
  /** Names; without them an entry is called by its number, from 0. */
  entries?: unknown;
  jurors?: unknown;
};

export type Wanted = { mode: Mode; seed: string; seconds: number | null; connected: boolean };

/** Sizes beyond which a matrix would not fit beside its solver. */
const MOST_PAIRS = 20_000_000;

class Wrong extends Error {}

/** Reads a stated problem, or says in one sentence what is wrong with it and where. */
export function readProblem(stated: unknown, wanted: Wanted): Result<Problem> {
  try {
    return checked(asProblem(stated, wanted));
  } catch (error) {
    if (error instanceof Wrong) return refused({ code: "bad-input", message: error.message });
    throw error;
  }
}

function checked(problem: Problem): Result<Problem> {
  const refusal = whyNotPossible(problem);
  return refusal ? refused(refusal) : ok(problem);
}

/** Why no plan is possible, as far as pins and loads alone tell; the rest is for the flow to find out. */
export const whyNotPossible = (problem: Problem): Refusal | null => whyNotPinned(problem) ?? whyNotLoads(problem);

function asProblem(stated: unknown, wanted: Wanted): Problem {
  if (typeof stated !== "object" || stated === null || Array.isArray(stated))
    throw new Wrong("The problem must be an object with similarity, forbidden, reviews, min_load and max_load.");
  const { similarity, forbidden, reviews, min_load, max_load, pinned, ...names } = stated as Stated;
  const rows = rowsOf(similarity, "similarity");
  if (rows.length === 0) throw new Wrong("There is no entry: similarity has no rows.");
  const width = (rows[0] as unknown[]).length;
  if (width === 0) throw new Wrong("There is no juror: the rows of similarity are empty.");
  if (rows.length * width > MOST_PAIRS)
    throw new Wrong(
      `${count(rows.length * width, "pair")} are more than the ${MOST_PAIRS.toLocaleString("en")} that can be held.`,
    );
  const shape = { rows: rows.length, width };
  const wishes = integers(reviews, rows.length, "reviews");
  if (wishes.every((wish) => wish === 0)) throw new Wrong("No entry asks for a review.");
  return {
    entries: namesOf(names.entries, rows.length, "entry"),
    jurors: namesOf(names.jurors, width, "juror"),
    similarity: matrix(rows, shape, "similarity", (value) => Number.isFinite(value) || "not a finite number"),
    forbidden: Uint8Array.from(
      matrix(
        forbidden === undefined ? rows.map(() => new Array(width).fill(0)) : rowsOf(forbidden, "forbidden"),
        shape,
        "forbidden",
        (value) => value === 0 || value === 1 || "neither 0 nor 1",
      ),
    ),
    reviews: wishes,
    minLoad: min_load === undefined ? new Int32Array(width) : integers(min_load, width, "min_load"),
    maxLoad: integers(max_load, width, "max_load"),
    pinned: pinned === undefined ? [] : pairsOf(pinned, shape),
    ...wanted,
  };
}

function rowsOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new Wrong(`${name} must be a list of rows, one for each entry.`);
  const odd = value.findIndex((row) => !Array.isArray(row));
  if (odd >= 0) throw new Wrong(`Row ${odd} of ${name} is not a list of numbers.`);
  return value;
}

type Shape = { rows: number; width: number };

function matrix(
  rows: unknown[],
  { rows: height, width }: Shape,
  name: string,
  isFit: (value: number) => true | string,
): Float64Array {
  if (rows.length !== height)
    throw new Wrong(`${name} has ${count(rows.length, "row")}, and similarity has ${height.toLocaleString("en")}.`);
  const flat = new Float64Array(height * width);
  for (const [entry, row] of (rows as unknown[][]).entries()) {
    if (row.length !== width)
      throw new Wrong(
        `Row ${entry} of ${name} has ${count(row.length, "number")}, and row 0 of similarity has ${width.toLocaleString("en")}.`,
      );
    for (let juror = 0; juror < width; juror++) {
      const value = row[juror];
      const fit = typeof value === "number" ? isFit(value) : "not a finite number";
      if (fit !== true)
        throw new Wrong(
          `${name} of entry ${entry} and juror ${juror} is ${JSON.stringify(value) ?? "absent"}, which is ${fit}.`,
        );
      flat[entry * width + juror] = value as number;
    }
  }
  return flat;
}

function integers(value: unknown, length: number, name: string): Int32Array {
  if (!Array.isArray(value) || value.length !== length)
    throw new Wrong(`${name} must be a list of ${count(length, "whole number")}.`);
  const odd = value.findIndex((one) => !Number.isInteger(one) || one < 0 || one > 1_000_000);
  if (odd >= 0)
    throw new Wrong(
      `Number ${odd} of ${name} is ${JSON.stringify(value[odd]) ?? "absent"}, which is not a whole number from 0 to 1,000,000.`,
    );
  return Int32Array.from(value as number[]);
}

function namesOf(value: unknown, length: number, noun: string): string[] {
  if (value === undefined) return Array.from({ length }, (_, place) => `${noun} ${place}`);
  if (!Array.isArray(value) || value.length !== length || value.some((name) => typeof name !== "string" || name === ""))
    throw new Wrong(
      `The names of ${noun === "entry" ? "entries" : "jurors"} must be a list of ${count(length, "text")}.`,
    );
  const twice = value.find((name, place) => value.indexOf(name) !== place);
  if (twice !== undefined)
    throw new Wrong(`Two are called ${JSON.stringify(twice)}: each name must be one of its own.`);
  return value as string[];
}

function pairsOf(value: unknown, { rows, width }: Shape): Pair[] {
  if (!Array.isArray(value)) throw new Wrong("pinned must be a list of pairs [entry, juror].");
  const isPlace = (place: unknown, most: number) =>
    Number.isInteger(place) && (place as number) >= 0 && (place as number) < most;
  for (const pair of value)
    if (!Array.isArray(pair) || pair.length !== 2 || !isPlace(pair[0], rows) || !isPlace(pair[1], width))
      throw new Wrong(`The pinned pair ${JSON.stringify(pair)} names no entry and juror of this problem.`);
  return value as Pair[];
}

/** Why pinned pairs cannot all stand. */
function whyNotPinned({ entries, jurors, pinned, forbidden, reviews, maxLoad }: Problem): Refusal | null {
  const [ofEntry, ofJuror] = [new Int32Array(entries.length), new Int32Array(jurors.length)];
  const seen = new Set<number>();
  for (const [entry, juror] of pinned) {
    const [title, name] = [entries[entry], jurors[juror]];
    const code = entry * jurors.length + juror;
    if (forbidden[code])
      return { code: "infeasible", message: `The pair of ${title} and ${name} is both pinned and forbidden.` };
    if (seen.has(code)) return { code: "bad-input", message: `The pair of ${title} and ${name} is pinned twice.` };
    seen.add(code);
    ofEntry[entry] = (ofEntry[entry] as number) + 1;
    ofJuror[juror] = (ofJuror[juror] as number) + 1;
  }
  for (const [entry, pins] of ofEntry.entries())
    if (pins > (reviews[entry] as number))
      return {
        code: "infeasible",
        message: `${count(pins, "juror")} are pinned to ${entries[entry]}, which asks for ${count(reviews[entry] as number, "review")}.`,
      };
  for (const [juror, pins] of ofJuror.entries())
    if (pins > (maxLoad[juror] as number))
      return {
        code: "infeasible",
        message: `${count(pins, "entry", "entries")} are pinned to ${jurors[juror]}, who has ${count(maxLoad[juror] as number, "place")}.`,
      };
  return null;
}

function whyNotLoads({ jurors, minLoad, maxLoad }: Problem): Refusal | null {
  const odd = jurors.findIndex((_, juror) => (minLoad[juror] as number) > (maxLoad[juror] as number));
  if (odd < 0) return null;
  return {
    code: "infeasible",
    message: `${jurors[odd]} must have at least ${count(minLoad[odd] as number, "review")} and at most ${maxLoad[odd]}.`,
  };
}
