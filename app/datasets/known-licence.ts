import { LICENCES } from "./catalogue/licences";

/** What staff choose where no licence of the list fits: the publisher's own terms, which allow building on the data. */
export const OWN_TERMS = "own-terms";

export type StatedLicence = { licenceId: string | null; licenceOpen: boolean };

/** A licence as staff state it by its id; null for an id that nobody knows. */
export function statedLicence(id: string): StatedLicence | null {
  if (id === OWN_TERMS) return { licenceId: null, licenceOpen: false };
  const licence = LICENCES.find((one) => one.id === id);
  return licence ? { licenceId: licence.id, licenceOpen: licence.open } : null;
}

/** The licence's full name, or its id where it is not of the list. */
export const licenceTitle = (id: string): string => LICENCES.find((one) => one.id === id)?.title ?? id;
export const licenceUrl = (id: string): string | null => LICENCES.find((one) => one.id === id)?.url ?? null;

export const LICENCE_OPTIONS = [
  {
    group: "Open licences",
    options: LICENCES.filter(({ open }) => open).map(({ id, title }) => ({ value: id, label: `${title} (${id})` })),
  },
  {
    group: "With limits",
    options: [
      ...LICENCES.filter(({ open }) => !open).map(({ id, title }) => ({ value: id, label: `${title} (${id})` })),
      { value: OWN_TERMS, label: "Terms of its own, which allow building on the data" },
    ],
  },
];
