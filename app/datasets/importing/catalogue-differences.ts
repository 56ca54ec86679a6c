import { isDeepStrictEqual } from "node:util";
import { readLicence } from "../catalogue/licence";
import type { CatalogueDataset, CatalogueDistribution } from "../catalogue/model";

/** What a catalogue says of a dataset, as it is stored. */
export type Stated = ReturnType<typeof statedIn>;

export function statedIn({ externalId: _id, distributions: _files, bbox, ...said }: CatalogueDataset) {
  const { id, open } = readLicence(said.licenceRaw);
  return { ...said, bbox: [...bbox] as number[], licenceId: id, licenceOpen: open };
}

/** The dataset as it is held. */
export type Held = Stated & {
  state: "present" | "missing";
  licenceConfirmedAt: Date | null;
  distributions: HeldDistribution[];
};
/** `isKept`: copies of it are held, or entries use it. */
export type HeldDistribution = CatalogueDistribution & { id: string; position: number; isKept: boolean };

/**
 * The fields that the catalogue tells otherwise than they are held, or null where there are none. A licence that staff
 * confirmed stays, whatever the catalogue says.
 */
export function changesOf(held: Held, stated: Stated): Partial<Stated & { state: "present" }> | null {
  const { licenceId, licenceOpen, ...rest } = stated;
  const wanted: Record<string, unknown> = {
    ...rest,
    state: "present",
    ...(held.licenceConfirmedAt ? {} : { licenceId, licenceOpen }),
  };
  const changed = Object.entries(wanted).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(held[field as keyof Held]),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

export type DistributionPlan = {
  /** Those that stay, at the place they now have; what changed of them is written. */
  keep: { id: string; position: number; to: CatalogueDistribution }[];
  add: { position: number; to: CatalogueDistribution }[];
  remove: string[];
};

/**
 * How the held distributions become those of the catalogue, or null where they are the same. One is known again by its
 * address. One that the catalogue no longer has stays, after the others, where it is kept for its copies or its uses.
 */
export function distributionPlan(held: HeldDistribution[], wanted: CatalogueDistribution[]): DistributionPlan | null {
  const free = [...held];
  const take = (fits: (one: HeldDistribution) => boolean) => {
    const index = free.findIndex(fits);
    return index < 0 ? null : (free.splice(index, 1)[0] ?? null);
  };
  const plan: DistributionPlan = { keep: [], add: [], remove: [] };
  let isChanged = false;
  for (const [position, to] of wanted.entries()) {
    const known = take((one) => isSame(one, to)) ?? take((one) => one.url !== null && one.url === to.url);
    if (known) plan.keep.push({ id: known.id, position, to });
    else plan.add.push({ position, to });
    isChanged ||= !known || known.position !== position || !isSame(known, to);
  }
  for (const left of free) {
    const position = plan.keep.length + plan.add.length;
    if (!left.isKept) plan.remove.push(left.id);
    else plan.keep.push({ id: left.id, position, to: { ...left } });
    isChanged ||= !left.isKept || left.position !== position;
  }
  return isChanged ? plan : null;
}

/** Everything that a catalogue says of a distribution, in one order. */
export const saidOf = (one: CatalogueDistribution): CatalogueDistribution => {
  const { title, url, isDownload, accessUrl, format, mediaType, byteSize, licenceRaw, fields } = one;
  return { title, url, isDownload, accessUrl, format, mediaType, byteSize, licenceRaw, fields };
};

const isSame = (a: CatalogueDistribution, b: CatalogueDistribution): boolean => {
  const [x, y] = [saidOf(a), saidOf(b)];
  return isDeepStrictEqual(x, y);
};
