import type { Viewer } from "~/accounts/roles";
import { now, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { actorOn, isHiddenFrom } from "./actor";
import { isClosed, type ProblemState } from "./problem";
import type { NumberedCopy } from "./problem-place.server";
import { backToPublisherMail, stepMail } from "./problem-step.mail";
import { copyText } from "./problem-words";
import { lettersFor, respondersOf } from "./responders.server";

const HELD = {
  id: true,
  number: true,
  kind: true,
  state: true,
  title: true,
  reporterId: true,
  answeredAt: true,
  reporter: { select: { id: true, email: true } },
  snapshot: { select: { id: true, distributionId: true, fetchedAt: true } },
  dataset: {
    select: {
      id: true,
      slug: true,
      title: true,
      organisationId: true,
      stewardId: true,
      organisation: { select: { timeZone: true } },
    },
  },
  entries: {
    orderBy: { at: "desc" },
    take: 1,
    select: { personId: true, text: true, became: true },
  },
} as const;

/** A problem, held until the end of the transaction, and what the person is to it; 404 for none. */
export async function heldProblem({ slug, number }: { slug: string; number: number }, viewer: Viewer, tx: Tx) {
  await tx.$queryRaw`SELECT i.id FROM data_issue i JOIN dataset d ON d.id = i.dataset_id
    WHERE d.slug = ${slug} AND i.number = ${number} FOR UPDATE OF i`;
  const { entries, ...problem } = found(
    await tx.dataIssue.findFirst({ where: { number, dataset: { slug } }, select: HELD }),
  );
  return {
    ...problem,
    last: entries[0] ?? null,
    by: actorOn(viewer, problem),
    isHidden: isHiddenFrom(viewer, problem),
  };
}
export type HeldProblem = Awaited<ReturnType<typeof heldProblem>>;

type Step = { becomes: ProblemState | null; text: string; fixedIn?: NumberedCopy | null };

/** Whether the newest step is this very one: a button that was pressed twice takes one step. */
export const isTaken = ({ last }: HeldProblem, { becomes, text }: Step, viewer: Viewer): boolean =>
  last !== null && last.personId === viewer.id && last.became === becomes && last.text === text;

/** Writes a step that the rules allow into the thread, moves the problem on, and tells who should know. */
export async function takeStep(problem: HeldProblem, step: Step, { viewer, tx }: { viewer: Viewer; tx: Tx }) {
  const { becomes, text, fixedIn = null } = step;
  const { by } = problem;
  const at = await now(tx);
  const isAnswer = by.mayAnswer && (!by.isReporter || becomes !== null);
  const { id: entryId } = await tx.dataIssueEntry.create({
    data: { issueId: problem.id, personId: viewer.id, text, became: becomes, at },
    select: { id: true },
  });
  await tx.dataIssue.update({
    where: { id: problem.id },
    data: {
      ...(isAnswer ? { answeredAt: problem.answeredAt ?? at } : {}),
      ...(becomes === null
        ? {}
        : { state: becomes, closedAt: isClosed(becomes) ? at : null, fixedInId: fixedIn?.id ?? null }),
    },
  });
  await tell({ problem, step, viewer, entryId }, tx);
}

type Telling = { problem: HeldProblem; step: Step; viewer: Viewer; entryId: string };

/** The reporter hears of every step; those who answer hear of the reporter's words and of what is open again. */
async function tell({ problem, step, viewer, entryId }: Telling, tx: Tx): Promise<void> {
  const { dataset, number, kind, title, reporter, by } = problem;
  const { becomes, text, fixedIn } = step;
  const zone = dataset.organisation.timeZone;
  const told = {
    dataset,
    number,
    kind,
    title,
    by: viewer.name,
    becomes,
    fixedIn: fixedIn ? copyText(fixedIn, zone) : null,
    text,
  };
  const of = { occasion: `problem-step:${entryId}`, by: viewer.id };
  const isForPublisher = becomes === "open" || by.isReporter;
  const responders = isForPublisher ? await respondersOf(dataset, tx) : [];
  await writeMails(
    [
      ...lettersFor([reporter], { ...of, letter: stepMail(told) }),
      ...lettersFor(
        responders.filter(({ id }) => id !== reporter.id),
        { ...of, letter: backToPublisherMail(told) },
      ),
    ],
    tx,
  );
}
