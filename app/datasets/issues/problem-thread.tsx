import { paths } from "~/paths";
import { Prose } from "~/ui/prose";
import { When } from "~/ui/when";
import type { ProblemState } from "./problem";
import type { NumberedCopy } from "./problem-place.server";
import type { Step, Voice } from "./problem-thread.server";
import { copyText, STEP_WORDS } from "./problem-words";

type ThreadProps = {
  steps: Step[];
  organisation: { name: string; timeZone: string };
  fixedIn: NumberedCopy | null;
  /** Whether the first step shown is the report itself. */
  hasReport: boolean;
  isHidden: boolean;
};

/** What was said and done about a problem, oldest first: who by name and role, when, what it became, and the words. */
export function ProblemThread({ steps, organisation, fixedIn, hasReport, isHidden }: ThreadProps) {
  const lastFix = steps.findLast(({ became }) => became === "fixed");
  return steps.map((step, index) => {
    const isReport = hasReport && index === 0;
    return (
      <article className="qa" key={step.id} id={`step-${step.id}`}>
        <p className="asked">
          <a href={paths.person(step.by.handle)}>{step.by.name}</a>
          {roleText(step.voice, organisation.name)}{" "}
          <b>{isReport ? "reported it" : didText(step.became, step === lastFix ? fixedIn : null, organisation)}</b>
        </p>
        {step.html ? <Prose html={step.html} /> : isHidden && <p className="quiet">The words are held back.</p>}
        <p className="rec">
          <When at={step.at.toISOString()} zone={organisation.timeZone} />
        </p>
      </article>
    );
  });
}

const roleText = (voice: Voice, organisation: string): string =>
  voice === "publisher" ? `, for ${organisation},` : voice === "reporter" ? ", who reported it," : "";

function didText(became: ProblemState | null, fixedIn: NumberedCopy | null, { timeZone }: { timeZone: string }) {
  if (became === null) return "wrote";
  return became === "fixed" && fixedIn ? `${STEP_WORDS.fixed} in ${copyText(fixedIn, timeZone)}` : STEP_WORDS[became];
}
