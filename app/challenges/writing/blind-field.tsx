import type { FieldMetadata } from "@conform-to/react";
import { CheckboxField } from "~/ui/form-choices";

/** Whether the challenge is judged blind. */
export const BlindField = ({ field }: { field: FieldMetadata }) => (
  <CheckboxField
    field={field}
    label="The jury does not see who made an entry until judging is closed"
    hint="Until then no public page shows teams, people or repositories; while teams form, whoever signs in finds them."
  />
);
