import type { FieldMetadata } from "@conform-to/react";
import { LEAST_CHANCE } from "~/challenges/second-round";
import { CheckboxGroup, RadioGroup } from "~/ui/form-choices";
import { DateTimeField, HiddenField, NumberField } from "~/ui/form-fields";
import { Table } from "~/ui/table";
import type { FinalForChair } from "./final-for-chair.server";
import { chanceText } from "./final-order";
import type { OpenFields } from "./round.schema";

type Fields = Record<Exclude<keyof OpenFields, "act">, FieldMetadata>;

type OpenFieldsetProps = { fields: Fields; page: FinalForChair; seen: number[] | null };

/** What the chair opens a final with: the rule, who votes, and the clock. */
export function OpenFieldset({ fields, page, seen }: OpenFieldsetProps) {
  const { challenge, jurors, prizes, whyNotByChance } = page;
  return (
    <>
      <RadioGroup
        field={fields.rule}
        label="Who goes on"
        hint="Entries with the same score go on together."
        options={[
          { value: "top", label: "The best of the ranking", note: "As many as you write below, and their equals." },
          { value: "threshold", label: "Every entry from a score on", note: "The score that the ranking shows." },
          {
            value: "chance",
            label: `Every entry with more than a ${LEAST_CHANCE * 100}% chance of a prize`,
            note: `Of being truly among the best ${prizes}, as the ranking reckons; and whoever stands above one of them.`,
            disabledReason: whyNotByChance,
          },
        ]}
      />
      <NumberField field={fields.top} label="How many go on" hint="For the first rule." optional />
      <NumberField field={fields.least} label="From which score on" hint="For the second rule." decimals optional />
      <CheckboxGroup
        field={fields.jurors}
        label="Who votes"
        options={jurors.map(({ number, name }) => ({ value: String(number), label: name, note: `Juror ${number}` }))}
      />
      <DateTimeField field={fields.startsAt} label="When the first entry comes on" zone={challenge.timeZone} />
      <NumberField field={fields.minutes} label="Minutes for each entry" hint="The same for all." />
      <HiddenField field={fields.seen} value={seen?.join(",") ?? ""} />
    </>
  );
}

/** The ranking as it decides who goes on; with those whom the rule lets go on, once the chair has looked. */
export function Standings({ page: { standings }, seen }: { page: FinalForChair; seen: number[] | null }) {
  const hasChances = standings.some(({ pPlaces }) => pPlaces !== null);
  return (
    <Table
      rows={standings}
      keyOf={({ entry }) => entry}
      columns={[
        { name: "Entry", head: true, cell: ({ entry, title }) => `${entry}. ${title}` },
        { name: "Score", folded: "Score", numeric: true, cell: ({ score }) => score?.toFixed(1) ?? "no score" },
        ...(hasChances
          ? [
              {
                name: "Chance of a prize",
                folded: "Chance of a prize",
                numeric: true,
                cell: ({ pPlaces }: (typeof standings)[number]) => (pPlaces === null ? "" : chanceText(pPlaces)),
              },
            ]
          : []),
        ...(seen
          ? [
              {
                name: "By this rule",
                folded: "By this rule",
                cell: ({ entry }: (typeof standings)[number]) =>
                  seen.includes(entry) ? <b>goes on</b> : <span className="quiet">stays behind</span>,
              },
            ]
          : []),
      ]}
    />
  );
}
