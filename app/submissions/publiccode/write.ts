import { Document, isMap, isScalar, type Scalar, type YAMLMap } from "yaml";
import { count, excerpt } from "~/kernel/text";
import { category, codeAddress, day, email, language, licence, size, webAddress } from "./checks";

/** What is known of an entry when its team has no publiccode.yml yet; texts as they were typed. */
export type SoftwareFacts = {
  name: string;
  /** The repository. */
  url: string;
  landingUrl?: string | null;
  videoUrl?: string | null;
  shortDescription: string;
  longDescription: string;
  features?: string[];
  /** An SPDX expression; null or another text where it is not known. */
  licence: string | null;
  copyrightOwner?: string | null;
  softwareVersion?: string | null;
  releaseDate?: string | null;
  categories?: string[];
  developmentStatus: "concept" | "development" | "beta" | "stable";
  /** Of the texts; English unless said. */
  language?: string;
  contacts: { name: string; email?: string | null }[];
};

export type LeftToDo = { key: string; todo: string };

/** Of 0.5, since it is the first version that lets a team leave out the categories that it does not know. */
const VERSION = "0.5";
const MOST_SHORT = 150;
const LEAST_LONG = 150;
const MOST_LONG = 10_000;

/** The facts as the file says them: clean, and without what the standard would refuse. */
function sayable(facts: SoftwareFacts) {
  const known = <T>(value: T, isRight: boolean): T | null => (isRight ? value : null);
  const address = (typed: string | null | undefined) => {
    const text = line(typed ?? "");
    return known(text, text !== "" && webAddress(text, 0) === null);
  };
  const tag = facts.language ?? "en";
  const released = facts.releaseDate ?? "";
  const spdx = line(facts.licence ?? "");
  return {
    name: line(facts.name),
    url: line(facts.url),
    landingUrl: address(facts.landingUrl),
    videoUrl: address(facts.videoUrl),
    short: excerpt(line(facts.shortDescription), MOST_SHORT),
    long: cut(paragraphs(facts.longDescription), MOST_LONG),
    features: (facts.features ?? []).map(line).filter(Boolean),
    licence: known(spdx, spdx !== "" && licence(spdx, 5)?.usable !== false),
    copyrightOwner: line(facts.copyrightOwner ?? "") || null,
    softwareVersion: line(facts.softwareVersion ?? "") || null,
    releaseDate: known(released, day(released, 5) === null),
    categories: (facts.categories ?? []).filter((one) => category(one, 5) === null),
    developmentStatus: facts.developmentStatus,
    language: language(tag, 5) === null ? tag : "en",
    contacts: facts.contacts.flatMap((one) => {
      const [name, at] = [line(one.name), line(one.email ?? "")];
      return name === "" ? [] : [at !== "" && email(at, 5) === null ? { name, email: at } : { name }];
    }),
  };
}

const readable = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: YAML allows none of these
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffd-\uffff]/g, "");
const line = (text: string): string => readable(text).replace(/\s+/g, " ").trim();
const paragraphs = (text: string): string =>
  readable(text)
    .replace(/[ \t\u2028\u2029]+$/gm, "")
    .trim();

/** The text cut to `most` characters at a word, its lines kept. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1);
  const end = kept.search(/\s\S*$/);
  return `${readable(end > most / 2 ? kept.slice(0, end) : kept).trimEnd()}…`;
}

type Sayable = ReturnType<typeof sayable>;

/** What the team has to write before the file follows the standard, by the key where it goes. */
export const leftToDo = (facts: SoftwareFacts): LeftToDo[] => todosOf(sayable(facts));

function todosOf(facts: Sayable): LeftToDo[] {
  const { name, url, short, long, features, contacts, language: tag } = facts;
  const missing = LEAST_LONG - size(long);
  const words = `description.${tag}`;
  const hasUrl = url !== "" && codeAddress(url, 5)?.severity !== "error";
  const todos: (LeftToDo | false)[] = [
    name === "" && { key: "name", todo: "the name that people call the software by." },
    !hasUrl && { key: "url", todo: "the address of the repository, with https://." },
    short === "" && { key: `${words}.shortDescription`, todo: `one sentence of at most ${MOST_SHORT} characters.` },
    missing > 0 && {
      key: `${words}.longDescription`,
      todo: `say to the people who will use it what it does for them: ${count(missing, "more character")}, to make at least ${LEAST_LONG}.`,
    },
    features.length === 0 && {
      key: `${words}.features`,
      todo: "what one can do with it, five to twenty lines in place of []:\n- Report a blocked drain",
    },
    facts.licence === null && {
      key: "legal.license",
      todo: "the licence of the repository as https://spdx.org/licenses calls it: AGPL-3.0-or-later.",
    },
    contacts.length === 0 && {
      key: "maintenance.contacts",
      todo: "who answers questions about the code, at least one person in place of []:\n- name: Ada Rossi",
    },
  ];
  return todos.filter((todo) => todo !== false);
}

