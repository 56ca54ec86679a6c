import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";
import type { ProblemKind } from "./problem";
import { KIND_WORDS } from "./problem-words";

type Reported = {
  dataset: { slug: string; title: string };
  number: number;
  kind: ProblemKind;
  title: string;
  text: string;
  /** Where in the data it stands, in words; null for the dataset as a whole. */
  place: string | null;
  reporter: string;
};

/** To those who answer for a dataset. What may quote personal data stays on the site. */
export const problemReportedMail =
  ({ dataset, number, kind, title, text, place, reporter }: Reported) =>
  (origin: string): Letter => {
    const url = origin + paths.problem(dataset.slug, number);
    if (kind === "personal_data")
      return {
        subject: `May hold personal data: “${dataset.title}”`,
        text: `${reporter} reports that “${dataset.title}” may hold personal data. Look today.

The report, which only you and the reporter read until then:
${url}
`,
      };
    return {
      subject: `Problem ${number} in “${dataset.title}”: ${title}`,
      text: `${reporter} reports a problem in “${dataset.title}”.

${KIND_WORDS[kind]}: ${title}
${place ? `Where: ${place}\n` : ""}
${text}

Answer it for everyone to read, and say what becomes of it:
${url}

How long a first answer takes is shown beside your data.
`,
    };
  };
