import type { ScoreName, ScoreTerm } from "./score";

type Dimension = { name: string; codes: string[] };

const READINESS: Dimension[] = [
  { name: "Access", codes: ["reachable", "reliable", "machine-readable"] },
  { name: "Licence", codes: ["licence"] },
  { name: "Freshness", codes: ["freshness"] },
  { name: "Soundness", codes: ["no-warnings", "filled", "consistent", "no-outliers"] },
  { name: "Documentation", codes: ["description", "columns", "contact"] },
  { name: "Discovery", codes: ["keywords", "spatial", "temporal"] },
];

const QUALITY: Dimension[] = [
  { name: "Findability", codes: ["keywords", "themes", "spatial", "temporal"] },
  { name: "Accessibility", codes: ["access-works", "download", "download-works"] },
  {
    name: "Interoperability",
    codes: ["format", "media-type", "known-formats", "open-format", "machine-readable", "required"],
  },
  {
    name: "Reusability",
    codes: ["licence", "known-licence", "access-rights", "known-access-rights", "contact", "publisher"],
  },
  { name: "Context", codes: ["rights", "size", "issued", "modified"] },
];

/** What a part of a score earned of its most; null where none of its terms is measured. */
export type DimensionScore = { name: string; earned: { points: number; most: number } | null };

/** A score's parts in the order in which people read them. */
export const dimensionsOf = (terms: ScoreTerm[], score: ScoreName): DimensionScore[] =>
  (score === "readiness" ? READINESS : QUALITY).map(({ name, codes }) => {
    const own = terms.filter((term) => term.score === score && codes.includes(term.code));
    const sum = (of: (term: ScoreTerm) => number) => own.reduce((all, term) => all + of(term), 0);
    return {
      name,
      earned: own.length === 0 ? null : { points: sum((one) => one.points), most: sum((one) => one.most) },
    };
  });
