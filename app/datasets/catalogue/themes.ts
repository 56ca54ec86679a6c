/** The thirteen data themes of the EU's authority table "Data theme", by their codes, as its English labels name them. */
const THEMES: Record<string, string> = {
  AGRI: "Agriculture, fisheries, forestry and food",
  ECON: "Economy and finance",
  EDUC: "Education, culture and sport",
  ENER: "Energy",
  ENVI: "Environment",
  GOVE: "Government and public sector",
  HEAL: "Health",
  INTR: "International issues",
  JUST: "Justice, legal system and public safety",
  REGI: "Regions and cities",
  SOCI: "Population and society",
  TECH: "Science and technology",
  TRAN: "Transport",
};
const TABLE = "http://publications.europa.eu/resource/authority/data-theme/";
const CODES = new Map(Object.entries(THEMES).map(([code, label]) => [label, code]));

export const EU_THEMES = Object.values(THEMES);

/** The label where an address is a theme of the table; any other text as it is. */
export function themeOf(text: string): string {
  const code =
    /^https?:\/\/publications\.europa\.eu\/resource\/authority\/data-theme\/([A-Z]{4})$/.exec(text)?.[1] ?? "";
  return Object.hasOwn(THEMES, code) ? (THEMES[code] as string) : text;
}

/** The address of a theme that is the table's, or null. */
export const themeAddress = (theme: string): string | null => {
  const code = CODES.get(theme);
  return code ? TABLE + code : null;
};
