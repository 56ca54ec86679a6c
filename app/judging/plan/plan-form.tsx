import type { FieldMetadata } from "@conform-to/react";
import { CheckboxField, RadioGroup } from "~/ui/form-choices";
import { HiddenField, NumberField } from "~/ui/form-fields";

type Fields = Record<"mode" | "least" | "most" | "mayMove" | "seed", FieldMetadata>;

/** What the chair asks of a plan. */
export function PlanFieldset({ fields, seed, hasStanding }: { fields: Fields; seed: string; hasStanding: boolean }) {
  return (
    <>
      <RadioGroup
        field={fields.mode}
        label="What to seek"
        options={[
          {
            value: "fair",
            label: "The best for the entry that fares worst",
            note: "Then, as far as that leaves room, the best for all together.",
          },
          {
            value: "sum",
            label: "The best for all together",
            note: "Single entries may get jurors who know little of them.",
          },
        ]}
      />
      <NumberField
        field={fields.least}
        label="Entries a juror, at least"
        hint="Left empty, the load is as even as conflicts allow."
        optional
      />
      <NumberField field={fields.most} label="Entries a juror, at most" optional />
      {hasStanding && (
        <CheckboxField
          field={fields.mayMove}
          label="Repair: reviews that nobody has begun may move"
          hint="As few as can be. Without it, everything that is assigned stays where it is."
          optional
        />
      )}
      <HiddenField field={fields.seed} value={seed} />
      <p className="why">
        How well a juror fits an entry follows from the words that both have in common: a person’s skills, and the
        themes and keywords of the data and the topics and languages of the code. Between plans that fit as well the
        seed <code>{seed}</code> chooses.
      </p>
    </>
  );
}
