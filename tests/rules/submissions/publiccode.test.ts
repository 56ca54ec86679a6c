import { expect, test } from "vitest";
import { entryFromPubliccode } from "~/submissions/publiccode/prefill";
import { type PublicCode, readPubliccode } from "~/submissions/publiccode/publiccode";
import { FILE, LONG } from "../../support/publiccode";

const sentences = (text: string): string[] =>
  readPubliccode(text).problems.map(
    ({ line, key, severity, message }) => `${severity === "error" ? "" : "? "}${line} ${key}: ${message}`,
  );

/** The file with one passage in the place of another, which has to be there. */
const withChange = (from: string | RegExp, to: string): string => {
  const text = FILE.replace(from, () => to);
  expect(text).not.toBe(FILE);
  return text;
};

test("a file that follows the standard has no problems, and says what Palio uses of it", () => {
  const { problems, value } = readPubliccode(FILE);
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    version: "0.5",
    url: "https://github.com/gutter/leaky-buckets",
    softwareVersion: "1.10",
    releaseDate: "2026-10-30",
    platforms: ["web", "android"],
    licence: "AGPL-3.0-or-later OR (MIT AND CC-BY-4.0)",
    organisation: { name: null, uri: "urn:x-italian-pa:c_h501" },
    maintenance: { type: "community", contacts: [{ name: "Ada Rossi", email: "ada@example.org" }] },
    languages: ["en", "it", "pt-BR"],
  });
  expect(value?.descriptions.map(({ language }) => language)).toEqual(["en", "it"]);
  expect(value?.descriptions[0]).toMatchObject({ longDescription: LONG, videos: ["https://video.example.org/1"] });
});

