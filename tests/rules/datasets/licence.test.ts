import { expect, test } from "vitest";
import { readFrequency } from "~/datasets/catalogue/frequency";
import { readLicence } from "~/datasets/catalogue/licence";
import { LICENCES } from "~/datasets/catalogue/licences";

test.each([
  ["https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", true],
  ["http://www.creativecommons.org/licenses/by-sa/3.0/it/deed.it", "CC-BY-SA-3.0", true],
  ["https://creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0", true],
  ["<a href='https://creativecommons.org/licenses/by-nc/4.0/'>CC</a>", "CC-BY-NC-4.0", false],
  ["CC-BY-4.0", "CC-BY-4.0", true],
  ["cc-zero", "CC0-1.0", true],
  ["CC BY-NC-SA 4.0", "CC-BY-NC-SA-4.0", false],
  ["ODbL-1.0", "ODbL-1.0", true],
  ["odc-odbl", "ODbL-1.0", true],
  ["http://opendatacommons.org/licenses/pddl/1.0/", "PDDL-1.0", true],
  ["http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "CC-BY-4.0", true],
  ["http://publications.europa.eu/resource/authority/licence/CC0", "CC0-1.0", true],
  ["https://spdx.org/licenses/CC-BY-4.0.html", "CC-BY-4.0", true],
  ["https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0", true],
  ["http://www.usa.gov/publicdomain/label/1.0/", "US-public-domain", true],
  ["https://www.govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0", true],
])("%s is exactly %s", (raw, id, open) => {
  expect(readLicence(raw)).toEqual({ id, open, confidence: "exact" });
});

test.each([
  ["CC-BY 4.0 (recommended)", "CC-BY-4.0", true],
  ["Creative Commons Attribution", null, true],
  ["Creative Commons Attribution Non-Commercial", null, false],
  ["Licence Ouverte", "etalab-2.0", true],
  ["<p>Open Database License</p>", "ODbL-1.0", true],
])("%s is likely %s", (raw, id, open) => {
  expect(readLicence(raw)).toEqual({ id, open, confidence: "likely" });
});

test.each([
  [""],
  ["notspecified"],
  ["License not specified"],
  ["other-open"],
  ["All rights reserved"],
  ["This is not in the public domain"],
  ["http://www.cityofmadison.com/policy/data"],
  ["<span style='color:red'><a href='http://www.cityofmadison.com/policy/data'>City of Madison Data Policy</a></span>"],
  [`${"Terms of our own. ".repeat(30)} Parts are CC-BY 4.0.`],
])("%s is unclear", (raw) => {
  expect(readLicence(raw)).toEqual({ id: null, open: null, confidence: "unclear" });
});

test("every licence that staff can confirm is found again by its id, title and address", () => {
  for (const { id, title, url, open } of LICENCES) {
    for (const raw of [id, title, url])
      expect([raw, readLicence(raw)]).toEqual([raw, { id, open, confidence: "exact" }]);
  }
  expect(new Set(LICENCES.map((licence) => licence.id)).size).toBe(LICENCES.length);
});

test.each([
  ["R/P1Y", "yearly"],
  ["R/P3M", "quarterly"],
  ["http://publications.europa.eu/resource/authority/frequency/DAILY", "daily"],
  ["http://purl.org/cld/freq/annual", "yearly"],
  ["Monthly", "monthly"],
  ["R/P9M", "R/P9M"],
  ["", null],
  ["unknown", null],
])("the frequency %s is %s", (raw, id) => {
  expect(readFrequency(raw)).toBe(id);
});
