import type { Instant } from "~/kernel/time";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { Hash } from "~/ui/cert";
import { Empty, Table } from "~/ui/table";
import { actWords } from "./act-words";

type Entry = { id: bigint; type: string; hash: string; at: Instant; challengeId: string | null };
type Titles = Map<string, { slug: string; title: string }>;

/** Acts of the record, newest first. Without `titles` they are one challenge's and do not say which. */
export function RecordTable({ entries, titles, zone }: { entries: Entry[]; titles?: Titles; zone: string }) {
  if (entries.length === 0)
    return (
      <Empty title="Nothing is recorded yet">
        <p>Publishing, rules, receipts, scores, results and decisions stand here as they happen, for good.</p>
      </Empty>
    );
  return (
    <Table
      rows={entries}
      keyOf={({ id }) => String(id)}
      columns={[
        { name: "Act", head: true, cell: ({ type, hash }) => <a href={paths.recordEntry(hash)}>{actWords(type)}</a> },
        ...(titles
          ? [
              {
                name: "Challenge",
                folded: "Challenge",
                cell: ({ challengeId }: Entry) => {
                  const challenge = titles.get(challengeId ?? "");
                  return challenge ? <a href={paths.challenge(challenge.slug)}>{challenge.title}</a> : "";
                },
              },
            ]
          : []),
        { name: "When", folded: "When", cell: ({ at }) => instantText(at, zone) },
        { name: "SHA-256", folded: "SHA-256", cell: ({ hash }) => <Hash value={hash} group={4} most={16} /> },
      ]}
    />
  );
}
