import { paths } from "~/paths";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";
import { CONFLICT_WORDS } from "../conflicts";
import type { FoundConflict } from "./conflicts.server";

type Found = { slug: string; conflicts: FoundConflict[]; zone: string; caption?: string };

/** Conflicts between jurors and entries, each with what became of it. */
export function ConflictTable({ slug, conflicts, zone, caption }: Found) {
  if (conflicts.length === 0) return null;
  return (
    <Table
      caption={caption}
      label={caption ? undefined : "Conflicts"}
      rows={conflicts}
      keyOf={({ juror, entry, kind }) => `${juror} ${entry} ${kind}`}
      columns={[
        {
          name: "Between",
          head: true,
          cell: ({ juror, entry }) => (
            <a href={paths.juryConflict(slug, juror, entry)}>
              Juror {juror}, entry {entry}
            </a>
          ),
        },
        { name: "Kind", folded: "Kind", cell: ({ kind }) => CONFLICT_WORDS[kind] },
        { name: "Reason", folded: "Reason", cell: ({ reason }) => reason || <span className="quiet">Not said</span> },
        {
          name: "Since",
          folded: "Since",
          cell: ({ declaredAt }) => <When at={declaredAt.toISOString()} zone={zone} />,
        },
        { name: "State", folded: "State", cell: (conflict) => <State of={conflict} zone={zone} /> },
      ]}
    />
  );
}

function State({ of: { dismissedAt, isWithdrawn }, zone }: { of: FoundConflict; zone: string }) {
  if (dismissedAt)
    return (
      <>
        Dismissed on <When at={dismissedAt.toISOString()} zone={zone} as="day" />
      </>
    );
  return (
    <>
      <span className="warn">Blocks</span>
      {isWithdrawn && <small className="quiet"> A sheet was handed in; it is withdrawn and does not count.</small>}
    </>
  );
}
