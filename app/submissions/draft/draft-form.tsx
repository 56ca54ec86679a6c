import type { FieldMetadata } from "@conform-to/react";
import { paths } from "~/paths";
import { FieldGroup } from "~/ui/form";
import { SelectField } from "~/ui/form-choices";
import { HiddenField, MarkdownField, TextArea, TextField } from "~/ui/form-fields";
import type { TiedDataset } from "./draft";
import { LEAST_DESCRIPTION, MOST_PITCH } from "./draft.schema";

type Fields = Record<"title" | "pitch" | "description" | "demoUrl" | "videoUrl", FieldMetadata>;

/** What an entry says, in the order in which the jury reads it. */
export function EntryFields({ fields }: { fields: Fields }) {
  return (
    <FieldGroup title="What you hand in">
      <TextField field={fields.title} label="Title" optional={false} autoComplete="off" />
      <TextArea
        field={fields.pitch}
        label="What it does, in a sentence or three"
        hint="A juror reads this first."
        optional={false}
        rows={3}
        count={{ most: MOST_PITCH, unit: "characters" }}
      />
      <MarkdownField
        field={fields.description}
        label="Description"
        hint={`How it works, what it does not do, how it was tested. At least ${LEAST_DESCRIPTION} characters, in Markdown.`}
        optional={false}
      />
      <TextField
        field={fields.demoUrl}
        label="Where it can be tried"
        hint="It must stay up until judging ends. An entry has a repository, a demo, or both."
        type="url"
        inputMode="url"
        optional
      />
      <TextField
        field={fields.videoUrl}
        label="A video"
        hint="Three minutes are plenty."
        type="url"
        inputMode="url"
        optional
      />
    </FieldGroup>
  );
}

type Use = { datasetId: FieldMetadata; how: FieldMetadata; distributionId: FieldMetadata };
type Dataset = TiedDataset & { role: string };

/** Each dataset of the challenge, how the entry uses it, and which file of it where it has more than one. */
export function DatasetFields({ uses }: { uses: { dataset: Dataset; fields: Use }[] }) {
  if (uses.length === 0) return null;
  return (
    <FieldGroup title="Data" note="Say how you use each; leave those empty that you do not use.">
      {uses.map(({ dataset, fields }) => (
        <div className="field-set" key={dataset.id}>
          <HiddenField field={fields.datasetId} value={dataset.id} />
          <TextArea
            field={fields.how}
            label={
              <>
                How you use “{dataset.title}”{dataset.role === "required" && ", which the brief requires"}
              </>
            }
            hint={<a href={paths.dataset(dataset.slug)}>The dataset</a>}
            optional
            rows={2}
          />
          {dataset.files.length > 1 && (
            <SelectField
              field={fields.distributionId}
              label={<>Which file of “{dataset.title}”</>}
              hint="The publisher learns what its files are used for."
              optional
              placeholder="Several, or none in particular"
              options={dataset.files.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </div>
      ))}
    </FieldGroup>
  );
}
