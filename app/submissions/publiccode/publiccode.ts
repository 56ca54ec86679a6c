import { type Alias, type Document, Lexer, LineCounter, Parser, parseDocument, visit, type YAMLError } from "yaml";
import { bytesText, count } from "~/kernel/text";
import { shown } from "./checks";
import { listOf, reportRules, sectionOf, textOf } from "./rules";
import { STANDARD } from "./standard";
import { MOST_PROBLEMS, type Plain, type Problem, type Reader, readSection, report } from "./validate";
import { type Minor, NEWEST } from "./vocabulary";

export type Description = {
  /** A BCP 47 tag. */
  language: string;
  localisedName: string | null;
  shortDescription: string | null;
  longDescription: string | null;
  documentation: string | null;
  features: string[];
  videos: string[];
};

/** What Palio uses of a publiccode.yml. Every address is one of the web; what was wrong is null or left out. */
export type PublicCode = {
  version: string | null;
  name: string | null;
  url: string | null;
  landingUrl: string | null;
  softwareVersion: string | null;
  releaseDate: string | null;
  developmentStatus: string | null;
  softwareType: string | null;
  platforms: string[];
  categories: string[];
  /** An SPDX expression. */
  licence: string | null;
  copyrightOwner: string | null;
  organisation: { name: string | null; uri: string | null } | null;
  maintenance: { type: string | null; contacts: { name: string; email: string | null }[] };
  /** The languages that the software speaks. */
  languages: string[];
  descriptions: Description[];
};

/** What is wrong with a file, in the order of its lines, and what could be read; null where it is no YAML section. */
export type Reading = { problems: Problem[]; value: PublicCode | null };

const MOST_BYTES = 256_000;
/** Twice what the standard needs; a file of brackets alone would otherwise exhaust the stack, and the program with it. */
const MOST_DEPTH = 30;
/** Words, signs and line ends; a file of 50 kB has some 5,000. */
const MOST_PIECES = 50_000;
/** Each alias repeats what it points at, so that a short file could stand for an endless one. */
const MOST_ALIASES = 20;

/** Reads the text of a publiccode.yml by version 0.2 to 0.7 of the standard. Never throws, whatever the text. */
export function readPubliccode(text: string): Reading {
  if (text.length > MOST_BYTES || Buffer.byteLength(text) > MOST_BYTES)
    return unread(`The file is larger than ${bytesText(MOST_BYTES)}, and was not read.`);
  if (/[\ufffd\0]/.test(text)) return unread("The file is not text in UTF-8: save it with that encoding.");
  const tooMuch = whyNotParsed(text);
  if (tooMuch) return unread(tooMuch);
  const lines = new LineCounter();
  // Keys that stand twice are looked for where they are read: the parser compares each with all others.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, schema: "core" });
  const reader: Reader = { document, lines, minor: NEWEST, problems: [], places: new Map() };
  for (const error of document.errors) report(reader, { key: "", at: error.pos[0], message: plainError(error) });
  if (document.errors.length > 0) return { problems: inOrder(reader.problems), value: null };
  if (document.contents === null || text.trim() === "") return unread("The file is empty.");
  const aliases = aliasesIn(document);
  if (aliases.length > MOST_ALIASES)
    return unread(`The file uses more than ${count(MOST_ALIASES, "alias", "aliases")}: write each value out.`);
  for (const alias of aliases)
    if (!alias.resolve(document))
      report(reader, {
        key: "",
        at: alias.range?.[0] ?? 0,
        message: "This alias points at nothing that stands above it.",
      });
  reader.minor = minorOf(document, reader);
  const file = readSection(document.contents, STANDARD, { key: "", at: 0 }, reader);
  if (file) reportRules(file, reader);
  return { problems: inOrder(reader.problems), value: file ? publicCodeOf(file) : null };
}

const unread = (message: string): Reading => ({
  problems: [{ line: 1, column: 1, key: "", severity: "error", message }],
  value: null,
});

/** Looks by the part of the parser that keeps its own stack: what builds the document calls itself for each level. */
function whyNotParsed(text: string): string | null {
  const parser = new Parser();
  let pieces = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    pieces += 1;
    if (parser.stack.length > MOST_DEPTH) return "The file is nested too deeply to be read.";
    if (pieces > MOST_PIECES)
      return "The file has too many parts to be read: leave out what the standard does not ask for.";
  }
  return null;
}

