import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { pageAsked, slugAsked } from "~/datasets/asked";
import { datasetToDescribe } from "~/datasets/describing/dataset-to-describe.server";
import { type DescribeFields, DescribeForm } from "~/datasets/describing/describe.schema";
import { describeDataset } from "~/datasets/describing/describe-dataset.server";
import { ColumnNotes, OwnWords, SourceWords, StewardField } from "~/datasets/describing/describe-fields";
import { requireDatasetEditor } from "~/datasets/staff-datasets.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Describe a dataset · Palio" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const file = pageAsked(new URL(request.url).searchParams.get("file"));
  const dataset = await datasetToDescribe(found(slugAsked(params.slug)), viewer, file);
  return data({ dataset }, { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const slug = found(slugAsked(params.slug));
  await requireDatasetEditor(slug, viewer);
  const form = await readForm(request, DescribeForm);
  if (!form.ok) return invalid(form);
  const described = await describeDataset({ slug, ...form.value }, viewer);
  if (!described.ok) return refuse(described.refusal, form);
  return redirectSaying(paths.dataset(slug), "The description is saved. The scores are computed anew.");
}

export default function DescribeDataset() {
  const { dataset } = useLoaderData<typeof loader>();
  const { slug, title, file, files, people, isFromSource, landingPage } = dataset;
  const [form, fields] = useForm<DescribeFields>({
    id: "describe",
    lastResult: useActionData<typeof action>(),
    defaultValue: {
      ...dataset,
      keywords: dataset.keywords.join(", "),
      stewardId: dataset.stewardId ?? "",
      distributionId: file?.id,
      notes: file?.columns.map(({ name, note }) => ({ name, description: note })) ?? [],
    },
  });
  const rows = fields.notes.getFieldList().map((note) => {
    const { name, description } = note.getFieldset();
    return { key: note.key, name, description };
  });
  return (
    <Main narrow>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staffDatasets()}>Your data</a>
            <a href={paths.dataset(slug)}>{title}</a>
          </Crumb>
        }
        title="Describe it"
        lede="What it is, who answers for it, and what its columns mean: people build on what they understand."
      />
      <FormErrors form={form} title="Not saved" />
      <PostForm form={form}>
        {isFromSource ? <SourceWords said={dataset} landingPage={landingPage} /> : <OwnWords fields={fields} />}
        <StewardField field={fields.stewardId} people={people} />
        {file && <ColumnNotes fields={fields} rows={rows} slug={slug} file={file} files={files} />}
        <Button
          main
          disabledReason={dataset.mayEdit ? null : "Only owners and editors of the organisation describe its data."}
        >
          Save the description
        </Button>
      </PostForm>
    </Main>
  );
}
