import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { type NewerFileFields, NewerFileForm, TABLE_FILES } from "~/datasets/dataset.schema";
import { requireDatasetEditor } from "~/datasets/staff-datasets.server";
import { takeNewerFile, uploadedFile } from "~/datasets/uploads.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { FileField } from "~/ui/form-fields";
import { Crumb, KeyValues, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Give it a newer file · Palio" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const slug = found(slugAsked(params.slug));
  await requireDatasetEditor(slug, viewer);
  const { dataset, newest } = await uploadedFile(slug);
  return data({ slug, title: dataset.title, zone: dataset.organisation.timeZone, newest }, { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const slug = found(slugAsked(params.slug));
  await requireDatasetEditor(slug, viewer);
  const form = await readForm(request, NewerFileForm);
  if (!form.ok) return invalid(form);
  const { file } = form.value;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const taken = await takeNewerFile({ slug, fileName: file.name, mediaType: file.type, bytes }, viewer);
  if (!taken.ok) return refuse(taken.refusal, form);
  return redirectSaying(
    paths.dataset(slug),
    `The newer file is held, with ${count(taken.value.rowCount, "row")}. What has changed stands under History.`,
  );
}

export default function NewerFile() {
  const { slug, title, zone, newest } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<NewerFileFields>({ id: "newer-file", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staffDatasets()}>Your data</a>
            <a href={paths.dataset(slug)}>{title}</a>
          </Crumb>
        }
        title="Give it a newer file"
        lede="The copies before it stay in the history, and every challenge keeps the one that its teams were promised."
      />
      <KeyValues
        items={[
          { label: "Held now", value: newest.fileName },
          { label: "Since", value: <When at={newest.fetchedAt.toISOString()} zone={zone} /> },
        ]}
      />
      <FormErrors form={form} title="Not taken" />
      <PostForm form={form} encType="multipart/form-data">
        <FileField
          field={fields.file}
          label="File"
          hint="CSV with any delimiter and encoding, GeoJSON, JSON, Parquet, or an Excel workbook, of up to 100 MB."
          accept={TABLE_FILES}
        />
        <Button main>Take this file</Button>
      </PostForm>
    </Main>
  );
}
