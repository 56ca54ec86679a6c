import type { Viewer } from "~/accounts/roles";
import { whyNotScore } from "~/challenges/phase";
import { FACE } from "~/challenges/public-challenge.server";
import { db, now } from "~/platform/database.server";
import { rubricOf } from "../sheets.server";
import { openAssignment } from "./assignment-of.server";
import { type SheetState, whyNotWrite } from "./sheet";
import { changesIn, minutesSpent, type SheetVersion } from "./sheet-history";

const VERSIONS_A_PAGE = 50;
/** A sheet that was saved more often is counted up to here. */
const MOST_SAVES = 5_000;

/** The versions of the viewer's own sheet on an entry, newest first, those before `before` where it is given. */
export async function historyForJuror(
  { slug, number, before }: { slug: string; number: number; before: number | null },
  viewer: Viewer,
) {
  const { id, challenge, round, newest } = await openAssignment({ slug, number }, viewer);
  const [face, rubric, rows, saves, at] = await Promise.all([
    db.challenge.findUniqueOrThrow({ where: { id: challenge.id }, select: FACE }),
    rubricOf(challenge.id, round),
    db.scoreSheetVersion.findMany({
      where: { assignmentId: id, ...(before ? { number: { lt: before } } : {}) },
      orderBy: { number: "desc" },
      // One more: what the last of the page changed is seen against it.
      take: VERSIONS_A_PAGE + 1,
      select: { number: true, scores: true, privateNote: true, feedback: true, state: true, savedAt: true },
    }),
    db.scoreSheetVersion.findMany({
      where: { assignmentId: id },
      orderBy: { number: "asc" },
      take: MOST_SAVES,
      select: { savedAt: true },
    }),
    now(),
  ]);
  const versions: SheetVersion[] = rows.map((row) => ({ ...row, scores: row.scores as Record<string, number> }));
  const shown = versions.slice(0, VERSIONS_A_PAGE);
  return {
    challenge: { ...challenge, ...face },
    number,
    rubric,
    newest: newest?.number ?? 0,
    minutes: minutesSpent(saves.map(({ savedAt }) => savedAt)),
    versions: shown.map((version, i) => ({ ...version, changes: changesIn(version, versions[i + 1] ?? null, rubric) })),
    next: versions.length > VERSIONS_A_PAGE ? (shown.at(-1)?.number ?? null) : null,
    whyNotBringBack:
      (whyNotScore(challenge, at) ?? whyNotWrite((newest?.state ?? "none") as SheetState))?.message ?? null,
  };
}
