import type { CatalogueDataset, CatalogueDistribution } from "~/datasets/catalogue/model";
import { type ReadinessFacts, statedFacts } from "~/datasets/scores/readiness";
import type { Score } from "~/datasets/scores/score";
import { DAY } from "~/kernel/time";

export const NOW = new Date("2026-11-25T12:00:00Z");
export const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY);

export const FILE: CatalogueDistribution = {
  title: "Stops",
  url: "https://data.example.org/stops.csv",
  isDownload: true,
  accessUrl: null,
  format: "CSV",
  mediaType: "text/csv",
  byteSize: 1_200,
  licenceRaw: "",
  fields: [{ name: "id", title: "", description: "The stop's number.", type: "" }],
};

export const FULL: CatalogueDataset = {
  externalId: "stops",
  title: "Stops of the tram",
  description: "d".repeat(300),
  publisher: "City of Example",
  contactName: "Data office",
  contactEmail: "data@example.org",
  landingPage: null,
  keywords: ["tram", "stops", "mobility"],
  themes: ["TRAN"],
  issued: "2024-01-01",
  modified: "2026-11-20",
  frequency: "monthly",
  bbox: [9, 45, 9.3, 45.6],
  spatial: "Milan",
  temporalStart: "2026-01-01",
  temporalEnd: null,
  accessRights: "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
  languages: ["en"],
  licenceRaw: "https://creativecommons.org/licenses/by/4.0/",
  distributions: [FILE],
};

export const BARE: CatalogueDataset = {
  ...FULL,
  ...{ title: "", description: "", publisher: "", contactName: "", contactEmail: "", keywords: [], themes: [] },
  ...{ issued: null, modified: null, frequency: null, bbox: [], spatial: "", temporalStart: null },
  ...{ accessRights: "", licenceRaw: "", distributions: [] },
};

export const points = ({ terms }: Score): Record<string, number> =>
  Object.fromEntries(terms.map(({ code, points: earned }) => [code, earned]));
export const mosts = ({ terms }: Score): Record<string, number> =>
  Object.fromEntries(terms.map(({ code, most }) => [code, most]));

export const FACTS: ReadinessFacts = {
  ...statedFacts(FULL),
  looks: [[true]],
  copies: [{ rowCount: 10, columns: [{ type: "text", missing: 0, misfits: 0, outliers: 0 }], warnings: [] }],
};
