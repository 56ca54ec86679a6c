import type { Viewer } from "~/accounts/roles";
import { isId } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { db, type Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { actorOn, isHiddenFrom } from "./actor";
import type { ProblemState } from "./problem";
import { copiesNamed, type Place, rowOf } from "./problem-place.server";

const PAGE = 50;

const PROBLEM = {
  id: true,
  number: true,
  kind: true,
  state: true,
  title: true,
  column: true,
  row: true,
  reporterId: true,
  snapshotId: true,
  fixedInId: true,
  createdAt: true,
  answeredAt: true,
  closedAt: true,
  reporter: { select: { name: true, handle: true } },
  dataset: {
    select: {
      id: true,
      slug: true,
      title: true,
      organisationId: true,
      stewardId: true,
      organisation: { select: { slug: true, name: true, timeZone: true } },
    },
  },
} as const satisfies Prisma.DataIssueSelect;

/** What a person is in a thread: they reported it, they speak for the publisher, or they are one of the public. */
export type Voice = "reporter" | "publisher" | "public";

/** One step as everyone reads it. Words are sanitised HTML, and null where there are none or they are held back. */
export type Step = {
  id: string;
  at: Instant;
  html: string | null;
  became: ProblemState | null;
  by: { name: string; handle: string };
  voice: Voice;
};

/** One problem with its thread, oldest first, fifty after a step; 404 for none. Nobody's address is among it. */
export async function problemForVisitor(
  { slug, number, after }: { slug: string; number: number; after?: string },
  viewer: Viewer | null,
) {
  const stored = found(await db.dataIssue.findFirst({ where: { number, dataset: { slug } }, select: PROBLEM }));
  const isHidden = isHiddenFrom(viewer, stored);
  const [rows, copies] = await Promise.all([
    db.dataIssueEntry.findMany({
      where: { issueId: stored.id },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      ...(after && isId(after) ? { cursor: { id: after }, skip: 1 } : {}),
      take: PAGE + 1,
      select: {
        id: true,
        at: true,
        text: true,
        became: true,
        person: {
          select: {
            id: true,
            name: true,
            handle: true,
            organisations: { where: { organisationId: stored.dataset.organisationId }, select: { role: true } },
          },
        },
      },
    }),
    copiesNamed([stored.snapshotId, stored.fixedInId]),
  ]);
  const copyOf = (id: string | null) => copies.find((copy) => copy.id === id) ?? null;
  const place: Place = { copy: copyOf(stored.snapshotId), column: stored.column, row: stored.row };
  const steps = rows.slice(0, PAGE).map(
    ({ person: { id, organisations, ...by }, text, ...step }): Step => ({
      ...step,
      html: isHidden || text === "" ? null : markdownHtml(text),
      by,
      voice: voiceOf({ id, became: step.became, isColleague: organisations.length > 0 }, stored),
    }),
  );
  const { number: own, kind, state, createdAt, answeredAt, closedAt, reporter } = stored;
  const { id, slug: address, title, organisation } = stored.dataset;
  return {
    problem: {
      number: own,
      kind,
      state,
      title: isHidden ? null : stored.title,
      createdAt,
      answeredAt,
      closedAt,
      reporter,
    },
    dataset: { id, slug: address, title, organisation },
    place: isHidden ? null : { ...place, values: await rowOf(place) },
    fixedIn: copyOf(stored.fixedInId),
    steps,
    next: rows.length > PAGE ? (steps.at(-1)?.id ?? null) : null,
    isHidden,
    by: actorOn(viewer, stored),
  };
}

type Speaker = { id: string; became: ProblemState | null; isColleague: boolean };

/** Only the publisher's people take a problem on or close it, whatever they are today. */
function voiceOf(
  { id, became, isColleague }: Speaker,
  { reporterId, dataset }: { reporterId: string; dataset: { stewardId: string | null } },
): Voice {
  if (isColleague || id === dataset.stewardId || (became !== null && became !== "open")) return "publisher";
  return id === reporterId ? "reporter" : "public";
}
