import { diffText } from "~/kernel/diff";
import { sectionText } from "../drafting/section-text";
import type { Clash } from "./section-form";

/** What the server has against what was typed here; fields that one of the two never had count as empty. */
export function clashWith({ theirs, mine, revision }: { theirs: object; mine: object; revision: number }): Clash {
  const before = theirs as Record<string, unknown>;
  const differing = Object.entries(mine).filter(
    ([field, value]) => sectionText(before[field] ?? "") !== sectionText(value),
  );
  const theirText = sectionText(Object.fromEntries(differing.map(([field]) => [field, before[field] ?? ""])));
  return { changes: diffText(theirText, sectionText(Object.fromEntries(differing))), revision };
}