const CHANGES: [from: string | RegExp, to: string, sentence: string][] = [
  ["name: Leaky buckets\n", "", "1 name: name is missing."],
  ["name: Leaky buckets", "name:", "2 name: name is empty."],
  ["name: Leaky buckets", "name: [a]", "2 name: name takes one text, not a list."],
  ["name: Leaky buckets", "name: a\nname: b", "3 name: “name” stands here twice: it is on line 2 already."],
  [
    "1.10",
    '1.10"\nsoftwareVersion: "2',
    "6 softwareVersion: “softwareVersion” stands here twice: it is on line 5 already.",
  ],
  ['"1.10"', "1.10", "? 5 softwareVersion: Put “1.10” in quotes: without them YAML reads the number 1.1."],
  [
    "https://buckets.example.org",
    "javascript:alert(1)",
    "4 landingURL: “javascript:alert(1)” is not an address of the web: it begins with https:// or http://.",
  ],
  [
    "https://github.com/gutter",
    "git://example.org/gutter",
    "? 3 url: Prefer an address that begins with https://, which anybody can read without an account.",
  ],
  [
    "2026-10-30",
    "2026-02-30",
    "6 releaseDate: “2026-02-30” is not a day: write it as year, month and day, as in 2026-10-30.",
  ],
  [
    "img/logo.svg",
    "/img/logo.svg",
    "7 logo: “/img/logo.svg” is neither a path from the top of the repository nor an address that begins with https://.",
  ],
  ["logo.svg", "logo.gif", "? 7 logo: “img/logo.gif” should be a picture that ends in .svg, .svgz or .png."],
  [
    "geographic-information-systems",
    "geographic-informationsystem",
    "10 categories[0]: “geographic-informationsystem” is not a category of the standard; did you mean geographic-information-systems?",
  ],
  [
    "urn:x-italian-pa:c_h501",
    "c_h501",
    "12 organisation.uri: “c_h501” is not an identifier: write an address that begins with https://, or a urn:.",
  ],
  [
    "developmentStatus: beta",
    "developmentStatus: bta",
    "15 developmentStatus: “bta” is not a development status: write concept, development, beta, stable or obsolete.",
  ],
  ["[IT]", "[it]", "? 18 intendedAudience.countries[0]: Write the country in capitals: IT."],
  ["[IT]", "[FR, UK]", "18 intendedAudience.countries[1]: “UK” is not a country: write GB, as ISO 3166 has it."],
  [
    "Storm drains on a map",
    "x".repeat(160),
    "22 description.en.shortDescription: shortDescription has 160 characters: write at most 150.",
  ],
  [LONG, "Short.", "23 description.en.longDescription: longDescription has 6 characters: write at least 150."],
  [/\n {4}features:(?:\n {6}- [RS].*)+/, "", "21 description.en.features: At least one language needs features."],
  ["  it:\n", "  it_IT:\n", "32 description.it_IT: “it_IT” is not a language tag: write it-IT, as BCP 47 has it."],
  [
    "AGPL-3.0-or-later OR (MIT AND CC-BY-4.0)",
    "Apache 2.0",
    "36 legal.license: “Apache 2.0” is not an SPDX expression; did you mean Apache-2.0?",
  ],
  [
    "AGPL-3.0-or-later OR",
    "GPL-3.0 OR",
    "? 36 legal.license: The SPDX id GPL-3.0 is deprecated: write GPL-3.0-only or GPL-3.0-or-later.",
  ],
  ["  license:", "  licence:", "35 legal.license: license is missing in legal."],
  [
    "\\x40example.org",
    " at example.org",
    "41 maintenance.contacts[0].email: “ada at example.org” is not an e-mail address: write one as name@example.org.",
  ],
  [
    "type: community",
    "type: contract",
    "38 maintenance.contractors: Software maintained by contract needs contractors, each with its name and until when.",
  ],
  ["Ready: true", "Ready: maybe", "43 localisation.localisationReady: localisationReady is either true or false."],
  [
    "Ready: true",
    "Ready: yes",
    "? 43 localisation.localisationReady: Write true for “yes”, which YAML 1.2 reads as a word.",
  ],
  ["[en, it, pt-BR]", "[]", "44 localisation.availableLanguages: availableLanguages is empty."],
  ["[en, it, pt-BR]", "[eng]", "? 44 localisation.availableLanguages[0]: The usual tag for “eng” is en."],
  ["- name: PostgreSQL", "- names: PostgreSQL", "47 dependsOn.open[0].name: name is missing in open[0]."],
  ["logo: img", "tags: [a]\nlogo: img", "? 7 tags: The standard has no key “tags” here; did you mean categories?"],
  ["landingURL", "landingUrl", "? 4 landingUrl: The standard has no key “landingUrl” here; did you mean landingURL?"],
  ["logo: img", "  logo: img", "6 : This line has no colon, so it is neither a key nor the value of one."],
  ["logo: img", "\tlogo: img", "7 : YAML is indented by spaces, not by tabs."],
  ["Leaky buckets\n", "Leaky: buckets\n", "2 : A value with a colon in it has to stand in quotes."],
  ["[web, android]", "[web, android", "9 : A bracket that opens above is not closed here."],
];

test.each(CHANGES.map(([from, to, sentence]) => ({ from, to, sentence })))("$sentence", ({ from, to, sentence }) => {
  expect(sentences(withChange(from, to))).toContain(sentence);
});

test("what is wrong is left out of what is used, and what is only too long stays", () => {
  const { value } = readPubliccode(
    withChange("https://buckets.example.org", "javascript:alert(1)").replace("Storm drains on a map", "x".repeat(160)),
  );
  expect(value?.landingUrl).toBeNull();
  expect(value?.descriptions[0]?.shortDescription).toBe("x".repeat(160));
});

test("a letter with its accents is one character, and so is a family of emoji", () => {
  const short = (text: string) => sentences(withChange("Storm drains on a map", text));
  expect(short("e\u0301".repeat(150))).toEqual([]);
  expect(short("\u{1f468}\u200d\u{1f469}\u200d\u{1f467}".repeat(150))).toEqual([]);
  expect(short("e\u0301".repeat(151))).toHaveLength(1);
});

