import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readPubliccode } from "~/submissions/publiccode/publiccode";
import { PubliccodeReading } from "~/submissions/publiccode/publiccode-reading";
import { leftToDo, type SoftwareFacts, writePubliccode } from "~/submissions/publiccode/write";

const FACTS: SoftwareFacts = {
  name: "Leaky buckets",
  url: "https://github.com/gutter/leaky-buckets",
  landingUrl: "https://buckets.example.org",
  videoUrl: "https://video.example.org/1",
  shortDescription: "Storm drains on a map",
  longDescription: `# What it does\n\n${"It shows every storm drain of the city. ".repeat(5)}\n\n- for people\n- for the city`,
  features: ["Report a blocked drain: with a picture"],
  licence: "AGPL-3.0-or-later",
  copyrightOwner: "Team Gutter",
  softwareVersion: "1.10",
  releaseDate: "2026-10-30",
  categories: ["geographic-information-systems", "no such category"],
  developmentStatus: "beta",
  contacts: [{ name: "Ada Rossi", email: "ada@example.org" }],
};

test("a team that told everything gets a file without problems, which says the same", () => {
  const { problems, value } = readPubliccode(writePubliccode(FACTS));
  expect(problems).toEqual([]);
  expect(leftToDo(FACTS)).toEqual([]);
  expect(value).toMatchObject({
    ...{ version: "0.5", name: FACTS.name, url: FACTS.url, landingUrl: FACTS.landingUrl, licence: FACTS.licence },
    ...{ copyrightOwner: "Team Gutter", softwareVersion: "1.10", releaseDate: "2026-10-30", developmentStatus: "beta" },
    categories: ["geographic-information-systems"],
    maintenance: { type: "community", contacts: FACTS.contacts },
    languages: ["en"],
    descriptions: [
      {
        ...{ language: "en", shortDescription: FACTS.shortDescription, features: FACTS.features },
        ...{ longDescription: FACTS.longDescription.replace(/ \n/, "\n"), videos: [FACTS.videoUrl] },
      },
    ],
  });
});

test("what is missing stands as an empty value beneath a line that says what to write", () => {
  const bare: SoftwareFacts = {
    ...{ name: "Leaky buckets", url: "https://github.com/gutter/leaky-buckets", developmentStatus: "concept" },
    ...{ shortDescription: "word ".repeat(40), longDescription: "Too short.", licence: "NOASSERTION", contacts: [] },
  };
  const text = writePubliccode(bare);
  expect(text.match(/# TODO: .*/g)).toEqual([
    "# TODO: say to the people who will use it what it does for them: 140 more characters, to make at least 150.",
    "# TODO: what one can do with it, five to twenty lines in place of []:",
    "# TODO: the licence of the repository as https://spdx.org/licenses calls it: AGPL-3.0-or-later.",
    "# TODO: who answers questions about the code, at least one person in place of []:",
  ]);
  expect(text).toMatch(/^ {4}shortDescription: (?:word )+word…$/m);
  expect(text).toContain("    # - Report a blocked drain\n    features: []\n");
  const filled = text
    .replace("Too short.", "Long enough. ".repeat(12))
    .replace("features: []", "features:\n      - Report a blocked drain")
    .replace('license: ""', "license: MIT")
    .replace("contacts: []", "contacts:\n    - name: Ada Rossi");
  expect(readPubliccode(filled).problems).toEqual([]);
});

const typed = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.stringMatching(/^[-a-z0-9:#&*!|>'"%@{}[\], \n\t]{0,400}$/),
  fc.constantFrom("", "null", "no", "1.0", "---", "# a", "- a", "a\n---\nb", " a\n\n  b", `${"é ".repeat(6_000)}`),
);
const facts: fc.Arbitrary<SoftwareFacts> = fc.record({
  name: typed,
  url: fc.oneof(typed, fc.webUrl(), fc.constant("git://example.org/a")),
  landingUrl: fc.oneof(typed, fc.webUrl()),
  videoUrl: fc.oneof(fc.constant(null), fc.webUrl()),
  shortDescription: typed,
  longDescription: typed,
  features: fc.array(typed, { maxLength: 4 }),
  licence: fc.oneof(fc.constantFrom(null, "MIT", "GPL-3.0", "Apache-2.0 OR MIT"), typed),
  copyrightOwner: typed,
  softwareVersion: typed,
  releaseDate: fc.constantFrom(null, "2026-10-30", "yesterday"),
  categories: fc.subarray(["crm", "hr", "nonsense"]),
  developmentStatus: fc.constantFrom("concept" as const, "development" as const, "beta" as const, "stable" as const),
  language: fc.constantFrom("en", "it", "pt-BR", "de_DE", "no", "constructor"),
  contacts: fc.array(fc.record({ name: typed, email: fc.oneof(typed, fc.emailAddress()) }), { maxLength: 3 }),
});

test("whatever a team typed, the file reads back without errors but those that it says are left to do", () => {
  fc.assert(
    fc.property(facts, (known) => {
      const { problems, value } = readPubliccode(writePubliccode(known));
      const errors = problems.filter(({ severity }) => severity === "error").map(({ key }) => key);
      expect(errors.toSorted()).toEqual(
        leftToDo(known)
          .map(({ key }) => key)
          .toSorted(),
      );
      expect(value).not.toBeNull();
    }),
    { numRuns: 150 },
  );
});

test("a file that was written says the same when it is read and written again", () => {
  fc.assert(
    fc.property(facts, (known) => {
      const text = writePubliccode(known);
      const { value } = readPubliccode(text);
      const words = value?.descriptions[0];
      if (!value || !words) return;
      const again = writePubliccode({
        ...{ ...known, ...value, name: value.name ?? "", url: value.url ?? known.url, language: words.language },
        ...{ shortDescription: words.shortDescription ?? "", longDescription: words.longDescription ?? "" },
        ...{ features: words.features, contacts: value.maintenance.contacts, videoUrl: words.videos[0] ?? null },
        developmentStatus: known.developmentStatus,
      });
      expect(again).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test("the reading names each line, errors first, and says so where there is nothing to say", () => {
  const html = (text: string) =>
    renderToStaticMarkup(<PubliccodeReading problems={readPubliccode(text).problems} />).replace(/<[^>]+>/g, "");
  const good = writePubliccode(FACTS);
  expect(html(good)).toBe("The file follows the standard.");
  expect(html(`${good}tags: []\n`)).toMatch(
    /^The file follows the standard, with 1 piece of advice\.Line \d+, tags: The standard has no key “tags” here; did you mean categories\?$/,
  );
  expect(html(`tags: []\n${good.replace("Status: beta", "Status: bta")}`)).toMatch(
    /^1 thing to put right before the file follows the standard, and 1 piece of advice\.Line \d+, developmentStatus: .*Line 1, tags: .* Advice$/,
  );
});
