import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { requireEditor } from "~/challenges/staff-challenge.server";
import { type DecisionFields, DecisionForm } from "~/outcomes/decision.schema";
import { KIND_WORDS, KINDS } from "~/outcomes/decisions";
import { DecisionList } from "~/outcomes/decisions-reading";
import { decisionsForStaff } from "~/outcomes/results.server";
import { stateDecision } from "~/outcomes/state-decision.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { RadioGroup, SelectField } from "~/ui/form-choices";
import { TextArea, TextField } from "~/ui/form-fields";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Decisions · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await decisionsForStaff(slug, viewer, await now()), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, DecisionForm);
  if (!form.ok) return invalid(form);
  const stated = await stateDecision({ slug, ...form.value }, viewer);
  if (!stated.ok) return refuse(stated.refusal, form);
  return redirectSaying(paths.staffAct(slug, "decisions"), "Stated, in public and in the record.");
}

export default function StaffDecisions() {
  const { challenge, entries, whyNot } = useLoaderData<typeof loader>();
  const undecided = entries.find(({ decisions }) => decisions.length === 0);
  const [form, fields] = useForm<DecisionFields>({
    id: "decision",
    lastResult: useActionData<typeof action>(),
    defaultValue: { entry: undecided ? String(undecided.number) : "" },
  });
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
            <a href={paths.staffChallenge(challenge.slug)}>{challenge.title}</a>
          </Crumb>
        }
        title="Decisions"
        lede="Say of each awarded entry what the city does with it. Everyone reads it as you write it; a later statement stands above an earlier one, and both stay in sight."
      />
      <Section name="So far" first>
        {entries.length > 0 ? (
          <DecisionList slug={challenge.slug} zone={challenge.timeZone} entries={entries} />
        ) : (
          <Empty title="Nothing to decide on yet">
            <p>{whyNot}</p>
          </Empty>
        )}
      </Section>
      <Section name="State a decision" note="Also the place for a report: state again, with the next date.">
        <FormErrors form={form} title="Not stated" />
        <PostForm form={form}>
          <SelectField
            field={fields.entry}
            label="Entry"
            placeholder="Choose an awarded entry"
            options={entries.map(({ number, title }) => ({ value: String(number), label: `${number}. ${title}` }))}
          />
          <RadioGroup
            field={fields.kind}
            label="What the city does"
            options={KINDS.map((kind) => ({ value: kind, ...KIND_WORDS[kind] }))}
          />
          <TextArea field={fields.reason} label="Why" hint="For the team and for everyone." rows={5} />
          <TextField
            field={fields.ownerName}
            label="Who answers for it"
            hint="A name and an office."
            autoComplete="off"
          />
          <TextField
            field={fields.dueOn}
            type="date"
            label="Done, or next report, by"
            hint="What is late is shown as late. For a declined entry, the day it is final."
            short
          />
          <Button main disabledReason={whyNot}>
            State it in public
          </Button>
        </PostForm>
      </Section>
    </Main>
  );
}
