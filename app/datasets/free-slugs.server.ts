import { slugOf } from "~/kernel/text";
import type { Tx } from "~/platform/database.server";
import { newToken } from "~/platform/secret.server";

const NUMBERED = 9;

/**
 * An address for each title that no dataset of any organisation has: the title's words, with a number from 2 where
 * they are taken, with letters by chance beyond 9. Two transactions at once may choose the same: the unique key decides.
 */
export async function freeSlugs(titles: string[], tx: Tx): Promise<string[]> {
  const bases = titles.map((title) => slugOf(title));
  const wanted = [...new Set(bases)].flatMap(numbered);
  const rows = await tx.dataset.findMany({ where: { slug: { in: wanted } }, select: { slug: true } });
  const taken = new Set(rows.map(({ slug }) => slug));
  return bases.map((base) => {
    const slug = numbered(base).find((candidate) => !taken.has(candidate)) ?? `${base}-${chance()}`;
    taken.add(slug);
    return slug;
  });
}

const numbered = (base: string): string[] => [
  base,
  ...Array.from({ length: NUMBERED - 1 }, (_, index) => `${base}-${index + 2}`),
];

const chance = (): string => slugOf(newToken().replace(/[^a-zA-Z0-9]/g, "")).slice(0, 10);
