import { paths } from "~/paths";
import { Table } from "~/ui/table";

type Entry = { number: number; title: string; team: string | null; conflict: string | null };

const TEAM = { name: "Team", folded: "Team", cell: ({ team }: Entry) => team };

const WORDS: Record<string, string> = {
  declared: "Conflict declared",
  team: "Your own team",
  organisation: "You work with somebody of the team",
};

/** Every entry of the challenge, by title, and by team where that may be seen, for a juror to say where they may not score. */
export function ConflictList({ slug, entries, caption }: { slug: string; entries: Entry[]; caption: string }) {
  return (
    <Table
      caption={caption}
      keyOf={({ number }) => number}
      rows={entries}
      columns={[
        { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
        ...(entries.some(({ team }) => team !== null) ? [TEAM] : []),
        {
          name: "Conflict",
          folded: "Conflict",
          cell: ({ number, title, conflict }) =>
            conflict ? (
              <span className="warn">{WORDS[conflict] ?? "Conflict found"}</span>
            ) : (
              <a href={paths.deskAct(slug, number, "conflict")}>
                Declare<span className="visually-hidden"> a conflict on {title}</span>
              </a>
            ),
        },
      ]}
    />
  );
}
