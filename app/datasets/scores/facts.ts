import type { Instant } from "~/kernel/time";
import { readLicence } from "../catalogue/licence";
import type { CatalogueDataset } from "../catalogue/model";
import { isMachineReadable } from "./formats";
import type { ReadinessFacts } from "./readiness";

/** What a catalogue's words alone tell of readiness: nothing was looked at, nothing was read. */
export function readinessFactsOf(dataset: CatalogueDataset, now: Instant): ReadinessFacts {
  const { distributions, description, licenceRaw, frequency, modified, bbox, spatial, temporalStart, temporalEnd } =
    dataset;
  const { id, open } = readLicence(licenceRaw);
  const fields = distributions.find((one) => one.fields.length > 0)?.fields ?? [];
  return {
    now,
    checks: [],
    isMachineReadable: distributions.some(({ format }) => isMachineReadable(format)),
    licence: { id, open, isStated: licenceRaw !== "" },
    frequency,
    modified,
    soundness: null,
    descriptionLength: description.length,
    columnsDescribed:
      fields.length === 0 ? null : fields.filter((field) => field.description !== "").length / fields.length,
    hasContact: dataset.contactName !== "" || dataset.contactEmail !== "",
    keywords: dataset.keywords.length,
    hasSpatial: bbox.length > 0 || spatial !== "",
    hasTemporal: temporalStart !== null || temporalEnd !== null,
  };
}
