import { type SubmissionResult, useForm } from "@conform-to/react";
import { type ReactNode, type RefObject, useRef } from "react";
import { paths } from "~/paths";
import { Acts, Button } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { HiddenField } from "~/ui/form-fields";
import { SaveState } from "~/ui/save-line";
import { useAutosave } from "~/ui/use-autosave";
import type { DraftWords, TiedDataset } from "./draft";
import type { DraftFields } from "./draft.schema";
import { DatasetFields, EntryFields } from "./draft-form";

type EditorProps = {
  slug: string;
  draft: DraftWords;
  revision: number;
  datasets: (TiedDataset & { role: string })[];
  lastResult: SubmissionResult | undefined;
  savedText: string | null;
  /** Names this device's copy: one per person and team. */
  storageKey: string;
  /** Two texts wait for a person's decision, and stand here: until then nothing saves by itself. */
  conflict: ReactNode;
};

/** The button that saves and stays; where somebody else saved meanwhile its page shows both texts. */
const STAY = { name: "next", value: "stay" };

const LABELS = { title: "Title", pitch: "Pitch", description: "Description", demoUrl: "Demo", videoUrl: "Video" };

/** The form of an entry. It saves by itself where a script runs, and by its buttons where none does. */
export function DraftEditor({ conflict, ...props }: EditorProps) {
  return conflict ? <DraftForm {...props} conflict={conflict} /> : <SavingForm {...props} />;
}

function SavingForm(props: Omit<EditorProps, "conflict">) {
  const formRef = useRef<HTMLFormElement>(null);
  const { slug, storageKey, savedText, lastResult } = props;
  const autosave = useAutosave({
    formRef,
    url: paths.submissionAct(slug, "autosave"),
    storageKey,
    savedText,
    unsaved: lastResult !== undefined,
    compare: STAY,
  });
  return <DraftForm {...props} formRef={formRef} state={<SaveState {...autosave} />} />;
}

function DraftForm({
  slug,
  draft,
  revision,
  datasets,
  lastResult,
  formRef,
  state,
  conflict = null,
}: Omit<EditorProps, "conflict"> & {
  conflict?: ReactNode;
  formRef?: RefObject<HTMLFormElement>;
  state?: ReactNode;
}) {
  const use = (id: string) => draft.datasets.find(({ datasetId }) => datasetId === id);
  const [form, fields] = useForm<DraftFields>({
    id: "entry",
    lastResult,
    defaultValue: { ...draft, datasets: datasets.map(({ id }) => ({ how: "", ...use(id), datasetId: id })) },
  });
  const uses = fields.datasets.getFieldList().flatMap((field, index) => {
    const dataset = datasets[index];
    return dataset ? [{ dataset, fields: field.getFieldset() }] : [];
  });
  return (
    <>
      <FormErrors form={form} title="Not saved" labels={LABELS} />
      {conflict}
      <PostForm form={form} action={paths.submission(slug)} formRef={formRef}>
        {/* After an error the form stays on the revision it was typed over: only a decision, or a fresh page, moves it on. */}
        <HiddenField field={fields.revision} value={conflict || !lastResult ? String(revision) : undefined} />
        <EntryFields fields={fields} />
        <DatasetFields uses={uses} />
        <FieldGroup>
          <Acts>
            <Button main name="next" value="preview">
              Save and see it as the jury will
            </Button>
            <Button name="next" value="stay">
              Save the draft
            </Button>
          </Acts>
          {state}
        </FieldGroup>
      </PostForm>
    </>
  );
}
