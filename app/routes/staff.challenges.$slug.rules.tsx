import { type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { typedCodeRules } from "~/challenges/code-rules";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { VIEWERS_CHANGE_NOTHING } from "~/challenges/desk/words";
import { RIGHTS_CHOICES } from "~/challenges/rights";
import { newestRules, rulesChange } from "~/challenges/rules.server";
import { amendRules } from "~/challenges/running/amend-rules.server";
import { whyNotAmend } from "~/challenges/running/running";
import { type AmendFields, AmendForm } from "~/challenges/running/running.schema";
import { requireEditor, runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { typedTieRules } from "~/challenges/tie-rules";
import { BlindField } from "~/challenges/writing/blind-field";
import { CodeRulesFields } from "~/challenges/writing/code-rules-fields";
import { TieRulesFields } from "~/challenges/writing/tie-rules-fields";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { Diff } from "~/ui/diff";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { RadioGroup } from "~/ui/form-choices";
import { HiddenField, MarkdownField, TextArea } from "~/ui/form-fields";
import { Section } from "~/ui/layout";

export const meta: MetaFunction = () => [{ title: "Amend the rules · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), runningChallengeForStaff(slug, viewer)]);
  const { number, text, eligibility, rights, code, blind, ties } = found(await newestRules(challenge.id));
  const why = challenge.mayEdit ? (whyNotAmend(challenge, at)?.message ?? null) : VIEWERS_CHANGE_NOTHING;
  const typed = { code: typedCodeRules(code), blind: blind ? "on" : "", ties: typedTieRules(ties) };
  const rules = { number, text, eligibility, rights, ...typed };
  return data({ challenge, rules, why, now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, AmendForm);
  const reply = (more?: { formErrors: string[] }) => form.submission.reply(more) as SubmissionResult;
  if (!form.ok) return data({ result: reply(), changes: null }, { status: 400 });
  const { act, ...amendment } = form.value;
  if (act === "look") return data({ result: reply(), changes: await rulesChange(slug, amendment, viewer) });
  const amended = await amendRules({ slug, ...amendment }, viewer);
  if (!amended.ok) {
    const status = amended.refusal.code === "not-yours" ? 403 : 409;
    // Where another version came meanwhile, the answer is what would change in that one.
    const changes = amended.refusal.code === "conflict" ? await rulesChange(slug, amendment, viewer) : null;
    return data({ result: reply({ formErrors: [amended.refusal.message] }), changes }, { status });
  }
  const said = `Version ${amended.value.number} is published. Everyone registered is told, and each team is asked to accept it.`;
  return redirectSaying(paths.staffChallenge(slug), said);
}

export default function Rules() {
  const { challenge, rules, why, now: at } = useLoaderData<typeof loader>();
  const last = useActionData<typeof action>();
  const [form, fields] = useForm<AmendFields>({
    id: "amend",
    lastResult: last?.result,
    defaultValue: { ...rules, blind: rules.blind as "" | "on", from: String(rules.number) },
  });
  return (
    <StaffPage
      challenge={challenge}
      now={at}
      title="Amend the rules"
      lede={`Version ${rules.number} stands. What you publish here becomes version ${rules.number + 1}: every changed word is shown, everyone registered is told why, and each team is asked to accept it.`}
    >
      <FormErrors form={form} title="Not published" />
      {last?.changes && (
        <Section first name="What would change" note="Nothing is published yet. The button is below.">
          <Diff parts={last.changes} />
        </Section>
      )}
      <PostForm form={form} className="writing">
        {/* Whoever has seen what would change goes on from the version that it was compared with. */}
        <HiddenField field={fields.from} value={last?.changes ? String(rules.number) : undefined} />
        <RadioGroup field={fields.rights} label="Who keeps the rights" options={RIGHTS_CHOICES} />
        <TextArea field={fields.eligibility} label="Who may take part" rows={3} />
        <MarkdownField field={fields.text} label="Rules" rows={18} />
        <CodeRulesFields fields={fields.code.getFieldset()} />
        <BlindField field={fields.blind} />
        <TieRulesFields fields={fields.ties.getFieldset()} />
        <FieldGroup>
          <TextArea
            field={fields.reason}
            label="Why they change"
            hint="Everyone registered reads this sentence, on the page and in their mail."
            rows={3}
          />
          <Acts>
            <Button name="act" value="look" main={!last?.changes} disabledReason={why}>
              See what would change
            </Button>
            {last?.changes && (
              <Button name="act" value="publish" main disabledReason={why}>
                Publish version {rules.number + 1}
              </Button>
            )}
          </Acts>
        </FieldGroup>
      </PostForm>
    </StaffPage>
  );
}
