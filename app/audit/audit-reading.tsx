import { count } from "~/kernel/text";
import { KeyValues, Note, Section } from "~/ui/layout";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { Audit } from "./audit.server";

/** So many differences are listed; the command lists every one. */
const MOST_SHOWN = 50;

/** What the newest audit of the database against the record found. */
export function AuditReading({ audit, zone }: { audit: Audit | null; zone: string }) {
  if (audit === null) return null;
  const { entries, count: found, differences, endedAt } = audit;
  return (
    <Section
      name="Held against the database"
      note="Every night: each row against its line, and each line against its row."
    >
      <div className="stack">
        {found > 0 && (
          <Note tone="warn">
            {count(found, "place")} in the database {found === 1 ? "does" : "do"} not say what the record says.
          </Note>
        )}
        <KeyValues
          items={[
            { label: "When", value: <When at={endedAt.toISOString()} zone={zone} /> },
            { label: "Entries", value: entries },
            { label: "Differences", value: found === 0 ? "none" : found },
          ]}
        />
        {found > 0 && (
          <Table
            label="Differences"
            rows={differences.slice(0, MOST_SHOWN)}
            keyOf={({ row, index, what }) => `${row} ${index} ${what}`}
            columns={[
              { name: "Row", head: true, cell: ({ row }) => <code>{row}</code> },
              { name: "Entry", numeric: true, cell: ({ index }) => index ?? "" },
              { name: "What", cell: ({ what }) => what },
            ]}
          />
        )}
      </div>
    </Section>
  );
}
