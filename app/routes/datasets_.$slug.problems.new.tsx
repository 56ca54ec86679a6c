import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isUnnamed } from "~/accounts/accounts.server";
import { requireViewer } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { KINDS } from "~/datasets/issues/problem";
import { MOST_REPORT, type ReportFields, ReportForm } from "~/datasets/issues/problem.schema";
import { PlaceReading } from "~/datasets/issues/problem-place";
import { placeAsked, placeIn, rowOf } from "~/datasets/issues/problem-place.server";
import { KIND_NOTES, KIND_WORDS } from "~/datasets/issues/problem-words";
import { datasetOfProblems } from "~/datasets/issues/problems.server";
import { reportProblem, SAY_YOUR_NAME } from "~/datasets/issues/report-problem.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { RadioGroup } from "~/ui/form-choices";
import { MarkdownField, TextField } from "~/ui/form-fields";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Report a problem · Palio" }];

const asked = (request: Request) => found(placeAsked(new URL(request.url).searchParams));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const { id, slug, title, organisation } = await datasetOfProblems(found(slugAsked(params.slug)), viewer);
  const place = found(await placeIn(id, asked(request)));
  const page = {
    dataset: { slug, title, organisation },
    place: { ...place, values: await rowOf(place) },
    why: isUnnamed(viewer) ? SAY_YOUR_NAME : null,
  };
  return data(page, { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const slug = found(slugAsked(params.slug));
  const place = asked(request);
  const form = await readForm(request, ReportForm);
  if (!form.ok) return invalid(form);
  const reported = await reportProblem({ slug, place, ...form.value }, viewer);
  if (!reported.ok) return refuse(reported.refusal, form);
  return redirectSaying(
    paths.problem(slug, reported.value.number),
    "It is reported. You hear by mail of each step that is taken.",
  );
}

export default function ReportProblem() {
  const { dataset, place, why } = useLoaderData<typeof loader>();
  const { slug, title, organisation } = dataset;
  const [form, fields] = useForm<ReportFields>({ id: "report", lastResult: useActionData<typeof action>() });
  const kinds = KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind], note: KIND_NOTES[kind] }));
  return (
    <Main narrow tincture="azure">
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.datasets()}>Data</a>
            <a href={paths.dataset(slug)}>{title}</a>
            <a href={paths.problems(slug)}>Problems</a>
          </Crumb>
        }
        title="Report a problem"
        lede={`It goes to those who answer for this data at ${organisation.name}. Everyone reads it, under your name; your address is never shown.`}
      />
      <FormErrors form={form} title="Not reported" />
      <PostForm form={form}>
        <FieldGroup title="Where you saw it">
          <PlaceReading place={place} zone={organisation.timeZone} />
          {place.copy && (
            <p className="why">
              It is about more than that? <a href={paths.reportProblem(slug)}>Report on the dataset as a whole</a>.
            </p>
          )}
        </FieldGroup>
        <FieldGroup title="What is wrong">
          <RadioGroup field={fields.kind} label="Kind" optional={false} options={kinds} />
          <TextField
            field={fields.title}
            label="In one line"
            hint="Such as: heights are in feet from row 1,200 on."
            optional={false}
            autoComplete="off"
          />
          <MarkdownField
            field={fields.text}
            label="What you saw, and what you expected"
            hint="How can others see it too? In Markdown."
            optional={false}
            count={{ most: MOST_REPORT, unit: "characters" }}
          />
        </FieldGroup>
        <Button main disabledReason={why}>
          Report it
        </Button>
      </PostForm>
    </Main>
  );
}
