import type { FieldMetadata } from "@conform-to/react";
import { FieldGroup } from "~/ui/form";
import { CheckboxField, RadioGroup } from "~/ui/form-choices";
import { NumberField } from "~/ui/form-fields";
import type { TieRules } from "../tie-rules";

const LAST = [
  { value: "shared", label: "They share the rank", note: "The jury decides which of them is awarded." },
  { value: "draw", label: "They are drawn by lot", note: "From a seed that anyone can check." },
];

/** What decides between entries with equal scores. */
export function TieRulesFields({ fields }: { fields: Record<keyof TieRules, FieldMetadata> }) {
  return (
    <FieldGroup title="Ties" note="What decides between equal scores, step by step. It stands once entries open.">
      <NumberField
        field={fields.priority}
        label="Criterion that decides first"
        optional
        hint="Its number in your list of criteria. Leave it empty where none does."
      />
      <CheckboxField field={fields.direct} label="Then the jurors who scored both entries decide between them" />
      <RadioGroup field={fields.last} label="Entries that are still equal" optional={false} options={LAST} />
    </FieldGroup>
  );
}
