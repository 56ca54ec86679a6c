import fc from "fast-check";
import { expect, test } from "vitest";
import { fixNext } from "~/datasets/scores/fix-next";
import { freshness } from "~/datasets/scores/freshness";
import { metadataQuality, qualityWord } from "~/datasets/scores/metadata-quality";
import { instantIn, readiness } from "~/datasets/scores/readiness";
import { gainOf, type Score, scoreOf } from "~/datasets/scores/score";
import { fileTypeOf, isKnownAccessRight, isRegisteredMediaType } from "~/datasets/scores/vocabularies";
import { DAY, HOUR } from "~/kernel/time";

import { BARE, daysAgo, FACTS, FILE, FULL, mosts, NOW, points } from "./scored";

test("a dataset with everything, whose file answers, has all 405 points", () => {
  const score = metadataQuality(FULL, { works: [true] });
  expect(score.total).toBe(405);
  expect(mosts(score)).toEqual({
    ...{ keywords: 30, themes: 30, spatial: 20, temporal: 20, "access-works": 50, download: 20, "download-works": 30 },
    ...{ format: 20, "media-type": 10, "known-formats": 10, "open-format": 20, "machine-readable": 20, required: 30 },
    ...{ licence: 20, "known-licence": 10, "access-rights": 10, "known-access-rights": 5, contact: 20, publisher: 10 },
    ...{ rights: 5, size: 5, issued: 5, modified: 5 },
  });
});

test("a dataset with nothing has none: without an address there is nothing to look at", () => {
  expect(metadataQuality(BARE).total).toBe(0);
});

test("what nobody looked at is not measured: the rest weighs 405 and counts as if it were everything", () => {
  const score = metadataQuality(FULL);
  expect(score.total).toBe(405);
  expect(Object.keys(points(score))).not.toContain("access-works");
  // 325 points are left of 405: 30 of them weigh 30 · 405/325 = 37.38.
  expect(mosts(score).keywords).toBeCloseTo(37.38, 1);
});

test("a file that does not answer costs 80 points", () => {
  expect(metadataQuality(FULL, { works: [false] }).total).toBe(325);
});

test("one file that works is enough, and one that failed beside one nobody looked at tells nothing", () => {
  const two = { ...FULL, distributions: [FILE, { ...FILE, url: "https://data.example.org/b.csv" }] };
  expect(metadataQuality(two, { works: [false, true] }).total).toBe(405);
  expect(points(metadataQuality(two, { works: [false, null] }))).not.toHaveProperty("access-works");
});

test("a place of access that works is no download", () => {
  const page = { ...FULL, distributions: [{ ...FILE, isDownload: false }] };
  expect(points(metadataQuality(page, { works: [true] }))).toMatchObject({
    ...{ "access-works": 50, download: 0, "download-works": 0 },
  });
});

test("a licence that staff confirmed counts where the catalogue states none", () => {
  const unsaid = { ...FULL, licenceRaw: "" };
  expect(metadataQuality(unsaid, { works: [true] }).total).toBe(405 - 20 - 10);
  expect(metadataQuality(unsaid, { works: [true], licence: { id: "CC0-1.0" } }).total).toBe(405);
});

test("a licence in words that nobody knows is stated, and not of the list", () => {
  const own = metadataQuality({ ...FULL, licenceRaw: "Ask at the desk" }, { works: [true] });
  expect(points(own)).toMatchObject({ licence: 20, "known-licence": 0 });
});

test("an Excel file of the old kind is readable and not open; a PDF is open and not readable; CSV is both", () => {
  const earned = (format: string) => points(metadataQuality({ ...FULL, distributions: [{ ...FILE, format }] }));
  const [csv, xls, pdf] = ["CSV", "XLS", "PDF"].map(earned);
  const most = csv?.["open-format"];
  expect([xls?.["open-format"], xls?.["machine-readable"]]).toEqual([0, most]);
  expect([pdf?.["open-format"], pdf?.["machine-readable"]]).toEqual([most, 0]);
});

test.each([
  [405, "excellent"],
  [351, "excellent"],
  [350.99, "good"],
  [221, "good"],
  [220, "sufficient"],
  [121, "sufficient"],
  [120, "bad"],
] as const)("%d points of 405 are %s", (total, word) => {
  expect(qualityWord(total)).toBe(word);
});

test("formats, media types and access rights are known by their names and by their addresses", () => {
  expect(fileTypeOf("http://publications.europa.eu/resource/authority/file-type/JSON_LD")?.name).toBe("json-ld");
  expect(fileTypeOf("GeoPackage")?.code).toBe("GPKG");
  expect(fileTypeOf("a format of our own")).toBeNull();
  expect(isRegisteredMediaType("https://www.iana.org/assignments/media-types/text/csv")).toBe(true);
  expect(isRegisteredMediaType("text/csv; charset=utf-8")).toBe(true);
  expect(isRegisteredMediaType("csv")).toBe(false);
  expect(isKnownAccessRight("non-public")).toBe(true);
  expect(isKnownAccessRight("for friends")).toBe(false);
});

