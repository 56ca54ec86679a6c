import { list } from "~/kernel/text";
import { paths } from "~/paths";
import { ActButton } from "~/ui/button";
import { Note } from "~/ui/layout";
import { Table } from "~/ui/table";
import type { Unopened } from "./entry-to-open.server";

/** What a juror of a blind challenge is told in place of the team. */
export const JudgedBlind = () => (
  <Note>
    This challenge is judged blind: you see neither team nor people. Palio has compared what it knows of you with what
    it knows of them, and found nothing here. If you recognise an entry later, declare a conflict then.
  </Note>
);

/** Entries that the juror has said nothing on, each to be declared, and all of them to be cleared in one word. */
export function ToOpen({ slug, entries }: { slug: string; entries: Unopened[] }) {
  const isBlind = entries.some(({ team }) => team === null);
  return (
    <div className="stack">
      {isBlind && <JudgedBlind />}
      <Table
        label="Entries that have not opened"
        rows={entries}
        keyOf={({ number }) => number}
        columns={[
          { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
          ...(isBlind
            ? []
            : [
                { name: "Team", folded: "Team", cell: ({ team }: Unopened) => team?.name },
                { name: "People", folded: "People", cell: ({ team }: Unopened) => team && list(team.people) },
              ]),
          {
            name: "Conflict",
            folded: "Conflict",
            cell: ({ number, title }) => (
              <a href={paths.deskAct(slug, number, "conflict")}>
                I have one<span className="visually-hidden"> with {title}</span>
              </a>
            ),
          },
        ]}
      />
      <ActButton action={paths.deskClear(slug)} values={{ entries: entries.map(({ number }) => number).join(",") }}>
        I have no conflict with any of these
      </ActButton>
    </div>
  );
}
