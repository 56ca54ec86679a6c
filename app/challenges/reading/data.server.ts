import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { challengeForVisitor } from "../public-challenge.server";
import { troublesOf } from "./troubles.server";

/** Files of a dataset that the page lists; beyond them it says how many there are, and every pin is shown. */
const MOST_FILES = 20;

/** The data of a published challenge: its part, its files, the copies that teams were promised, and any trouble since. */
export async function dataForVisitor(slug: string, now: Instant) {
  const challenge = await challengeForVisitor(slug, now);
  const { id } = challenge;
  const [ties, pins, troubles] = await Promise.all([
    db.challengeDataset.findMany({
      where: { challengeId: id },
      orderBy: { position: "asc" },
      select: {
        role: true,
        note: true,
        dataset: {
          select: {
            id: true,
            slug: true,
            title: true,
            description: true,
            state: true,
            licenceId: true,
            licenceRaw: true,
            licenceOpen: true,
            _count: { select: { distributions: true } },
            distributions: {
              select: { id: true, title: true, format: true, url: true },
              orderBy: { position: "asc" },
              take: MOST_FILES,
            },
          },
        },
      },
    }),
    db.pinnedSnapshot.findMany({
      where: { challengeId: id },
      orderBy: [{ pinnedAt: "asc" }, { snapshot: { distribution: { position: "asc" } } }],
      select: {
        pinnedAt: true,
        snapshot: {
          select: {
            id: true,
            sha256: true,
            bytes: true,
            fileName: true,
            rowCount: true,
            fetchedAt: true,
            distribution: { select: { datasetId: true } },
          },
        },
      },
    }),
    troublesOf(challenge, now),
  ]);
  return ties.map(({ role, note, dataset: { _count, distributions, ...dataset } }) => ({
    ...dataset,
    role,
    note,
    files: distributions,
    fileCount: _count.distributions,
    troubles: troubles.filter(({ datasetId }) => datasetId === dataset.id),
    pins: pins
      .filter(({ snapshot }) => snapshot.distribution.datasetId === dataset.id)
      .map(({ pinnedAt, snapshot: { distribution: _, ...copy } }) => ({ ...copy, pinnedAt })),
  }));
}
