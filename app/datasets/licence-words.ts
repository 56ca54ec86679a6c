import { excerpt } from "~/kernel/text";
import { plainLine } from "./catalogue/plain-text";
import { licenceTitle, licenceUrl } from "./known-licence";

export type LicenceFacts = {
  licenceRaw: string;
  licenceId: string | null;
  licenceOpen: boolean | null;
  licenceConfirmedAt: Date | string | null;
};

/** A licence in words: the short name, whether it is good news, a sentence, and its text's address. */
export type LicenceWords = { short: string; tone: "good" | "warn"; sentence: string; url: string | null };

/** Nothing can be promised on data whose licence is neither open by the catalogue nor confirmed by a person. */
export const needsLicence = ({ licenceOpen, licenceConfirmedAt }: LicenceFacts): boolean =>
  licenceConfirmedAt === null && licenceOpen !== true;

/** What the source states, as a line of text: catalogues write addresses, names and HTML. */
export const licenceSaid = (raw: string): string => excerpt(plainLine(raw, 2_000), 300);

export function licenceWords(facts: LicenceFacts): LicenceWords {
  const { licenceId, licenceOpen, licenceRaw, licenceConfirmedAt } = facts;
  const by = licenceConfirmedAt === null ? "stated at the source" : "confirmed by the publisher’s staff";
  if (licenceId) {
    const kind = licenceOpen ? "open" : "with limits";
    return {
      short: licenceId,
      tone: licenceOpen || licenceConfirmedAt !== null ? "good" : "warn",
      sentence: `${licenceTitle(licenceId)}: ${kind}, ${by}`,
      url: licenceUrl(licenceId),
    };
  }
  if (licenceConfirmedAt !== null)
    return { short: "Own terms", tone: "good", sentence: `terms that allow building on the data, ${by}`, url: null };
  if (licenceOpen)
    return {
      short: "Open",
      tone: "good",
      sentence: `an open licence by its words: ${excerpt(licenceSaid(licenceRaw), 120)}`,
      url: null,
    };
  if (licenceRaw !== "")
    return {
      short: "Unclear",
      tone: "warn",
      sentence: `the source says: ${excerpt(licenceSaid(licenceRaw), 120)}`,
      url: null,
    };
  return { short: "Unclear", tone: "warn", sentence: "the source states no licence", url: null };
}
