import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { db, now, type Tx, transaction } from "~/platform/database.server";
import { titleIn } from "~/submissions/blind/mask";
import { masksFor } from "~/submissions/blind/masks.server";
import { challengeForChair } from "../chair.server";
import { whyNotChooseWarmUp } from "./warm-up-set";

const isHandedIn = async (challengeId: string, on: Tx = db): Promise<boolean> =>
  (await on.scoreSheetVersion.count({
    where: { state: "handed_in", assignment: { submission: { challengeId, warmUpAt: { not: null } } } },
  })) > 0;

/** The entries that the chair may choose from, which are chosen, and why they stand. */
export async function warmUpForChair(slug: string, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const [rows, maskOf, isFixed, at] = await Promise.all([
    db.submission.findMany({
      where: { challengeId: challenge.id, withdrawnAt: null },
      orderBy: { number: "asc" },
      select: {
        ...{ number: true, warmUpAt: true },
        versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
      },
    }),
    masksFor(challenge.id),
    isHandedIn(challenge.id),
    now(),
  ]);
  return {
    challenge,
    entries: rows.map(({ number, warmUpAt, versions }) => ({
      ...{ number, title: titleIn(versions, maskOf?.(number)), isChosen: warmUpAt !== null },
    })),
    whyNot: whyNotChooseWarmUp(challenge, isFixed, at)?.message ?? null,
  };
}

/**
 * Makes these entries the warm-up set of a jury, and no others. The next plan gives them to every juror without a conflict;
 * what is assigned already stays.
 */
export function chooseWarmUp(
  { slug, entries }: { slug: string; entries: number[] },
  viewer: Viewer,
): Promise<Result<{ chosen: number }>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    // Whoever hands in holds this row in share mode, so no sheet comes in meanwhile.
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const at = await now(tx);
    const refusal = whyNotChooseWarmUp(challenge, await isHandedIn(challengeId, tx), at);
    if (refusal) return refused(refusal);
    const chosen = { challengeId, withdrawnAt: null, number: { in: entries } };
    if ((await tx.submission.count({ where: chosen })) < new Set(entries).size)
      return refuse(
        "no-such-entry",
        "One of these is not an entry of this challenge. Reload the page and choose again.",
      );
    await tx.submission.updateMany({ where: { challengeId, NOT: chosen }, data: { warmUpAt: null } });
    await tx.submission.updateMany({ where: { ...chosen, warmUpAt: null }, data: { warmUpAt: at } });
    return ok({ chosen: new Set(entries).size });
  });
}
