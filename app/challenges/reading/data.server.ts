import type { Instant } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { challengeForVisitor } from "../public-challenge.server";

/** The data of a published challenge: each dataset's part in it, its files, and the copies that teams were promised. */
export async function dataForVisitor(slug: string, now: Instant) {
  const { id } = await challengeForVisitor(slug, now);
  const [ties, pins] = await Promise.all([
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
            distributions: {
              select: { id: true, title: true, format: true, url: true },
              orderBy: { position: "asc" },
              take: 20,
            },
          },
        },
      },
    }),
    db.pinnedSnapshot.findMany({
      where: { challengeId: id },
      orderBy: { pinnedAt: "asc" },
      select: {
        pinnedAt: true,
        snapshot: {
          select: {
            id: true,
            distributionId: true,
            sha256: true,
            bytes: true,
            fileName: true,
            rowCount: true,
            fetchedAt: true,
          },
        },
      },
    }),
  ]);
  return ties.map(({ role, note, dataset: { distributions, ...dataset } }) => ({
    ...dataset,
    role,
    note,
    files: distributions,
    pins: pins
      .filter(({ snapshot }) => distributions.some(({ id: file }) => file === snapshot.distributionId))
      .map(({ pinnedAt, snapshot }) => ({ ...snapshot, pinnedAt })),
  }));
}
