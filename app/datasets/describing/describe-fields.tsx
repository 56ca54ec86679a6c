import type { FieldMetadata } from "@conform-to/react";
import { Fragment } from "react";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { FieldGroup } from "~/ui/form";
import { CheckboxGroup, SelectField } from "~/ui/form-choices";
import { HiddenField, TextArea, TextField } from "~/ui/form-fields";
import { KeyValues, Note } from "~/ui/layout";
import { EU_THEMES } from "../catalogue/themes";
import { FREQUENCIES_TO_CHOOSE } from "../scores/freshness";
import type { ColumnToDescribe } from "./dataset-to-describe.server";
import { ACCESS_RIGHTS, type DescribeFields } from "./describe.schema";

type Said = {
  description: string;
  keywords: string[];
  themes: string[];
  contactName: string;
  contactEmail: string;
  frequency: string | null;
  temporalStart: string | null;
  temporalEnd: string | null;
  spatial: string;
  accessRights: string;
};

type Fields = { [F in keyof Required<DescribeFields>]: FieldMetadata };

/** What the organisation itself says of a dataset that came with no catalogue. */
export function OwnWords({ fields }: { fields: Fields }) {
  return (
    <>
      <FieldGroup title="What it is">
        <TextArea
          field={fields.description}
          label="Description"
          hint="What a row is, how it was collected, what the codes mean. Plain text, three hundred characters or more."
          rows={8}
          count={{ most: 10_000, unit: "characters" }}
          optional
        />
        <TextField field={fields.keywords} label="Keywords" hint="Three or more, separated by commas." optional />
        <CheckboxGroup
          field={fields.themes}
          label="Themes"
          hint="Of the list that European catalogues share; one or two."
          options={EU_THEMES.map((value) => ({ value, label: value }))}
          optional
        />
        <TextField field={fields.spatial} label="Place" hint="In words: “Milan”, “the province of Bari”." optional />
        <TextField
          field={fields.temporalStart}
          label="Period from"
          hint="2024, 2024-05 or 2024-05-31."
          short
          optional
        />
        <TextField field={fields.temporalEnd} label="Period to" hint="Empty where it goes on." short optional />
      </FieldGroup>
      <FieldGroup title="How it is kept">
        <SelectField
          field={fields.frequency}
          label="How often it changes"
          hint="A promise: whether it is kept stands on the dataset’s page."
          placeholder="No promise"
          options={FREQUENCIES_TO_CHOOSE.map((value) => ({ value, label: value }))}
          optional
        />
        <SelectField
          field={fields.accessRights}
          label="Who may have it"
          placeholder="Not said"
          options={ACCESS_RIGHTS}
          optional
        />
        <TextField
          field={fields.contactName}
          label="Contact"
          hint="The office that answers questions about the data. Everyone reads it."
          optional
        />
        <TextField field={fields.contactEmail} label="Its mail address" type="email" optional />
      </FieldGroup>
    </>
  );
}

/** What a catalogue says, and why it is not changed here. */
export function SourceWords({ said, landingPage }: { said: Said; landingPage: string | null }) {
  const items = [
    ["Description", said.description],
    ["Keywords", said.keywords.join(", ")],
    ["Themes", said.themes.join(", ")],
    ["Place", said.spatial],
    ["Period", [said.temporalStart, said.temporalEnd].filter(Boolean).join(" to ")],
    ["How often it changes", said.frequency],
    ["Who may have it", said.accessRights],
    ["Contact", [said.contactName, said.contactEmail].filter(Boolean).join(", ")],
  ] as const;
  return (
    <FieldGroup title="What the catalogue says">
      <Note>
        <p>
          This comes from the catalogue that the dataset was imported from, and is put right there: the next import
          brings it here, and would undo what was typed here instead.{" "}
          {landingPage && (
            <a href={landingPage} rel="nofollow noopener">
              To its page at the source
            </a>
          )}
        </p>
      </Note>
      <KeyValues items={items.map(([label, value]) => ({ label, value: value || "nothing" }))} />
    </FieldGroup>
  );
}

/** Who answers reports about it. */
export function StewardField({ field, people }: { field: FieldMetadata; people: { id: string; name: string }[] }) {
  return (
    <FieldGroup title="Its steward">
      <SelectField
        field={field}
        label="Who answers reports about it"
        hint="One of the organisation’s people. With nobody, its editors do."
        placeholder="Nobody in particular"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
        optional
      />
    </FieldGroup>
  );
}

type NotesProps = {
  fields: Pick<Fields, "distributionId"> & { notes: FieldMetadata };
  rows: { key: string | undefined; name: FieldMetadata; description: FieldMetadata }[];
  slug: string;
  file: { id: string; position: number; title: string; columns: ColumnToDescribe[]; more: number };
  files: { id: string; position: number; title: string; format: string }[];
};

/** A sentence for each column of a file's newest copy. */
export function ColumnNotes({ fields, rows, slug, file, files }: NotesProps) {
  const known = new Map(file.columns.map((column) => [column.name, column]));
  return (
    <div id="columns">
      <FieldGroup
        title="What the columns mean"
        note={`One sentence each, of ${file.title || "the file"}: “Height above the sea, in metres”.`}
      >
        {files.length > 1 && (
          <p>
            Files:{" "}
            {files.map(({ id, position, title, format }, index) => (
              <span key={id}>
                {index > 0 && " · "}
                {id === file.id ? (
                  <b>{title || format || `File ${position + 1}`}</b>
                ) : (
                  <a href={paths.describeDataset(slug, { file: position + 1 })}>
                    {title || format || `File ${position + 1}`}
                  </a>
                )}
              </span>
            ))}
          </p>
        )}
        <HiddenField field={fields.distributionId} value={file.id} />
        {rows.map(({ key, name, description }) => {
          const called = String(name.initialValue ?? "");
          const column = known.get(called);
          return (
            <Fragment key={key}>
              <HiddenField field={name} />
              <TextField
                field={description}
                label={<code>{called}</code>}
                hint={[column?.type, column?.stated && `the catalogue says: ${column.stated}`]
                  .filter(Boolean)
                  .join("; ")}
                optional
              />
            </Fragment>
          );
        })}
        {file.more > 0 && <p className="why">And {count(file.more, "more column")}, which are not described here.</p>}
      </FieldGroup>
    </div>
  );
}
