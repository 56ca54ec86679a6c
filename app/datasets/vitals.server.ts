import { db } from "~/platform/database.server";
import type { ExportedDataset } from "./exports/exported";
import { fieldsOf } from "./exports/exported";
import type { VitalFacts } from "./vitals";

type Look = { at: Date; outcome: string; milliseconds: number; reason: string | null };

/** The last ten looks at a dataset's addresses as a vital sign tells them; null where nobody has looked. */
async function lookOf(datasetId: string): Promise<VitalFacts["look"]> {
  const looks = await db.$queryRaw<Look[]>`
    SELECT h.at, h.outcome::text AS outcome, h.milliseconds, h.reason
    FROM distribution f CROSS JOIN LATERAL
      (SELECT * FROM health_check WHERE distribution_id = f.id ORDER BY at DESC LIMIT 10) h
    WHERE f.dataset_id = ${datasetId}::uuid ORDER BY h.at DESC LIMIT 10`;
  const [newest] = looks;
  if (!newest) return null;
  const isFine = ({ outcome }: Look) => outcome !== "failed";
  const { at, milliseconds, reason } = newest;
  return { at, isFine: isFine(newest), milliseconds, reason, fine: looks.filter(isFine).length, of: looks.length };
}

type Stored = Omit<VitalFacts, "look" | "heldSince" | "hasAddress" | "hasDescription" | "hasContact" | "columns"> & {
  id: string;
  files: { url: string | null; heldSince: Date | null }[];
};

/** The vital signs of a dataset, from what is stored of it and what it is given away as. */
export async function vitalFactsOf(stored: Stored, given: ExportedDataset): Promise<VitalFacts> {
  const { id, files, ...facts } = stored;
  const held = files.flatMap(({ heldSince }) => (heldSince ? [heldSince] : []));
  return {
    ...facts,
    look: await lookOf(id),
    heldSince: held.toSorted((a, b) => Number(b) - Number(a))[0] ?? null,
    hasAddress: files.some(({ url }) => url !== null),
    hasDescription: given.description !== "",
    hasContact: given.contactName !== "" || given.contactEmail !== "",
    columns: columnsDescribed(given),
  };
}

/** What is said of the columns of a file (by its place from 0), by their names. */
export const columnNotes = ({ distributions }: ExportedDataset, position: number): Record<string, string> =>
  Object.fromEntries(
    (distributions[position]?.fields ?? []).map(({ name, title, description }) => [name, description || title]),
  );

/** How many columns of a dataset's first file with any are described; null where no columns are known. */
function columnsDescribed({ distributions }: Pick<ExportedDataset, "distributions">): VitalFacts["columns"] {
  const fields = distributions.map(fieldsOf).find((all) => all.length > 0);
  return fields ? { described: fields.filter((field) => field.description !== "").length, of: fields.length } : null;
}
