import { type ButtonHTMLAttributes, type ReactNode, useId } from "react";

type Look = { main?: boolean; risky?: boolean; small?: boolean };

const look = ({ main, risky, small }: Look): string =>
  ["btn", main && "main", risky && "risky", small && "small"].filter(Boolean).join(" ");

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className" | "disabled"> & {
    /** The sentence that says why the act is not possible; with it the button is disabled and the sentence stands beneath. */
    disabledReason?: string | null;
  };

export function Button({ main, risky, small, disabledReason, children, type = "submit", ...rest }: ButtonProps) {
  const reason = useId();
  const button = (
    <button
      {...rest}
      type={type}
      className={look({ main, risky, small })}
      disabled={disabledReason ? true : undefined}
      aria-describedby={disabledReason ? reason : rest["aria-describedby"]}
    >
      {children}
    </button>
  );
  return disabledReason ? (
    <Explained id={reason} reason={disabledReason}>
      {button}
    </Explained>
  ) : (
    button
  );
}

/** A link that looks like a button; with a reason it leads nowhere and says why. */
export function LinkButton({
  href,
  main,
  risky,
  small,
  disabledReason,
  download,
  shortcut,
  children,
}: Look & {
  href: string;
  disabledReason?: string | null;
  /** The name of the file, where the address does not give it. */
  download?: boolean | string;
  /** As `aria-keyshortcuts` writes the key that follows the link. */
  shortcut?: string;
  children: ReactNode;
}) {
  const reason = useId();
  if (!disabledReason) {
    return (
      <a className={look({ main, risky, small })} href={href} download={download} aria-keyshortcuts={shortcut}>
        {children}
      </a>
    );
  }
  return (
    <Explained id={reason} reason={disabledReason}>
      {/* A link without href is what HTML has for a link that is not available; the role keeps it announced as one. */}
      {/* biome-ignore lint/a11y/useValidAnchor: deliberately without href */}
      <a role="link" className={look({ main, risky, small })} aria-disabled="true" aria-describedby={reason}>
        {children}
      </a>
    </Explained>
  );
}

function Explained({ id, reason, children }: { id: string; reason: string; children: ReactNode }) {
  return (
    <div className="act">
      {children}
      <p className="why" id={id}>
        {reason}
      </p>
    </div>
  );
}

/** Buttons and links side by side. */
export function Acts({ children }: { children: ReactNode }) {
  return <div className="acts">{children}</div>;
}

/** A form that is nothing but its button: one act, posted to `action` with the given hidden values. */
export function ActButton({
  action,
  values = {},
  ...button
}: ButtonProps & { action: string; values?: Record<string, string> }) {
  return (
    <form method="post" action={action}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button {...button} />
    </form>
  );
}
