import type { Viewer } from "~/accounts/roles";
import { sheetsOf } from "~/judging/sheets.server";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { minutesForChair } from "./minutes.server";
import type { Report } from "./report";
import { resultsForVisitor } from "./results.server";

/** The report on published results, as everyone may have it; 404 before. */
export async function reportForVisitor(slug: string, now: Instant): Promise<Report> {
  const { challenge, results } = await resultsForVisitor(slug, now);
  const published = found(results);
  return { ...published, challenge, ...(await behind(challenge.id)), signers: null };
}

/** The same from the closing of judging on, with a line to sign on for everybody who sat to the end; 404 before. */
export async function reportForChair(slug: string, viewer: Viewer): Promise<Report> {
  const { challenge, result, chairs, panel, ...desk } = await minutesForChair(slug, viewer);
  const { hash } = found(challenge.judgingClosedAt && result);
  const sat = panel.flatMap(({ name, leftAt }) => (leftAt === null ? [name] : []));
  const signers = [...chairs.map((name) => `${name}, chair`), ...sat];
  return { ...desk, challenge, hash, ...(await behind(challenge.id)), signers };
}

/** What each juror scored, and the act that published it. */
async function behind(challengeId: string): Promise<Pick<Report, "read" | "act" | "origin">> {
  const sheets = await sheetsOf(challengeId);
  const act = await db.recordEntry.findFirst({
    where: { challengeId, type: "result.published" },
    orderBy: { id: "asc" },
    select: { hash: true, index: true },
  });
  const counted = sheets.filter(({ state }) => state === "handed_in");
  const jurors = [...new Set(counted.map(({ jurorNumber }) => jurorNumber))].sort((a, b) => a - b);
  const scoredBy = (juror: number): number[] =>
    counted.flatMap(({ jurorNumber, entry }) => (jurorNumber === juror ? [entry] : [])).sort((a, b) => a - b);
  return {
    read: jurors.map((juror) => ({ juror, scored: scoredBy(juror) })),
    act: act && { hash: act.hash, index: act.index === null ? null : Number(act.index) },
    origin: config().origin,
  };
}
