import { list } from "~/kernel/text";

export type ImportState = "waiting" | "running" | "done" | "failed" | "cancelled";

const WORDS: Record<ImportState, string> = {
  waiting: "Waiting for its turn",
  running: "Being read",
  done: "Finished",
  failed: "Nothing came in",
  cancelled: "Stopped on request",
};

export const importWords = (state: ImportState): string => WORDS[state];

export const isUnderWay = (state: ImportState): boolean => state === "waiting" || state === "running";

/** What became of a dataset in an import. */
export type ImportOutcome = "created" | "changed" | "unchanged" | "missing" | "refused";

export const OUTCOMES: Record<ImportOutcome, string> = {
  created: "new",
  changed: "changed",
  unchanged: "as before",
  missing: "no longer in the catalogue",
  refused: "refused",
};

export const outcomeAsked = (text: string | null): ImportOutcome | null =>
  text !== null && Object.hasOwn(OUTCOMES, text) ? (text as ImportOutcome) : null;

const FIELDS: Record<string, string> = {
  contactName: "contact",
  contactEmail: "contact",
  landingPage: "page at its source",
  licenceRaw: "licence",
  licenceId: "licence",
  licenceOpen: "licence",
  issued: "day of publication",
  modified: "day of change",
  bbox: "place",
  spatial: "place",
  temporalStart: "period",
  temporalEnd: "period",
  accessRights: "access rights",
  state: "back in the catalogue",
};

/** "title, licence and files": what changed of a dataset, each once. */
export const changedText = (changes: string[]): string =>
  list([...new Set(changes.map((field) => FIELDS[field] ?? field))]);

const KINDS: Record<string, string> = {
  ckan: "CKAN",
  "dcat-us": "DCAT-US",
  "dcat-ap": "DCAT-AP",
  socrata: "Socrata",
  opendatasoft: "Opendatasoft",
  frictionless: "data package",
  file: "file",
};

/** What people call a kind of catalogue. */
export const kindText = (kind: string | null): string => (kind ? (KINDS[kind] ?? kind) : "not read yet");