test("each version of the standard is asked for what it asks for", () => {
  const as = (version: string) => withChange('"0.5"', version);
  expect(sentences(as('"0"'))).toEqual([]);
  expect(sentences(as("0.7"))).toEqual([]);
  expect(sentences(as("0.4"))).toEqual([
    "? 11 organisation: organisation belongs to version 0.5 of the standard: raise publiccodeYmlVersion to use it.",
    "? 13 fundedBy: fundedBy belongs to version 0.5 of the standard: raise publiccodeYmlVersion to use it.",
  ]);
  const old = sentences(as("0.2.2"));
  expect(old).toContain("21 description.en.genericName: genericName is missing in en.");
  expect(old).toContain(
    `23 description.en.longDescription: longDescription has ${LONG.length} characters: write at least 500.`,
  );
  const without = (version: string) =>
    as(version)
      .replace(/categories:\n.*\n/, "")
      .replace(/releaseDate.*\n/, "");
  expect(sentences(without("0.5"))).toEqual([]);
  expect(sentences(without("0.4"))).toContain("1 categories: categories is missing.");
  expect(sentences(without("0.3"))).toContain("1 releaseDate: releaseDate is missing.");
  expect(sentences(as("0.1"))[0]).toMatch(/^1 publiccodeYmlVersion: “0\.1” is not a version that is known here/);
  expect(sentences(as('"1.0"'))).toEqual([
    "? 1 publiccodeYmlVersion: “1.0” is not a version that is known here: write 0.2 to 0.7. The file was read as 0.7.",
  ]);
});

test("deprecated keys are named with what takes their place, from the version that says so", () => {
  const italy =
    '\nIT:\n  countryExtensionVersion: "1.0"\n  piattaforme: { spid: true }\n  riuso: { codiceIPA: c_h501 }\n';
  const at = (version: string) => sentences(withChange('"0.5"', version) + italy).filter((one) => /IT/.test(one));
  expect(at("0.4")).toEqual([]);
  expect(at("0.5")).toEqual([
    "? 54 IT.riuso.codiceIPA: codiceIPA is deprecated. Write organisation.uri with urn:x-italian-pa: and the code.",
  ]);
  expect(at("0.7")[0]).toBe("? 51 IT: IT is deprecated. Write supports for what the software complies with.");
  expect(sentences(`${FILE}it: {}\n${italy}`)).toContain(
    "50 it: Italy’s keys stand here twice, as IT and as it: keep IT.",
  );
});

test("a value that stands elsewhere and is pointed at is read, and named where it is pointed from", () => {
  const text = withChange("- See who cleans it", "- &see See who cleans it").replace("I tombini su una mappa", "*see");
  expect(sentences(text)).toEqual([]);
  expect(readPubliccode(text).value?.descriptions[1]?.shortDescription).toBe("See who cleans it");
  expect(sentences(`${FILE}roadmap: *none\n`)).toEqual(["50 : This alias points at nothing that stands above it."]);
});

const read = (text: string): PublicCode => {
  const { value } = readPubliccode(text);
  if (!value) throw new Error("not read");
  return value;
};

test("a draft begins with what the file says, in its challenge’s language where the file speaks it", () => {
  expect(entryFromPubliccode(read(FILE), { language: "de" })).toEqual({
    title: "Leaky buckets",
    pitch: "Storm drains on a map",
    description: `${LONG}\n\n- Report a blocked drain\n- See who cleans it`,
    demoUrl: "https://buckets.example.org",
    videoUrl: "https://video.example.org/1",
  });
  expect(entryFromPubliccode(read(FILE), { language: "it-CH" })).toEqual({
    title: "Secchi bucati",
    pitch: "I tombini su una mappa",
    demoUrl: "https://buckets.example.org",
  });
  const home = withChange("https://buckets.example.org", "https://github.com/gutter/leaky-buckets");
  expect(entryFromPubliccode(read(home), { language: "en" }).demoUrl).toBeUndefined();
  expect(entryFromPubliccode(read("platforms: web"), { language: "en" })).toEqual({});
});
