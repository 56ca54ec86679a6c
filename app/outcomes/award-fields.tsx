import type { FieldMetadata } from "@conform-to/react";
import { FieldGroup } from "~/ui/form";
import { CheckboxGroup, SelectField } from "~/ui/form-choices";
import { HiddenField, TextArea } from "~/ui/form-fields";
import type { AwardsFields } from "./awards.schema";
import { prizeText } from "./awards-reading";
import type { EntryName, RankingRows } from "./ranking.server";
import type { AwardRow } from "./results.server";

type AwardFieldsProps = {
  fields: { awards: FieldMetadata<AwardsFields["awards"]>; mentions: FieldMetadata<AwardsFields["mentions"]> };
  prizes: NonNullable<AwardRow["prize"]>[];
  rows: RankingRows;
  names: EntryName[];
};

/** For each prize the entry it goes to, and the reasons where that departs from the order; then honourable mentions. */
export function AwardFields({ fields, prizes, rows, names }: AwardFieldsProps) {
  const options = rows.map(({ entry, rank }) => ({
    value: String(entry),
    label: `${rank ?? "–"}. ${names.find(({ number }) => number === entry)?.title ?? ""} (entry ${entry})`,
  }));
  return (
    <>
      {fields.awards.getFieldList().map((award, index) => {
        const prize = prizes[index];
        const of = award.getFieldset();
        return prize ? (
          <FieldGroup key={prize.id} title={prize.title} note={prizeText(prize)}>
            <HiddenField field={of.prizeId} value={prize.id} />
            <SelectField
              field={of.entry}
              label={`${prize.title} goes to`}
              placeholder="Not awarded"
              options={options}
              optional={false}
            />
            <TextArea
              field={of.reason}
              label={`Why, where ${prize.title} departs from the order`}
              hint="Published with the award."
              rows={3}
              optional
            />
          </FieldGroup>
        ) : null;
      })}
      {options.length > 0 && (
        <FieldGroup title="Honourable mentions">
          <CheckboxGroup field={fields.mentions} label="Named, without a prize" optional options={options} />
        </FieldGroup>
      )}
    </>
  );
}
