import { ok, type Result } from "~/kernel/result";
import { db, now, type Tx } from "~/platform/database.server";
import { type FetchedFile, fetchPublicToFile } from "~/platform/fetch.server";
import { formatNameOf, type HeldFile, holdFile, writeSnapshot } from "./copies.server";
import { profileFile } from "./profile/profile-file.server";
import { LIMITS } from "./reading/table";

type Distribution = { id: string; url: string; format: string; etag: string | null; lastModified: string | null };
/** What a fetch brought: the file with what it holds, or nothing where the source says that it is still the same. */
type Brought = { held: HeldFile | null; marks: Pick<Distribution, "etag" | "lastModified"> };

/**
 * Fetches what lies at a distribution's address. Where the bytes are those of the newest copy nothing is written but
 * the time; where they cannot be read the sentence that says why stands on the dataset's page.
 */
export async function fetchCopy({ distributionId }: { distributionId: string }): Promise<void> {
  const distribution = await db.distribution.findUnique({
    where: { id: distributionId },
    select: {
      id: true,
      url: true,
      format: true,
      etag: true,
      lastModified: true,
      _count: { select: { snapshots: true } },
    },
  });
  if (!distribution?.url) return;
  const { _count, ...file } = distribution;
  const marks = _count.snapshots > 0 ? {} : { etag: null, lastModified: null };
  const brought = await broughtFrom({ ...file, url: distribution.url, ...marks });
  await db.$transaction(async (tx) => {
    // Two runs of one job write one copy: the second waits here and finds the first one's.
    await tx.$queryRaw`SELECT 1 FROM distribution WHERE id = ${distributionId}::uuid FOR UPDATE`;
    const held = brought.ok ? brought.value.held : null;
    if (held) await keepIfNew(distributionId, held, tx);
    await tx.distribution.update({
      where: { id: distributionId },
      data: {
        ...{ copyTriedAt: await now(tx), copyStage: null, copyDone: 0, copyTotal: null },
        ...(brought.ok ? { copyError: null, ...brought.value.marks } : { copyError: brought.refusal.message }),
        ...(held && distribution.format === "" ? { format: formatNameOf(held.reading.kind) } : {}),
      },
    });
  });
}

async function broughtFrom(file: Distribution): Promise<Result<Brought>> {
  const tell = progressOf(file.id);
  const fetched = await fetchPublicToFile(file.url, {
    mostBytes: LIMITS.fileBytes,
    etag: file.etag,
    lastModified: file.lastModified,
    onProgress: ({ bytes, of }) => tell("fetching", bytes, of),
  });
  if (!fetched.ok) return fetched;
  const { etag, lastModified } = fetched.value;
  if (fetched.value.unchanged) return ok({ held: null, marks: { etag, lastModified } });
  const held = await heldFrom(fetched.value, file, tell);
  return held.ok ? ok({ held: held.value, marks: { etag, lastModified } }) : held;
}

type Tell = ReturnType<typeof progressOf>;

async function heldFrom(
  fetched: Extract<FetchedFile, { unchanged: false }>,
  { url, format }: Distribution,
  tell: Tell,
): Promise<Result<HeldFile>> {
  const { path, bytes, sha256, type, url: last } = fetched;
  const fileName = fileNameOf(last) || fileNameOf(url);
  try {
    const onProgress = (read: number) => tell("profiling", read, bytes);
    const reading = await profileFile({ path, fileName, mediaType: type, promised: format, onProgress });
    return reading.ok ? ok(await holdFile({ path, fileName, bytes, sha256 }, reading.value)) : reading;
  } finally {
    await fetched.remove();
  }
}

const BETWEEN = 1_000;

/** Writes how far a copy is, once a second at most; what cannot be written now is told the next time. */
function progressOf(distributionId: string) {
  let told = 0;
  return (copyStage: "fetching" | "profiling", done: number, total: number | null): void => {
    if (Date.now() - told < BETWEEN) return;
    told = Date.now();
    const data = { copyStage, copyDone: BigInt(done), copyTotal: total === null ? null : BigInt(total) };
    db.distribution.updateMany({ where: { id: distributionId }, data }).catch(() => {});
  };
}

async function keepIfNew(distributionId: string, held: HeldFile, tx: Tx): Promise<void> {
  const newest = await tx.snapshot.findFirst({
    where: { distributionId },
    orderBy: { fetchedAt: "desc" },
    select: { sha256: true },
  });
  if (newest?.sha256 !== held.sha256) await writeSnapshot(distributionId, held, tx);
}

/** The last part of an address's path as a file's name. */
function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
