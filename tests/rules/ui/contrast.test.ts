import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../../app/styles/tokens.css", import.meta.url), "utf8");

type Palette = Map<string, string>;

const between = (from: string, to: string): string => css.slice(css.indexOf(from), css.indexOf(to));
const read = (block: string): Palette =>
  new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map((match) => [match[1] ?? "", match[2] ?? ""]));

const light = read(between(":root {", "@media"));
const byDevice = read(between("@media", ':root[data-theme="dark"]'));
const dark = read(between(':root[data-theme="dark"]', '[data-tincture="gules"]'));

/** Relative luminance and contrast ratio, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ratio(palette: Palette, one: string, other: string): number {
  const [low = 0, high = 0] = [one, other].map((name) => luminance(palette.get(name) ?? "")).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const tinctures = ["gules", "azure", "vert", "purpure", "tenne", "sable"];
const grounds = ["paper", "leaf", "field"];
const text: [string, string][] = [
  ...grounds.flatMap((ground) => ["ink", "ink-2", "ink-3"].map((ink): [string, string] => [ink, ground])),
  ...tinctures.flatMap((t): [string, string][] => [
    ...[...grounds, `${t}-wash`].map((ground): [string, string] => [t, ground]),
    ...["ink", "ink-2", "ink-3"].map((ink): [string, string] => [ink, `${t}-wash`]),
    ["on-accent", t],
  ]),
  ["paper", "ink"],
];
const lines: [string, string][] = [
  ...grounds.map((ground): [string, string] => ["rule-2", ground]),
  ...tinctures.map((t): [string, string] => [t, "paper"]),
];

test("the dark theme is the same whether the device or the reader asks for it", () => {
  expect([...byDevice]).toEqual([...dark]);
});

test.each([
  ["light", light],
  ["dark", dark],
] as const)("every text of the %s theme reaches 4.5 to 1 on its ground", (_name, palette) => {
  const failing = text.filter(([one, other]) => !(ratio(palette, one, other) >= 4.5));
  expect(failing).toEqual([]);
});

test.each([
  ["light", light],
  ["dark", dark],
] as const)("every line and mark of the %s theme that carries meaning reaches 3 to 1", (_name, palette) => {
  const failing = lines.filter(([one, other]) => !(ratio(palette, one, other) >= 3));
  expect(failing).toEqual([]);
});
