import { useForm } from "@conform-to/react";
import { paths } from "~/paths";
import { SelectField } from "~/ui/form-choices";
import { HiddenField, TextArea } from "~/ui/form-fields";
import { Part } from "~/ui/layout";
import { Empty, Pager, SearchForm, Table } from "~/ui/table";
import type { SectionFields } from "../draft.schema";
import { rowId } from "../drafting/section-text";
import { Row, SectionForm, startOf, type Writing } from "./section-form";

export type Candidate = { id: string; slug: string; title: string; organisation: string; licence: string };
export type DataChoice = {
  q: string;
  found: Candidate[];
  next: string | null;
  /** Titles of the chosen ones by id. */
  titles: Record<string, { title: string; slug: string }>;
};

const ROLES = [
  { value: "required", label: "Required: an entry must use it" },
  { value: "suggested", label: "Suggested" },
  { value: "context", label: "For context" },
];

export function DataForm({ writing, choice }: { writing: Writing<"data">; choice: DataChoice }) {
  const [form, fields] = useForm<SectionFields<"data">>(startOf(writing));
  const chosen = fields.datasets.getFieldList();
  const here = paths.draftSection(writing.slug, "data");
  const ids = new Set(writing.content.datasets.map(({ datasetId }) => datasetId));
  return (
    <>
      <SectionForm writing={writing} form={form} revision={fields.revision}>
        {chosen.length === 0 && (
          <Empty title="No dataset chosen yet">
            <p>Search beneath for the open data that this challenge is about, and add it.</p>
          </Empty>
        )}
        {chosen.map((dataset, index) => {
          const { datasetId, role, note } = dataset.getFieldset();
          const known = choice.titles[String(datasetId.initialValue ?? "")];
          return (
            <Row
              key={dataset.key}
              id={rowId("datasets", index)}
              level={2}
              title={known ? <a href={paths.dataset(known.slug)}>{known.title}</a> : "A dataset that is no longer here"}
              remove={form.remove.getButtonProps({ name: fields.datasets.name, index })}
              removeLabel={`Remove ${known?.title ?? "it"}`}
            >
              <HiddenField field={datasetId} />
              <SelectField field={role} label="How entries use it" optional={false} options={ROLES} />
              <TextArea
                field={note}
                label="A note for teams"
                optional
                rows={2}
                hint="What it is good for, and its traps."
              />
            </Row>
          );
        })}
      </SectionForm>
      <Part id="find" title="Find data">
        <p className="quiet">Everything in the catalogues on this site; your own first.</p>
        <SearchForm
          action={`${here}#find`}
          value={choice.q}
          label="Title, publisher or keyword"
          clear={choice.q ? here : null}
        />
        {choice.found.length === 0 ? (
          <Empty title={choice.q ? "Nothing matches" : "No datasets yet"}>
            <p>
              {choice.q ? "Try another word, or " : "Start by reading your catalogue: "}
              <a href={paths.importCatalogue()}>import a catalogue</a>.
            </p>
          </Empty>
        ) : (
          <Table
            caption="Datasets that can be added"
            rows={choice.found}
            keyOf={({ id }) => id}
            columns={[
              { name: "Dataset", head: true, cell: ({ slug, title }) => <a href={paths.dataset(slug)}>{title}</a> },
              { name: "From", folded: "From", cell: ({ organisation }) => organisation },
              { name: "Licence", folded: "Licence", cell: ({ licence }) => licence },
              {
                name: <span className="visually-hidden">Add</span>,
                cell: ({ id, title }) =>
                  ids.has(id) ? (
                    <span className="quiet">Chosen</span>
                  ) : (
                    <button
                      {...form.insert.getButtonProps({
                        name: fields.datasets.name,
                        defaultValue: { datasetId: id, role: "required", note: "" },
                      })}
                      className="btn small"
                      aria-label={`Add ${title}`}
                    >
                      Add
                    </button>
                  ),
              },
            ]}
          />
        )}
        <Pager label="Datasets" next={choice.next} />
      </Part>
    </>
  );
}
