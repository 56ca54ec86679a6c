/** How often a dataset is promised to change: our word, its ISO 8601 spellings, and the words others use. */
const FREQUENCIES: { id: string; iso: string[]; words: string[] }[] = [
  {
    id: "continuous",
    iso: ["R/PT1S", "R/PT1M"],
    words: ["cont", "update_cont", "continuously", "real-time", "realtime"],
  },
  { id: "hourly", iso: ["R/PT1H"], words: [] },
  { id: "daily", iso: ["R/P1D"], words: ["every day"] },
  { id: "twice a week", iso: ["R/P3.5D"], words: ["weekly_2", "semiweekly"] },
  { id: "weekly", iso: ["R/P1W", "R/P7D"], words: ["every week"] },
  { id: "fortnightly", iso: ["R/P2W", "R/P14D"], words: ["biweekly", "bi-weekly", "every two weeks"] },
  { id: "twice a month", iso: ["R/P0.5M"], words: ["monthly_2", "semimonthly"] },
  { id: "monthly", iso: ["R/P1M"], words: ["every month"] },
  { id: "every two months", iso: ["R/P2M"], words: ["bimonthly", "bi-monthly"] },
  { id: "quarterly", iso: ["R/P3M"], words: ["every quarter"] },
  { id: "every four months", iso: ["R/P4M"], words: ["annual_3"] },
  {
    id: "every six months",
    iso: ["R/P6M", "R/P0.5Y"],
    words: ["annual_2", "semiannual", "semi-annual", "biannual", "half-yearly"],
  },
  { id: "yearly", iso: ["R/P1Y", "R/P12M"], words: ["annual", "annually", "every year"] },
  { id: "every two years", iso: ["R/P2Y"], words: ["biennial"] },
  { id: "every three years", iso: ["R/P3Y"], words: ["triennial"] },
  { id: "every four years", iso: ["R/P4Y"], words: ["quadrennial"] },
  { id: "every five years", iso: ["R/P5Y"], words: ["quinquennial"] },
  { id: "every ten years", iso: ["R/P10Y"], words: ["decennial"] },
  {
    id: "irregular",
    iso: [],
    words: ["irreg", "as needed", "as-needed", "ad hoc", "variable", "sporadisch oder unregelmaessig", "unregelmässig"],
  },
  {
    id: "never",
    iso: [],
    words: ["static", "not_planned", "notplanned", "not planned", "not updated", "never updated"],
  },
];

const KNOWN = new Map(
  FREQUENCIES.flatMap(({ id, iso, words }) => [id, ...iso, ...words].map((word) => [word.toLowerCase(), id] as const)),
);

/**
 * The frequency behind an ISO 8601 repeating interval ("R/P1Y"), a word, or an address of the EU's or Dublin Core's
 * vocabulary; a frequency that is not known stays as it was written, and an empty text or "unknown" is null.
 */
export function readFrequency(raw: string): string | null {
  const text = raw.trim();
  const word = /^https?:\/\//i.test(text) ? (text.split(/[/#]/).filter(Boolean).at(-1) ?? "") : text;
  const plain = word.replace(/^freq:/i, "").toLowerCase();
  if (plain === "" || plain === "unknown") return null;
  return KNOWN.get(plain) ?? text.slice(0, 100);
}
