import { useForm } from "@conform-to/react";
import { SelectField } from "~/ui/form-choices";
import { DateTimeField } from "~/ui/form-fields";
import type { SectionFields } from "../draft.schema";
import { SectionForm, startOf, type Writing } from "./section-form";

export type ZoneGroup = { group: string; options: { value: string; label: string }[] };

const DATES = [
  ["opensAt", "Entries open", "If it has passed when you publish, entries open at once."],
  ["closesAt", "Entries close", "Leave teams weeks, not days. It can move later for everyone, never earlier."],
  ["judgingEndsAt", "Judging ends", "After entries close."],
  ["resultsDueAt", "Results due", "When judging ends, or later."],
  ["decisionDueAt", "Decision due", "By when the city says what it does with the winners. It is part of the pledge."],
] as const;

export function CalendarForm({ writing, zones }: { writing: Writing<"calendar">; zones: ZoneGroup[] }) {
  const [form, fields] = useForm<SectionFields<"calendar">>(startOf(writing));
  const zone = writing.content.timeZone || "the zone above";
  return (
    <SectionForm writing={writing} form={form} revision={fields.revision}>
      <p className="quiet">The challenge is announced at the moment it is published.</p>
      <SelectField
        field={fields.timeZone}
        label="Time zone"
        optional={false}
        hint="All dates below are wall clocks in it. Save after changing it."
        placeholder="Choose a zone"
        options={zones}
      />
      {DATES.map(([name, label, hint]) => (
        <DateTimeField key={name} field={fields[name]} label={label} optional={false} hint={hint} zone={zone} />
      ))}
    </SectionForm>
  );
}
