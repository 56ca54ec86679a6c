import { useForm } from "@conform-to/react";
import { CURRENCIES } from "~/kernel/money";
import { FieldGroup } from "~/ui/form";
import { RadioGroup, SelectField } from "~/ui/form-choices";
import { NumberField, TextArea, TextField } from "~/ui/form-fields";
import type { SectionFields } from "../draft.schema";
import { rowId } from "../drafting/section-text";
import { Row, SectionForm, startOf, type Writing } from "./section-form";

const KINDS = [
  { value: "money", label: "Money" },
  { value: "kind", label: "In kind", note: "A pilot, hosting, a place to work, a visit." },
];

export function PrizesForm({ writing }: { writing: Writing<"prizes"> }) {
  const [form, fields] = useForm<SectionFields<"prizes">>(startOf(writing));
  const prizes = fields.prizes.getFieldList();
  const currency = writing.content.prizes.at(-1)?.currency || "EUR";
  const more = form.insert.getButtonProps({
    name: fields.prizes.name,
    defaultValue: { title: "", kind: "money", amount: "", currency, inKind: "" },
  });
  return (
    <SectionForm writing={writing} form={form} revision={fields.revision}>
      {prizes.length === 0 && <p className="quiet">No prize yet. A challenge has at least one, in money or in kind.</p>}
      {prizes.map((prize, index) => {
        const { title, kind, amount, currency: inCurrency, inKind } = prize.getFieldset();
        return (
          <Row
            key={prize.key}
            id={rowId("prizes", index)}
            level={2}
            title={`Prize ${index + 1}`}
            remove={form.remove.getButtonProps({ name: fields.prizes.name, index })}
            removeLabel={`Remove prize ${index + 1}`}
          >
            <TextField field={title} label="Name" optional={false} hint="“First”, “Best by students”." />
            <RadioGroup field={kind} label="What it is" optional={false} options={KINDS} />
            <NumberField
              field={amount}
              label="Amount"
              optional={false}
              hint="For money: in digits, such as 10,000."
              decimals
            />
            <SelectField
              field={inCurrency}
              label="Currency"
              optional={false}
              options={CURRENCIES.map((code) => ({ value: code, label: code }))}
            />
            <TextArea field={inKind} label="What is given" optional={false} hint="For a prize in kind." rows={2} />
          </Row>
        );
      })}
      <FieldGroup>
        <button {...more} className="btn">
          Add a prize
        </button>
      </FieldGroup>
    </SectionForm>
  );
}
