import { useForm } from "@conform-to/react";
import { Banner } from "~/ui/banner";
import { FieldGroup } from "~/ui/form";
import { SelectField } from "~/ui/form-choices";
import { MarkdownField, TextArea, TextField } from "~/ui/form-fields";
import { arms, COLOURS, DIVISIONS, isTheme, THEMES } from "~/ui/heraldry";
import type { SectionFields } from "../draft.schema";
import { SectionForm, startOf, type Writing } from "./section-form";

const spoken = (word: string): string => {
  const plain = word === "tenne" ? "tenné" : word.replace("-", " ");
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
};
const optionsOf = (words: readonly string[]) => words.map((value) => ({ value, label: spoken(value) }));
const TINCTURES: Record<(typeof COLOURS)[number], string> = {
  gules: "Gules, red",
  azure: "Azure, blue",
  vert: "Vert, green",
  purpure: "Purpure, purple",
  tenne: "Tenné, tawny",
  sable: "Sable, black",
};

export function BasicsForm({ writing }: { writing: Writing<"basics"> }) {
  const [form, fields] = useForm<SectionFields<"basics">>(startOf(writing));
  const { theme: word, division, colour } = writing.content;
  const theme = isTheme(word) ? word : "heritage";
  const chosen = {
    division: DIVISIONS.find((known) => known === division),
    colour: COLOURS.find((known) => known === colour),
  };
  const shown = arms({
    slug: writing.slug,
    theme,
    chosen: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)),
  });
  return (
    <SectionForm writing={writing} form={form} revision={fields.revision} preview="the brief">
      <TextField field={fields.title} label="Title" optional={false} hint="What is asked for, in a few words." />
      <TextArea
        field={fields.summary}
        label="Summary"
        optional={false}
        hint="One or two sentences for the list of challenges."
        rows={3}
        count={{ most: 400, unit: "characters" }}
      />
      <MarkdownField
        field={fields.brief}
        label="Brief"
        optional={false}
        hint="The problem, what a good entry does, and what you do not ask for. In Markdown."
        rows={18}
      />
      <TextField
        field={fields.contact}
        label="Contact"
        optional={false}
        hint="Whom teams reach, and how. Everyone can read it."
      />
      <FieldGroup title="The banner" note="Its face on every page, until it is published. It is drawn anew when saved.">
        <div style={{ maxInlineSize: "7rem", marginBlockEnd: "var(--s4)" }}>
          <Banner slug={writing.slug} theme={theme} arms={shown} />
        </div>
        <SelectField field={fields.theme} label="What it is about" optional={false} options={optionsOf(THEMES)} />
        <SelectField
          field={fields.division}
          label="How the field is parted"
          optional
          placeholder="As the address has it"
          options={optionsOf(DIVISIONS)}
        />
        <SelectField
          field={fields.colour}
          label="Tincture"
          optional
          placeholder="As the address has it"
          options={COLOURS.map((value) => ({ value, label: TINCTURES[value] }))}
        />
      </FieldGroup>
    </SectionForm>
  );
}
