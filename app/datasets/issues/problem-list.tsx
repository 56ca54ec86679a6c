import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { type Column, Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { ProblemState } from "./problem";
import { KIND_WORDS, placeText, STATE_WORDS, titleFor } from "./problem-words";
import type { ProblemRow } from "./problems.server";

const TONES: Record<ProblemState, string | undefined> = {
  open: "warn",
  acknowledged: undefined,
  fixed: "good",
  wont_fix: "quiet",
};

/** Where a problem is, in a word. */
export const StateWord = ({ state }: { state: ProblemState }) => (
  <span className={TONES[state]}>{STATE_WORDS[state]}</span>
);

type ListProps = { slug: string; problems: ProblemRow[]; zone: string; now: Instant };

/** Problems of one dataset, each with its place, its state and who found it. */
export function ProblemList({ slug, problems, zone, now }: ListProps) {
  const columns: Column<ProblemRow>[] = [
    {
      name: "Problem",
      head: true,
      cell: ({ number, title }) => (
        <a href={paths.problem(slug, number)}>
          {number}. {titleFor(title)}
        </a>
      ),
    },
    {
      name: "What and where",
      folded: "What and where",
      cell: (row) => [KIND_WORDS[row.kind], placeText(row)].filter(Boolean).join(", "),
    },
    { name: "State", folded: "State", cell: ({ state }) => <StateWord state={state} /> },
    {
      name: "Reported",
      folded: "Reported",
      cell: ({ createdAt, reporter }) => (
        <>
          <When at={createdAt.toISOString()} zone={zone} as="relative" now={now.toISOString()} /> by{" "}
          <a href={paths.person(reporter.handle)}>{reporter.name}</a>
        </>
      ),
    },
  ];
  return <Table rows={problems} keyOf={({ number }) => number} columns={columns} />;
}
