import LICENCES from "spdx-license-list";
import { edits } from "~/kernel/edits";

const BY_LOWER_CASE = new Map(Object.keys(LICENCES).map((id) => [id.toLowerCase(), id]));

/** The SPDX id that was typed, as the list writes it: ids are the same in small letters and capitals. */
export const licenceNamed = (typed: string): string | null => BY_LOWER_CASE.get(typed.toLowerCase()) ?? null;

/** GitHub says GPL-3.0 whether a file says "only" or "or later": by its name alone the two are the same. */
const stem = (id: string): string => id.toLowerCase().replace(/(-only|-or-later|\+)$/, "");

/** Whether a licence, as GitHub names it, is one of those. */
export const isAmongLicences = (id: string, allowed: string[]): boolean =>
  allowed.some((one) => stem(one) === stem(id));

const OPEN = new Set(
  Object.keys(LICENCES)
    .filter((id) => LICENCES[id]?.osiApproved)
    .map(stem),
);

/** Whether the Open Source Initiative approved a licence, as GitHub names it. */
export const isOpenLicence = (id: string): boolean => OPEN.has(stem(id));
/** No id is longer. */
const LONGEST = 40;

/**
 * The known id nearest to what was typed: the one with the fewest letters between them, where letters that only follow
 * count little; of two as near, one that the OSI approved, then the shorter, then the newer version.
 */
export function nearestLicence(typed: string): string {
  const wanted = plain(typed.slice(0, LONGEST));
  const far = (id: string): number => {
    const known = plain(id);
    const letters = known.startsWith(wanted) ? known.length - wanted.length : 4 * edits(wanted, known);
    return letters + (LICENCES[id]?.osiApproved ? 0 : 1);
  };
  const all = Object.keys(LICENCES)
    .sort((a, b) => a.length - b.length || (a < b ? 1 : -1))
    .map((id) => ({ id, far: far(id) }));
  return all.reduce((nearest, one) => (one.far < nearest.far ? one : nearest)).id;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9.+]|v(?=\d)/g, "");
