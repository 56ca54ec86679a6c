import type { FieldMetadata } from "@conform-to/react";
import { count, list } from "~/kernel/text";
import { CheckboxGroup } from "~/ui/form-choices";
import { Table } from "~/ui/table";
import type { SecondForChair } from "./second-for-chair.server";

type Juror = SecondForChair["jurors"][number];

const conflictText = ({ conflicts }: Juror): string =>
  conflicts.length === 0
    ? "no conflict with those that go on"
    : `may not score ${conflicts.length === 1 ? "entry" : "entries"} ${list(conflicts.map(String))}`;

const firstText = ({ first: { handedIn } }: Juror): string =>
  handedIn === 0 ? "no review in the first round" : `${count(handedIn, "review")} in the first round`;

/** "3 of 4 sheets of this round handed in"; null where nothing of it was given. */
const secondText = ({ second: { given, handedIn, begun } }: Juror): string | null =>
  given === 0
    ? null
    : `${handedIn} of ${count(given, "sheet")} of this round handed in${begun > 0 ? `, ${begun} begun` : ""}`;

const noteOf = (juror: Juror): string =>
  [`Juror ${juror.number}`, secondText(juror) ?? firstText(juror), conflictText(juror)].join(" · ");

type JurorsFieldProps = { field: FieldMetadata; jurors: Juror[]; hint: string };

/** Who of the jury scores the second round, with what each has done and may not score. */
export const JurorsField = ({ field, jurors, hint }: JurorsFieldProps) => (
  <CheckboxGroup
    field={field}
    label="Who scores it"
    hint={hint}
    options={jurors.map((juror) => ({ value: String(juror.number), label: juror.name, note: noteOf(juror) }))}
  />
);

/** Who scores the round that is open. */
export const NamedJurors = ({ jurors }: { jurors: Juror[] }) => (
  <Table
    rows={jurors.filter(({ isNamed }) => isNamed)}
    keyOf={({ number }) => number}
    columns={[
      { name: "Juror", head: true, cell: ({ number, name }) => `${number}. ${name}` },
      { name: "Handed in", folded: "Handed in", cell: ({ second }) => `${second.handedIn} of ${second.given}` },
      {
        name: "May not score",
        folded: "May not score",
        cell: ({ conflicts }) =>
          conflicts.length === 0 ? (
            <span className="quiet">no conflict</span>
          ) : (
            `${conflicts.length === 1 ? "Entry" : "Entries"} ${list(conflicts.map(String))}`
          ),
      },
    ]}
  />
);
