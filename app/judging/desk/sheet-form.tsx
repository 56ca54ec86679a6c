import { type SubmissionResult, useForm } from "@conform-to/react";
import { type RefObject, useEffect, useState } from "react";
import { paths } from "~/paths";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextArea } from "~/ui/form-fields";
import { Note } from "~/ui/layout";
import type { DeskEntry } from "./desk.server";
import { SHORTCUTS } from "./desk-keys";
import { nextToScore } from "./queue";
import { ChosenLevels, RubricFields } from "./rubric";
import {
  CONFLICT,
  LEAST_FEEDBACK,
  MOST_FEEDBACK,
  MOST_NOTE,
  type Rubric,
  type Sheet,
  unscored,
  whyNotHandIn,
  whyNotWrite,
} from "./sheet";
import type { SheetFields } from "./sheet.schema";

export type SheetResult = SubmissionResult | undefined;

/** Whether the page came back because somebody's save elsewhere stood in the way. */
export const isConflict = (result: SheetResult): boolean => result?.error?.[""]?.includes(CONFLICT.message) ?? false;

type SheetFormProps = { page: DeskEntry; result: SheetResult; formRef: RefObject<HTMLFormElement>; live: boolean };

/** The rubric to score, the note, the feedback, and the acts. It saves by a plain post; a script saves it on the way. */
export function SheetForm({ page, result, formRef, live }: SheetFormProps) {
  const { challenge, evidence, rubric } = page;
  const { slug } = challenge;
  const [form, fields] = useForm<SheetFields>({
    id: "sheet",
    lastResult: result,
    defaultValue: { ...page.sheet, scores: asTyped(page.sheet.scores), revision: String(page.revision) },
  });
  const typed = form.initialValue as { scores?: Record<string, string> } | undefined;
  const sheet = useTypedSheet(formRef, page.sheet);
  const left = unscored(sheet, rubric).length;
  const closed = page.whyNotScore ?? whyNotWrite(page.state)?.message ?? null;
  const incomplete = whyNotHandIn(sheet, rubric)?.message ?? null;
  return (
    <>
      <p className="rub-head">
        <span className="quiet">Rubric, as published</span>
        <b className="num">
          {rubric.length - left} of {rubric.length} scored
        </b>
      </p>
      <FormErrors form={form} title="Not done" />
      {isConflict(result) && <StandsOnServer page={page} />}
      <PostForm form={form} formRef={formRef} action={paths.deskEntry(slug, evidence.number)}>
        <HiddenField field={fields.revision} value={String(page.revision)} />
        <HiddenField field={fields.key} value={page.key} />
        <RubricFields rubric={rubric} scores={typed?.scores ?? {}} />
        <TextArea
          field={fields.feedback}
          label="What the team will read"
          hint={`At least ${LEAST_FEEDBACK} characters: one thing that worked, one that would raise the score.`}
          rows={6}
          optional={false}
          count={{ most: MOST_FEEDBACK, unit: "characters" }}
          shortcut={SHORTCUTS.feedback}
        />
        <TextArea
          field={fields.privateNote}
          label="Private note"
          hint="For you alone: nobody else reads it, now or later."
          rows={3}
          optional
          count={{ most: MOST_NOTE, unit: "characters" }}
          shortcut={SHORTCUTS.note}
        />
        <Acts>
          <Button
            main
            aria-keyshortcuts={SHORTCUTS.handIn}
            formAction={paths.deskAct(slug, evidence.number, "hand-in")}
            disabledReason={
              closed ?? (incomplete && (live ? incomplete : `${incomplete} Save, and this is looked at again.`))
            }
          >
            Hand in this sheet
          </Button>
          <Button aria-keyshortcuts={SHORTCUTS.save} disabledReason={closed}>
            Save
          </Button>
          <LinkButton href={paths.deskAct(slug, evidence.number, "conflict")} shortcut={SHORTCUTS.conflict}>
            Declare a conflict
          </LinkButton>
        </Acts>
      </PostForm>
      <BesideTheSheet page={page} />
    </>
  );
}

