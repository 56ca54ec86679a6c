import { Bar } from "~/ui/bar";
import { Table } from "~/ui/table";

type Row = {
  number: number;
  name: string;
  load: number;
  more: number;
  detected: { kind: string; reason: string; entry: number }[];
};

/** Each juror's load as it would be. */
export function AssignmentPreview({ jurors }: { jurors: Row[] }) {
  const most = Math.max(1, ...jurors.map(({ load }) => load));
  return (
    <Table
      rows={jurors}
      keyOf={({ number }) => number}
      columns={[
        { name: "Juror", head: true, cell: ({ number, name }) => `${number}. ${name}` },
        { name: "New", folded: "New", numeric: true, cell: ({ more }) => more },
        { name: "In all", folded: "In all", numeric: true, cell: ({ load }) => load },
        { name: "Load", cell: ({ load }) => <Bar value={(load / most) * 100} /> },
      ]}
    />
  );
}

/** Conflicts that the site sees by itself. */
export function DetectedConflicts({ jurors }: { jurors: Row[] }) {
  const rows = jurors.flatMap(({ name, detected }) => detected.map((conflict) => ({ name, ...conflict })));
  if (rows.length === 0) return null;
  return (
    <Table
      caption="Found by the site, and kept apart"
      rows={rows}
      keyOf={({ name, entry }) => `${name} ${entry}`}
      columns={[
        { name: "Juror", head: true, cell: ({ name }) => name },
        { name: "Entry", folded: "Entry", numeric: true, cell: ({ entry }) => entry },
        { name: "Why", folded: "Why", cell: ({ reason }) => reason },
      ]}
    />
  );
}
