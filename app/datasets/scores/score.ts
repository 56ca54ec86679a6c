/** One part of a score: what it is for, the points it has, and the most that it could have. */
export type ScoreTerm = { score: "readiness" | "metadata-quality"; code: string; points: number; most: number };

/** A score with the parts that it is the sum of, rounded to a whole number. */
export type Score = { total: number; terms: ScoreTerm[] };

/** What a term could still bring. */
export const gainOf = ({ points, most }: ScoreTerm): number => most - points;

/** The part of a code before its point: "access" of "access.check". */
export const groupOf = ({ code }: Pick<ScoreTerm, "code">): string => code.split(".")[0] ?? code;

export const scoreOf = (terms: ScoreTerm[]): Score => ({
  total: Math.round(terms.reduce((sum, { points }) => sum + points, 0)),
  terms,
});
