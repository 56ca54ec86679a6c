import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { shortageText } from "~/judging/assignment";
import { challengeForChair } from "~/judging/chair.server";
import { assignEntries, assignmentPreview } from "~/judging/jury/assign-entries.server";
import { AssignmentPreview, DetectedConflicts } from "~/judging/jury/assignment-preview";
import { type AssignFields, AssignForm } from "~/judging/jury/jury.schema";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { newSeed } from "~/platform/secret.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField } from "~/ui/form-fields";
import { Crumb, Note, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Assign entries · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const seed = newSeed();
  return data({ seed, ...(await assignmentPreview({ slug, seed }, viewer)) }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, AssignForm);
  if (!form.ok) return invalid(form);
  const assigned = await assignEntries({ slug, seed: form.value.seed }, viewer);
  if (!assigned.ok) return refuse(assigned.refusal, form);
  const { added, short, reviewsPerEntry } = assigned.value;
  const said = `${count(added, "review")} assigned, and each juror told by mail.`;
  return redirectSaying(paths.jury(slug), [said, shortageText(short, reviewsPerEntry)].filter(Boolean).join(" "));
}

export default function Assign() {
  const { challenge, seed, refusal, entries, added, short, jurors } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<AssignFields>({ id: "assign", lastResult: useActionData<typeof action>() });
  const { slug, reviewsPerEntry } = challenge;
  const nothing = added === 0 ? "Everything that can be assigned is assigned already." : null;
  const shortage = shortageText(short, reviewsPerEntry);
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="Assign entries"
        lede={`${count(entries, "entry", "entries")}, ${count(reviewsPerEntry, "review")} each, among ${count(jurors.length, "juror")}. What is assigned already stays where it is.`}
      />
      <Section name="Before you assign" note="The load is as even as the conflicts allow, by the seed beneath." first>
        <div className="stack">
          {shortage && (
            <Note tone="warn">
              <p>{shortage}</p>
            </Note>
          )}
          <AssignmentPreview jurors={jurors} />
          <DetectedConflicts jurors={jurors} />
          <p className="why">
            Seed <code>{seed}</code>. It goes into the record: with it and the conflicts anyone draws the same pairs.
          </p>
          <FormErrors form={form} title="Not assigned" />
          <PostForm form={form}>
            <HiddenField field={fields.seed} value={seed} />
            <Button main disabledReason={refusal?.message ?? nothing}>
              Assign {count(added, "review")}
            </Button>
          </PostForm>
        </div>
      </Section>
    </Main>
  );
}
