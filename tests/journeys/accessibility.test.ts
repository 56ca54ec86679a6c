import { beforeAll, expect, test } from "vitest";
import { faultsOn, pageOf, withBrowser } from "../support/browser";
import { EVERY_ROUTE, type Places } from "../support/every-route";
import { aWorldOfRoles } from "../support/role-world";
import { REACH, type Role } from "../support/roles";

withBrowser();

let world: Awaited<ReturnType<typeof aWorldOfRoles>>;
beforeAll(async () => {
  world = await aWorldOfRoles();
});

// What is no page: files, and addresses that only lead elsewhere.
const NO_PAGE =
  /archive|banner|bundle|picture|calendar|leaf|proof|\.receipt|checkpoint|record_\.key|tile|atom|files|snapshots|\[\.\]csv|data\[\.\]json|catalog\[\.\]|datapackage|sign-in\.code|^challenges\.\$slug$/;

// Lists that are asked something, what finds nothing, and what is not there.
const ASKED = [
  "/challenges?q=drain&phase=open&theme=water",
  "/challenges?q=nothing+of+the+kind",
  "/datasets?q=rain",
  "/datasets?q=nothing+of+the+kind",
  "/no/such/page",
];

/** Every page, with the role that sees most of it. */
function pages(places: Places): { path: string; role: Role }[] {
  const own = Object.entries(EVERY_ROUTE).flatMap(([name, row]) => {
    const roles = row.read === "to" || NO_PAGE.test(name) ? [] : REACH[row.read];
    const role = roles.length === 0 ? undefined : row.read === "anyone" ? "stranger" : roles[0];
    return role ? [{ path: row.path(places), role }] : [];
  });
  return [...own, ...ASKED.map((path) => ({ path, role: "stranger" as const }))];
}

function groupedByRole(list: { path: string; role: Role }[]): Map<Role, { path: string }[]> {
  const groups = new Map<Role, { path: string }[]>();
  for (const { path, role } of list) groups.set(role, [...(groups.get(role) ?? []), { path }]);
  return groups;
}

const SCREENS = [
  { width: 1280, dark: false },
  { width: 768, dark: false, onlyWidth: true },
  { width: 360, dark: true },
];

/** Looks at every page as its reader would see it: what axe finds, and what is wider than the screen. */
async function faultsOf({ role, list }: { role: Role; list: { path: string }[] }): Promise<string[]> {
  const faults: string[] = [];
  const page = await pageOf(role === "stranger" ? null : world.people[role]);
  for (const { path } of list) {
    await page.goto(path);
    for (const { width, dark, onlyWidth } of SCREENS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
      if (isWide) faults.push(`${path} (${role}) is wider than ${width} px`);
      if (onlyWidth) continue;
      for (const fault of await faultsOn(page)) faults.push(`${path} (${role}), ${width} px, dark ${dark}: ${fault}`);
    }
  }
  await page.context().close();
  return faults;
}

test("axe finds nothing on any page, on a laptop lit and on a phone with the lamp off, and none is too wide", async () => {
  const faults: string[] = [];
  for (const [role, list] of groupedByRole(pages(world.places))) faults.push(...(await faultsOf({ role, list })));
  expect(faults).toEqual([]);
}, 400_000);