/** What a juror looks at beside a sheet: its own versions, and another entry's sheet. */
function BesideTheSheet({ page: { challenge, evidence, revision } }: { page: DeskEntry }) {
  return (
    <ul className="links-in-line">
      {revision > 0 && (
        <li>
          <a href={paths.deskAct(challenge.slug, evidence.number, "history")}>Versions of this sheet</a>
        </li>
      )}
      <li>
        <a href={paths.deskCompare(challenge.slug, { a: evidence.number })}>Compare with another entry</a>
      </li>
    </ul>
  );
}

/** Scores as a form carries them. */
const asTyped = (scores: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(scores).map(([id, value]) => [id, String(value)]));

/** What the server has, beside what was typed here: nothing is overwritten until the juror saves again. */
function StandsOnServer({ page: { sheet, rubric, savedText } }: { page: DeskEntry }) {
  return (
    <Note tone="warn">
      <p>
        <b>Saved elsewhere {savedText}.</b> What you typed here is still in the form beneath; saving now puts it on top.
        Both are kept as versions.
      </p>
      <details>
        <summary>What stands on the server</summary>
        <ChosenLevels rubric={rubric} scores={sheet.scores} />
        <p>{sheet.feedback || "No feedback."}</p>
        {sheet.privateNote && <p className="quiet">{sheet.privateNote}</p>}
      </details>
    </Note>
  );
}

/** The sheet as it stands in the form at this moment; without a script, as the page was made. */
function useTypedSheet(formRef: RefObject<HTMLFormElement>, stored: Sheet): Sheet {
  const [sheet, setSheet] = useState(stored);
  useEffect(() => {
    const form = formRef.current;
    if (!form) return;
    const read = () => setSheet(sheetOf(new FormData(form)));
    read();
    form.addEventListener("input", read);
    return () => form.removeEventListener("input", read);
  }, [formRef]);
  return sheet;
}

function sheetOf(fields: FormData): Sheet {
  const scores: Record<string, number> = {};
  for (const [name, value] of fields)
    if (name.startsWith("scores.")) scores[name.slice("scores.".length)] = Number(value);
  return {
    scores,
    privateNote: String(fields.get("privateNote") ?? ""),
    feedback: String(fields.get("feedback") ?? ""),
  };
}

/** A sheet that stands: handed in, or judging is over. */
export function SheetRead({ page }: { page: DeskEntry }) {
  const { challenge, evidence, rubric, sheet, state, queue, whyNotScore } = page;
  const { slug } = challenge;
  const isHandedIn = state === "handed_in";
  const next = whyNotScore === null ? nextToScore(queue, evidence.number) : null;
  return (
    <>
      <p className="rub-head">
        <span className="quiet">Rubric, as published</span>
        <b>{isHandedIn ? "Handed in" : "Not handed in"}</b>
      </p>
      <Acts>
        {next && (
          <LinkButton main href={paths.deskEntry(slug, next.number)}>
            Next: entry {next.number}
          </LinkButton>
        )}
        <LinkButton href={paths.desk(slug)}>Back to your desk</LinkButton>
      </Acts>
      <ChosenLevels rubric={rubric as Rubric} scores={sheet.scores} />
      <h3>What the team will read</h3>
      <p className="typed">{sheet.feedback || "Nothing."}</p>
      {sheet.privateNote && (
        <>
          <h3>Private note</h3>
          <p className="typed quiet">{sheet.privateNote}</p>
        </>
      )}
      {isHandedIn ? (
        <form method="post" action={paths.deskAct(slug, evidence.number, "reopen")}>
          <Acts>
            <Button aria-keyshortcuts={SHORTCUTS.reopen} disabledReason={whyNotScore}>
              Reopen this sheet
            </Button>
          </Acts>
        </form>
      ) : (
        <p className="why">{whyNotScore}</p>
      )}
      <BesideTheSheet page={page} />
    </>
  );
}
