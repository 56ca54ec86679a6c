import { useForm } from "@conform-to/react";
import { FieldGroup } from "~/ui/form";
import { RadioGroup } from "~/ui/form-choices";
import { MarkdownField, NumberField, TextArea } from "~/ui/form-fields";
import type { SectionFields } from "../draft.schema";
import { RIGHTS_CHOICES } from "../rights";
import { BlindField } from "./blind-field";
import { CodeRulesFields } from "./code-rules-fields";
import { SectionForm, startOf, type Writing } from "./section-form";
import { TieRulesFields } from "./tie-rules-fields";

export function RulesForm({ writing }: { writing: Writing<"rules"> }) {
  const [form, fields] = useForm<SectionFields<"rules">>(startOf(writing));
  return (
    <SectionForm writing={writing} form={form} revision={fields.revision} preview="the rules">
      <RadioGroup
        field={fields.rights}
        label="Who keeps the rights"
        optional={false}
        hint="Four templates in plain words. Teams read this first."
        options={RIGHTS_CHOICES}
      />
      <TextArea
        field={fields.eligibility}
        label="Who may take part"
        optional={false}
        hint="“Anyone of age, anywhere.” Say whom you leave out, and why."
        rows={3}
      />
      <MarkdownField
        field={fields.text}
        label="Rules"
        optional={false}
        hint="How entries are handed in and judged, what excludes one, what is paid and when. In Markdown. Published as version 1."
        rows={16}
      />
      <CodeRulesFields fields={fields.code.getFieldset()} />
      <BlindField field={fields.blind} />
      <TieRulesFields fields={fields.ties.getFieldset()} />
      <FieldGroup title="Team size">
        <NumberField field={fields.minTeam} label="Smallest team" optional={false} hint="1 lets people enter alone." />
        <NumberField field={fields.maxTeam} label="Largest team" optional={false} hint="At most 50." />
      </FieldGroup>
    </SectionForm>
  );
}
