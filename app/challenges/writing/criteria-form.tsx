import { type FieldMetadata, type FormMetadata, useForm } from "@conform-to/react";
import { FieldGroup } from "~/ui/form";
import { NumberField, TextArea, TextField } from "~/ui/form-fields";
import type { Draft } from "../draft";
import type { SectionFields } from "../draft.schema";
import { rowId } from "../drafting/section-text";
import { Row, SectionForm, startOf, type Writing } from "./section-form";

type Fields = SectionFields<"criteria">;
type Criterion = Draft["criteria"]["criteria"][number];
const FRESH: Criterion = { title: "", description: "", weight: "", levels: Array(4).fill({ sentence: "" }) };

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
          field={criterion as unknown as FieldMetadata<Criterion, Fields>}
          index={index}
        />
      ))}
      <FieldGroup>
        <button {...more} className="btn">
          Add a criterion
        </button>
      </FieldGroup>
    </SectionForm>
  );
}

function CriterionRow({
  form,
  list,
  field,
  index,
}: {
  form: FormMetadata<Fields>;
  list: string;
  field: FieldMetadata<Criterion, Fields>;
  index: number;
}) {
  const { title, description, weight, levels } = field.getFieldset();
  const rows = levels.getFieldList();
  return (
    <Row
      id={rowId("criteria", index)}
      level={2}
      title={`Criterion ${index + 1}`}
      remove={form.remove.getButtonProps({ name: list as "criteria", index })}
      removeLabel={`Remove criterion ${index + 1}`}
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
                <span className="visually-hidden"> of criterion {index + 1}</span>
              </>
            }
            optional={false}
            rows={2}
          />
          <p>
            <button {...form.remove.getButtonProps({ name: levels.name, index: at })} className="btn small">
              Remove level {at + 1}
              <span className="visually-hidden"> of criterion {index + 1}</span>
            </button>
          </p>
        </div>
      ))}
      <p>
        <button
          {...form.insert.getButtonProps({ name: levels.name, defaultValue: { sentence: "" } })}
          className="btn small"
        >
          Add a level<span className="visually-hidden"> to criterion {index + 1}</span>
        </button>
      </p>
    </Row>
  );
}
