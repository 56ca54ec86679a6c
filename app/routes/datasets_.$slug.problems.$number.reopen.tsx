import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { whyNotReopen } from "~/datasets/issues/problem";
import { MOST_REMARK, type RemarkFields, ReopenForm } from "~/datasets/issues/problem.schema";
import { requireReopener } from "~/datasets/issues/problem-desk.server";
import { ProblemHead } from "~/datasets/issues/problem-head";
import { problemForVisitor } from "~/datasets/issues/problem-thread.server";
import { reopenProblem } from "~/datasets/issues/reopen-problem.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { MarkdownField } from "~/ui/form-fields";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Reopen a problem · Palio" }];

const asked = (params: LoaderFunctionArgs["params"]) => ({
  slug: found(slugAsked(params.slug)),
  number: numberIn(params.number),
});

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = asked(params);
  await requireReopener(of, viewer);
  const { problem, dataset, by } = await problemForVisitor(of, viewer);
  return data({ problem, dataset, why: whyNotReopen(problem.state, by)?.message }, { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = asked(params);
  await requireReopener(of, viewer);
  const form = await readForm(request, ReopenForm);
  if (!form.ok) return invalid(form);
  const reopened = await reopenProblem({ ...of, ...form.value }, viewer);
  if (!reopened.ok) return refuse(reopened.refusal, form);
  return redirectSaying(paths.problem(of.slug, of.number), "It is open again, and the other side is told.");
}

export default function ReopenProblem() {
  const { problem, dataset, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<RemarkFields>({ id: "reopen", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow tincture="azure">
      <ProblemHead problem={problem} dataset={dataset} act="Reopen it" />
      <FormErrors form={form} title="Not reopened" />
      <PostForm form={form}>
        <MarkdownField
          field={fields.text}
          label="Why it is open again"
          hint="What still is wrong, and where you see it. Everyone reads it. In Markdown."
          optional={false}
          rows={6}
          count={{ most: MOST_REMARK, unit: "characters" }}
        />
        <Button main disabledReason={why}>
          Reopen it
        </Button>
      </PostForm>
    </Main>
  );
}
