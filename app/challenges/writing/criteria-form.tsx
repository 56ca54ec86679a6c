import { type FieldMetadata, type FormMetadata, useForm } from "@conform-to/react";
import { FieldGroup } from "~/ui/form";
import { RadioGroup } from "~/ui/form-choices";
import { NumberField, TextArea, TextField } from "~/ui/form-fields";
import type { TypedCriterion } from "../draft";
import type { SectionFields } from "../draft.schema";
import { rowId } from "../drafting/section-text";
import { LEAST_CHANCE } from "../second-round";
import { Row, SectionForm, startOf, type Writing } from "./section-form";

type Fields = SectionFields<"criteria">;
const FRESH: TypedCriterion = { title: "", description: "", weight: "", levels: Array(4).fill({ sentence: "" }) };

export function CriteriaForm({ writing }: { writing: Writing<"criteria"> }) {
  const [form, fields] = useForm<Fields>(startOf(writing));
  const criteria = fields.criteria.getFieldList();
  const more = form.insert.getButtonProps({ name: fields.criteria.name, defaultValue: FRESH });
  return (
    <SectionForm writing={writing} form={form} revision={fields.revision}>
      <NumberField
        field={fields.reviewsPerEntry}
        label="Reviews for each entry"
        optional={false}
        hint="How many jurors score it, from 1 to 15. Three is usual."
      />
      {criteria.length === 0 && <p className="quiet">No criterion yet. Say what entries are scored on.</p>}
      {criteria.map((criterion, index) => (
        <CriterionRow
          key={criterion.key}
          form={form}
          list={fields.criteria.name}
          field={criterion as unknown as FieldMetadata<TypedCriterion, Fields>}
          index={index}
        />
      ))}
      <FieldGroup>
        <button {...more} className="btn">
          Add a criterion
        </button>
      </FieldGroup>
      <SecondRound form={form} field={fields.second as unknown as FieldMetadata<Second, Fields>} />
    </SectionForm>
  );
}

type Second = NonNullable<Fields["second"]>;

const GOES_ON = [
  { value: "top", label: "The best of the first round", note: "As many as you write below, and their equals." },
  { value: "threshold", label: "Every entry from a score on", note: "From 0 to 100, as the first round ranks it." },
  {
    value: "chance",
    label: `Every entry with more than a ${LEAST_CHANCE * 100}% chance of a prize`,
    note: "Where the scores tell no chances, the best as many as you write below.",
  },
];

/** The second round, which a challenge has once it has a criterion of its own. */
function SecondRound({ form, field }: { form: FormMetadata<Fields>; field: FieldMetadata<Second, Fields> }) {
  const { reviewsPerEntry, rule, value, criteria } = field.getFieldset();
  const rows = criteria.getFieldList();
  return (
    <FieldGroup
      title="A second round"
      note="Optional: the best are scored once more, by criteria of their own, and both rounds are pooled in one ranking. Teams read it before they begin, and it stands as the first does."
    >
      {rows.length > 0 && (
        <>
          <NumberField field={reviewsPerEntry} label="Reviews for each entry in the second round" optional={false} />
          <RadioGroup field={rule} label="Who goes on" optional={false} options={GOES_ON} />
          <NumberField field={value} label="How many, or from which score on" decimals optional={false} />
        </>
      )}
      {rows.map((criterion, index) => (
        <CriterionRow
          key={criterion.key}
          form={form}
          list={criteria.name}
          field={criterion as unknown as FieldMetadata<TypedCriterion, Fields>}
          index={index}
          of=" of the second round"
        />
      ))}
      <p>
        <button {...form.insert.getButtonProps({ name: criteria.name, defaultValue: FRESH })} className="btn">
          Add a criterion for the second round
        </button>
      </p>
    </FieldGroup>
  );
}

function CriterionRow({
  form,
  list,
  field,
  index,
  of = "",
}: {
  form: FormMetadata<Fields>;
  list: string;
  field: FieldMetadata<TypedCriterion, Fields>;
  index: number;
  /** Tells the criteria of the second round apart. */
  of?: string;
}) {
  const { title, description, weight, levels } = field.getFieldset();
  const rows = levels.getFieldList();
  return (
    <Row
      id={rowId(list, index)}
      level={2}
      title={`Criterion ${index + 1}${of}`}
      remove={form.remove.getButtonProps({ name: list as "criteria", index })}
      removeLabel={`Remove criterion ${index + 1}${of}`}
    >
      <TextField field={title} label="Name" optional={false} hint="“Warns in time”, “Protects people”." />
      <TextArea field={description} label="What it looks at" optional rows={2} />
      <NumberField
        field={weight}
        label="Weight"
        optional={false}
        hint="Parts of the whole. Two criteria of 60 and 40 count as six and four tenths."
      />
      <h3>Levels, from the lowest to the highest</h3>
      {rows.map((level, at) => (
        <div className="field" key={level.key} id={rowId(levels.name, at)} tabIndex={-1}>
          <TextArea
            field={level.getFieldset().sentence}
            label={
              <>
                What earns level {at + 1}
                <span className="visually-hidden"> of criterion {`${index + 1}${of}`}</span>
              </>
            }
            optional={false}
            rows={2}
          />
          <p>
            <button {...form.remove.getButtonProps({ name: levels.name, index: at })} className="btn small">
              Remove level {at + 1}
              <span className="visually-hidden"> of criterion {`${index + 1}${of}`}</span>
            </button>
          </p>
        </div>
      ))}
      <p>
        <button
          {...form.insert.getButtonProps({ name: levels.name, defaultValue: { sentence: "" } })}
          className="btn small"
        >
          Add a level<span className="visually-hidden"> to criterion {`${index + 1}${of}`}</span>
        </button>
      </p>
    </Row>
  );
}
