import { mayEdit, mayView, type Viewer } from "~/accounts/roles";
import { type Actor, isHeldBack, type ProblemKind, type ProblemState } from "./problem";

type Dataset = { organisationId: string; stewardId: string | null };

/** Whether a person answers reports about a dataset: its steward, and who edits for its organisation. */
export const mayAnswerFor = (viewer: Viewer | null, { organisationId, stewardId }: Dataset): boolean =>
  viewer !== null && (mayEdit(viewer, organisationId) || viewer.id === stewardId);

/** Whether a person works for the publisher, and so reads what is held back from the public. */
export const isOfPublisher = (viewer: Viewer | null, dataset: Dataset): boolean =>
  viewer !== null && (mayView(viewer, dataset.organisationId) || viewer.id === dataset.stewardId);

type Problem = { reporterId: string; kind: ProblemKind; state: ProblemState; dataset: Dataset };

/** What a person is to a problem. */
export const actorOn = (viewer: Viewer | null, { reporterId, dataset }: Problem): Actor => ({
  mayAnswer: mayAnswerFor(viewer, dataset),
  isReporter: viewer?.id === reporterId,
});

/** Whether a problem's words are kept from this reader. */
export const isHiddenFrom = (viewer: Viewer | null, problem: Problem): boolean =>
  isHeldBack(problem) && viewer?.id !== problem.reporterId && !isOfPublisher(viewer, problem.dataset);
