import { count, list } from "~/kernel/text";
import type { ColumnFacts, ColumnType } from "../reading/table";

/** What two copies are compared by. */
export type Compared = {
  rowCount: number;
  columns: Pick<ColumnFacts, "name" | "type" | "min" | "max" | "top">[];
};

export type Changes = {
  added: string[];
  removed: string[];
  /** Columns that are gone under one name and there under another, and look like the same. */
  renamed: { from: string; to: string }[];
  retyped: { name: string; from: ColumnType; to: ColumnType }[];
  rows: { before: number; after: number };
};

/** What changed from one copy of a file to a later one. Order of columns is no change. */
export function changesBetween(before: Compared, after: Compared): Changes {
  const [was, is] = [byName(before), byName(after)];
  const gone = before.columns.filter(({ name }) => !is.has(name));
  const fresh = after.columns.filter(({ name }) => !was.has(name));
  const renamed = renamings(gone, fresh);
  const [from, to] = [new Set(renamed.map((one) => one.from)), new Set(renamed.map((one) => one.to))];
  return {
    added: fresh.map(({ name }) => name).filter((name) => !to.has(name)),
    removed: gone.map(({ name }) => name).filter((name) => !from.has(name)),
    renamed,
    retyped: after.columns.flatMap(({ name, type }) => {
      const old = was.get(name)?.type;
      return old && old !== type ? [{ name, from: old, to: type }] : [];
    }),
    rows: { before: before.rowCount, after: after.rowCount },
  };
}

/** Whether what a program reads by name or type is another: more rows are no drift. */
export const hasDrifted = ({ added, removed, renamed, retyped }: Changes): boolean =>
  added.length + removed.length + renamed.length + retyped.length > 0;

type Column = Compared["columns"][number];

const byName = ({ columns }: Compared) => new Map(columns.map((column) => [column.name, column]));

/** Each new column is taken by at most one that is gone: one of the same letters first, else one of the same content. */
function renamings(gone: Column[], fresh: Column[]): { from: string; to: string }[] {
  const free = new Set(fresh);
  const pairs: { from: string; to: string }[] = [];
  for (const isAlike of [hasSameLetters, hasSameContent]) {
    for (const old of gone) {
      if (pairs.some(({ from }) => from === old.name)) continue;
      const match = [...free].find((column) => isAlike(old, column));
      if (!match) continue;
      free.delete(match);
      pairs.push({ from: old.name, to: match.name });
    }
  }
  return pairs;
}

const letters = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

const hasSameLetters = (a: Column, b: Column): boolean => letters(a.name) !== "" && letters(a.name) === letters(b.name);

/** The same type, range and commonest values, where there are any to compare. */
const hasSameContent = (a: Column, b: Column): boolean =>
  (a.min !== null || a.top.length > 0) &&
  [a.type, a.min, a.max].join() === [b.type, b.min, b.max].join() &&
  a.top.map(({ value }) => value).join("\0") === b.top.map(({ value }) => value).join("\0");

const TYPES: Record<ColumnType, string> = {
  integer: "whole numbers",
  number: "numbers",
  boolean: "yes and no",
  date: "dates",
  datetime: "dates with times",
  text: "text",
  geometry: "geometry",
  empty: "empty",
};

const NAMED = 4;

/** "“id”, “street” and 3 more". */
function named(names: string[]): string {
  const first = names.slice(0, NAMED).map((name) => `“${name}”`);
  return list(names.length > NAMED ? [...first, `${names.length - NAMED} more`] : first);
}

const columns = (names: string[]): string => `${names.length === 1 ? "column" : "columns"} ${named(names)}`;

/** Changes as sentences, what breaks programs first; one sentence where nothing changed that these would tell. */
export function changeSentences({ added, removed, renamed, retyped, rows }: Changes): string[] {
  const sentences = [
    ...(removed.length > 0 ? [`Without the ${columns(removed)}.`] : []),
    ...renamed.slice(0, NAMED).map(({ from, to }) => `“${from}” now seems to be called “${to}”.`),
    ...(renamed.length > NAMED ? [`${count(renamed.length - NAMED, "more column")} renamed.`] : []),
    ...retyped.slice(0, NAMED).map(({ name, from, to }) => `“${name}” was ${TYPES[from]} and is ${TYPES[to]}.`),
    ...(retyped.length > NAMED ? [`${count(retyped.length - NAMED, "more column")} of another type.`] : []),
    ...(added.length > 0 ? [`With the new ${columns(added)}.`] : []),
    ...rowSentence(rows),
  ];
  return sentences.length > 0 ? sentences : ["Other values; the columns and the number of rows are the same."];
}

/** "12% more rows: 1,120 after 1,000." */
function rowSentence({ before, after }: Changes["rows"]): string[] {
  if (before === after) return [];
  const figures = `${after.toLocaleString("en")} after ${before.toLocaleString("en")}`;
  if (before === 0) return [`It has rows now: ${after.toLocaleString("en")}.`];
  const share = Math.abs(after - before) / before;
  const words = share < 0.01 ? "Under 1%" : `${Math.round(share * 100).toLocaleString("en")}%`;
  return [`${words} ${after > before ? "more" : "fewer"} rows: ${figures}.`];
}
