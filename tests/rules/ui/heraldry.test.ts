import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Arms,
  arms,
  blazon,
  COLOURS,
  chargeOf,
  chargesOf,
  DIVISIONS,
  fieldAndOrdinary,
  isTheme,
  METALS,
  TAILS,
  THEMES,
} from "~/ui/heraldry";

const someTheme = fc.constantFrom(...THEMES);
const someArms: fc.Arbitrary<Partial<Arms>> = fc.record(
  {
    division: fc.constantFrom(...DIVISIONS),
    colour: fc.constantFrom(...COLOURS),
    metal: fc.constantFrom(...METALS),
    tail: fc.constantFrom(...TAILS),
    charge: fc.nat({ max: 50 }),
    metalFirst: fc.boolean(),
  },
  { requiredKeys: [] },
);
const isMetal = (tincture: string) => (METALS as readonly string[]).includes(tincture);

test("the rule of tincture holds for every name, theme and choice: one metal, one colour", () => {
  fc.assert(
    fc.property(fc.string(), someTheme, someArms, (slug, theme, chosen) => {
      const [field, ordinary] = fieldAndOrdinary(arms({ slug, theme, chosen }));
      expect(isMetal(field)).not.toBe(isMetal(ordinary));
    }),
  );
});

test("the same name and theme always give the same banner", () => {
  fc.assert(
    fc.property(fc.string(), someTheme, (slug, theme) => {
      expect(arms({ slug, theme })).toEqual(arms({ slug, theme }));
    }),
  );
});

test("what was chosen is kept, and the rest comes from the name", () => {
  fc.assert(
    fc.property(fc.string(), someTheme, someArms, (slug, theme, chosen) => {
      expect(arms({ slug, theme, chosen })).toEqual({ ...arms({ slug, theme }), ...chosen });
    }),
  );
});

test("a stored choice draws the same banner under any name", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), someTheme, (slug, renamed, theme) => {
      const stored = arms({ slug, theme });
      expect(arms({ slug: renamed, theme, chosen: stored })).toEqual(stored);
    }),
  );
});

test("the blazon names the charge and both tinctures", () => {
  fc.assert(
    fc.property(fc.string(), someTheme, someArms, (slug, theme, chosen) => {
      const drawn = arms({ slug, theme, chosen });
      const words = blazon(theme, drawn).toLowerCase();
      expect(words).toContain(chargeOf(theme, drawn).name);
      expect(words).toContain(drawn.metal);
      expect(words).toContain(drawn.colour === "tenne" ? "tenné" : drawn.colour);
      expect(words.endsWith(".")).toBe(true);
    }),
  );
});

test("a charge numbered beyond the theme's list wraps around", () => {
  const drawn = arms({ slug: "any", theme: "water", chosen: { charge: 2 } });
  expect(chargeOf("water", drawn)).toBe(chargesOf("water")[0]);
});

test("the arms of a known name do not move when code does", () => {
  const known = arms({ slug: "drains-that-warn", theme: "water" });
  expect(known).toEqual({
    division: "per-bend",
    colour: "purpure",
    metal: "or",
    tail: "straight",
    charge: 1,
    metalFirst: true,
  });
  expect(blazon("water", known)).toBe("Per bend or and purpure, a drop above two bars wavy counterchanged.");
});

test("a theme is known by its name only", () => {
  expect(isTheme("water")).toBe(true);
  expect(isTheme("toString")).toBe(false);
});
