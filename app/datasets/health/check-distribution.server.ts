import type { Instant } from "~/kernel/time";
import { db, now, type Tx } from "~/platform/database.server";
import { type LookedAt, lookAt } from "~/platform/fetch.server";
import { enqueue } from "~/platform/jobs/queue.server";
import { takeSnapshot } from "../copy-jobs.server";
import { COPY_COLUMNS, copyState } from "../copy-state";
import { askForScores } from "../scores/score-jobs.server";
import { countRequest, HOST_BUSY, HOST_LIMIT, whyNotAskHost } from "./host-limit.server";
import { isUnchanged, type LookOutcome, nextCheck, type SourceMarks } from "./next-check";

/** What a look found. `status` is null where no answer came, `reason` where nothing is wrong. */
type Look = {
  outcome: LookOutcome;
  status: number | null;
  reason: string | null;
  milliseconds: number;
  /** What the server says of its bytes now; null where it failed. */
  marks: SourceMarks | null;
  /** Whether the bytes are those that were marked; null where nothing tells. */
  isSame: boolean | null;
};

/**
 * Looks at a distribution's address and writes what was found, when to look next, and since when it fails. Of what is
 * held or promised a new copy is asked for where the bytes may be others. A host that has had its share is left alone
 * for a while, and nothing is written of it.
 */
export async function checkHealth({ distributionId }: { distributionId: string }): Promise<void> {
  const file = await fileFor(distributionId, db);
  if (!file?.url) return;
  const began = performance.now();
  const answer = await lookAt(file.url, { ...file.marks, whyNotNow: whyNotAskHost });
  if (!answer.ok && answer.refusal.code === HOST_BUSY.code) return putOff(distributionId);
  const milliseconds = Math.round(performance.now() - began);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM distribution WHERE id = ${distributionId}::uuid FOR UPDATE`;
    const held = await fileFor(distributionId, tx);
    if (!held || held.url !== file.url) return;
    const look: Look = answer.ok
      ? { ...readLook(answer.value, held), milliseconds }
      : { ...failed(null, answer.refusal.message), milliseconds };
    await write(held, look, await now(tx), tx);
  });
}

type File = NonNullable<Awaited<ReturnType<typeof fileFor>>>;

async function fileFor(id: string, on: Tx) {
  const file = await on.distribution.findUnique({
    where: { id },
    select: {
      ...{ id: true, datasetId: true, url: true, etag: true, lastModified: true, unchanged: true, failingSince: true },
      ...COPY_COLUMNS,
      snapshots: { orderBy: { fetchedAt: "desc" }, take: 1, select: { fetchedAt: true } },
      checks: { orderBy: { at: "desc" }, take: 1, select: { at: true } },
      dataset: {
        select: {
          challenges: {
            where: { challenge: { publishedAt: { not: null }, decidedAt: null } },
            take: 1,
            select: { challengeId: true },
          },
        },
      },
    },
  });
  if (!file) return null;
  const { etag, lastModified, snapshots, checks, dataset, ...rest } = file;
  return {
    ...rest,
    marks: { etag, lastModified },
    heldSince: snapshots[0]?.fetchedAt ?? null,
    lookedAt: checks[0]?.at ?? null,
    isPromised: dataset.challenges.length > 0,
  };
}

/** Left alone until the window of the limit has passed. */
async function putOff(distributionId: string): Promise<void> {
  await db.$executeRaw`UPDATE distribution
    SET check_at = palio_now() + make_interval(secs => ${HOST_LIMIT.within / 1000}) WHERE id = ${distributionId}::uuid`;
}

const failed = (status: number | null, reason: string): Omit<Look, "milliseconds"> => ({
  ...{ outcome: "failed", status, reason },
  ...{ marks: null, isSame: null },
});

function readLook(found: LookedAt, held: File): Omit<Look, "milliseconds"> {
  const { status, etag, lastModified } = found;
  if (status >= 400) return failed(status, `The address answered ${status}.`);
  const isSame = isUnchanged(held.marks, found);
  const outcome = held.lookedAt && (isSame ?? !hasNewCopy(held)) ? "unchanged" : "changed";
  return { outcome, status, reason: null, marks: { etag, lastModified }, isSame };
}

/** Where a server marks nothing, the copy that the last look asked for tells whether the bytes were others. */
const hasNewCopy = ({ heldSince, lookedAt }: File): boolean =>
  heldSince !== null && lookedAt !== null && heldSince > lookedAt;

async function write(file: File, look: Look, at: Instant, tx: Tx): Promise<void> {
  const { outcome, status, reason, milliseconds } = look;
  // What has just come back is looked at as often as what has just changed.
  const unchanged = outcome === "unchanged" && !file.failingSince ? file.unchanged + 1 : 0;
  const failingSince = outcome === "failed" ? (file.failingSince ?? at) : null;
  await tx.healthCheck.create({ data: { distributionId: file.id, at, outcome, status, milliseconds, reason } });
  await tx.distribution.update({
    where: { id: file.id },
    data: {
      unchanged,
      failingSince,
      checkAt: nextCheck({ outcome, unchanged, failingSince, isPromised: file.isPromised }, at),
      // The marks of a held copy are those of its own bytes, written with it.
      ...(look.marks && file.heldSince === null ? look.marks : {}),
    },
  });
  if (isToRefresh(file, look)) await refresh(file, at, tx);
  if (file.lookedAt === null || outcome === "failed" || file.failingSince) await askForScores([file.datasetId], tx);
}

/** A copy is taken of what is held, unless its bytes are known to be the same, and of what is promised where it changed. */
function isToRefresh(file: File, { outcome, isSame }: Look): boolean {
  if (outcome === "failed" || copyState(file).is === "fetching") return false;
  return file.heldSince ? isSame !== true : file.isPromised && outcome === "changed";
}

async function refresh({ id, url }: File, at: Instant, tx: Tx): Promise<void> {
  await tx.distribution.update({ where: { id }, data: { copyAskedAt: at } });
  const isBusy = url && URL.canParse(url) ? await countRequest(new URL(url).hostname, tx) : null;
  const later = new Date(at.getTime() + HOST_LIMIT.within);
  await enqueue(takeSnapshot, { distributionId: id }, tx, { key: `copy:${id}`, ...(isBusy ? { at: later } : {}) });
}
