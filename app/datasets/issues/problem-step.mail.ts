import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";
import type { ProblemKind, ProblemState } from "./problem";
import { STEP_WORDS } from "./problem-words";

type Taken = {
  dataset: { slug: string; title: string };
  number: number;
  kind: ProblemKind;
  title: string;
  /** Who took the step, by name. */
  by: string;
  becomes: ProblemState | null;
  /** The copy in which it is fixed, in words. */
  fixedIn: string | null;
  text: string;
};

const did = ({ becomes, fixedIn }: Taken): string => {
  if (becomes === null) return "wrote";
  if (becomes === "fixed" && fixedIn) return `${STEP_WORDS.fixed} in ${fixedIn}`;
  return STEP_WORDS[becomes];
};

const closing = ({ becomes }: Taken): string =>
  becomes === "fixed" || becomes === "wont_fix"
    ? "If that does not settle it, reopen it there and say why.\n"
    : "You can add words there.\n";

const thread = (step: Taken, origin: string): string => origin + paths.problem(step.dataset.slug, step.number);

const words = ({ kind, text }: Taken): string =>
  kind === "personal_data" ? "Their words, if any, are on the page." : text || "They wrote nothing more.";

/** A problem as a subject names it: what may hold personal data goes by its number alone. */
const named = ({ number, kind, title, dataset }: Taken): string =>
  `problem ${number} in “${dataset.title}”${kind === "personal_data" ? "" : `: ${title}`}`;

/** To whoever reported a problem, at each step that somebody else takes. */
export const stepMail =
  (step: Taken) =>
  (origin: string): Letter => ({
    subject: `${step.becomes === "fixed" ? "Fixed, it is said" : "News"}: ${named(step)}`,
    text: `You reported ${named(step)}.

${step.by} ${did(step)}:

${words(step)}

The thread: ${thread(step, origin)}

${closing(step)}`,
  });

/** To those who answer for the data: the reporter wrote again, or the problem is open again. */
export const backToPublisherMail =
  (step: Taken) =>
  (origin: string): Letter => ({
    subject: `${step.becomes === "open" ? "Open again" : "The reporter wrote"}: ${named(step)}`,
    text: `${step.by} ${did(step)}:

${words(step)}

Answer there, for everyone to read: ${thread(step, origin)}
`,
  });