test("data that lacks nothing is 100 ready, in 25, 20, 15, 20, 15 and 5 points", () => {
  const score = readiness(FACTS, NOW);
  expect(score.total).toBe(100);
  expect(mosts(score)).toEqual({
    ...{ reachable: 10, reliable: 5, "machine-readable": 10, licence: 20, freshness: 15 },
    ...{ "no-warnings": 8, filled: 4, consistent: 4, "no-outliers": 4 },
    ...{ description: 5.25, columns: 6, contact: 3.75, keywords: 1.67, spatial: 1.67, temporal: 1.66 },
  });
});

test("data that nobody looked at and nobody read is measured by what is left, which weighs 65 of 100", () => {
  const score = readiness({ ...FACTS, looks: [], copies: [], licence: { id: null, open: null, isStated: false } }, NOW);
  // 65 are left without looks (15) and soundness (20); the licence's 20 are missing: 45/65.
  expect(score.total).toBeCloseTo((45 / 65) * 100, 1);
  expect(gainOf(score.terms.find(({ code }) => code === "licence") ?? never())).toBeCloseTo((20 / 65) * 100, 1);
});

test("a file that failed once in four looks and answers now has 10 and 3.75 of its 15 points", () => {
  expect(points(readiness({ ...FACTS, looks: [[true, false, true, true]] }, NOW))).toMatchObject({
    ...{ reachable: 10, reliable: 3.75 },
  });
});

test("of two files of which one has stopped answering, the half is reachable", () => {
  expect(points(readiness({ ...FACTS, looks: [[true], [false]] }, NOW))).toMatchObject({ reachable: 5, reliable: 2.5 });
});

test.each([
  [{ id: "CC-BY-4.0", open: true, isStated: true }, 20],
  [{ id: null, open: true, isStated: true }, 12],
  [{ id: "CC-BY-NC-4.0", open: false, isStated: true }, 6],
  [{ id: null, open: null, isStated: true }, 6],
  [{ id: null, open: null, isStated: false }, 0],
])("of a licence read as %o comes %d of 20", (licence, earned) => {
  expect(points(readiness({ ...FACTS, licence }, NOW)).licence).toBe(earned);
});

test.each([
  ["daily", 1, 7],
  ["weekly", 7, 4],
  ["monthly", 31, 2],
  ["quarterly", 92, 2],
  ["yearly", 366, 0.5],
])(
  "%s data is fresh up to and at %d days, a quarter late at half of %d periods, and worth nothing at all of them",
  (frequency, days, k) => {
    expect(freshness(frequency, days * DAY)).toBe(1);
    expect(freshness(frequency, days * DAY + HOUR)).toBeLessThan(1);
    expect(freshness(frequency, days * (1 + k / 2) * DAY)).toBeCloseTo(0.75, 6);
    expect(freshness(frequency, days * (1 + k) * DAY)).toBe(0);
    expect(freshness(frequency, days * (2 + k) * DAY)).toBe(0);
  },
);

test("data that is never to change is fresh for ever; without a promise it is young or old", () => {
  expect(freshness("never", 9_000 * DAY)).toBe(1);
  expect(freshness(null, 364 * DAY)).toBe(0.6);
  expect(freshness(null, 365 * DAY)).toBe(0.2);
  expect(freshness("irregular", null)).toBe(0.2);
  expect(freshness("whenever we like", 10 * DAY)).toBe(0.6);
});

test("a promise without a word when the data last changed is kept by nothing", () => {
  expect(freshness("monthly", null)).toBe(0);
});

test("data from tomorrow is fresh", () => {
  expect(freshness("daily", -DAY)).toBe(1);
  expect(points(readiness({ ...FACTS, changedAt: daysAgo(-3) }, NOW)).freshness).toBe(15);
});

test("soundness weighs cells: a tenth missing costs a fifth of 4, a twentieth outlying half of 4", () => {
  const column = { type: "number" as const, missing: 10, misfits: 9, outliers: 4.5 };
  const copies = [{ rowCount: 100, columns: [column], warnings: [{ code: "ragged-rows" }] }];
  expect(points(readiness({ ...FACTS, copies }, NOW))).toMatchObject({
    ...{ "no-warnings": 0, filled: 3.2, consistent: 3.6, "no-outliers": 2 },
  });
});

