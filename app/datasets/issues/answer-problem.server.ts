import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { transaction } from "~/platform/database.server";
import { NOT_YOURS, type ProblemState, whyNotBecome, whyNotFixedIn, whyNotWordless } from "./problem";
import { newestCopies } from "./problem-place.server";
import { heldProblem, isTaken, takeStep } from "./take-step.server";

type Answer = {
  slug: string;
  number: number;
  /** What becomes of the problem; null where only words are added. */
  becomes: Exclude<ProblemState, "open"> | null;
  /** The copy in which it is fixed; read only where it is. */
  fixedIn: string | null;
  text: string;
};

/** Answers a problem in public, for the publisher: words, what becomes of it, or both. The reporter is told. */
export function answerProblem(
  { slug, number, becomes, fixedIn, text }: Answer,
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    const problem = await heldProblem({ slug, number }, viewer, tx);
    const { state, kind, by } = problem;
    if (!by.mayAnswer) return refused(NOT_YOURS);
    if (isTaken(problem, { becomes, text }, viewer)) return ok({ number });
    const refusal = (becomes && whyNotBecome({ state, becomes }, by)) ?? whyNotWordless({ becomes, text });
    if (refusal) return refused(refusal);
    if (becomes !== "fixed") {
      await takeStep(problem, { becomes, text }, { viewer, tx });
      return ok({ number });
    }
    const chosen = fixedIn && (await newestCopies(problem.dataset.id, tx)).find(({ id }) => id === fixedIn);
    if (fixedIn && !chosen) return refuse("unknown-copy", "Choose a copy of the list.");
    const why = whyNotFixedIn({ kind, seen: problem.snapshot, chosen: chosen || null });
    if (why) return refused(why);
    await takeStep(problem, { becomes, text, fixedIn: chosen || null }, { viewer, tx });
    return ok({ number });
  });
}
