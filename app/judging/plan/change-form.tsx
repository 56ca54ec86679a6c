import type { FieldMetadata } from "@conform-to/react";
import { RadioGroup } from "~/ui/form-choices";
import { NumberField } from "~/ui/form-fields";

type Fields = Record<"change" | "entry" | "juror" | "other", FieldMetadata>;

/** One change of a plan. */
export function ChangeFieldset({ fields }: { fields: Fields }) {
  return (
    <>
      <NumberField field={fields.entry} label="Entry" hint="By its number." />
      <NumberField field={fields.juror} label="Juror" hint="By their number." />
      <RadioGroup
        field={fields.change}
        label="What becomes of this pair"
        options={[
          { value: "move", label: "Move it to another juror" },
          { value: "pin", label: "Pin it", note: "It stands in every plan." },
          { value: "forbid", label: "Forbid it", note: "It stands in no plan. This is not a conflict." },
          { value: "free", label: "Leave it open", note: "Neither pinned nor forbidden any more." },
        ]}
      />
      <NumberField field={fields.other} label="The other juror" hint="Where the entry moves to." optional />
    </>
  );
}
