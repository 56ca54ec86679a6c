/** What a device keeps of a form until the server has it: the text values by name, and the revision they were based on. */
export type KeptCopy = { values: Record<string, string[]>; revision: string | null; keptAt: number; handedIn: boolean };

/** A copy older than this many days is let go: the form that it belonged to is long decided. */
const KEEP_DAYS = 30;

/** The text values of a form; chosen files are not kept. */
export function valuesOf(data: Iterable<[string, FormDataEntryValue]>): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of data) {
    if (typeof value !== "string") continue;
    const list = values[name] ?? [];
    list.push(value);
    values[name] = list;
  }
  return values;
}

export const sameValues = (a: Record<string, string[]>, b: Record<string, string[]>): boolean => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => JSON.stringify(a[name] ?? []) === JSON.stringify(b[name] ?? []));
};

/**
 * What to do with a copy that is found when the page opens: forget it when the page shows the same, or when the form
 * was handed in and the server has moved on since; send it when it still fits the revision that the page shows; else
 * ask, because both texts may matter.
 */
export function fateOfCopy(
  copy: KeptCopy,
  page: { values: Record<string, string[]>; revision: string | null; now: number },
): "forget" | "send" | "ask" {
  if (page.now - copy.keptAt > KEEP_DAYS * 86_400_000) return "forget";
  if (sameValues(copy.values, page.values)) return "forget";
  if (copy.revision !== page.revision) return copy.handedIn ? "forget" : "ask";
  return page.revision === null ? "ask" : "send";
}

/** Reads a stored copy; null where there is none or it is not one. */
export function parseCopy(text: string | null): KeptCopy | null {
  if (text === null) return null;
  try {
    const copy = JSON.parse(text) as Partial<KeptCopy> | null;
    if (typeof copy?.values !== "object" || copy.values === null || typeof copy.keptAt !== "number") return null;
    return {
      values: copy.values,
      revision: copy.revision ?? null,
      keptAt: copy.keptAt,
      handedIn: copy.handedIn === true,
    };
  } catch {
    return null;
  }
}
