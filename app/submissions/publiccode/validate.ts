import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import { count } from "~/kernel/text";
import { type Finding, language, shown, size } from "./checks";
import { nearest } from "./nearest";
import { isSpellable, type Key, type Keys, RENAMED, type Shape } from "./standard";
import type { Minor } from "./vocabulary";

/** What is the matter at one place of the file; lines and columns count from 1. */
export type Problem = { line: number; column: number; key: string; severity: "error" | "warning"; message: string };

/** What could be read of a value: whatever is wrong is left out. */
export type Plain = string | boolean | Plain[] | { [key: string]: Plain };

/** A file being read. */
export type Reader = {
  document: Document;
  lines: LineCounter;
  minor: Minor;
  problems: Problem[];
  /** Where the value of each key begins that stands in the file, by its dotted name. */
  places: Map<string, number>;
};

/** A key by its dotted name, and where in the text to point when there is no value to point at. */
type Spot = { key: string; at: number };

/** A file that is wrong throughout is put right a hundred sentences at a time. */
export const MOST_PROBLEMS = 100;
const MOST_ITEMS = 500;

export function report(
  { lines, problems }: Pick<Reader, "lines" | "problems">,
  { key, at, severity = "error", message }: Spot & { severity?: Problem["severity"]; message: string },
): void {
  if (problems.length >= MOST_PROBLEMS) return;
  const { line, col } = lines.linePos(at);
  problems.push({ line: Math.max(1, line), column: Math.max(1, col), key, severity, message });
}

const beginning = (node: unknown): number | null => (node as Node | null)?.range?.[0] ?? null;

/** Reads one value by its shape and reports what is wrong with it; undefined where nothing can be used. */
export function readValue(node: unknown, shape: Shape, spot: Spot, reader: Reader): Plain | undefined {
  const here = { ...spot, at: beginning(node) ?? spot.at };
  const value = isAlias(node) ? node.resolve(reader.document) : node;
  switch (shape.is) {
    case "anything":
      return undefined;
    case "text":
      return readText(value, shape, here, reader);
    case "flag":
      return readFlag(value, here, reader);
    case "list":
      return readList(value, shape, here, reader);
    case "section":
      return readSection(value, shape.keys, { ...here, at: spot.at }, reader);
    case "languages":
      return readLanguages(value, shape.of, { ...here, at: spot.at }, reader);
  }
}

/** The text of a scalar as it stands in the file, so that 1.10 is not read as the number 1.1. */
const textOf = (node: unknown): string | null => {
  if (!isScalar(node) || node.value === null) return null;
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
};

/** Whether there is something to read: neither nothing, nor an empty text, list or section. */
export function isFilled(node: unknown, document: Document): boolean {
  const value = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(value) || isMap(value)) return value.items.length > 0;
  return (textOf(value) ?? "").trim() !== "";
}

type TextShape = Extract<Shape, { is: "text" }>;

function readText(node: unknown, shape: TextShape, spot: Spot, reader: Reader): string | undefined {
  const raw = textOf(node);
  if (raw === null) {
    if (isScalar(node)) return undefined;
    report(reader, {
      ...spot,
      message: `${lastOf(spot.key)} takes one text, not ${isSeq(node) ? "a list" : "a section"}.`,
    });
    return undefined;
  }
  if (isScalar(node) && typeof node.value === "number" && String(node.value) !== raw)
    report(reader, {
      ...spot,
      severity: "warning",
      message: `Put ${shown(raw)} in quotes: without them YAML reads the number ${node.value}.`,
    });
  const text = raw.trim();
  if (text === "") return undefined;
  const findings = [shape.check?.(text, reader.minor), whyNotThisLong(text, shape, reader.minor, lastOf(spot.key))];
  for (const finding of findings) if (finding) report(reader, { ...spot, ...finding });
  return findings.some((finding) => finding?.usable === false) ? undefined : text;
}

function whyNotThisLong(text: string, shape: TextShape, minor: Minor, name: string): Finding | null {
  const least = shape.least?.(minor) ?? 0;
  const most = shape.most ?? Number.POSITIVE_INFINITY;
  const usable = { severity: "error", usable: true } as const;
  if (text.length > most || text.length < 4 * least) {
    const characters = size(text);
    const has = `${name} has ${count(characters, "character")}`;
    if (characters > most) return { ...usable, message: `${has}: write at most ${most.toLocaleString("en")}.` };
    if (characters < least) return { ...usable, message: `${has}: write at least ${least}.` };
  }
  if (shape.oneLine && text.includes("\n"))
    return { severity: "warning", usable: true, message: `Write ${name} as one sentence on one line.` };
  return null;
}

function readFlag(node: unknown, spot: Spot, reader: Reader): boolean | undefined {
  const text = textOf(node);
  if (text === null && isScalar(node)) return undefined;
  if (text === "true" || text === "false" || (isScalar(node) && typeof node.value === "boolean")) {
    if (isScalar(node) && typeof node.value === "string")
      report(reader, { ...spot, severity: "warning", message: `Write ${text} without quotes.` });
    return text?.toLowerCase() === "true";
  }
  const old = /^(?:(yes|on)|no|off)$/i.exec(text ?? "");
  if (old) {
    const meant = old[1] !== undefined;
    report(reader, {
      ...spot,
      severity: "warning",
      message: `Write ${meant} for ${shown(text ?? "")}, which YAML 1.2 reads as a word.`,
    });
    return meant;
  }
  report(reader, { ...spot, message: `${lastOf(spot.key)} is either true or false.` });
  return undefined;
}

