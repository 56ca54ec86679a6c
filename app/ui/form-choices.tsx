import { type FieldMetadata, getCollectionProps, getInputProps, getSelectProps } from "@conform-to/react";
import type { ReactNode } from "react";
import { FieldError, FieldShell } from "./form";
import { describedBy, type FieldOf, shellOf } from "./form-fields";

export type Option = { value: string; label: string };

/** One of many. With `placeholder` an empty choice stands first. */
export function SelectField({
  field,
  label,
  hint,
  optional,
  options,
  placeholder,
}: FieldOf & { options: (Option | { group: string; options: Option[] })[]; placeholder?: string }) {
  return (
    <FieldShell {...shellOf({ field, label, hint, optional })}>
      <select {...getSelectProps(field, { ariaDescribedBy: describedBy(field, hint) })} key={field.key} className="in">
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) =>
          "group" in option ? (
            <optgroup key={option.group} label={option.group}>
              <Options options={option.options} />
            </optgroup>
          ) : (
            <Options key={option.value} options={[option]} />
          ),
        )}
      </select>
    </FieldShell>
  );
}

function Options({ options }: { options: Option[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

/** A single yes, sent as "on". The label may be a sentence with links. */
export function CheckboxField({ field, label, hint, optional = false }: FieldOf) {
  return (
    <div className="field">
      <label className="check" htmlFor={field.id}>
        <input
          {...getInputProps(field, { type: "checkbox", ariaDescribedBy: describedBy(field, hint) })}
          key={field.key}
        />
        <span>
          {label}
          {optional && <span className="optional"> (optional)</span>}
          {hint && <small id={field.descriptionId}>{hint}</small>}
        </span>
      </label>
      <FieldError id={field.errorId} errors={field.errors} />
    </div>
  );
}

/** A choice with a note beneath its name; with a reason it cannot be chosen, and the reason stands in the note's place. */
export type Choice = { value: string; label: ReactNode; note?: ReactNode; disabledReason?: string | null };

/** One of a few, each with a sentence of its own. */
export function RadioGroup({ field, label, hint, optional, options }: FieldOf & { options: Choice[] }) {
  return (
    <Group field={field} label={label} hint={hint} optional={optional}>
      <div className="pick" data-invalid={field.errors ? "" : undefined}>
        <Choices field={field} options={options} type="radio" />
      </div>
    </Group>
  );
}

/** Any number of a few. */
export function CheckboxGroup({ field, label, hint, optional, options }: FieldOf & { options: Choice[] }) {
  return (
    <Group field={field} label={label} hint={hint} optional={optional}>
      <div className="pick" data-invalid={field.errors ? "" : undefined}>
        <Choices field={field} options={options} type="checkbox" />
      </div>
    </Group>
  );
}

function Choices({ field, options, type }: { field: FieldMetadata; options: Choice[]; type: "radio" | "checkbox" }) {
  const inputs = getCollectionProps(field, {
    type,
    options: options.map((option) => option.value),
    ariaAttributes: false,
  });
  return options.map(({ value, label, note, disabledReason }, i) => {
    const { key: _key, ...props } = inputs[i] ?? { key: undefined, type, value };
    return (
      <label key={value} className={disabledReason ? "closed" : undefined}>
        <input {...props} disabled={disabledReason ? true : undefined} />
        <span>
          {label}
          {(disabledReason || note) && (
            <>
              <br />
              <small>{disabledReason ?? note}</small>
            </>
          )}
        </span>
      </label>
    );
  });
}

/** The fieldset has the field's id and can take the focus, so that the summary of errors has somewhere to lead. */
function Group({ field, label, hint, optional, children }: FieldOf & { children: ReactNode }) {
  const { errors, errorId, hintId, optional: isOptional } = shellOf({ field, label, hint, optional });
  const ids = [errors && errorId, hint && hintId].filter(Boolean).join(" ");
  return (
    <fieldset className="field" id={field.id} tabIndex={-1} aria-describedby={ids || undefined}>
      <legend className="label">
        {label}
        {isOptional && <span className="optional"> (optional)</span>}
      </legend>
      {hint && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
      {children}
      <FieldError id={errorId} errors={errors} />
    </fieldset>
  );
}
