import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { type ImportFields, ImportForm } from "~/datasets/dataset.schema";
import { startImport } from "~/datasets/importing/start-import.server";
import { OrganisationField } from "~/datasets/organisation-field";
import { organisationsToAddFor } from "~/datasets/staff-datasets.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { FileField, TextField } from "~/ui/form-fields";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Import a catalogue · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data({ organisations: await organisationsToAddFor(viewer) }, { headers: PRIVATE });
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await organisationsToAddFor(viewer);
  const form = await readForm(request, ImportForm);
  if (!form.ok) return invalid(form);
  const { organisationId, file, address = "" } = form.value;
  const from = file ? { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { address };
  const started = await startImport({ organisationId, ...from }, viewer);
  if (!started.ok) return refuse(started.refusal, form);
  return redirect(paths.importRun(started.value.id));
}

export default function ImportCatalogue() {
  const { organisations } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<ImportFields>({ id: "import", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
            <a href={paths.staffDatasets()}>Your data</a>
          </Crumb>
        }
        title="Import a catalogue"
        lede="Whatever your portal speaks: what it is shows by itself. What it lists comes in; what you confirmed here stays."
      />
      <FormErrors form={form} title="Nothing was imported" />
      <PostForm form={form} encType="multipart/form-data">
        <OrganisationField field={fields.organisationId} organisations={organisations} label="Whose catalogue it is" />
        <TextField
          field={fields.address}
          label="Address of the catalogue"
          hint="CKAN, DCAT-US, DCAT-AP, Socrata, Opendatasoft, a data package, or one file. All its pages are read; imported again, only what changed is written."
          type="url"
          inputMode="url"
          optional
        />
        <FileField
          field={fields.file}
          label="Or a file"
          hint="JSON, Turtle, RDF/XML or JSON-LD, of up to 20 MB and 5,000 datasets."
          accept=".json,.jsonld,.ttl,.rdf,.xml,application/json,application/ld+json,text/turtle,application/rdf+xml"
          optional
        />
        <Button main>Import</Button>
      </PostForm>
    </Main>
  );
}