function readList(node: unknown, shape: Extract<Shape, { is: "list" }>, spot: Spot, reader: Reader): Plain[] {
  if (!isSeq(node)) {
    if (isScalar(node) && !isFilled(node, reader.document)) return [];
    if (shape.orOne && isScalar(node)) return [readValue(node, shape.of, spot, reader)].filter(isThere);
    report(reader, {
      ...spot,
      message: `${lastOf(spot.key)} is a list: begin each item with a dash on a line of its own.`,
    });
    return [];
  }
  if (node.items.length > MOST_ITEMS)
    report(reader, {
      ...spot,
      severity: "warning",
      message: `${lastOf(spot.key)} has more than ${MOST_ITEMS} items: the others were not read.`,
    });
  return node.items
    .slice(0, MOST_ITEMS)
    .map((item, i) => {
      const at = { key: `${spot.key}[${i}]`, at: beginning(item) ?? spot.at };
      if (isFilled(item, reader.document)) return readValue(item, shape.of, at, reader);
      report(reader, { ...at, severity: "warning", message: `Item ${i + 1} of ${lastOf(spot.key)} is empty.` });
      return undefined;
    })
    .filter(isThere);
}

const isThere = (value: Plain | undefined): value is Plain => value !== undefined;

/** The last name of a dotted key: "license" of "legal.license". */
const lastOf = (key: string): string => key.slice(key.lastIndexOf(".") + 1) || "The file";

const below = (key: string, name: string): string => (key === "" ? name : `${key}.${name}`);

type Entry = Spot & { name: string; value: unknown };

/** The keys of a section with their values, each name once; null where it is no section. */
function entriesOf(node: unknown, spot: Spot, reader: Reader): Entry[] | null {
  if (!isMap(node)) {
    if (!isScalar(node) || isFilled(node, reader.document))
      report(reader, { ...spot, message: `${lastOf(spot.key)} is a section: write its keys below it, indented.` });
    return null;
  }
  const seen = new Map<string, number>();
  return (node as YAMLMap).items.flatMap(({ key, value }: Pair) => {
    const name = textOf(isAlias(key) ? key.resolve(reader.document) : key);
    const at = beginning(key) ?? spot.at;
    if (name === null) {
      report(reader, { key: spot.key, at, message: "A key is one word, followed by a colon." });
      return [];
    }
    const entry = { name, value, key: below(spot.key, name.slice(0, 100)), at };
    const first = seen.get(name);
    if (first !== undefined) {
      report(reader, { ...entry, message: `${shown(name)} stands here twice: it is on line ${first} already.` });
      return [];
    }
    seen.set(name, reader.lines.linePos(at).line);
    return [entry];
  });
}

/** Reads the keys of a section. A missing key is reported where its section begins. */
export function readSection(
  node: unknown,
  keys: Keys,
  spot: Spot,
  reader: Reader,
): { [key: string]: Plain } | undefined {
  const entries = entriesOf(node, spot, reader);
  if (entries === null) return undefined;
  const read = entries.flatMap((entry) => {
    const known = Object.hasOwn(keys, entry.name) ? keys[entry.name] : undefined;
    if (!known) {
      report(reader, { ...entry, severity: "warning", message: unknownKey(entry.name, keys) });
      return [];
    }
    reader.places.set(entry.key, beginning(entry.value) ?? entry.at);
    const value = readKey(entry, known, reader);
    return value === undefined ? [] : [[entry.name, value] as const];
  });
  const names = new Set(entries.map(({ name }) => name));
  for (const [name, { isNeeded }] of Object.entries(keys))
    if (isNeeded?.(reader.minor) && !names.has(name))
      report(reader, { key: below(spot.key, name), at: spot.at, message: `${name} is missing${inSection(spot.key)}.` });
  return Object.fromEntries(read);
}

const inSection = (key: string): string => (key === "" ? "" : ` in ${lastOf(key)}`);

function readKey({ name, value, key, at }: Entry, known: Key, reader: Reader): Plain | undefined {
  const { minor, document } = reader;
  if (known.since !== undefined && minor < known.since)
    report(reader, {
      ...{ key, at, severity: "warning" },
      message: `${name} belongs to version 0.${known.since} of the standard: raise publiccodeYmlVersion to use it.`,
    });
  if (known.deprecated && minor >= known.deprecated.since)
    report(reader, { key, at, severity: "warning", message: `${name} is deprecated. ${known.deprecated.instead}` });
  if (!isFilled(value, document)) {
    if (known.isNeeded?.(minor)) report(reader, { key, at, message: `${name} is empty.` });
    return undefined;
  }
  return readValue(value, known.shape, { key, at }, reader);
}

function unknownKey(name: string, keys: Keys): string {
  const renamed = Object.hasOwn(RENAMED, name) ? RENAMED[name] : undefined;
  const meant =
    renamed !== undefined && Object.hasOwn(keys, renamed)
      ? renamed
      : nearest(name, Object.keys(keys).filter(isSpellable));
  return `The standard has no key ${shown(name)} here${meant ? `; did you mean ${meant}?` : ", and nobody will read it."}`;
}

function readLanguages(node: unknown, of: Shape, spot: Spot, reader: Reader): { [key: string]: Plain } | undefined {
  const read = entriesOf(node, spot, reader)?.flatMap(({ name, value, key, at }) => {
    const finding = language(name, reader.minor);
    if (finding) report(reader, { key, at, ...finding });
    reader.places.set(key, at);
    const words = readValue(value, of, { key, at }, reader);
    return words === undefined || finding?.usable === false ? [] : [[name, words] as const];
  });
  return read && Object.fromEntries(read);
}