const HINTS: Record<string, string> = {
  platforms: "What people use it on: web, windows, mac, linux, ios, android, or another.",
  developmentStatus: "How far it is: concept, development, beta, stable or obsolete.",
  softwareType:
    "standalone/web, standalone/mobile, standalone/desktop, standalone/backend, standalone/iot, standalone/other,\naddon, library or configurationFiles.",
  maintenance: "Who looks after it: internal, contract, community or none. People are named with their consent.",
  "localisation.localisationReady": "true where the software can be translated.",
  "localisation.availableLanguages": "The languages that the software itself speaks.",
};
const NO_CATEGORIES =
  "A key categories may stand here, with words of https://yml.publiccode.tools/categories-list.html.";
const HEAD =
  " publiccode.yml tells catalogues of public software what this is, whose it is and how far it is.\n The standard: https://yml.publiccode.tools";

/**
 * A publiccode.yml for a team that has none. What is missing for the standard stands as an empty value beneath a
 * comment that begins with TODO; everything else is valid.
 */
export function writePubliccode(facts: SoftwareFacts): string {
  const known = sayable(facts);
  const document = new Document(contentOf(known), { schema: "core", compat: "yaml-1.1" });
  const root = document.contents as unknown as YAMLMap;
  document.commentBefore = HEAD;
  const long = document.getIn(["description", known.language, "longDescription"], true);
  if (isScalar(long)) long.type = "BLOCK_LITERAL";
  if (known.categories.length === 0) comment(root, "developmentStatus", NO_CATEGORIES);
  for (const [key, hint] of Object.entries(HINTS)) comment(root, key, hint);
  for (const { key, todo } of todosOf(known)) comment(root, key, `TODO: ${todo}`);
  for (const key of ["platforms", "developmentStatus", "description", "legal", "maintenance", "localisation"]) {
    const found = keyNode(root, key);
    if (found) found.spaceBefore = true;
  }
  return document.toString({ lineWidth: 0 });
}

/** An empty text or list stands where something is left to do. */
const contentOf = (known: Sayable) => ({
  publiccodeYmlVersion: VERSION,
  name: known.name,
  url: known.url,
  ...(known.landingUrl && { landingURL: known.landingUrl }),
  ...(known.softwareVersion && { softwareVersion: known.softwareVersion }),
  ...(known.releaseDate && { releaseDate: known.releaseDate }),
  platforms: ["web"],
  ...(known.categories.length > 0 && { categories: known.categories }),
  developmentStatus: known.developmentStatus,
  softwareType: "standalone/web",
  description: {
    [known.language]: {
      shortDescription: known.short,
      longDescription: known.long,
      features: known.features,
      ...(known.videoUrl && { videos: [known.videoUrl] }),
    },
  },
  legal: {
    license: known.licence ?? "",
    ...(known.copyrightOwner && { mainCopyrightOwner: known.copyrightOwner }),
  },
  maintenance: { type: "community", contacts: known.contacts },
  localisation: { localisationReady: false, availableLanguages: [known.language] },
});

/** The node of a dotted key, which may carry a comment. */
function keyNode(root: YAMLMap, key: string): Scalar | null {
  const names = key.split(".");
  let map: unknown = root;
  for (const [i, name] of names.entries()) {
    if (!isMap(map)) return null;
    const pair = map.items.find((one) => isScalar(one.key) && one.key.value === name);
    if (!pair) return null;
    if (i === names.length - 1) return pair.key as Scalar;
    map = pair.value;
  }
  return null;
}

/** Puts lines of comment before a key, after those that stand there. */
function comment(root: YAMLMap, key: string, words: string): void {
  const node = keyNode(root, key);
  if (!node) return;
  const lines = words.split("\n").map((one) => ` ${one}`);
  node.commentBefore = [...(node.commentBefore?.split("\n") ?? []), ...lines].join("\n");
}
