import { seeded } from "~/kernel/random";
import { CHARGES, type Charge, type Theme } from "./heraldry-charges";

export type { Charge, Theme } from "./heraldry-charges";

export const COLOURS = ["gules", "azure", "vert", "purpure", "tenne", "sable"] as const;
export const METALS = ["or", "argent"] as const;
export const DIVISIONS = [
  "plain",
  "per-pale",
  "per-fess",
  "per-bend",
  "quarterly",
  "per-saltire",
  "chevron",
  "bendy",
  "paly",
  "barry",
  "lozengy",
  "saltire",
  "pile",
  "fess",
] as const;
export const TAILS = ["swallow", "tongues", "straight", "point", "dags"] as const;
export const THEMES = Object.keys(CHARGES) as Theme[];

export type Colour = (typeof COLOURS)[number];
export type Metal = (typeof METALS)[number];
export type Tincture = Colour | Metal;
export type Division = (typeof DIVISIONS)[number];
export type Tail = (typeof TAILS)[number];

/**
 * What a banner shows. The rule of tincture holds by construction: there is one colour and one metal, never two of a
 * kind. `charge` counts within the theme's charges; `metalFirst` puts the metal where the colour would be.
 */
export type Arms = {
  division: Division;
  colour: Colour;
  metal: Metal;
  tail: Tail;
  charge: number;
  metalFirst: boolean;
};

export const isTheme = (text: string): text is Theme => Object.hasOwn(CHARGES, text);

/** The charges that a theme offers, in the order in which `Arms.charge` counts them. */
export const chargesOf = (theme: Theme): readonly Charge[] => CHARGES[theme];

/** The charge that is drawn; a number beyond the theme's list wraps around. */
export function chargeOf(theme: Theme, arms: Arms): Charge {
  const charges = chargesOf(theme);
  return charges[Math.abs(arms.charge) % charges.length] as Charge;
}

/** The field's tincture and the one laid on it. */
export const fieldAndOrdinary = (arms: Arms): [Tincture, Tincture] =>
  arms.metalFirst ? [arms.metal, arms.colour] : [arms.colour, arms.metal];

const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)] as T;

/**
 * What the name chooses, with `chosen` on top. The same slug and theme always give the same arms; because the choice
 * depends on the length of the lists, arms are stored once chosen.
 */
export function arms({ slug, theme, chosen = {} }: { slug: string; theme: Theme; chosen?: Partial<Arms> }): Arms {
  const next = seeded(`${slug}/${theme}`);
  return {
    division: pick(DIVISIONS, next()),
    colour: pick(COLOURS, next()),
    metal: pick(METALS, next()),
    tail: pick(TAILS, next()),
    charge: Math.floor(next() * chargesOf(theme).length),
    metalFirst: next() < 0.4,
    ...chosen,
  };
}

const PARTED: readonly Division[] = ["per-pale", "per-fess", "per-bend", "quarterly", "per-saltire"];
const VARIED: readonly Division[] = ["bendy", "paly", "barry", "lozengy"];

/** Parted fields have one charge in both tinctures, each on the other. */
export const isParted = (division: Division): boolean => PARTED.includes(division);

const spoken = (word: string): string => (word === "tenne" ? "tenné" : word.replace("-", " "));
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** The banner in words, which are its text alternative: "Quarterly or and gules, a wheel counterchanged." */
export function blazon(theme: Theme, arms: Arms): string {
  const charge = chargeOf(theme, arms).name;
  const [first, second] = fieldAndOrdinary(arms).map(spoken) as [string, string];
  const division = spoken(arms.division);
  if (isParted(arms.division)) return `${capital(division)} ${first} and ${second}, ${charge} counterchanged.`;
  if (VARIED.includes(arms.division)) {
    return `${capital(division)} ${first} and ${second}, on a roundel ${spoken(arms.metal)} ${charge} ${spoken(arms.colour)}.`;
  }
  if (arms.division === "plain") return `${capital(first)}, ${charge} ${second}.`;
  if (arms.division === "chevron") return `${capital(first)}, a chevron and in base ${charge} ${second}.`;
  if (arms.division === "saltire") {
    return `${capital(first)}, a saltire ${second}, on a roundel of the same ${charge} ${first}.`;
  }
  return `${capital(first)}, on a ${division} ${second} ${charge} ${first}.`;
}