function aliasesIn(document: Document): Alias[] {
  const aliases: Alias[] = [];
  visit(document, {
    Alias: (_, alias) => {
      aliases.push(alias);
      return aliases.length > MOST_ALIASES ? visit.BREAK : undefined;
    },
  });
  return aliases;
}

const inOrder = (problems: Problem[]): Problem[] => {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const last = sorted.at(-1);
  if (problems.length < MOST_PROBLEMS || !last) return sorted;
  const more: Problem = { ...last, key: "", severity: "warning", message: "There may be more; put these right first." };
  return [...sorted, more];
};

/** The parser's own words name its inside; these name the file. */
const SYNTAX: Partial<Record<YAMLError["code"], string>> = {
  BAD_INDENT: "This line is not indented as those around it.",
  BLOCK_AS_IMPLICIT_KEY: "A value with a colon in it has to stand in quotes.",
  MISSING_CHAR: "A quote, a bracket, a comma or a colon is missing here.",
  MULTIPLE_DOCS: "The file holds more than one document: leave out the line of three dashes.",
  MULTILINE_IMPLICIT_KEY: "This line has no colon, so it is neither a key nor the value of one.",
  TAB_AS_INDENT: "YAML is indented by spaces, not by tabs.",
};

function plainError({ code, message }: YAMLError): string {
  if (code === "BAD_INDENT" && message.startsWith("Flow")) return "A bracket that opens above is not closed here.";
  return SYNTAX[code] ?? `This is not YAML: ${shown((message.split("\n")[0] ?? "").replace(/\.$/, ""))}.`;
}

/** The version that the file says it follows; the newest where it says none that is known. */
function minorOf(document: Document, reader: Reader): Minor {
  const node = document.get("publiccodeYmlVersion", true) as { source?: string; range?: number[] } | undefined;
  const text = node?.source?.trim() ?? "";
  if (text === "" || text === "0") return NEWEST;
  const spot = { key: "publiccodeYmlVersion", at: node?.range?.[0] ?? 0 };
  const [, minor, patch] = /^0\.(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  const known = Number(minor);
  if (minor !== undefined && known >= 2 && known <= NEWEST && Number(patch ?? 0) <= (known === 2 ? 2 : 0)) return known;
  const isNewer = known > NEWEST || /^[1-9]\d?(?:\.\d+){0,2}$/.test(text);
  report(reader, {
    ...spot,
    severity: isNewer ? "warning" : "error",
    message: `${shown(text)} is not a version that is known here: write 0.2 to 0.${NEWEST}. The file was read as 0.${NEWEST}.`,
  });
  return NEWEST;
}

const texts = (value: Plain | undefined): string[] => listOf(value).filter((item) => typeof item === "string");

function publicCodeOf(file: { [key: string]: Plain }): PublicCode {
  const legal = sectionOf(file.legal);
  const maintenance = sectionOf(file.maintenance);
  const organisation = sectionOf(file.organisation);
  return {
    version: textOf(file.publiccodeYmlVersion),
    name: textOf(file.name),
    url: textOf(file.url),
    landingUrl: textOf(file.landingURL),
    softwareVersion: textOf(file.softwareVersion),
    releaseDate: textOf(file.releaseDate),
    developmentStatus: textOf(file.developmentStatus),
    softwareType: textOf(file.softwareType),
    platforms: texts(file.platforms),
    categories: texts(file.categories),
    licence: textOf(legal.license),
    copyrightOwner: textOf(legal.mainCopyrightOwner),
    organisation: file.organisation ? { name: textOf(organisation.name), uri: textOf(organisation.uri) } : null,
    maintenance: {
      type: textOf(maintenance.type),
      contacts: listOf(maintenance.contacts).flatMap((one) => {
        const { name, email } = sectionOf(one);
        return typeof name === "string" ? [{ name, email: textOf(email) }] : [];
      }),
    },
    languages: texts(sectionOf(file.localisation).availableLanguages),
    descriptions: Object.entries(sectionOf(file.description)).map(([language, of]) =>
      descriptionOf(language, sectionOf(of)),
    ),
  };
}

const descriptionOf = (language: string, of: { [key: string]: Plain }): Description => ({
  language,
  localisedName: textOf(of.localisedName),
  shortDescription: textOf(of.shortDescription),
  longDescription: textOf(of.longDescription),
  documentation: textOf(of.documentation),
  features: texts(of.features),
  videos: texts(of.videos),
});
