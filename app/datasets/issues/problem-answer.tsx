import type { FieldMetadata } from "@conform-to/react";
import { paths } from "~/paths";
import { type Choice, SelectField } from "~/ui/form-choices";
import { type ProblemKind, type ProblemState, whyNotBecome } from "./problem";
import type { NumberedCopy } from "./problem-place.server";
import { copyText } from "./problem-words";

const ANSWERER = { mayAnswer: true, isReporter: false };

/** What may become of a problem, each with a sentence; those that cannot be say why. */
export function answerChoices({ kind, state }: { kind: ProblemKind; state: ProblemState }): Choice[] {
  const choice = (value: Exclude<ProblemState, "open">, label: string, note: string): Choice => ({
    value,
    label,
    note,
    disabledReason: whyNotBecome({ state, becomes: value }, ANSWERER)?.message,
  });
  return [
    choice("acknowledged", "We take it on", "You see it too, and it will be looked after."),
    choice("fixed", "It is fixed", "Say below in which copy."),
    choice(
      "wont_fix",
      "It stays as it is",
      kind === "personal_data"
        ? "You looked, and it is no personal data or rightly public. With your reason the whole thread becomes public."
        : "With your reason, in public.",
    ),
    { value: "words", label: "Words only", note: "It stays as it stands." },
  ];
}

type CopyFieldProps = { field: FieldMetadata; copies: NumberedCopy[]; slug: string; zone: string };

/** The copy in which a problem is fixed: those that are later than the one it was seen in. */
export function CopyField({ field, copies, slug, zone }: CopyFieldProps) {
  if (copies.length === 0)
    return (
      <p className="why">
        No later copy is held in which it could be fixed. <a href={paths.dataset(slug)}>Fetch one</a> from the dataset’s
        page once the source is right.
      </p>
    );
  return (
    <SelectField
      field={field}
      label="Fixed in"
      hint="Read only where it is fixed."
      optional
      placeholder="No copy: it is fixed in the description, the licence or the address"
      options={copies.map((copy) => {
        const text = copyText(copy, zone);
        return { value: copy.id, label: `${text[0]?.toUpperCase()}${text.slice(1)}` };
      })}
    />
  );
}
