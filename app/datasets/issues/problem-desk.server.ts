import type { Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";
import { forbidden, found } from "~/platform/http/respond.server";
import { actorOn, isOfPublisher } from "./actor";
import { mayHoldRepair, NOT_YOURS, whyNotReopen } from "./problem";
import { newestCopies } from "./problem-place.server";
import { problemForVisitor } from "./problem-thread.server";

type Of = { slug: string; number: number };

const standingOn = async ({ slug, number }: Of, viewer: Viewer) => {
  const problem = found(
    await db.dataIssue.findFirst({
      where: { number, dataset: { slug } },
      select: {
        kind: true,
        state: true,
        reporterId: true,
        dataset: { select: { organisationId: true, stewardId: true } },
      },
    }),
  );
  return { by: actorOn(viewer, problem), isPublisher: isOfPublisher(viewer, problem.dataset) };
};

/** In front of an answer: 404 where there is no problem, 403 for whoever does not answer for the data. */
export async function requireResponder(of: Of, viewer: Viewer): Promise<void> {
  const { by } = await standingOn(of, viewer);
  if (!by.mayAnswer) forbidden(NOT_YOURS.message);
}

/** In front of reopening: its reporter and those who answer for the data. */
export async function requireReopener(of: Of, viewer: Viewer): Promise<void> {
  const { by } = await standingOn(of, viewer);
  const why = whyNotReopen("fixed", by);
  if (why) forbidden(why.message);
}

/** A problem with the beginning of its thread and the copies that may hold its repair; 403 outside the publisher. */
export async function toAnswer(of: Of, viewer: Viewer) {
  const { isPublisher } = await standingOn(of, viewer);
  if (!isPublisher) forbidden(NOT_YOURS.message);
  const thread = await problemForVisitor(of, viewer);
  const copies = await newestCopies(thread.dataset.id);
  return { ...thread, copies: copies.filter((copy) => mayHoldRepair(copy, thread.place?.copy ?? null)) };
}
