import {
  type Check,
  category,
  codeAddress,
  country,
  day,
  email,
  file,
  language,
  licence,
  mediaType,
  oneOf,
  picture,
  scope,
  supported,
  uri,
  webAddress,
} from "./checks";
import { COUNTRIES, DEVELOPMENT_STATUSES, MAINTENANCE_TYPES, type Minor, SOFTWARE_TYPES } from "./vocabulary";

/** What may stand under a key. */
export type Shape =
  | { is: "text"; check?: Check; least?: (minor: Minor) => number; most?: number; oneLine?: true }
  | { is: "flag" }
  | { is: "list"; of: Shape; orOne?: true }
  | { is: "section"; keys: Keys }
  /** A section whose keys are language tags. */
  | { is: "languages"; of: Shape }
  | { is: "anything" };

export type Key = {
  shape: Shape;
  /** In which minor versions a file must have it. */
  isNeeded?: (minor: Minor) => boolean;
  /** The first minor version that knows it. */
  since?: Minor;
  /** The first minor version that advises against it, and what to do in its place. */
  deprecated?: { since: Minor; instead: string };
};
export type Keys = Record<string, Key>;

const always = () => true;
const upTo = (last: Minor) => (minor: Minor) => minor <= last;

const text: Key = { shape: { is: "text" } };
const flag: Key = { shape: { is: "flag" } };
const checked = (check: Check): Key => ({ shape: { is: "text", check } });
const listOf = (of: Shape): Key => ({ shape: { is: "list", of } });
const section = (keys: Keys): Key => ({ shape: { is: "section", keys } });
const needed = (key: Key): Key => ({ ...key, isNeeded: always });
const old = (since: Minor, instead: string, key: Key): Key => ({ ...key, deprecated: { since, instead } });

const drop = "Leave it out.";

const organisation = { name: text, uri: checked(uri) };
const dependency: Shape = {
  is: "section",
  keys: { name: needed(text), versionMin: text, versionMax: text, version: text, optional: flag },
};

const description: Keys = {
  localisedName: text,
  genericName: { ...old(3, drop, { shape: { is: "text", most: 35 } }), isNeeded: upTo(2) },
  shortDescription: needed({ shape: { is: "text", most: 150, oneLine: true } }),
  longDescription: { shape: { is: "text", least: (minor) => (minor <= 2 ? 500 : 150), most: 10_000 } },
  documentation: checked(webAddress),
  apiDocumentation: checked(webAddress),
  features: listOf({ is: "text" }),
  screenshots: listOf({ is: "text", check: picture(["png", "jpg", "jpeg"]) }),
  videos: listOf({ is: "text", check: webAddress }),
  awards: listOf({ is: "text" }),
};

const contractor: Keys = {
  name: needed(text),
  until: needed(checked(day)),
  email: checked(email),
  website: checked(webAddress),
};

const italy: Keys = {
  countryExtensionVersion: checked(oneOf("a version of Italy’s keys", ["1.0", "0.2"])),
  conforme: old(
    5,
    drop,
    section({ lineeGuidaDesign: flag, modelloInteroperabilita: flag, misureMinimeSicurezza: flag, gdpr: flag }),
  ),
  piattaforme: section({ spid: flag, cie: flag, anpr: flag, pagopa: flag, io: flag }),
  riuso: section({
    codiceIPA: old(5, "Write organisation.uri with urn:x-italian-pa: and the code.", text),
  }),
};

/** publiccode.yml, version 0, key by key: which minor version wants, knows or advises against which. */
const KEYS: Keys = {
  publiccodeYmlVersion: needed(text),
  name: needed(text),
  applicationSuite: text,
  url: needed(checked(codeAddress)),
  landingURL: checked(webAddress),
  isBasedOn: { shape: { is: "list", of: { is: "text", check: codeAddress }, orOne: true } },
  softwareVersion: text,
  releaseDate: { ...checked(day), isNeeded: upTo(3) },
  logo: checked(picture(["svg", "svgz", "png"])),
  monochromeLogo: old(3, "Write logo.", checked(picture(["svg", "svgz", "png"]))),
  organisation: { ...section({ uri: needed(organisation.uri), name: text }), since: 5 },
  inputTypes: old(3, drop, listOf({ is: "text", check: mediaType })),
  outputTypes: old(3, drop, listOf({ is: "text", check: mediaType })),
  platforms: needed({ shape: { is: "list", of: { is: "text" }, orOne: true } }),
  categories: { ...listOf({ is: "text", check: category }), isNeeded: upTo(4) },
  usedBy: listOf({ is: "text" }),
  fundedBy: {
    ...listOf({ is: "section", keys: { name: needed(text), uri: organisation.uri } }),
    since: 5,
  },
  supports: { ...listOf({ is: "section", keys: { id: needed(checked(supported)) } }), since: 7 },
  roadmap: checked(webAddress),
  developmentStatus: needed(checked(oneOf("a development status", DEVELOPMENT_STATUSES))),
  softwareType: needed(checked(oneOf("a type of software", SOFTWARE_TYPES))),
  intendedAudience: section({
    scope: listOf({ is: "text", check: scope }),
    countries: listOf({ is: "text", check: country }),
    unsupportedCountries: listOf({ is: "text", check: country }),
  }),
  description: needed({ shape: { is: "languages", of: { is: "section", keys: description } } }),
  legal: needed(
    section({
      license: needed(checked(licence)),
      mainCopyrightOwner: text,
      repoOwner: old(5, "Write organisation.name.", text),
      authorsFile: old(4, drop, checked(file)),
    }),
  ),
  maintenance: needed(
    section({
      type: needed(checked(oneOf("a kind of maintenance", MAINTENANCE_TYPES))),
      contractors: listOf({ is: "section", keys: contractor }),
      contacts: listOf({
        is: "section",
        keys: { name: needed(text), email: checked(email), phone: text, affiliation: text },
      }),
    }),
  ),
  localisation: needed(
    section({
      localisationReady: needed(flag),
      availableLanguages: needed(listOf({ is: "text", check: language })),
    }),
  ),
  dependsOn: section({ open: listOf(dependency), proprietary: listOf(dependency), hardware: listOf(dependency) }),
};

const bySupports = "Write supports for what the software complies with.";
const COUNTRY_KEYS: Keys = Object.fromEntries(
  [...COUNTRIES].flatMap((code) => {
    const key: Key = old(7, bySupports, code === "IT" ? section(italy) : { shape: { is: "anything" } });
    return [
      [code, key],
      [code.toLowerCase(), old(5, `Write ${code}.`, key)],
    ];
  }),
);

export const STANDARD: Keys = { ...KEYS, ...COUNTRY_KEYS };

/** The keys that a misspelt one is compared with: countries' two letters are near to everything. */
export const isSpellable = (key: string): boolean => !Object.hasOwn(COUNTRY_KEYS, key);

/** Keys of drafts and of other spellings, with what they are called. */
export const RENAMED: Record<string, string> = {
  tags: "categories",
  featureList: "features",
  "publiccode-yaml-version": "publiccodeYmlVersion",
  organizationUri: "organisation",
  organisationUri: "organisation",
};
