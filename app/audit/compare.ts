import { canonicalJson, type Json } from "~/kernel/canonical";
import type { Instant } from "~/kernel/time";
import type { Act, Fact } from "~/record/entry";

export type Facts = { [key: string]: Fact };

/** An entry of the record as it is read: what its line says, and the words that its commitment opens to. */
export type Leaf = {
  /** Its place in the signed record, counted from 0; null while it waits for one. */
  index: number | null;
  hash: string;
  type: Act;
  at: string;
  facts: Facts;
  words: Json | null;
  /** Whether the words and their salt give the commitment; null where the line commits to none. */
  opens: boolean | null;
};

/** An act as the rows of the database tell it. */
export type Told = {
  type: Act;
  /** What tells this act from others of its type: see `keyOf`. */
  key: string;
  /** Table and identifier of the row: "award 0192…". */
  row: string;
  facts: Facts;
  words?: Json;
  /** What stands in the line, or among the words that it commits to where nobody may read it yet. */
  covert?: Facts;
  /** Columns that say when it was done, and columns that name its line by hash. */
  at?: { [column: string]: Instant | null };
  hash?: { [column: string]: string | null };
  /** Of rows that the record need not know of. */
  isOptional?: boolean;
};

/** Where a row and the record do not say the same; `index` and `hash` are null where the record knows nothing of it. */
export type Difference = { index: number | null; hash: string | null; row: string; what: string };

const fact = (key: string) => (facts: Facts) => String(facts[key]);
const entryVersion = (facts: Facts) => `${facts.submission}/${facts.version}`;

/** What tells acts of one type from each other within a challenge; types that are not here are looked at otherwise. */
const KEYS: Partial<Record<Act, (facts: Facts, at: string) => string>> = {
  "challenge.published": () => "",
  "pledge.signed": () => "",
  "rules.published": fact("version"),
  "rules.changed": fact("version"),
  "calendar.changed": (_facts, at) => at,
  "dataset.pinned": fact("snapshot"),
  "submission.received": entryVersion,
  "submission.sealed": entryVersion,
  "question.answered": fact("question"),
  correction: fact("correction"),
  "jury.pool": fact("juror"),
  "score.sealed": ({ juror, submission }, at) => `${juror}/${submission}/${at}`,
  "score.revealed": fact("sheet"),
  "result.published": () => "",
  "award.decided": fact("award"),
  "decision.made": fact("decision"),
  "payment.stated": fact("payment"),
  "draw.announced": fact("draw"),
  "draw.committed": ({ draw, entry }) => `${draw}/${entry}`,
  "draw.revealed": ({ draw, entry }) => `${draw}/${entry}`,
  "draw.made": fact("draw"),
  "round.opened": fact("round"),
  "round.closed": fact("round"),
};

const same = (a: Fact | Json | undefined, b: Fact | Json | undefined): boolean =>
  a !== undefined && b !== undefined && canonicalJson(a as Json) === canonicalJson(b as Json);

/** Rows held against the record, both ways: what has no line, what has no row, and what differs between the two. */
export function differencesOf(leaves: Leaf[], told: Told[]): Difference[] {
  const known = new Map<string, Leaf>();
  for (const leaf of leaves) {
    const key = KEYS[leaf.type]?.(leaf.facts, leaf.at);
    // Of several acts on one thing the newest holds.
    if (key !== undefined) known.set(`${leaf.type} ${key}`, leaf);
  }
  const erased = erasedIn(leaves);
  const met = new Set<string>();
  const found = told.flatMap((one): Difference[] => {
    const key = `${one.type} ${one.key}`;
    met.add(key);
    const leaf = known.get(key);
    if (!leaf) return one.isOptional ? [] : [unknown(one.row)];
    const parts = erased.has(leaf.hash) ? [] : partsThatDiffer(one, leaf);
    return parts.length === 0 ? [] : [differing(leaf, one.row, parts)];
  });
  const rowless = [...known].flatMap(([key, leaf]) => (met.has(key) || erased.has(leaf.hash) ? [] : [gone(leaf)]));
  const broken = leaves.filter(({ opens, hash }) => opens === false && !erased.has(hash)).map(broke);
  const kept = leaves.filter(({ words, hash }) => words !== null && erased.has(hash)).map(stillThere);
  return [...found, ...rowless, ...broken, ...kept];
}

/** The lines whose words were erased on request, by hash, as the record's redactions tell. */
const erasedIn = (leaves: Leaf[]): Set<string> =>
  new Set(leaves.flatMap(({ type, facts }) => (type === "redaction" ? (facts.lines as string[]) : [])));

function partsThatDiffer({ facts, words, covert = {}, at = {}, hash = {} }: Told, leaf: Leaf): string[] {
  const isCovert = Object.keys(covert).some((name) => !(name in leaf.facts));
  const open = isCovert ? facts : { ...facts, ...covert };
  const said = isCovert ? ({ ...(words as Facts), ...covert } as Json) : words;
  const isOther = said !== undefined && leaf.words !== null && !same(said, leaf.words);
  return [
    ...Object.keys(open).filter((name) => !same(open[name], leaf.facts[name])),
    ...(isOther ? ["words"] : []),
    ...Object.keys(at).filter((column) => at[column]?.toISOString() !== leaf.at),
    ...Object.keys(hash).filter((column) => hash[column] !== leaf.hash),
  ];
}

export const unknown = (row: string): Difference => ({
  ...{ index: null, hash: null, row },
  what: "The record knows nothing of this row.",
});

export const differing = ({ index, hash }: Pick<Leaf, "index" | "hash">, row: string, parts: string[]): Difference => ({
  ...{ index, hash, row },
  what: `The row does not say what the record says: ${parts.join(", ")}.`,
});

export const gone = ({ index, hash, type }: Leaf): Difference => ({
  ...{ index, hash, row: type },
  what: "The row that this act is about is not there, or is about something else.",
});

const stillThere = ({ index, hash }: Leaf): Difference => ({
  ...{ index, hash, row: "record_content" },
  what: "The record says that the words of this line were erased, and they are still there.",
});

const broke = ({ index, hash }: Leaf): Difference => ({
  ...{ index, hash, row: "record_content" },
  what: "The words kept beside this line are not those that it commits to.",
});
