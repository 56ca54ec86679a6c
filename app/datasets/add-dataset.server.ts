import { mayEdit, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { isoDay } from "~/kernel/time";
import { isTaken, now, type Tx, transaction } from "~/platform/database.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { formatOf } from "./catalogue/format";
import { formatNameOf, writeSnapshot } from "./copies.server";
import { takeSnapshot } from "./copy-jobs.server";
import { freeSlugs } from "./free-slugs.server";
import { statedLicence } from "./known-licence";
import { askForScores } from "./scores/score-jobs.server";
import { heldUpload, type Upload } from "./uploads.server";

/** A dataset as a person describes it. `licenceId` is one of the known ones, "own-terms", or "" where it is unclear. */
export type Described = {
  organisationId: string;
  title: string;
  description: string;
  keywords: string[];
  licenceId: string;
};

export type UploadedDataset = Described & Upload;

export type Added = { slug: string; datasetId: string };

const NOT_YOURS = {
  code: "not-yours",
  message: "Only owners and editors of the organisation can add its data.",
};

/** Adds a dataset from a file that is neither too large nor anything but a table; its copy is held from the start. */
export async function addUploadedDataset(upload: UploadedDataset, viewer: Viewer): Promise<Result<Added>> {
  if (!mayEdit(viewer, upload.organisationId)) return refused(NOT_YOURS);
  const held = await heldUpload(upload);
  if (!held.ok) return held;
  const { reading, fileName: title } = held.value;
  return written(upload, viewer, async (dataset, tx) => {
    const distribution = await tx.distribution.create({
      data: {
        datasetId: dataset.datasetId,
        position: 0,
        title,
        format: formatNameOf(reading.kind),
        mediaType: upload.mediaType.slice(0, 100) || null,
      },
      select: { id: true },
    });
    await writeSnapshot(distribution.id, held.value, tx);
    // It is first published here, and now.
    const today = isoDay(await now(tx));
    await tx.dataset.update({ where: { id: dataset.datasetId }, data: { issued: today, modified: today } });
  });
}

/** Adds a dataset that lies at an address; a job fetches the first copy and the page shows how that goes. */
export async function addDatasetByAddress(
  linked: Described & { address: string },
  viewer: Viewer,
): Promise<Result<Added>> {
  if (!mayEdit(viewer, linked.organisationId)) return refused(NOT_YOURS);
  return written(linked, viewer, async (dataset, tx) => {
    const { address: url } = linked;
    const distribution = await tx.distribution.create({
      data: {
        datasetId: dataset.datasetId,
        position: 0,
        url,
        format: formatOf({ stated: "", mediaType: null, url }),
        copyAskedAt: await now(tx),
      },
      select: { id: true },
    });
    await enqueue(takeSnapshot, { distributionId: distribution.id }, tx, { key: `copy:${distribution.id}` });
  });
}

/** Writes the dataset, then what `rest` adds to it; tries again where another took the same address meanwhile. */
async function written(
  described: Described,
  viewer: Viewer,
  rest: (dataset: Added, tx: Tx) => Promise<void>,
  tries = 3,
): Promise<Result<Added>> {
  const licence = described.licenceId === "" ? null : statedLicence(described.licenceId);
  if (described.licenceId !== "" && !licence) return refuse("unknown-licence", "Choose a licence of the list.");
  try {
    return await transaction(async (tx) => {
      const organisation = await tx.organisation.findUnique({
        where: { id: described.organisationId },
        select: { name: true },
      });
      if (!organisation) return refused(NOT_YOURS);
      const [slug = ""] = await freeSlugs([described.title], tx);
      const { organisationId, title, description, keywords } = described;
      const confirmation = licence && {
        ...licence,
        licenceConfirmedById: viewer.id,
        licenceConfirmedAt: await now(tx),
        licenceReason: "Stated when the dataset was added.",
      };
      const { id } = await tx.dataset.create({
        data: { organisationId, slug, title, description, keywords, publisher: organisation.name, ...confirmation },
        select: { id: true },
      });
      const added = { slug, datasetId: id };
      await rest(added, tx);
      await askForScores([id], tx);
      return ok(added);
    });
  } catch (error) {
    if (isTaken(error, "slug") && tries > 1) return written(described, viewer, rest, tries - 1);
    throw error;
  }
}
