import { useForm } from "@conform-to/react";
import { paths } from "~/paths";
import { FieldGroup } from "~/ui/form";
import { TextArea, TextField } from "~/ui/form-fields";
import { Note } from "~/ui/layout";
import type { SectionFields } from "../draft.schema";
import { SectionForm, startOf, type Writing } from "./section-form";

export function PledgeForm({ writing }: { writing: Writing<"pledge"> }) {
  const [form, fields] = useForm<SectionFields<"pledge">>(startOf(writing));
  const { signedByName } = writing.content;
  return (
    <SectionForm writing={writing} form={form} revision={fields.revision}>
      <p className="quiet">
        What the city promises before anyone gives it a month of evenings. Teams read it beside the prizes, and it
        cannot be changed once published.
      </p>
      {signedByName && (
        <Note tone="warn">
          Signed by {signedByName}. Changing a word, or the day of the decision, takes the signature off.
        </Note>
      )}
      <FieldGroup title="Who answers for it">
        <TextField field={fields.ownerName} label="Owner, by name" optional={false} />
        <TextField field={fields.ownerRole} label="Their office" optional={false} hint="“Director of Water”." />
      </FieldGroup>
      <FieldGroup title="What is promised">
        <TextArea field={fields.upkeep} label="How the data are kept up" optional={false} rows={3} />
        <TextField field={fields.upkeepUntil} label="Kept up until" optional={false} type="date" short />
        <TextArea
          field={fields.decision}
          label="What the city decides on"
          optional={false}
          hint="The day of the decision stands in the calendar."
          rows={3}
        />
        <TextArea
          field={fields.money}
          label="Where the money comes from"
          optional={false}
          hint="A resolution, a budget line, a sponsor by name."
          rows={3}
        />
        <TextArea
          field={fields.path}
          label="What happens to a winner"
          optional={false}
          hint="The path from winning to use: a pilot, a purchase, a team that takes it over."
          rows={3}
        />
      </FieldGroup>
      <p className="why">
        Once it is written, <a href={paths.staffAct(writing.slug, "sign")}>read and sign it</a>.
      </p>
    </SectionForm>
  );
}
