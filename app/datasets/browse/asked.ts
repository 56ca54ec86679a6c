import { wordsAsked } from "../asked";

/** How long ago a dataset was changed, by what its catalogue says. */
export const FRESHNESS = {
  month: "In the last month",
  year: "In the last year",
  older: "Longer ago",
  unsaid: "It does not say",
} as const;
export type Freshness = keyof typeof FRESHNESS;

/** Licences that are no single one. */
export const ANY_OPEN = "open";
export const UNCLEAR = "unclear";

/** What a reader narrows the catalogue by; "" is not narrowed. `organisation` is a slug, the others are values. */
export type Asked = {
  q: string;
  organisation: string;
  publisher: string;
  theme: string;
  format: string;
  licence: string;
  changed: Freshness | "";
};
export const NOTHING_ASKED: Asked = {
  ...{ q: "", organisation: "", publisher: "", theme: "", format: "", licence: "", changed: "" },
};

/** What an address asks for; what it asks that is none is not asked. */
export function askedOf(params: URLSearchParams): Asked {
  const text = (name: string) => wordsAsked(params.get(name));
  const changed = text("changed");
  return {
    ...{ q: text("q"), organisation: text("organisation"), publisher: text("publisher"), theme: text("theme") },
    ...{ format: text("format"), licence: text("licence") },
    changed: Object.hasOwn(FRESHNESS, changed) ? (changed as Freshness) : "",
  };
}

export const isNarrowed = (asked: Asked): boolean => Object.values(asked).some((value) => value !== "");
