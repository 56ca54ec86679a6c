import { isUnnamed } from "~/accounts/accounts.server";
import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { DAY } from "~/kernel/time";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { MOST_REPORTS, type ProblemKind, whyNotSpeak } from "./problem";
import { type AskedPlace, type Place, placeIn } from "./problem-place.server";
import { problemReportedMail } from "./problem-reported.mail";
import { copyText, placeText } from "./problem-words";
import { lettersFor, respondersOf } from "./responders.server";

type Report = { slug: string; kind: ProblemKind; title: string; text: string; place: AskedPlace };

/** What a person without a name is told: everything they say here stands under it. */
export const SAY_YOUR_NAME =
  "Reports are public, under a name. Say yours in the settings first; your address is never shown.";

/**
 * Reports a problem of a dataset, of a column or of a row, for everyone to read, and tells those who answer for the
 * data. The same words sent twice by one person are one problem.
 */
export function reportProblem(report: Report, viewer: Viewer): Promise<Result<{ number: number }>> {
  const { slug, kind, title, text } = report;
  return transaction(async (tx) => {
    if (isUnnamed(viewer)) return refuse("unnamed", SAY_YOUR_NAME);
    // A person's reports queue on the person, who has a limit over all datasets; their numbers queue on the dataset.
    await tx.$queryRaw`SELECT id FROM person WHERE id = ${viewer.id}::uuid FOR NO KEY UPDATE`;
    await tx.$queryRaw`SELECT id FROM dataset WHERE slug = ${slug} FOR NO KEY UPDATE`;
    const dataset = found(await tx.dataset.findUnique({ where: { slug }, select: DATASET }));
    const place = await placeIn(dataset.id, report.place, tx);
    if (!place)
      return refuse("no-place", "That place is not in this dataset. Report the problem from the dataset’s page again.");
    const spot = { snapshotId: place.copy?.id ?? null, column: place.column, row: place.row };
    const mine = { datasetId: dataset.id, reporterId: viewer.id };
    const same = await tx.dataIssue.findFirst({
      where: { ...mine, ...spot, title, state: "open", entries: { some: { text, personId: viewer.id } } },
      select: { number: true },
    });
    if (same) return ok(same);
    const at = await now(tx);
    const tooMany = whyNotSpeak(
      { earlier: await newestReports(viewer.id, at, tx), most: MOST_REPORTS, what: "report" },
      { now: at, zone: dataset.organisation.timeZone },
    );
    if (tooMany) return refused(tooMany);
    const last = await tx.dataIssue.aggregate({ where: { datasetId: dataset.id }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    const { id } = await tx.dataIssue.create({
      data: { ...mine, ...spot, number, kind, title, createdAt: at },
      select: { id: true },
    });
    await tx.dataIssueEntry.create({ data: { issueId: id, personId: viewer.id, text, at } });
    await tellResponders({ id, number, dataset, report, place, reporter: viewer }, tx);
    return ok({ number });
  });
}

const DATASET = {
  id: true,
  slug: true,
  title: true,
  organisationId: true,
  stewardId: true,
  organisation: { select: { timeZone: true } },
} as const;

const newestReports = async (reporterId: string, at: Date, tx: Tx): Promise<Date[]> =>
  (
    await tx.dataIssue.findMany({
      where: { reporterId, createdAt: { gt: new Date(at.getTime() - DAY) } },
      orderBy: { createdAt: "desc" },
      take: MOST_REPORTS,
      select: { createdAt: true },
    })
  ).map(({ createdAt }) => createdAt);

type Told = {
  id: string;
  number: number;
  dataset: {
    slug: string;
    title: string;
    organisationId: string;
    stewardId: string | null;
    organisation: { timeZone: string };
  };
  report: Report;
  place: Place;
  reporter: Viewer;
};

async function tellResponders({ id, number, dataset, report, place, reporter }: Told, tx: Tx): Promise<void> {
  const where = [placeText(place), place.copy && copyText(place.copy, dataset.organisation.timeZone)];
  const letter = problemReportedMail({
    ...report,
    dataset,
    number,
    place: where.filter((part) => part !== null).join(", in ") || null,
    reporter: reporter.name,
  });
  const responders = await respondersOf(dataset, tx);
  await writeMails(lettersFor(responders, { occasion: `problem:${id}`, by: reporter.id, letter }), tx);
}
