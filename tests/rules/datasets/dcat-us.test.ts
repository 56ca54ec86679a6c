import { expect, test } from "vitest";
import { readDcatUs } from "~/datasets/catalogue/dcat-us";
import { plainText } from "~/datasets/catalogue/plain-text";

function reading(document: unknown) {
  const read = readDcatUs(document);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

/** A catalogue of one dataset, with these fields besides the usual ones. */
function one(fields: Record<string, unknown>) {
  const { datasets, warnings } = reading({ dataset: [{ identifier: "a", title: "A", ...fields }] });
  const [dataset] = datasets;
  if (!dataset) throw new Error("no dataset");
  return { ...dataset, codes: warnings.map((warning) => warning.code) };
}

test("a dataset of version 1.1 is read with every field", () => {
  const dataset = one({
    title: "Bike <b>counts</b>",
    description: "<p>Counted &amp; checked.</p><ul><li>daily</li></ul>",
    publisher: { "@type": "org:Organization", name: "City of Palio" },
    contactPoint: { fn: "Open data office", hasEmail: "mailto:data@palio.example" },
    landingPage: "https://data.palio.example/bikes",
    keyword: ["bikes", "counts", "bikes"],
    theme: ["Mobility"],
    issued: "2020",
    modified: "2024-05-06T07:08:09Z",
    accrualPeriodicity: "R/P1D",
    spatial: "9.04,45.38,9.28,45.54",
    license: "https://creativecommons.org/licenses/by/4.0/",
    distribution: [{ title: "CSV", downloadURL: "https://data.palio.example/bikes.csv", mediaType: "text/csv" }],
  });
  expect(dataset).toEqual({
    externalId: "a",
    title: "Bike counts",
    description: "Counted & checked.\n\n• daily",
    publisher: "City of Palio",
    contactName: "Open data office",
    contactEmail: "data@palio.example",
    landingPage: "https://data.palio.example/bikes",
    keywords: ["bikes", "counts"],
    themes: ["Mobility"],
    issued: "2020",
    modified: "2024-05-06T07:08:09Z",
    frequency: "daily",
    bbox: [9.04, 45.38, 9.28, 45.54],
    spatial: "",
    temporalStart: null,
    temporalEnd: null,
    accessRights: "",
    languages: [],
    licenceRaw: "https://creativecommons.org/licenses/by/4.0/",
    distributions: [
      {
        ...{ title: "CSV", url: "https://data.palio.example/bikes.csv", isDownload: true, accessUrl: null },
        ...{ format: "CSV", mediaType: "text/csv", byteSize: null, licenceRaw: "", fields: [] },
      },
    ],
    codes: [],
  });
});

test("version 3 puts objects where texts were, the licence on the distribution, and boxes into lists", () => {
  const dataset = one({
    identifier: { "@id": "https://example.gov/1" },
    title: { "@value": "Trees", "@language": "en" },
    landingPage: { "@id": "https://example.gov/trees", "@type": "Document" },
    theme: [{ "@type": "Concept", prefLabel: "Environment" }],
    spatial: [{ "@type": "Location", bbox: "POLYGON((-77.1 38.8, -76.9 38.8, -76.9 39.0, -77.1 39.0, -77.1 38.8))" }],
    contactPoint: [{ "@type": "Kind", fn: "Parks", hasEmail: "mailto:parks@example.gov" }],
    distribution: [
      {
        title: "GeoJSON",
        accessURL: { "@id": "https://example.gov/trees.geojson" },
        format: "http://publications.europa.eu/resource/authority/file-type/GEOJSON",
        license: { "@id": "https://creativecommons.org/publicdomain/zero/1.0/" },
      },
    ],
  });
  expect(dataset).toMatchObject({
    externalId: "https://example.gov/1",
    title: "Trees",
    landingPage: "https://example.gov/trees",
    themes: ["Environment"],
    bbox: [-77.1, 38.8, -76.9, 39],
    licenceRaw: "https://creativecommons.org/publicdomain/zero/1.0/",
    distributions: [{ url: "https://example.gov/trees.geojson", format: "GeoJSON" }],
  });
});

test("the address that is published for questions is kept as that, and nowhere else", () => {
  const contactPoint = [{ fn: "data@city.example", hasEmail: "mailto:Data@city.example" }];
  const { contactEmail, ...rest } = one({ contactPoint, description: "Ask jane@city.example." });
  expect(contactEmail).toBe("data@city.example");
  expect(JSON.stringify(rest)).not.toContain("@city");
});

test("a catalogue of version 1.0 is a bare list, with addresses on the dataset", () => {
  const { datasets } = reading([
    { title: "Old", identifier: "o", accessURL: "https://example.org/o.csv", format: "csv" },
  ]);
  expect(datasets[0]?.distributions).toEqual([
    {
      ...{ title: "", url: "https://example.org/o.csv", isDownload: false, accessUrl: null, format: "CSV" },
      ...{ mediaType: null, byteSize: null, licenceRaw: "", fields: [] },
    },
  ]);
});

test("nested catalogues are read, however deep, but not without end", () => {
  const nested = { dataset: [], catalog: [{ catalog: [{ dataset: [{ title: "Deep", identifier: "d" }] }] }] };
  expect(reading(nested).datasets.map((dataset) => dataset.title)).toEqual(["Deep"]);
  let endless: Record<string, unknown> = { dataset: [{ title: "Deepest", identifier: "z" }] };
  for (let depth = 0; depth < 1000; depth += 1) endless = { dataset: [], catalog: [endless] };
  expect(reading(endless).datasets).toEqual([]);
});

test.each([[{}], [null], ["text"], [42], [{ dataset: "no" }], [[1, 2]], [{ result: { results: [] } }]])(
  "%j is refused as no catalogue",
  (document) => {
    expect(readDcatUs(document)).toMatchObject({ ok: false, refusal: { code: "not-a-catalogue" } });
  },
);

test("one bad dataset costs a warning, not the catalogue", () => {
  const { datasets, warnings } = reading({
    dataset: [
      null,
      7,
      { identifier: "x" },
      { title: "Good", identifier: "g", keyword: 5, spatial: 7, distribution: [null] },
    ],
  });
  expect(datasets.map((dataset) => dataset.title)).toEqual(["Good"]);
  expect(warnings.map((warning) => [warning.code, warning.dataset])).toEqual([
    ["no-title", "dataset 1"],
    ["no-title", "dataset 2"],
    ["no-title", "dataset 3"],
    ["bad-distribution", "Good"],
  ]);
});

test("the second dataset with an identifier is left out with a warning", () => {
  const { datasets, warnings } = reading({
    dataset: [
      { title: "A", identifier: "x" },
      { title: "B", identifier: "x" },
    ],
  });
  expect(datasets.map((dataset) => dataset.title)).toEqual(["A"]);
  expect(warnings).toMatchObject([{ code: "repeated-identifier", dataset: "B" }]);
});

test("only http and https addresses without a password are kept", () => {
  for (const address of [
    "javascript:alert(1)",
    "ftp://x.org/a.csv",
    "data:text/html,x",
    "https://a:b@x.org/",
    "//x.org",
    "x",
  ]) {
    const dataset = one({ landingPage: address, distribution: [{ downloadURL: address }] });
    expect(dataset.landingPage).toBeNull();
    expect(dataset.distributions[0]?.url).toBeNull();
    expect(dataset.codes).toEqual(["no-address"]);
  }
});

test("an interval in “modified” is the frequency; a date that is none is a warning", () => {
  expect(one({ modified: "R/P1Y" })).toMatchObject({ modified: null, frequency: "yearly", codes: [] });
  expect(one({ modified: "last spring" })).toMatchObject({ modified: null, codes: ["bad-date"] });
});

test("boxes are read from all their spellings, and places without one have none", () => {
  expect(one({ spatial: "ENVELOPE(9, 10, 46, 45)" }).bbox).toEqual([9, 45, 10, 46]);
  expect(
    one({
      spatial: {
        type: "Polygon",
        coordinates: [
          [
            [9, 45],
            [10, 45],
            [10, 46],
            [9, 45],
          ],
        ],
      },
    }).bbox,
  ).toEqual([9, 45, 10, 46]);
  expect(one({ spatial: '{"type":"Point","coordinates":[9,45]}' }).bbox).toEqual([9, 45, 9, 45]);
  for (const spatial of ["United States", "", "10,45,9,46", "9,45,10,96", "1,2,3", {}, []]) {
    expect(one({ spatial }).bbox).toEqual([]);
  }
});

test("e-mail addresses are taken out of every text", () => {
  const dataset = one({
    description: "Ask jane.doe@city.example or <a href='mailto:x@y.org'>us</a>",
    publisher: { name: "ops@city.example" },
  });
  expect(dataset.description).toBe("Ask [e-mail address] or us");
  expect(dataset.publisher).toBe("");
});

test("titles and descriptions are cut at a word", () => {
  const dataset = one({ title: "word ".repeat(200), description: "word ".repeat(10_000) });
  expect(dataset.title.length).toBeLessThanOrEqual(300);
  expect(dataset.title.endsWith("word…")).toBe(true);
  expect(dataset.description.length).toBeLessThanOrEqual(10_000);
});

test("more than 5,000 datasets are cut, and said so", () => {
  const dataset = Array.from({ length: 5_010 }, (_, index) => ({ title: `T${index}`, identifier: `${index}` }));
  const { datasets, warnings } = reading({ dataset });
  expect(datasets).toHaveLength(5_000);
  expect(warnings[0]?.code).toBe("too-many-datasets");
});

test("HTML becomes text: scripts go, entities are decoded once", () => {
  expect(plainText("a<script>alert(1)</script>b<!-- no --><style>p{}</style>c", 100)).toBe("abc");
  expect(plainText("Caf&eacute; &#8211; 5&nbsp;&euro; &amp;lt;b&amp;gt; &toString; 3 < 4", 100)).toBe(
    "Café – 5 € &lt;b&gt; &toString; 3 < 4",
  );
  expect(plainText("one<br>two<p>three</p>", 100)).toBe("one\ntwo\nthree");
});