test("a warning about people in the data is none about how it was read, and outliers nobody counted are not measured", () => {
  const copies = [
    {
      rowCount: 4,
      columns: [{ type: "text" as const, missing: 0, misfits: 0 }],
      warnings: [{ code: "personal-email" }],
    },
  ];
  const score = readiness({ ...FACTS, copies }, NOW);
  expect(score.total).toBe(100);
  expect(points(score)).not.toHaveProperty("no-outliers");
});

test("half a description, one keyword and half the columns earn their part", () => {
  const facts = { ...FACTS, description: "d".repeat(150), keywords: ["tram"], described: { columns: 2, of: 4 } };
  const earned = points(readiness(facts, NOW));
  expect(earned).toMatchObject({ columns: 3 });
  expect(earned.description).toBeCloseTo(2.625, 1);
  expect(earned.keywords).toBeCloseTo(5 / 9, 1);
});

test("a stated date may be a year, a day or a moment", () => {
  expect(instantIn("2024")?.toISOString()).toBe("2024-01-01T00:00:00.000Z");
  expect(instantIn("2024-05-01T10:00:00+02:00")?.toISOString()).toBe("2024-05-01T08:00:00.000Z");
  expect(instantIn("last spring")).toBeNull();
  expect(instantIn(null)).toBeNull();
});

test("what to do next are the three largest gains, the largest first, each with its place", () => {
  const poor = readiness(
    {
      ...FACTS,
      licence: { id: null, open: null, isStated: false },
      description: "",
      described: { columns: 0, of: 9 },
      contactName: "",
      contactEmail: "",
    },
    NOW,
  );
  expect(fixNext(poor.terms, "readiness").map(({ sentence, where }) => [sentence, where])).toEqual([
    ["State a licence: +20", "licence"],
    ["Say what each column means: +6", "columns"],
    ["Describe it in three hundred characters or more: +5", "describe"],
  ]);
  expect(fixNext(readiness(FACTS, NOW).terms, "readiness")).toEqual([]);
});

const share = fc.oneof(fc.constant(null), fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const measures = fc.array(fc.record({ weight: fc.integer({ min: 1, max: 50 }), share }), { maxLength: 20 });

test("whatever is measured: terms sum to the total, no term earns more than its most, and the mosts are the whole", () => {
  fc.assert(
    fc.property(measures, fc.constantFrom(100, 405), (all, whole) => {
      const score = scoreOf(
        "quality",
        whole,
        all.map((one, index) => ({ ...one, code: `${index}` })),
      );
      const cents = (of: (term: Score["terms"][number]) => number) =>
        score.terms.reduce((sum, term) => sum + Math.round(of(term) * 100), 0);
      expect(cents((term) => term.points)).toBe(Math.round(score.total * 100));
      expect(cents((term) => term.most)).toBe(score.terms.length === 0 ? 0 : whole * 100);
      for (const term of score.terms) expect(gainOf(term)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("bettering one thing never lowers a score, and doing a thing to the full gains what was said", () => {
  fc.assert(
    fc.property(measures, fc.nat(), (all, which) => {
      const before = all.map((one, index) => ({ ...one, code: `${index}` }));
      const known = before.filter((one) => one.share !== null);
      const chosen = known[which % Math.max(1, known.length)];
      if (!chosen) return;
      const better = before.map((one) => (one === chosen ? { ...one, share: 1 } : one));
      const [was, is] = [scoreOf("quality", 405, before), scoreOf("quality", 405, better)];
      const gain = gainOf(was.terms.find(({ code }) => code === chosen.code) ?? never());
      expect(is.total).toBeGreaterThanOrEqual(was.total);
      expect(is.total - was.total).toBeCloseTo(gain, 6);
    }),
  );
});

test("readiness stays between 0 and 100, whatever the facts", () => {
  const facts = fc.record({
    description: fc.string(),
    keywords: fc.array(fc.string()),
    frequency: fc.option(fc.constantFrom("daily", "yearly", "never", "constructor", "toString", "?")),
    changedAt: fc.option(fc.date({ noInvalidDate: true })),
    looks: fc.array(fc.array(fc.boolean(), { maxLength: 12 }), { maxLength: 3 }),
    described: fc.option(fc.record({ columns: fc.nat(5), of: fc.integer({ min: 5, max: 9 }) })),
    copies: fc.array(
      fc.record({
        rowCount: fc.nat(9),
        columns: fc.array(fc.record({ type: fc.constant("text" as const), missing: fc.nat(9), misfits: fc.nat(9) })),
        warnings: fc.array(fc.record({ code: fc.string() })),
      }),
      { maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(facts, (some) => {
      const { total } = readiness({ ...FACTS, ...some }, NOW);
      expect(total).toBeGreaterThanOrEqual(0);
      expect(total).toBeLessThanOrEqual(100);
    }),
  );
});

function never(): never {
  throw new Error("a term is missing");
}
