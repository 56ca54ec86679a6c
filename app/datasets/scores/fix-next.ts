import { gainOf, type ScoreTerm } from "./score";

/** Where somebody does it: a form of this site, the files, or the catalogue at the source. */
export type Where = "describe" | "licence" | "source" | "columns" | "file";

/** One thing to do, what it is worth in which score, and where it is done. */
export type Fix = {
  code: string;
  what: string;
  sentence: string;
  gain: number;
  score: ScoreTerm["score"];
  where: Where;
};

const READINESS: Record<string, [string, Where]> = {
  reachable: ["Make the files answer at their addresses", "file"],
  reliable: ["Keep the files answering", "file"],
  "machine-readable": ["Publish a file that programs can read, such as CSV", "file"],
  licence: ["State a licence", "licence"],
  freshness: ["Bring the data up to date, or say how often it changes", "describe"],
  "no-warnings": ["Repair what the reading of the file warns of", "file"],
  filled: ["Fill the empty cells, or leave out the empty columns", "file"],
  consistent: ["Make each column’s values of one type", "file"],
  "no-outliers": ["Look at the values that lie far from the rest", "file"],
  description: ["Describe it in three hundred characters or more", "describe"],
  columns: ["Say what each column means", "columns"],
  contact: ["Name a contact", "describe"],
  keywords: ["Give three keywords", "describe"],
  spatial: ["Say which place it is about", "describe"],
  temporal: ["Say which period it is about", "describe"],
};

const QUALITY: Record<string, [string, Where]> = {
  "access-works": ["Make the files answer at their addresses", "file"],
  "download-works": ["Make the downloads answer at their addresses", "file"],
  keywords: ["Give keywords", "describe"],
  themes: ["Give a theme", "describe"],
  spatial: ["Say which place it is about", "describe"],
  temporal: ["Say which period it is about", "describe"],
  download: ["Give an address that downloads the file", "source"],
  format: ["State the files’ format", "source"],
  "media-type": ["State the files’ media type", "source"],
  "known-formats": ["Name format and media type as the EU and IANA do", "source"],
  "open-format": ["Publish a file in an open format, such as CSV", "source"],
  "machine-readable": ["Publish a file that programs can read, such as CSV", "source"],
  required: ["Give a title, a description and an address", "describe"],
  licence: ["State a licence", "licence"],
  "known-licence": ["State a licence of the list", "licence"],
  "access-rights": ["Say who may have access", "describe"],
  "known-access-rights": ["Say who may have access in the EU’s words", "describe"],
  contact: ["Name a contact", "describe"],
  publisher: ["Name the publisher", "source"],
  rights: ["Say what may be done with it", "licence"],
  size: ["State the files’ size", "source"],
  issued: ["State when it was first published", "source"],
  modified: ["State when it last changed", "source"],
};

const wordsFor = ({ score, code }: ScoreTerm): [string, Where] | undefined =>
  (score === "readiness" ? READINESS : QUALITY)[code];

const MOST_FIXES = 3;

/** The three largest gains of one score that are worth at least half a point: "State a licence: +20". */
export const fixNext = (terms: ScoreTerm[], score: ScoreTerm["score"]): Fix[] =>
  terms
    .filter((term) => term.score === score && gainOf(term) >= 0.5)
    .toSorted((a, b) => gainOf(b) - gainOf(a))
    .flatMap((term) => {
      const words = wordsFor(term);
      if (!words) return [];
      const [what, where] = words;
      const gain = Math.round(gainOf(term));
      return [{ code: term.code, what, sentence: `${what}: +${gain}`, gain, score, where }];
    })
    .slice(0, MOST_FIXES);
