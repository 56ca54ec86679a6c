import { gainOf, type ScoreTerm } from "./score";

/** What to do about a term, and where it is done: in the description here, at the source, or in the file itself. */
const FIXES: Record<string, { title: string; why: string }> = {
  "access.check": { title: "Make the address answer again.", why: "The last look at it failed." },
  "access.history": { title: "Keep the address answering.", why: "Some of the last ten looks failed." },
  "access.machine": {
    title: "Publish a file that programs read.",
    why: "CSV, GeoJSON, JSON or Parquet, beside what is there.",
  },
  licence: { title: "State an open licence.", why: "Without one nobody knows what they may build." },
  freshness: {
    title: "Publish the update that is due.",
    why: "Or promise what can be kept: the age is measured against the promise.",
  },
  "soundness.form": { title: "Mend the form of the file.", why: "The warnings under the table say in which lines." },
  "soundness.missing": { title: "Fill in what is missing.", why: "Or say in the column’s description why it is." },
  "soundness.types": { title: "Write every cell of a column alike.", why: "Some do not fit the others." },
  "soundness.outliers": {
    title: "Look at the values far from all others.",
    why: "A 9,999 that means “unknown” is better left empty.",
  },
  "documentation.description": {
    title: "Describe it in a few sentences.",
    why: "What is in it, how it was made, what is not in it: 300 characters do.",
  },
  "documentation.columns": {
    title: "Describe each column.",
    why: "One sentence each: nobody outside knows the codes.",
  },
  "documentation.contact": { title: "Name who answers questions.", why: "An office and its address." },
  "discovery.keywords": { title: "Give three keywords.", why: "The words that people search with." },
  "discovery.spatial": { title: "Say which place it is about.", why: "A name or a box of coordinates." },
  "discovery.temporal": { title: "Say which period it is about.", why: "Its first and its last day." },
};

export type Fix = { code: string; gain: number; title: string; why: string };

/** The three terms of readiness that would bring most, as whole points; what brings less than one is not worth a line. */
export function fixNext(terms: ScoreTerm[], most = 3): Fix[] {
  return terms
    .filter(({ score, code }) => score === "readiness" && Object.hasOwn(FIXES, code))
    .map((term) => ({
      code: term.code,
      gain: Math.round(gainOf(term)),
      ...(FIXES[term.code] as { title: string; why: string }),
    }))
    .filter(({ gain }) => gain >= 1)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, most);
}
