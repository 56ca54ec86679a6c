import { Empty, Table } from "~/ui/table";
import type { JuryDesk } from "./jury-desk.server";

/** How far each entry is: reviews assigned and handed in, and whether its team gets feedback. No score. */
export function CoverageTable({ entries, reviewsPerEntry }: { entries: JuryDesk["entries"]; reviewsPerEntry: number }) {
  if (entries.length === 0)
    return (
      <Empty title="No entry has been handed in yet">
        <p>Entries appear here as teams hand them in. They can be assigned when entries close.</p>
      </Empty>
    );
  return (
    <Table
      rows={entries}
      keyOf={({ number }) => number}
      columns={[
        { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
        {
          name: "Assigned",
          folded: "Assigned",
          numeric: true,
          cell: ({ assigned }) => (
            <span className={assigned < reviewsPerEntry ? "warn" : undefined}>
              {assigned} of {reviewsPerEntry}
            </span>
          ),
        },
        {
          name: "Handed in",
          folded: "Handed in",
          numeric: true,
          cell: ({ handedIn, assigned }) => `${handedIn} of ${assigned}`,
        },
        {
          name: "Feedback",
          folded: "Feedback",
          cell: ({ hasFeedback }) =>
            hasFeedback ? <span className="good">Yes</span> : <span className="quiet">None yet</span>,
        },
      ]}
    />
  );
}
