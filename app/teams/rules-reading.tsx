import type { FieldMetadata } from "@conform-to/react";
import { BLIND_RULE } from "~/challenges/blind";
import { paths } from "~/paths";
import { FieldGroup } from "~/ui/form";
import { CheckboxField } from "~/ui/form-choices";
import { HiddenField } from "~/ui/form-fields";
import { Prose } from "~/ui/prose";

type Rules = {
  number: number;
  html: string;
  eligibility: string;
  code: string[];
  blind: boolean;
  reason: string;
  rights: { title: string; text: string };
};

/** The rules to read, and the box that accepts this very version of them. */
export function AcceptRules({
  rules,
  slug,
  fields,
  label,
}: {
  rules: Rules;
  slug: string;
  fields: { rules: FieldMetadata; accept: FieldMetadata };
  label?: string;
}) {
  return (
    <FieldGroup title={`Rules version ${rules.number}`}>
      {rules.reason && <p>Why they changed: {rules.reason}</p>}
      <p>
        <b>Who may take part.</b> {rules.eligibility}
      </p>
      <p>
        <b>{rules.rights.title}.</b> {rules.rights.text}
      </p>
      <p>
        <b>The code.</b> {rules.code.join(" ")}
      </p>
      {rules.blind && (
        <p>
          <b>Judging.</b> {BLIND_RULE}
        </p>
      )}
      <details className="help">
        <summary>The rules in full</summary>
        <Prose html={rules.html} />
      </details>
      <HiddenField field={fields.rules} value={String(rules.number)} />
      <CheckboxField
        field={fields.accept}
        label={
          <>
            {label ?? "I accept"} <a href={paths.challengeRules(slug, rules.number)}>rules version {rules.number}</a>.
          </>
        }
      />
    </FieldGroup>
  );
}
