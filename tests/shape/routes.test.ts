import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const routes = readdirSync("app/routes").filter((name) => /\.tsx?$/.test(name));
const source = (name: string): string => readFileSync(`app/routes/${name}`, "utf8");

test("no route is longer than one loader, one action and one page", () => {
  for (const name of routes) {
    expect(
      source(name).match(/export async function (?:loader|action)\b|export const (?:loader|action)\b/g)?.length ?? 0,
      name,
    ).toBeLessThanOrEqual(2);
  }
});

test("only editors and the desk hydrate; every other page ships no framework script", () => {
  const hydrating = routes.filter((name) => source(name).includes("hydrate: true"));
  for (const name of hydrating)
    expect(name).toMatch(/^(staff\.challenges\.\$slug\.write|challenges\.\$slug\.(submission|desk))/);
});
