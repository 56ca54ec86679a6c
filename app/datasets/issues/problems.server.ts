import type { Viewer } from "~/accounts/roles";
import type { Instant } from "~/kernel/time";
import { db, Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { isHiddenFrom, isOfPublisher } from "./actor";
import { type ProblemKind, type ProblemState, STATES } from "./problem";
import type { ProblemTimes } from "./problem-words";

const PAGE = 20;
const NEWEST = 5;

/** A problem in a list. Title and place are null where they are held back from this reader. */
export type ProblemRow = {
  number: number;
  kind: ProblemKind;
  state: ProblemState;
  title: string | null;
  column: string | null;
  row: number | null;
  createdAt: Instant;
  answeredAt: Instant | null;
  reporter: { name: string; handle: string };
};

const DATASET = {
  id: true,
  slug: true,
  title: true,
  organisationId: true,
  stewardId: true,
  organisation: { select: { slug: true, name: true, timeZone: true } },
} as const;

const ROW = {
  number: true,
  kind: true,
  state: true,
  title: true,
  column: true,
  row: true,
  reporterId: true,
  createdAt: true,
  answeredAt: true,
  reporter: { select: { name: true, handle: true } },
} as const;

/** A dataset as the pages of its problems name it, and whether the reader works for its publisher; 404 for none. */
export async function datasetOfProblems(slug: string, viewer: Viewer | null) {
  const dataset = found(await db.dataset.findUnique({ where: { slug }, select: DATASET }));
  return { ...dataset, isPublisher: isOfPublisher(viewer, dataset) };
}
type Dataset = Awaited<ReturnType<typeof datasetOfProblems>>;

type Stored = Omit<ProblemRow, "title"> & { title: string; reporterId: string };

function rowFor(viewer: Viewer | null, dataset: Pick<Dataset, "organisationId" | "stewardId">) {
  return ({ reporterId, ...row }: Stored): ProblemRow =>
    isHiddenFrom(viewer, { ...row, reporterId, dataset }) ? { ...row, title: null, column: null, row: null } : row;
}

export type ProblemCounts = Record<ProblemState, number>;

async function countsOf(datasetId: string): Promise<ProblemCounts> {
  const groups = await db.dataIssue.groupBy({ by: ["state"], where: { datasetId }, _count: true });
  const of = (state: ProblemState) => groups.find((group) => group.state === state)?._count ?? 0;
  return Object.fromEntries(STATES.map((state) => [state, of(state)])) as ProblemCounts;
}

/** How many unanswered reports say that a dataset may hold personal data. */
const personalOf = (datasetId: string): Promise<number> =>
  db.dataIssue.count({ where: { datasetId, kind: "personal_data", state: { in: ["open", "acknowledged"] } } });

/** A dataset's problems of one state or all, newest first, twenty before a number, with the count of each state. */
export async function problemsForVisitor(
  { dataset, state, before }: { dataset: Dataset; state?: ProblemState; before?: number },
  viewer: Viewer | null,
) {
  const datasetId = dataset.id;
  const [rows, counts, times, personal] = await Promise.all([
    db.dataIssue.findMany({
      where: { datasetId, ...(state ? { state } : {}), ...(before ? { number: { lt: before } } : {}) },
      orderBy: { number: "desc" },
      take: PAGE + 1,
      select: ROW,
    }),
    countsOf(datasetId),
    problemTimesOf(dataset.organisationId),
    dataset.isPublisher ? personalOf(datasetId) : 0,
  ]);
  const problems = rows.slice(0, PAGE).map(rowFor(viewer, dataset));
  return { problems, counts, times, personal, next: rows.length > PAGE ? (problems.at(-1)?.number ?? null) : null };
}

/**
 * What a dataset's page shows of its problems: the newest that are not closed, the count of each state, and, for the
 * publisher's own people alone, how many say that it may hold personal data.
 */
export async function problemsOf(datasetId: string, viewer: Viewer | null) {
  const dataset = await db.dataset.findUniqueOrThrow({
    where: { id: datasetId },
    select: { organisationId: true, stewardId: true },
  });
  const [rows, counts, personal] = await Promise.all([
    db.dataIssue.findMany({
      where: { datasetId, state: { in: ["open", "acknowledged"] } },
      orderBy: { number: "desc" },
      take: NEWEST,
      select: ROW,
    }),
    countsOf(datasetId),
    isOfPublisher(viewer, dataset) ? personalOf(datasetId) : 0,
  ]);
  return { problems: rows.map(rowFor(viewer, dataset)), counts, personal };
}
export type DatasetProblems = Awaited<ReturnType<typeof problemsOf>>;

/** How fast an organisation gives a first answer to problems of its data; the median is in milliseconds. */
export async function problemTimesOf(organisationId: string): Promise<ProblemTimes> {
  const [row] = await db.$queryRaw<ProblemTimes[]>`
    SELECT count(*)::int AS reported, count(i.answered_at)::int AS answered,
      count(*) FILTER (WHERE i.answered_at IS NULL)::int AS waiting,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM i.answered_at - i.created_at)) * 1000)::float8 AS median
    FROM data_issue i JOIN dataset d ON d.id = i.dataset_id WHERE d.organisation_id = ${organisationId}::uuid`;
  return row ?? { reported: 0, answered: 0, waiting: 0, median: null };
}

/** An open problem on the desk of who should answer it. */
export type WaitingProblem = {
  number: number;
  title: string;
  kind: ProblemKind;
  dataset: string;
  slug: string;
  since: Instant;
};

/**
 * Open problems of the data of a person's organisations (all, for an administrator): what may be personal data first,
 * then the longest open. A problem that was reopened is open since then.
 */
export const problemsWaiting = (viewer: Viewer, most: number): Promise<WaitingProblem[]> =>
  db.$queryRaw`
    SELECT i.number, i.title, i.kind::text AS kind, d.title AS dataset, d.slug,
      coalesce((SELECT max(e.at) FROM data_issue_entry e WHERE e.issue_id = i.id AND e.became = 'open'), i.created_at) AS since
    FROM data_issue i JOIN dataset d ON d.id = i.dataset_id
    WHERE i.state = 'open' AND ${
      viewer.isAdministrator
        ? Prisma.sql`true`
        : Prisma.sql`d.organisation_id = ANY(${viewer.organisations.map(({ id }) => id)}::uuid[])`
    }
    ORDER BY i.kind = 'personal_data' DESC, since, i.id LIMIT ${most}`;
