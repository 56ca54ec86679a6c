import { type FormMetadata, getFormProps } from "@conform-to/react";
import { type FormHTMLAttributes, Fragment, type ReactNode, type Ref } from "react";
import { count } from "~/kernel/text";

type PostFormProps = {
  form: FormMetadata;
  action?: string;
  encType?: FormHTMLAttributes<HTMLFormElement>["encType"];
  formRef?: Ref<HTMLFormElement>;
  className?: string;
  children: ReactNode;
};

/** A form sent by the browser itself. The server validates, and its reasons come back beside the fields. */
export function PostForm({ form, action, encType, formRef, className, children }: PostFormProps) {
  return (
    <form
      method="post"
      action={action}
      encType={encType}
      className={className}
      ref={formRef}
      {...getFormProps(form, { ariaAttributes: false })}
      noValidate
    >
      {children}
    </form>
  );
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const things = (n: number): string =>
  n < NUMBERS.length ? `${NUMBERS[n]} thing${n === 1 ? "" : "s"}` : count(n, "thing");

type FormErrorsProps = {
  form: FormMetadata;
  /** What did not happen: "Not handed in". */
  title?: string;
  /** A name to put before a field's message, by field name, where the message does not name its field. */
  labels?: Record<string, string>;
  /** The sentence beneath; the typing is kept unless said otherwise. */
  kept?: ReactNode;
};

/**
 * What stands in the way, above the form: what concerns the whole form first, then a link to each field. It takes the
 * focus when the page loads, so that a screen reader starts here.
 */
export function FormErrors({
  form,
  title = "Not saved",
  labels = {},
  kept = "Everything you typed is kept.",
}: FormErrorsProps) {
  const { "": ofForm = [], ...ofFields } = form.allErrors as Record<string, string[] | null | undefined>;
  const fields = Object.entries(ofFields).flatMap(([name, messages]) =>
    messages && messages.length > 0 ? [{ name, message: messages.join(" ") }] : [],
  );
  const whole = ofForm ?? [];
  if (whole.length === 0 && fields.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: after a refused form the reasons are what the page is about
    <div className="errors" role="alert" tabIndex={-1} autoFocus id={`${form.id}-errors`}>
      <h2>{fields.length > 0 ? `${title}. ${things(fields.length)} first:` : `${title}.`}</h2>
      {whole.map((message) => (
        <p key={message}>{message}</p>
      ))}
      {fields.length > 0 && (
        <ul>
          {fields.map(({ name, message }) => (
            <li key={name}>
              <a href={`#${form.id}-${name}`}>
                {labels[name] ? `${labels[name]}: ` : ""}
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
      {kept && <p className="why">{kept}</p>}
    </div>
  );
}

/** Fields that belong together, under a heading and a rule. */
export function FieldGroup({ title, note, children }: { title?: ReactNode; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="group">
      {title && <h2>{title}</h2>}
      {note && <p className="quiet">{note}</p>}
      {children}
    </section>
  );
}

/** What a control needs in order to be tied to its label, hint and error. */
export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  optional?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** Label, hint, control and error of a plain input, outside of conform: `<Field …>{(c) => <input {...c} name="q" />}</Field>`. */
export function Field({ id, label, hint, error, optional, className, children }: FieldProps) {
  const describedBy = [error && `${id}-error`, hint && `${id}-description`].filter(Boolean).join(" ");
  return (
    <FieldShell
      controlId={id}
      label={label}
      hint={hint}
      hintId={`${id}-description`}
      errors={error ? [error] : undefined}
      errorId={`${id}-error`}
      optional={optional}
      className={className}
    >
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
    </FieldShell>
  );
}

type FieldShellProps = {
  controlId: string;
  label: ReactNode;
  hint?: ReactNode;
  hintId: string;
  errors?: string[];
  errorId: string;
  optional?: boolean;
  className?: string;
  children: ReactNode;
};

/** The frame that every field has: label, hint, control, and the reason why it was not accepted. */
export function FieldShell({
  controlId,
  label,
  hint,
  hintId,
  errors,
  errorId,
  optional,
  className,
  children,
}: FieldShellProps) {
  return (
    <div className={className ? `field ${className}` : "field"}>
      <label htmlFor={controlId}>
        {label}
        {optional && <span className="optional"> (optional)</span>}
      </label>
      {hint && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
      {children}
      <FieldError id={errorId} errors={errors} />
    </div>
  );
}

export function FieldError({ id, errors }: { id: string; errors?: string[] | null }) {
  if (!errors || errors.length === 0) return null;
  return (
    <span className="err" id={id}>
      {errors.map((error, i) => (
        <Fragment key={error}>
          {i > 0 && " "}
          {error}
        </Fragment>
      ))}
    </span>
  );
}
