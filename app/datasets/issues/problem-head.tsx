import type { Instant } from "~/kernel/time";
import { durationText } from "~/kernel/time";
import { paths } from "~/paths";
import { Crumb, Facts, PageHead } from "~/ui/layout";
import { When } from "~/ui/when";
import type { ProblemKind, ProblemState } from "./problem";
import { StateWord } from "./problem-list";
import { KIND_WORDS, titleFor } from "./problem-words";

type HeadProps = {
  problem: {
    number: number;
    kind: ProblemKind;
    state: ProblemState;
    title: string | null;
    createdAt: Instant;
    answeredAt: Instant | null;
    reporter: { name: string; handle: string };
  };
  dataset: { slug: string; title: string; organisation: { timeZone: string } };
  /** What is done on this page; the thread itself has none. */
  act?: string;
};

/** The head of a problem’s pages: where it stands, what it is, and how it goes. */
export function ProblemHead({ problem, dataset, act }: HeadProps) {
  const { number, kind, state, title, createdAt, answeredAt, reporter } = problem;
  const name = `${number}. ${titleFor(title)}`;
  return (
    <PageHead
      crumb={
        <Crumb>
          <a href={paths.datasets()}>Data</a>
          <a href={paths.dataset(dataset.slug)}>{dataset.title}</a>
          <a href={paths.problems(dataset.slug)}>Problems</a>
          {act && <a href={paths.problem(dataset.slug, number)}>{name}</a>}
        </Crumb>
      }
      title={act ?? name}
    >
      <Facts
        items={[
          { label: "State", value: <StateWord state={state} /> },
          { label: "Kind", value: KIND_WORDS[kind] },
          {
            label: "Reported",
            value: <When at={createdAt.toISOString()} zone={dataset.organisation.timeZone} as="day" />,
            note: (
              <>
                by <a href={paths.person(reporter.handle)}>{reporter.name}</a>
              </>
            ),
          },
          {
            label: "First answer",
            value: answeredAt ? (
              `after ${durationText(answeredAt.getTime() - createdAt.getTime()) ?? "less than a minute"}`
            ) : (
              <span className="quiet">not yet</span>
            ),
          },
        ]}
      />
    </PageHead>
  );
}
