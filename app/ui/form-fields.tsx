import { type FieldMetadata, getInputProps, getTextareaProps } from "@conform-to/react";
import { type InputHTMLAttributes, type ReactNode, useState } from "react";
import { FieldShell } from "./form";

/** What every field of a conform form takes. "(optional)" follows from the schema unless it is said. */
export type FieldOf = {
  field: FieldMetadata;
  label: ReactNode;
  hint?: ReactNode;
  optional?: boolean;
};

export const shellOf = ({ field, label, hint, optional }: FieldOf) => ({
  controlId: field.id,
  label,
  hint,
  hintId: field.descriptionId,
  errors: field.errors,
  errorId: field.errorId,
  optional: optional ?? field.required === false,
});

export const describedBy = (field: FieldMetadata, hint: ReactNode): string | undefined =>
  hint ? field.descriptionId : undefined;

type TextFieldProps = FieldOf & {
  type?: "text" | "email" | "url" | "tel" | "search" | "password" | "date" | "time" | "color";
  short?: boolean;
  code?: boolean;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "autoComplete" | "inputMode" | "placeholder" | "spellCheck" | "readOnly" | "list" | "autoCapitalize"
  >;

export function TextField({ field, label, hint, optional, type = "text", short, code, ...rest }: TextFieldProps) {
  return (
    <FieldShell {...shellOf({ field, label, hint, optional })}>
      <input
        {...getInputProps(field, { type, ariaDescribedBy: describedBy(field, hint) })}
        {...rest}
        key={field.key}
        className={["in", short && "short", code && "code"].filter(Boolean).join(" ")}
      />
    </FieldShell>
  );
}

/**
 * A number. It is a text input on purpose: a number input forgets what was typed when that is no number, and scrolls
 * away from what was meant.
 */
export function NumberField({
  field,
  label,
  hint,
  optional,
  decimals = false,
}: FieldOf & {
  /** Whether a point may be typed; else the keyboard of a phone shows digits only. */ decimals?: boolean;
}) {
  const {
    min: _min,
    max: _max,
    step: _step,
    ...props
  } = getInputProps(field, {
    type: "text",
    ariaDescribedBy: describedBy(field, hint),
  });
  return (
    <FieldShell {...shellOf({ field, label, hint, optional })}>
      <input
        {...props}
        key={field.key}
        className="in short num"
        inputMode={decimals ? "decimal" : "numeric"}
        autoComplete="off"
      />
    </FieldShell>
  );
}

/** A wall-clock moment in `zone`; the form carries "2026-10-30T18:00", which the server reads in that zone. */
export function DateTimeField({ field, label, hint, optional, zone }: FieldOf & { zone: string }) {
  return (
    <FieldShell
      {...shellOf({
        field,
        label,
        optional,
        hint: (
          <>
            {hint && <>{hint} </>}Time in {zone}.
          </>
        ),
      })}
    >
      <input
        {...getInputProps(field, { type: "datetime-local", ariaDescribedBy: field.descriptionId })}
        key={field.key}
        className="in"
      />
    </FieldShell>
  );
}

type Limit = { most: number; unit: "words" | "characters" };

const sizeOf = (text: string, unit: Limit["unit"]): number =>
  unit === "words" ? (text.trim().match(/\S+/g)?.length ?? 0) : [...text].length;

type TextAreaProps = FieldOf & {
  rows?: number;
  /** Shows how much of the limit is used: by the server at first, and while typing where there is a script. */
  count?: Limit;
  tall?: boolean;
  help?: ReactNode;
  spellCheck?: boolean;
  /** As `aria-keyshortcuts` writes the key that leads here. */
  shortcut?: string;
};

export function TextArea({ field, label, hint, optional, rows = 6, count, tall, help, ...more }: TextAreaProps) {
  const [size, setSize] = useState(() =>
    count ? sizeOf(typeof field.initialValue === "string" ? field.initialValue : "", count.unit) : 0,
  );
  const tallyId = `${field.id}-tally`;
  const ids = [hint && field.descriptionId, count && tallyId].filter(Boolean).join(" ");
  return (
    <FieldShell {...shellOf({ field, label, hint, optional })}>
      <textarea
        {...getTextareaProps(field, { ariaDescribedBy: ids || undefined })}
        key={field.key}
        className={tall ? "in tall" : "in"}
        rows={rows}
        // The limit is checked by the server and shown beneath: a maximum in the browser would cut a pasted text off silently.
        maxLength={undefined}
        spellCheck={more.spellCheck}
        aria-keyshortcuts={more.shortcut}
        onInput={count ? (event) => setSize(sizeOf(event.currentTarget.value, count.unit)) : undefined}
      />
      {count && (
        <span className={size > count.most ? "tally-of over" : "tally-of"} id={tallyId}>
          {size.toLocaleString("en")} of {count.most.toLocaleString("en")} {count.unit}
        </span>
      )}
      {help}
    </FieldShell>
  );
}

/** A longer text in Markdown, with the few marks that most people need folded away beneath. */
export function MarkdownField(props: Omit<TextAreaProps, "help" | "tall">) {
  return (
    <TextArea
      rows={12}
      {...props}
      tall
      help={
        <details className="help">
          <summary>How to write headings, lists and links</summary>
          <p>
            <code>## Heading</code>, <code>- item</code> or <code>1. item</code>, <code>**strong**</code>,{" "}
            <code>*emphasis*</code>, <code>[text](https://…)</code>, <code>&gt; quotation</code>, <code>`code`</code>.
            An empty line starts a paragraph.
          </p>
        </details>
      }
    />
  );
}

/** A file to send; the form needs `encType="multipart/form-data"`. A browser never keeps a chosen file after an error, so the hint says so. */
export function FileField({
  field,
  label,
  hint,
  optional,
  accept,
  multiple,
}: FieldOf & { accept?: string; multiple?: boolean }) {
  const again = field.errors && field.errors.length > 0 ? "Choose the file again: browsers do not keep it." : null;
  const shown =
    hint && again ? (
      <>
        {hint} {again}
      </>
    ) : (
      (hint ?? again)
    );
  return (
    <FieldShell {...shellOf({ field, label, hint: shown, optional })}>
      <input
        {...getInputProps(field, { type: "file", value: false, ariaDescribedBy: describedBy(field, shown) })}
        key={field.key}
        className="in"
        accept={accept ?? field.accept}
        multiple={multiple ?? field.multiple}
      />
    </FieldShell>
  );
}

/** A value that travels with the form; the given one wins over what was sent before. */
export function HiddenField({ field, value }: { field: FieldMetadata; value?: string }) {
  const {
    "aria-invalid": _invalid,
    "aria-describedby": _by,
    required: _required,
    ...props
  } = getInputProps(field, {
    type: "hidden",
  });
  return <input {...props} key={field.key} defaultValue={value ?? props.defaultValue} />;
}
