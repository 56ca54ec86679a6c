import type { FieldMetadata } from "@conform-to/react";
import { SelectField } from "~/ui/form-choices";
import { HiddenField } from "~/ui/form-fields";

/** The organisation that something is for: a choice where a person works for several, else not a question. */
export function OrganisationField({
  field,
  organisations,
  label,
}: {
  field: FieldMetadata;
  organisations: { id: string; name: string }[];
  label: string;
}) {
  const [only] = organisations;
  if (organisations.length === 1 && only) return <HiddenField field={field} value={only.id} />;
  return (
    <SelectField
      field={field}
      label={label}
      placeholder="Choose"
      options={organisations.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
