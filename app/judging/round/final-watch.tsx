import { count } from "~/kernel/text";
import { Note } from "~/ui/layout";
import { Table } from "~/ui/table";
import type { FinalCoverage } from "./final-for-chair.server";

/** How far a final is: votes to an entry and to a juror, and nothing of how they fell. */
export function FinalWatch({ coverage: { votes, entries, jurors, conflicts, groups } }: { coverage: FinalCoverage }) {
  return (
    <div className="stack">
      {votes === 0 ? (
        <Note>
          <p>Nobody has voted yet.</p>
        </Note>
      ) : (
        groups > 1 && (
          <Note tone="warn">
            <p>
              The entries fall into {groups} groups that no vote links yet, and cannot all be compared. The next pairs
              link them.
            </p>
          </Note>
        )
      )}
      <Table
        caption={`${count(votes, "vote")}, by entry`}
        rows={entries}
        keyOf={({ number }) => number}
        columns={[
          { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
          { name: "Votes", folded: "Votes", numeric: true, cell: ({ votes: seen }) => seen },
        ]}
      />
      <Table
        caption="By juror"
        rows={jurors}
        keyOf={({ number }) => number}
        columns={[
          { name: "Juror", head: true, cell: ({ number, name }) => `${name} (juror ${number})` },
          {
            name: "Votes",
            folded: "Votes",
            numeric: true,
            cell: ({ votes: given, asked }) => `${given} of about ${asked}`,
          },
          {
            name: "Conflicts",
            folded: "Conflicts",
            numeric: true,
            cell: ({ barred }) => (barred === 0 ? "none" : barred),
          },
        ]}
      />
      {conflicts.length > 0 && (
        <ul className="bulleted">
          {conflicts.map(({ juror, entry, reason }) => (
            <li key={`${juror} ${entry}`}>
              Juror {juror} has a conflict with entry {entry}
              {reason && `: ${reason}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
