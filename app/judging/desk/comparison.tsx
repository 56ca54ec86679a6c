import { paths } from "~/paths";
import { Table } from "~/ui/table";
import type { OwnSheet } from "./compare.server";
import { type Rubric, SHEET_WORDS } from "./sheet";

type ComparisonProps = { slug: string; rubric: Rubric; left: OwnSheet; right: OwnSheet };

/** Two sheets of one juror, criterion by criterion; where they differ, it says by how much. */
export function Comparison({ slug, rubric, left, right }: ComparisonProps) {
  const headOf = (sheet: OwnSheet) => (
    <>
      <a href={paths.deskEntry(slug, sheet.number)}>Entry {sheet.number}</a>
      <br />
      <span className="quiet">{SHEET_WORDS[sheet.state]}</span>
    </>
  );
  return (
    <div className="stack">
      <Table
        label="Two entries beside each other"
        narrow="scroll"
        rows={rubric}
        keyOf={({ id }) => id}
        columns={[
          { name: "Criterion", head: true, cell: ({ title, weight }) => `${title} (weight ${weight})` },
          { name: headOf(left), cell: (criterion) => <Level of={criterion} sheet={left} /> },
          { name: headOf(right), cell: (criterion) => <Level of={criterion} sheet={right} /> },
          { name: "Apart", numeric: true, cell: ({ id }) => apart(left.scores[id], right.scores[id]) },
        ]}
      />
      {[left, right].map(({ number, title, feedback }) => (
        <section key={number}>
          <h3>
            Entry {number}: {title}
          </h3>
          <p className="typed">{feedback || "No feedback yet."}</p>
        </section>
      ))}
    </div>
  );
}

function Level({ of: { id, levels }, sheet }: { of: Rubric[number]; sheet: OwnSheet }) {
  const level = levels.find(({ value }) => value === sheet.scores[id]);
  if (!level) return <span className="quiet">Not scored</span>;
  return (
    <>
      <b>{level.value}</b> {level.sentence}
    </>
  );
}

const apart = (a: number | undefined, b: number | undefined): string =>
  a === undefined || b === undefined ? "" : String(Math.abs(a - b));
