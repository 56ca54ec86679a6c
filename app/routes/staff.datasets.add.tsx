import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { addDatasetByAddress, addUploadedDataset } from "~/datasets/add-dataset.server";
import { type DatasetFields, DatasetForm, TABLE_FILES } from "~/datasets/dataset.schema";
import { LICENCE_OPTIONS } from "~/datasets/known-licence";
import { OrganisationField } from "~/datasets/organisation-field";
import { organisationsToAddFor } from "~/datasets/staff-datasets.server";
import { words } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { SelectField } from "~/ui/form-choices";
import { FileField, TextArea, TextField } from "~/ui/form-fields";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Add a dataset · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data({ organisations: await organisationsToAddFor(viewer) }, { headers: PRIVATE });
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await organisationsToAddFor(viewer);
  const form = await readForm(request, DatasetForm);
  if (!form.ok) return invalid(form);
  const { file, address = "", keywords, ...described } = form.value;
  const dataset = { ...described, keywords: words(keywords) };
  const added = file
    ? await addUploadedDataset(
        { ...dataset, fileName: file.name, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) },
        viewer,
      )
    : await addDatasetByAddress({ ...dataset, address }, viewer);
  if (!added.ok) return refuse(added.refusal, form);
  const sentence = file
    ? "The dataset is added, and its copy is held."
    : "The dataset is added. Its copy is being fetched.";
  return redirectSaying(paths.dataset(added.value.slug), sentence);
}

export default function AddDataset() {
  const { organisations } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<DatasetFields>({ id: "dataset", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
            <a href={paths.staffDatasets()}>Your data</a>
          </Crumb>
        }
        title="Add a dataset"
        lede="One table or map, of up to 100 MB. Everyone will see it, and everyone can download it."
      />
      <FormErrors form={form} title="Not added" />
      <PostForm form={form} encType="multipart/form-data">
        <OrganisationField field={fields.organisationId} organisations={organisations} label="Whose data it is" />
        <FieldGroup title="The data" note="A file, or an address to fetch it from.">
          <FileField
            field={fields.file}
            label="File"
            hint="CSV with any delimiter and encoding, GeoJSON, JSON, Parquet, or an Excel workbook."
            accept={TABLE_FILES}
            optional
          />
          <TextField
            field={fields.address}
            label="Or an address"
            hint="A copy is fetched once; you can ask for a newer one at any time."
            type="url"
            inputMode="url"
            optional
          />
        </FieldGroup>
        <FieldGroup title="What it is">
          <TextField
            field={fields.title}
            label="Title"
            hint="What it lists, in a few words: “Storm drains and manholes”."
          />
          <TextArea
            field={fields.description}
            label="Description"
            hint="What a row is, how it was collected, what the codes mean. Plain text."
            rows={6}
            optional
          />
          <TextField field={fields.keywords} label="Keywords" hint="Separated by commas." optional />
        </FieldGroup>
        <FieldGroup title="The licence" note="No challenge is tied to data whose licence is unclear.">
          <SelectField
            field={fields.licenceId}
            label="Licence"
            hint="Your name is kept with what you choose here."
            placeholder="Not yet clear"
            options={LICENCE_OPTIONS}
            optional
          />
        </FieldGroup>
        <Button main>Add the dataset</Button>
      </PostForm>
    </Main>
  );
}
