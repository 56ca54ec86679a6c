import type { FieldMetadata } from "@conform-to/react";
import { FieldGroup } from "~/ui/form";
import { CheckboxField, RadioGroup } from "~/ui/form-choices";
import { NumberField, TextField } from "~/ui/form-fields";
import type { CodeRules } from "../code-rules";

const LICENCE = [
  { value: "any", label: "Any, or none" },
  { value: "open", label: "An open one", note: "Approved by the Open Source Initiative." },
  { value: "listed", label: "One of the list beneath" },
];
const EARLIER = [
  { value: "allowed", label: "Allowed" },
  { value: "declared", label: "Allowed where it is declared", note: "The team names the commit it began from." },
  { value: "none", label: "None", note: "Every commit is made while entries are open." },
];

/** What the rules ask of the code that an entry links to. */
export function CodeRulesFields({ fields }: { fields: Record<keyof CodeRules, FieldMetadata> }) {
  return (
    <FieldGroup title="The code" note="What an entry’s repository is checked for. Teams read it as sentences.">
      <RadioGroup field={fields.licence} label="Licence" optional={false} options={LICENCE} />
      <TextField
        field={fields.licences}
        label="Listed licences"
        optional={false}
        hint="SPDX ids with commas between: EUPL-1.2, AGPL-3.0-or-later, MIT."
        code
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
      />
      <RadioGroup field={fields.earlierWork} label="Work from before the opening" optional={false} options={EARLIER} />
      <CheckboxField field={fields.needsReadme} label="A README is there" />
      <CheckboxField field={fields.needsPubliccode} label="A valid publiccode.yml is there" />
      <CheckboxField field={fields.contributorsAreMembers} label="Everyone who committed is a member of the team" />
      <CheckboxField
        field={fields.branchAtDeadline}
        label="A team may be judged by its branch as it stands at the deadline"
        hint="Else by the commit that it handed in."
      />
      <NumberField
        field={fields.mostMegabytes}
        label="Most megabytes"
        optional={false}
        hint="Of the packed code, 1 to 100."
      />
      <NumberField
        field={fields.cureDays}
        label="Days to bring code into order"
        optional={false}
        hint="After a hand-in, 0 to 30: to make a repository public, or push a commit."
      />
    </FieldGroup>
  );
}
