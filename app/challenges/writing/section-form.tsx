import { type FieldMetadata, type FormMetadata, getFormProps, type SubmissionResult } from "@conform-to/react";
import { type ReactNode, useRef } from "react";
import type { Change } from "~/kernel/diff";
import { paths } from "~/paths";
import { Acts, Button } from "~/ui/button";
import { Diff } from "~/ui/diff";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField } from "~/ui/form-fields";
import { Note } from "~/ui/layout";
import { SaveState } from "~/ui/save-line";
import { useAutosave } from "~/ui/use-autosave";
import { type Draft, SECTION_WORDS, SECTIONS, type Section } from "../draft";
import { sectionAfter } from "../drafting/section-text";

/** Somebody else's text of the section, against one's own; and its revision. */
export type Clash = { changes: Change[]; revision: number };

/** What the page of a section is made from. */
export type Writing<S extends Section = Section> = {
  slug: string;
  section: S;
  content: Draft[S];
  revision: number;
  /** When the server last had this section, in words. */
  savedText: string | null;
  personId: string;
  lastResult?: SubmissionResult | null;
  clash?: Clash | null;
};

export const formId = (section: Section): string => `section-${section}`;

/** What every section's `useForm` is told: what was typed last, and the revision it began from. */
export const startOf = <S extends Section>({ section, content, revision, lastResult }: Writing<S>) => ({
  id: formId(section),
  lastResult,
  defaultValue: { ...content, revision: String(revision) },
});

/** The button that saves and stays; where somebody else saved meanwhile its page shows both texts. */
const STAY = { name: "go", value: "stay" };

type SectionFormProps = {
  writing: Writing;
  form: FormMetadata;
  revision: FieldMetadata;
  /** The word for what a Markdown preview shows; sections without Markdown have none. */
  preview?: string;
  children: ReactNode;
};

/**
 * The form of one section: saved while it is typed where there is a script, by its buttons without. A conflict shows
 * both texts and keeps the old revision, so that nothing but the button that says so replaces what somebody else wrote.
 */
export function SectionForm({ writing, form, revision, preview, children }: SectionFormProps) {
  const { slug, section, savedText, personId, lastResult, clash } = writing;
  const formRef = useRef<HTMLFormElement>(null);
  const isRejected = lastResult?.status === "error" && !clash;
  const autosave = useAutosave({
    formRef,
    url: paths.draftAutosave(slug, section),
    storageKey: `draft:${personId}:${slug}:${section}`,
    savedText,
    unsaved: isRejected,
    compare: STAY,
  });
  const next = sectionAfter(section, SECTIONS);
  return (
    <>
      <FormErrors form={form} />
      {clash && <Both slug={slug} section={section} clash={clash} formId={getFormProps(form).id} />}
      <PostForm form={form} formRef={formRef} className="writing">
        {/* Enter in a field presses the form's first button, which must not be one that removes a row. */}
        <button type="submit" name="go" value="stay" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          Save
        </button>
        <HiddenField field={revision} />
        {children}
        <section className="group">
          <Acts>
            <Button main name="go" value={next ? "next" : "stay"}>
              {next ? `Save and go on to ${SECTION_WORDS[next].toLowerCase()}` : "Save"}
            </Button>
            {next && (
              <Button name="go" value="stay">
                Save
              </Button>
            )}
            {preview && (
              <Button name="go" value="preview">
                Preview {preview}
              </Button>
            )}
          </Acts>
          <SaveState {...autosave} />
        </section>
      </PostForm>
    </>
  );
}

function Both({ slug, section, clash, formId }: { slug: string; section: Section; clash: Clash; formId: string }) {
  return (
    <div className="clash">
      <Note tone="warn">
        <h2>Their text and yours</h2>
        <p className="quiet">
          Struck out is what the server has and yours lacks; underlined is what only yours has. Your text is in the form
          below, and nothing was overwritten.
        </p>
      </Note>
      <Diff parts={clash.changes} />
      <Acts>
        <a className="btn" href={paths.draftSection(slug, section)}>
          Keep theirs
        </a>
        <button type="submit" className="btn risky" form={formId} name="over" value={clash.revision}>
          Replace theirs by mine
        </button>
      </Acts>
    </div>
  );
}

/** One row of a list, with the button that takes it away. */
export function Row({
  id,
  title,
  level = 3,
  remove,
  removeLabel,
  children,
}: {
  id: string;
  title: ReactNode;
  level?: 2 | 3;
  remove: object;
  removeLabel: string;
  children: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <section className="group" id={id} tabIndex={-1} aria-labelledby={`${id}-title`}>
      <Heading id={`${id}-title`}>{title}</Heading>
      {children}
      <p className="why">
        <button {...remove} className="btn small">
          {removeLabel}
        </button>
      </p>
    </section>
  );
}
